/** When a line has carried everything that is on the screen. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import type { Line } from './line.ts';

/** @returns bytes that have arrived at the viewer so far, once hardly any more come or the time is over */
export async function quietBytes(line: Line): Promise<number> {
  const end = performance.now() + limits.transferMs;
  let before = (await line.bytes()).down;
  for (;;) {
    await wait(limits.quietLookMs);
    const now = (await line.bytes()).down;
    if (now - before <= limits.quietLineBytes || performance.now() > end) return now;
    before = now;
  }
}
