/** How long a viewer waits: from the press that starts a session to the whole picture on its display. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import type { PageDevtools } from '../process/devtools.ts';
import type { Awaited } from '../x-server/pixel-watcher.ts';
import type { Stack } from './stack.ts';

/** @param marks what shows, on the viewer's display, that the whole picture is there */
export async function firstPictureMs(
  { name, watcher, input }: Stack,
  page: PageDevtools,
  marks: readonly Awaited[],
): Promise<number> {
  await page.run('benchEnd()');
  await wait(limits.settleMs);
  if (await watcher.seenNow(marks)) {
    throw new BenchError('not-ready', `${name} goes on showing the picture when the session is over.`);
  }
  const seen = watcher.allSeen(marks, limits.startMs);
  const startedMs = performance.now();
  // The page starts at the next press, wherever it is.
  input.button(1, true);
  const seenMs = await seen;
  input.button(1, false);
  await wait(limits.settleMs);
  return seenMs === undefined ? Number.POSITIVE_INFINITY : seenMs - startedMs;
}
