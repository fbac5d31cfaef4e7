/**
 * From glass to glass: our stack beside both VNC stacks, all set up side by side and exercised one at a time, in turns.
 */
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Chart, distribution, type Findings } from '../report/findings.ts';
import { seededRandom } from '../x-server/picture.ts';
import { glassRows } from './glass-rows.ts';
import { blockRound, keyRound, pictureRound, warmKeys, warmPictures } from './measures.ts';
import { fullNames, Results, type StackName, stackNames } from './results.ts';
import { openRingsidePath } from './ringside-path.ts';
import { openStack, type Path, type Stack } from './stack.ts';
import { stillRows } from './still-screen.ts';
import { videoRound } from './video-round.ts';
import { openTigervncPath, openX11vncPath } from './vnc-path.ts';

const paths: Readonly<Record<StackName, () => Promise<Path>>> = {
  ringside: () => openRingsidePath(),
  tigervnc: () => openTigervncPath(),
  x11vnc: () => openX11vncPath(),
};

type Log = (line: string) => void;

/** Which of the goals is measured. */
type Wanted = (id: string) => boolean;

/**
 * @param rounds how often each stack has its turn
 * @param only ids of goals such as P3, all when empty
 */
export async function glassBench(log: Log, rounds: number, only: readonly string[] = []): Promise<Findings> {
  const wanted: Wanted = (id) => only.length === 0 || only.includes(id);
  const stacks = new Map<StackName, Stack>();
  const results = new Results();
  try {
    for (const name of stackNames) {
      try {
        stacks.set(name, await openStack(name, paths[name]));
        log(`${name}: the picture is there`);
      } catch (error) {
        results.stackFailed(name, sentenceOf(error));
        log(`${name}: ${sentenceOf(error)}`);
      }
    }
    await measureInTurns(stacks, results, rounds, wanted, log);
    const rows = glassRows(results).filter(({ id }) => wanted(goalOf(id)));
    if (wanted('P10')) {
      log('still screen');
      rows.push(...(await stillRows(stacks.get('ringside'), stacks.get('x11vnc'))));
    }
    return { rows, charts: latencyCharts(results).filter(({ title }) => wanted(goalOf(title))) };
  } finally {
    for (const stack of stacks.values()) await stack.close();
  }
}

async function measureInTurns(
  stacks: ReadonlyMap<StackName, Stack>,
  results: Results,
  rounds: number,
  wanted: Wanted,
  log: Log,
): Promise<void> {
  if (wanted('P2')) for (const stack of stacks.values()) await warmPictures(stack);
  if (wanted('P4')) for (const stack of stacks.values()) await warmKeys(stack);
  for (let round = 1; round <= rounds; round++) {
    // The same places and rests for every stack of a round.
    const random = (): (() => number) => seededRandom(round);
    const turns: readonly (readonly [goal: string, take: () => Promise<void>])[] = [
      ['P1', () => turn('blocks', (stack) => blockRound(stack, random()))],
      ['P2', () => turn('pictures', (stack) => pictureRound(stack, random()))],
      ['P4', () => turn('keys', (stack) => keyRound(stack, random()))],
      ['P3', () => (round <= limits.videoRounds ? turn('videos', videoRound) : Promise.resolve())],
    ];
    const turn = async <M extends keyof Results['rounds']>(
      measure: M,
      run: (stack: Stack) => Promise<Results['rounds'][M][number]['round']>,
    ): Promise<void> => {
      for (const [name, stack] of stacks) {
        if (results.failureOf(name, measure) !== undefined) continue;
        try {
          results.add(measure, name, await run(stack));
        } catch (error) {
          results.measureFailed(name, measure, sentenceOf(error));
          log(`${name}: ${measure}: ${sentenceOf(error)}`);
        }
      }
      log(`${measure}, round ${round}`);
    };
    for (const [goal, take] of turns) if (wanted(goal)) await take();
  }
}

/** "P3" of "P3.p50" and of "P3: …". */
function goalOf(text: string): string {
  return /^\w+/.exec(text)?.[0] ?? '';
}

const charted = [
  { measure: 'blocks', title: 'P1: from drawing to glass, 64x64 block' },
  { measure: 'pictures', title: 'P2: from drawing to glass, whole picture' },
  { measure: 'videos', title: 'P3: from drawing to glass, 640x360 video' },
] as const;

function latencyCharts(results: Results): Chart[] {
  return charted.map(({ measure, title }) => ({
    title,
    across: 'ms',
    up: '% of samples seen by then',
    logarithmicAcross: true,
    lines: stackNames.map((name) =>
      distribution(
        fullNames[name],
        results.of(measure, name).flatMap(({ latenciesMs }) => latenciesMs),
      ),
    ),
  }));
}
