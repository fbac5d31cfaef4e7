import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damageLimits } from './limits.ts';
import { tileGrid } from './tile-grid.ts';
import { coverTiles, flat, gatherRectangles, picture, unchanged } from './tile-rectangles.ts';

const grid = tileGrid(640, 384);

function kindsOf(...rows: string[]): Uint8Array {
  const kinds = new Uint8Array(grid.columns * grid.rows);
  for (const [y, row] of rows.entries()) {
    for (const [x, letter] of [...row].entries()) {
      kinds[y * grid.columns + x] = letter === 'f' ? flat : letter === 'p' ? picture : unchanged;
    }
  }
  return kinds;
}

test('VID-3: any change is covered exactly, each tile once and by its own kind', () => {
  const tiles = fc.uint8Array({ min: unchanged, max: picture, minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(tiles, fc.integer({ min: 1, max: 64 }), (kinds, maxTiles) => {
      const covered = new Uint8Array(kinds.length);
      for (const { tileX, tileY, tilesWide, tilesHigh, content } of coverTiles(grid, kinds, maxTiles)) {
        expect(tilesWide * tilesHigh).toBeLessThanOrEqual(maxTiles);
        for (let y = tileY; y < tileY + tilesHigh; y++) {
          for (let x = tileX; x < tileX + tilesWide; x++) {
            expect(covered[y * grid.columns + x]).toBe(unchanged);
            covered[y * grid.columns + x] = content === 'flat' ? flat : picture;
          }
        }
      }
      expect(covered).toEqual(kinds);
    }),
  );
});

test('VID-3: gathering leaves out no changed tile and stays within the number of rectangles', () => {
  const tiles = fc.uint8Array({ min: unchanged, max: flat, minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(tiles, (kinds) => {
      const gathered = kinds.slice();
      const rectangles = gatherRectangles(grid, gathered);
      expect(rectangles.length).toBeLessThanOrEqual(damageLimits.stretchRectangles);
      for (const [tile, kind] of kinds.entries()) if (kind !== unchanged) expect(gathered[tile]).not.toBe(unchanged);
    }),
  );
});

test('VID-3: a short flat stretch inside a picture goes with it, a long one does not', () => {
  expect(gatherRectangles(grid, kindsOf('ppffpp', 'ppffpp'))).toEqual([
    { tileX: 0, tileY: 0, tilesWide: 6, tilesHigh: 2, content: 'picture' },
  ]);
  expect(gatherRectangles(grid, kindsOf('ppfffpp'))).toHaveLength(3);
  expect(gatherRectangles(grid, kindsOf('pp..pp'))).toHaveLength(2);
});

test('VID-3: one area of one kind is one rectangle', () => {
  expect(gatherRectangles(grid, kindsOf('', '..ffff', '..ffff', '..ffff'))).toEqual([
    { tileX: 2, tileY: 1, tilesWide: 4, tilesHigh: 3, content: 'flat' },
  ]);
});
