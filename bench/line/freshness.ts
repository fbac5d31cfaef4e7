/** How old what a viewer sees is while a video runs, and what is held for it on the way. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import type { Place } from '../report/findings.ts';
import { percentile } from '../report/statistics.ts';
import { play } from '../scenes/scene.ts';
import type { Video } from '../scenes/video.ts';
import { MarkWatcher } from '../x-server/mark-watcher.ts';
import type { Contestant } from './contestant.ts';

export interface FreshnessRound {
  /** Of the oldest part of the picture, taken at regular moments. */
  readonly agesMs: readonly number[];
  /** The same of the part in the middle of all, by age. */
  readonly middleAgesMs: readonly number[];
  /** Seconds since the video began, age in seconds. */
  readonly course: readonly Place[];
  readonly heldBytes: readonly number[];
  readonly megabitsPerSecond: number;
}

/**
 * @param video to be drawn on the contestant's screen for so long
 * @param begun called as it begins
 */
export async function freshnessRound(
  { lined: { stack, line } }: Contestant,
  video: Video,
  durationMs: number,
  begun: () => void = () => {},
): Promise<FreshnessRound> {
  const { watcher, offset, path, screen } = stack;
  const places = video.format.marks.map(({ x, y }) => ({ x: x + offset.x, y: y + offset.y }));
  const marks = await MarkWatcher.open(watcher.client.display, places);
  try {
    await screen.clear();
    await goneFrom(marks, stack.name);
    const drawnMs: number[] = [];
    // What each mark showed last of this video, however its number may be torn at times.
    const newest = places.map(() => -1);
    const agesMs: number[] = [];
    const middleAgesMs: number[] = [];
    const course: Place[] = [];
    const heldBytes: number[] = [];
    const startedMs = performance.now();
    const before = (await line.bytes()).down;
    const ageOf = (frame: number, nowMs: number): number => nowMs - (drawnMs[frame] ?? startedMs);
    const sampleAge = (): void => {
      const nowMs = performance.now();
      for (const [mark, number] of marks.numbers.entries()) {
        if (number !== undefined && number < drawnMs.length) newest[mark] = number;
      }
      const ages = newest.map((frame) => ageOf(frame, nowMs));
      const oldest = Math.max(...ages);
      agesMs.push(oldest);
      middleAgesMs.push(percentile(ages, 0.5));
      course.push([seconds(nowMs - startedMs), seconds(oldest)]);
    };
    const sampling = setInterval(sampleAge, limits.ageSampleMs);
    const holding = setInterval(() => {
      path.heldBytes().then(
        (bytes) => heldBytes.push(bytes),
        () => {},
      );
    }, limits.heldSampleMs);
    begun();
    const draw = (frame: number): void => {
      drawnMs.push(performance.now());
      video.draw(frame);
    };
    await play({ stepMs: 1_000 / limits.videoFramesPerSecond, step: draw }, durationMs);
    clearInterval(sampling);
    clearInterval(holding);
    const took = performance.now() - startedMs;
    const megabitsPerSecond = (((await line.bytes()).down - before) * 8) / took / 1_000;
    return { agesMs, middleAgesMs, course, heldBytes, megabitsPerSecond };
  } finally {
    marks.close();
  }
}

const seconds = (ms: number): number => Number((ms / 1_000).toFixed(2));

/** Waits until no mark of an earlier video is on the viewer's screen. */
async function goneFrom(marks: MarkWatcher, name: string): Promise<void> {
  const end = performance.now() + limits.transferMs;
  while (marks.numbers.some((number) => number !== undefined)) {
    if (performance.now() > end) throw new BenchError('timeout', `${name} goes on showing an earlier video.`);
    await wait(limits.pollMs);
  }
  await wait(limits.settleMs);
}
