/**
 * What a session's beginning feels like, the first whole picture after the click; what a still screen sends; and in a
 * long run what relay, agent and page hold early and late in a session under mixed light load, after garbage collection.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { firstPictureMs } from '../glass/first-picture.ts';
import { openRingsidePath, type RingsidePath } from '../glass/ringside-path.ts';
import { openStack, type Stack } from '../glass/stack.ts';
import { limits } from '../limits.ts';
import { PageDevtools } from '../process/devtools.ts';
import { memoryAfterCollection } from '../process/memory.ts';
import { processTree, residentBytes } from '../process/proc-stat.ts';
import { countSent } from '../process/socket-bytes.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import { shifted } from '../x-server/calibration.ts';
import { lightLoad } from './light-load.ts';

/** Bytes by what holds them. */
type Held = ReadonlyMap<string, number>;

export async function memoryBench(log: (line: string) => void, { long }: { readonly long: boolean }): Promise<Row[]> {
  let path: RingsidePath | undefined;
  const stack = await openStack('ringside', async () => {
    path = await openRingsidePath();
    return path;
  });
  try {
    if (path === undefined) throw new BenchError('not-ready', 'Our stack did not start.');
    const page = await PageDevtools.open(await stack.browser.debuggingPort());
    log('the picture is there');
    const rows = [await firstPictureRow(stack, page)];
    if (long) rows.push(...(await growth(path, page, stack, log)));
    rows.push(await stillRow(stack, path));
    page.close();
    return rows;
  } finally {
    await stack.close();
  }
}

async function firstPictureRow(stack: Stack, page: PageDevtools): Promise<Row> {
  const { screen, offset } = stack;
  await screen.clear();
  const marks = shifted(screen.mark(), offset);
  const times: number[] = [];
  for (let round = 0; round < limits.firstPictures; round++) times.push(await firstPictureMs(stack, page, marks));
  const title = {
    id: 'F.click',
    what: 'first whole picture after the click, ring shown and verified',
    unit: 'ms',
    beside: '',
  };
  return rowOf(title, medianOf(times));
}

async function growth(
  path: RingsidePath,
  page: PageDevtools,
  stack: Stack,
  log: (line: string) => void,
): Promise<Row[]> {
  const startedMs = performance.now();
  const looks = new Map<number, Held>();
  for (const minute of limits.memoryMinutes.flat().sort((one, other) => one - other)) {
    await lightLoad(stack, startedMs + minute * 60_000);
    const look = await held(path, page, stack);
    looks.set(minute, look);
    log(`minute ${minute}: ${inWords(look)}`);
  }
  return limits.memoryMinutes.flatMap(([early, late]) =>
    growthRows(looks.get(early) ?? new Map(), looks.get(late) ?? new Map(), early, late),
  );
}

async function held(path: RingsidePath, page: PageDevtools, stack: Stack): Promise<Held> {
  // The same picture at both times: what is on the screen is held, and is no leak.
  await stack.screen.clear();
  await wait(limits.settleMs);
  await insistAlive(stack, path);
  // What the collection frees, the agent gives back to the system some seconds later.
  await memoryAfterCollection(path.agent);
  await wait(limits.givenBackMs);
  const relay = await memoryAfterCollection(path.relay);
  const agent = await memoryAfterCollection(path.agent);
  // Before Chromium needs memory of its own to tell what the page holds.
  await page.collect();
  const resident = processTree(stack.browser.child.pid).reduce((sum, pid) => sum + residentOf(pid), 0);
  const inPage = await page.memory();
  return new Map([
    ['relay', relay.heapBytes + relay.externalBytes],
    ['relay.rss', relay.residentBytes],
    ['agent', agent.heapBytes + agent.externalBytes],
    ['agent.rss', agent.residentBytes],
    ['page', inPage.heldBytes],
    ['page.compiled', inPage.compiledBytes],
    ['page.timeline', inPage.timelineBytes],
    ['page.all', inPage.heldBytes + inPage.compiledBytes + inPage.timelineBytes],
    ['browser.rss', resident],
  ]);
}

/** A session that ended on the way would hold little and send nothing. */
async function insistAlive({ screen, watcher, offset }: Stack, { relay }: RingsidePath): Promise<void> {
  const seen = await watcher.allSeen(shifted(screen.drawBlock(0.5), offset), limits.startMs);
  if (seen !== undefined) return;
  throw new BenchError('not-ready', `The session is over before its time. The relay said last: ${relay.output()}`);
}

function residentOf(pid: number): number {
  try {
    return residentBytes(pid);
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function inWords(memory: Held): string {
  return [...memory].map(([name, bytes]) => `${name} ${megabytes(bytes)}`).join(', ');
}

function growthRows(early: Held, late: Held, earlyMinute: number, lateMinute: number): Row[] {
  return [...early].map(([name, before]) => {
    const after = late.get(name) ?? Number.NaN;
    const more = (after / before - 1) * 100;
    const what = `memory of ${name} at minute ${lateMinute} beside minute ${earlyMinute}, garbage collected`;
    const note = `${megabytes(before)} before, ${megabytes(after)} after.`;
    const id = `M.${name}.${lateMinute}`;
    return rowOf({ id, what, unit: '% more', beside: 'itself' }, medianOf([more]), undefined, note);
  });
}

async function stillRow(stack: Stack, ours: RingsidePath): Promise<Row> {
  const { screen, path } = stack;
  await insistAlive(stack, ours);
  await screen.clear();
  await wait(limits.settleMs);
  const sent = countSent(path.agents);
  await wait(limits.quietMs);
  const perSecond = (sent() * 1_000) / limits.quietMs;
  const title = { id: 'F.still', what: 'still screen: bytes the agent sends, keep-alives', unit: 'B/s', beside: '' };
  return rowOf(title, medianOf([perSecond]));
}
