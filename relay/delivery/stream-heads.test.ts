import { expect, test } from 'vitest';
import { StreamHeads } from './stream-heads.ts';

const left = { tileX: 0, tileY: 0, tilesWide: 2, tilesHigh: 2 };
const right = { tileX: 2, tileY: 0, tilesWide: 2, tilesHigh: 2 };
const between = { tileX: 1, tileY: 1, tilesWide: 2, tilesHigh: 1 };

test('VID-3: a key frame ends the streams that it paints over, and no others', () => {
  const heads = new StreamHeads(3);
  heads.begin(left, 1);
  heads.begin(right, 2);
  heads.begin(left, 3);
  expect([1, 2, 3].map((base) => heads.follows(base))).toEqual([false, true, true]);
  heads.begin(between, 4);
  expect([2, 3, 4].map((base) => heads.follows(base))).toEqual([false, false, true]);
});

test('VID-3: a stream that was left takes no place from those that are followed', () => {
  const heads = new StreamHeads(2);
  heads.begin(left, 1);
  heads.begin(right, 2);
  heads.leave(2);
  heads.begin({ ...right, tileY: 2 }, 3);
  expect([1, 2, 3].map((base) => heads.follows(base))).toEqual([true, false, true]);
});
