import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { measureEventLoopDelay } from './event-loop-delay.ts';

const sampleMs = 5;
/** So many, before and after, that a busy machine is late to a quarter of them at most. */
const looks = 40;

function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('OPS-4: an event loop that was held up shows by how much, and the time between two looks is no delay', async () => {
  const delay = measureEventLoopDelay(sampleMs);
  expect(delay.seconds(0.99)).toBe(0);
  await wait(looks * sampleMs);
  block(300);
  await wait(looks * sampleMs);
  expect(delay.seconds(1)).toBeGreaterThan(0.28);
  // Some looks came in time: had the time between two been counted, all would be that late at least.
  expect(delay.seconds(0.25)).toBeLessThan(sampleMs / 1_000);
  delay.reset();
  expect(delay.seconds(1)).toBe(0);
});
