import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('INP-4: allows a burst, then the rate, and never saves up more than the burst', () => {
  const bucket = new TokenBucket(10, 3, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, true, false]);
  expect([bucket.take(100), bucket.take(100)]).toEqual([true, false]);
  const late = 1_000_000;
  expect([bucket.take(late), bucket.take(late), bucket.take(late), bucket.take(late)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
