import { expect, test } from 'vitest';
import { damageLimits } from './limits.ts';
import { LineRate, slower } from './line-rate.ts';

const stepUs = damageLimits.lineSampleMs * 1_000;

test('VID-3: a line whose queue never runs empty shows what it carries', () => {
  const rate = new LineRate();
  let queued = 200_000;
  for (let step = 0; step < 20; step++) {
    rate.sample(queued, step * stepUs);
    rate.sent(10_000);
    // 1 Mb/s take 6,250 bytes of them in 50 ms.
    queued += 10_000 - 6_250;
  }
  expect(rate.at(20 * stepUs)).toBeCloseTo(1_000);
});

test('VID-3: a queue that runs empty, or is looked at too often, says nothing', () => {
  const rate = new LineRate();
  for (let step = 0; step < 20; step++) {
    rate.sent(500_000);
    rate.sample(step % 2 === 0 ? 0 : 200_000, step * stepUs);
    rate.sample(200_000, step * stepUs + 10);
  }
  expect(rate.at(20 * stepUs)).toBe(0);
});

test('VID-3: a line that was slow a while ago is not slow for ever', () => {
  const rate = new LineRate();
  rate.sample(200_000, 0);
  rate.sample(190_000, stepUs);
  expect(rate.at(stepUs)).toBeGreaterThan(0);
  expect(rate.at(stepUs + damageLimits.lineMemoryMs * 1_000 + 1)).toBe(0);
});

test('the slower of two lines counts, and one that does not limit never does', () => {
  expect([slower(0, 0), slower(0, 5), slower(5, 0), slower(3, 5)]).toEqual([0, 5, 5, 3]);
});
