import { expect, test } from 'vitest';
import { retryDelayMs } from './back-off.ts';

test('SES-5: the first retry comes within a second, no wait is longer than 15 seconds', () => {
  expect(retryDelayMs(0, 0)).toBe(0);
  expect(retryDelayMs(0, 0.999)).toBeLessThan(1_000);
  expect([1, 2, 3, 4, 40].map((attempt) => retryDelayMs(attempt, 1))).toEqual([2_000, 4_000, 8_000, 15_000, 15_000]);
});
