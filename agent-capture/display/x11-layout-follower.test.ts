import { expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { x11Limits } from '../x11/limits.ts';
import { LayoutFollower } from './x11-layout-follower.ts';

/** A layout of which one is told during its first readings, as many as are given. */
function restless(restlessReadings: number) {
  const clock = createFakeClock();
  const seen = { readings: 0 };
  const follower: LayoutFollower = new LayoutFollower(async () => {
    if (++seen.readings <= restlessReadings) void follower.follow();
  }, clock);
  return { clock, follower, seen };
}

it('VID-2: a layout that rests is read once for each news of it', async () => {
  const { clock, follower, seen } = restless(0);
  await follower.follow();
  await follower.follow();
  expect(follower.resting).toBe(true);
  expect(seen.readings).toBe(2);
  expect(clock.timers).toBe(0);
});

it('VID-2: what changed while it was read is read again at once', async () => {
  const { clock, follower, seen } = restless(x11Limits.layoutQueries - 1);
  await follower.follow();
  expect(seen.readings).toBe(x11Limits.layoutQueries);
  expect(clock.timers).toBe(0);
});

it('VID-2, RING-2: a layout that changes faster than it can be read is read again after a while, in time', async () => {
  expect(x11Limits.layoutRetryMs).toBeLessThan(200);
  const { clock, follower, seen } = restless(x11Limits.layoutQueries);
  await follower.follow();
  expect(seen.readings).toBe(x11Limits.layoutQueries);
  await clock.advance(x11Limits.layoutRetryMs - 1);
  expect(seen.readings).toBe(x11Limits.layoutQueries);
  // Meanwhile nobody knows what it is.
  expect(follower.resting).toBe(false);
  await clock.advance(1);
  expect(seen.readings).toBe(x11Limits.layoutQueries + 1);
  expect(follower.resting).toBe(true);
  expect(clock.timers).toBe(0);
});

it('VID-2: news before that while is over is read at once, and once', async () => {
  const { clock, follower, seen } = restless(x11Limits.layoutQueries);
  await follower.follow();
  await follower.follow();
  expect(seen.readings).toBe(x11Limits.layoutQueries + 1);
  expect(clock.timers).toBe(0);
});

it('one that is closed reads no more, whenever that happens', async () => {
  const waiting = restless(x11Limits.layoutQueries);
  await waiting.follower.follow();
  waiting.follower.close();
  expect(waiting.clock.timers).toBe(0);
  await waiting.follower.follow();
  expect(waiting.seen.readings).toBe(x11Limits.layoutQueries);

  const reading = restless(x11Limits.layoutQueries);
  const done = reading.follower.follow();
  expect(reading.follower.resting).toBe(false);
  reading.follower.close();
  await done;
  expect(reading.seen.readings).toBe(1);
  expect(reading.clock.timers).toBe(0);
});
