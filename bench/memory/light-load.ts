/** What a room at work looks like: for memory over time, and for profiles. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import type { Stack } from '../glass/stack.ts';
import { limits } from '../limits.ts';
import { play } from '../scenes/scene.ts';
import { seededRandom } from '../x-server/picture.ts';

/** Keycode of "a" (evdev numbering). */
const keyA = 38;

/** Small changes and keys all the time, now and then a whole picture or a few seconds of video. */
export async function lightLoad({ name, screen, video, input }: Stack, untilMs: number): Promise<void> {
  // The page may have lost the focus; and a session in which nobody does anything ends.
  input.button(1, true);
  input.button(1, false);
  await wait(limits.settleMs);
  const arrived = screen.nextKey();
  input.key(keyA, true);
  input.key(keyA, false);
  if ((await arrived) === undefined) throw new BenchError('not-ready', `${name} takes no keys.`);
  const random = seededRandom(Math.round(untilMs));
  for (let step = 1; performance.now() < untilMs; step++) {
    screen.drawBlock(random());
    if (step % 4 === 0) {
      screen.expectAnswer();
      input.key(keyA, true);
      input.key(keyA, false);
    }
    if (step % 20 === 0) screen.drawPicture();
    if (step % 60 === 0)
      await play(
        { stepMs: 1_000 / limits.videoFramesPerSecond, step: (frame) => video.draw(frame) },
        limits.shortVideoMs,
      );
    await wait(limits.lightLoadMs);
  }
}
