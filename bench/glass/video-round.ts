/** P3: a small video, watched by the numbers of its frames; then looked at, to say how true each stack shows it. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { countSent } from '../process/socket-bytes.ts';
import { play } from '../scenes/scene.ts';
import { lumaOf, similarity } from '../scenes/ssim.ts';
import { MarkWatcher } from '../x-server/mark-watcher.ts';
import { atRest } from './measures.ts';
import type { Stack } from './stack.ts';

export interface VideoRound {
  /** Of the frames that were shown. */
  readonly latenciesMs: readonly number[];
  readonly drawn: number;
  readonly shown: number;
  /** What the device sent per frame that was shown. */
  readonly bytesEach: number;
  /** How alike pictures on the viewer's screen and the frames of the same numbers are. */
  readonly similarities: readonly number[];
}

export async function videoRound(stack: Stack): Promise<VideoRound> {
  await atRest(stack);
  const { video, path } = stack;
  const drawnMs: number[] = [];
  const latenciesMs: number[] = [];
  let newest = -1;
  const watcher = await watchMarks(stack, (numbers, atMs) => {
    // The frame is there when the last of its marks is.
    const frame = Math.min(...numbers.map((number) => number ?? -1));
    const drawn = drawnMs[frame];
    if (drawn === undefined || frame <= newest) return;
    newest = frame;
    latenciesMs.push(atMs - drawn);
  });
  const sent = countSent(path.agents);
  const stepMs = 1_000 / limits.videoFramesPerSecond;
  const draw = (frame: number): void => {
    drawnMs.push(performance.now());
    video.draw(frame);
  };
  const drawn = await play({ stepMs, step: draw }, limits.videoSeconds * 1_000);
  await wait(limits.pictureRestMs);
  const shown = latenciesMs.length;
  const bytesEach = sent() / shown;
  watcher.close();
  // Looking costs time: it has a video of its own.
  const goingOn = play({ stepMs, step: (frame) => draw(drawn + frame) }, limits.lookedAtMs);
  const looks = await look(stack);
  await goingOn;
  return { latenciesMs, drawn, shown, bytesEach, similarities: await likeness(stack, looks) };
}

function watchMarks(
  { video, watcher, offset }: Stack,
  seen: Parameters<typeof MarkWatcher.open>[2],
): Promise<MarkWatcher> {
  const places = video.format.marks.map(({ x, y }) => ({ x: x + offset.x, y: y + offset.y }));
  return MarkWatcher.open(watcher.client.display, places, seen);
}

/** What the viewer's screen showed of a frame. */
interface Look {
  readonly number: number;
  readonly bgrx: Buffer;
}

/** Takes pictures of the video off the viewer's screen while it runs. */
async function look({ video, watcher, offset }: Stack): Promise<Look[]> {
  const { area } = video.format;
  const untilMs = performance.now() + limits.lookedAtMs;
  const looks: Look[] = [];
  while (performance.now() < untilMs) {
    await wait(limits.lookMs);
    const bgrx = await watcher.client.grab({ ...area, x: area.x + offset.x, y: area.y + offset.y });
    const [number, ...others] = video.numbersIn(bgrx);
    // What is put together from two frames is like neither.
    if (number !== undefined && others.every((other) => other === number)) looks.push({ number, bgrx });
  }
  return looks;
}

async function likeness({ video }: Stack, looks: readonly Look[]): Promise<number[]> {
  const similarities: number[] = [];
  for (const { number, bgrx } of looks) {
    const frame = await video.pixelsOf(number);
    similarities.push(similarity(lumaOf(frame), lumaOf(bgrx), video.format.area.width));
  }
  return similarities;
}
