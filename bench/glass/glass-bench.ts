/**
 * From glass to glass: our stack beside both VNC stacks, all set up side by side and exercised one at a time, in turns.
 */
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { peers, versionOf } from '../peers.ts';
import { failedRow, type Measured, medianOf, percentileOf, type Row, rowOf, type Title } from '../report/row.ts';
import { seededRandom } from '../x-server/picture.ts';
import { blockRound, keyRound, pictureRound, type Round, stillRound, videoRound } from './measures.ts';
import { openRingsidePath } from './ringside-path.ts';
import { openStack, type Path, type Stack } from './stack.ts';
import { openTigervncPath, openX11vncPath } from './vnc-path.ts';

const ours = 'Ringside';
const x11vnc = `x11vnc ${versionOf(peers.x11vnc.debianPackage)}`;
const tigervnc = `TigerVNC ${versionOf(peers.tigervnc.debianPackage)}`;
const candidates: readonly { readonly name: string; open(): Promise<Path> }[] = [
  { name: ours, open: () => openRingsidePath() },
  { name: tigervnc, open: openTigervncPath },
  { name: x11vnc, open: openX11vncPath },
];
const vnc = [tigervnc, x11vnc] as const;

interface Rounds {
  readonly blocks: Round[];
  readonly pictures: Round[];
  readonly keys: Round[];
  readonly videos: Awaited<ReturnType<typeof videoRound>>[];
}

export async function glassBench(log: (line: string) => void): Promise<Row[]> {
  const stacks = new Map<string, Stack>();
  const failures = new Map<string, string>();
  try {
    for (const { name, open } of candidates) {
      try {
        stacks.set(name, await openStack(name, open));
        log(`${name}: the picture is there`);
      } catch (error) {
        failures.set(name, sentenceOf(error));
        log(`${name}: ${sentenceOf(error)}`);
      }
    }
    const results = await measureInTurns(stacks, failures, log);
    const rows = latencyRows(results, failures);
    rows.push(...(await stillRows(stacks, failures)));
    return rows;
  } finally {
    for (const stack of stacks.values()) await stack.close();
  }
}

async function measureInTurns(
  stacks: ReadonlyMap<string, Stack>,
  failures: Map<string, string>,
  log: (line: string) => void,
): Promise<Map<string, Rounds>> {
  const results = new Map<string, Rounds>();
  const each = async (what: string, measure: (stack: Stack, rounds: Rounds) => Promise<void>): Promise<void> => {
    for (const [name, stack] of stacks) {
      if (failures.has(name)) continue;
      const rounds = results.get(name) ?? { blocks: [], pictures: [], keys: [], videos: [] };
      results.set(name, rounds);
      try {
        await measure(stack, rounds);
      } catch (error) {
        failures.set(name, sentenceOf(error));
        log(`${name}: ${what}: ${sentenceOf(error)}`);
      }
    }
    log(what);
  };
  for (let round = 1; round <= limits.rounds; round++) {
    // The same places and rests for every stack of a round.
    const random = (): (() => number) => seededRandom(round);
    await each(`blocks, round ${round}`, async (stack, rounds) => {
      rounds.blocks.push(await blockRound(stack, random()));
    });
    await each(`pictures, round ${round}`, async (stack, rounds) => {
      rounds.pictures.push(await pictureRound(stack, random()));
    });
    await each(`keys, round ${round}`, async (stack, rounds) => {
      rounds.keys.push(await keyRound(stack, random()));
    });
    if (round > limits.videoRounds) continue;
    await each(`video, round ${round}`, async (stack, rounds) => {
      rounds.videos.push(await videoRound(stack));
    });
  }
  return results;
}

