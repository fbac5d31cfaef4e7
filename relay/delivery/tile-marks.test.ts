import { expect, test } from 'vitest';
import { TileMarks } from './tile-marks.ts';

test('a set is within another when that has all of its tiles, and nothing is within everything', () => {
  const [some, more] = [new TileMarks(4, 3), new TileMarks(4, 3)];
  expect(some.within(more)).toBe(true);
  some.mark({ tileX: 1, tileY: 1, tilesWide: 2, tilesHigh: 2 });
  expect(some.within(more)).toBe(false);
  more.mark({ tileX: 1, tileY: 1, tilesWide: 2, tilesHigh: 1 });
  expect(some.within(more)).toBe(false);
  more.mark({ tileX: 0, tileY: 2, tilesWide: 4, tilesHigh: 1 });
  expect(some.within(more)).toBe(true);
});