function latencyRows(results: ReadonlyMap<string, Rounds>, failures: ReadonlyMap<string, string>): Row[] {
  const row = (id: string, what: string, share: number, pick: (rounds: Rounds) => readonly Figures[]): Row => {
    const measured = new Map<string, Measured>();
    for (const [name, rounds] of results) {
      const latencies = pick(rounds).map(({ latenciesMs }) => latenciesMs);
      if (!failures.has(name)) measured.set(name, percentileOf(latencies, share));
    }
    const values = [...measured].map(([name, { value }]) => `${name} ${value.toFixed(1)} ms`).join(', ');
    const note = `${values}. ${notes(results, pick)}`;
    return judged({ id, what, unit: 'ms', beside: vnc.join(', ') }, measured, failures, note);
  };
  return [
    row('P1.p50', 'glass to glass, 64x64 block, p50', 0.5, ({ blocks }) => blocks),
    row('P1.p99', 'glass to glass, 64x64 block, p99', 0.99, ({ blocks }) => blocks),
    row('P2.p50', 'glass to glass, full-screen picture, p50', 0.5, ({ pictures }) => pictures),
    row('P4.p50', 'key to pixel, p50', 0.5, ({ keys }) => keys),
    row('P4.p95', 'key to pixel, p95', 0.95, ({ keys }) => keys),
    row('P3.p50', '640x360 video at 30 fps, p50', 0.5, ({ videos }) => videos),
    row('P3.p99', '640x360 video at 30 fps, p99', 0.99, ({ videos }) => videos),
  ];
}

/** Beside the better of the two VNC stacks; both must have been measured. */
function judged(
  title: Title,
  measured: ReadonlyMap<string, Measured>,
  failures: ReadonlyMap<string, string>,
  note: string,
): Row {
  const own = measured.get(ours);
  const [first, second] = vnc.map((name) => measured.get(name));
  if (own === undefined || first === undefined || second === undefined) {
    const why = [...failures].map(([name, reason]) => `${name}: ${reason}`).join(' ');
    return failedRow(title, `${why} ${note}`, own);
  }
  const [name, better] = first.value <= second.value ? [vnc[0], first] : [vnc[1], second];
  return rowOf({ ...title, beside: `${name} (the better)` }, own, better, note);
}

interface Figures {
  readonly latenciesMs: readonly number[];
  readonly bytesEach: number;
  readonly lost?: number;
  readonly shown?: number;
}

/** What latency alone does not say: bytes, lost changes, frames shown. */
function notes(results: ReadonlyMap<string, Rounds>, pick: (rounds: Rounds) => readonly Figures[]): string {
  const parts = [];
  for (const [name, rounds] of results) {
    const figures = pick(rounds);
    const kilobytes = medianOf(figures.map(({ bytesEach }) => bytesEach)).value / 1_000;
    const lost = figures.reduce((sum, figure) => sum + (figure.lost ?? 0), 0);
    const shown = figures.reduce((sum, figure) => sum + (figure.shown ?? 0), 0);
    const drawn = figures.length * limits.videoSeconds * limits.videoFramesPerSecond;
    const frames = shown > 0 ? `, ${Math.round((100 * shown) / drawn)} % of frames shown` : '';
    parts.push(`${name}: ${kilobytes.toFixed(1)} KB each${frames}${lost > 0 ? `, ${lost} lost` : ''}`);
  }
  return `${parts.join('; ')}.`;
}

async function stillRows(stacks: ReadonlyMap<string, Stack>, failures: ReadonlyMap<string, string>): Promise<Row[]> {
  const cpuTitle = {
    id: 'P10.cpu',
    what: `still screen for ${limits.stillSeconds} s: CPU of the agent, ring verification included`,
    unit: '% of a core',
    beside: x11vnc,
  };
  const bytesTitle = { id: 'P10.bytes', what: 'still screen: bytes the agent sent', unit: 'B', beside: x11vnc };
  const own = stacks.get(ours);
  const peer = stacks.get(x11vnc);
  if (own === undefined || peer === undefined) {
    const why = [failures.get(ours), failures.get(x11vnc)].filter(Boolean).join(' ');
    return [failedRow(cpuTitle, why), failedRow(bytesTitle, why)];
  }
  const [ownRound, peerRound] = [await stillRound(own), await stillRound(peer)];
  return [
    rowOf(cpuTitle, medianOf([ownRound.cpuShare * 100]), medianOf([peerRound.cpuShare * 100])),
    rowOf(bytesTitle, medianOf([ownRound.bytes]), medianOf([peerRound.bytes])),
  ];
}
