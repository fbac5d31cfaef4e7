import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMoved, type Moved } from './copy-finder.ts';
import { tileGrid } from './tile-grid.ts';
import { TileSet } from './tile-set.ts';
import type { TileRect } from './video-pipeline.ts';

const width = 640;
const height = 448;
const grid = tileGrid(width, height);

type Colour = (x: number, y: number) => number;
const noise: Colour = (x, y) => {
  const mixed = Math.imul((x << 16) ^ (y & 0xffff), 0x9e37_79b1);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b) >>> 8) & 0xff_ffff;
};
/** Lines of letters with blank ones in between. */
const page: Colour = (x, y) => (y % 16 < 5 ? 0xffffff : noise(x >> 2, y) & 0x10 ? 0x202020 : 0xffffff);

function draw(colour: Colour): Uint32Array {
  return Uint32Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width)));
}

function search(before: Uint32Array, after: Uint32Array, mayTakePart: (tile: number) => boolean = () => true) {
  const changed = new TileSet(grid);
  for (const [at, colour] of after.entries()) {
    if (before[at] !== colour) changed.add((Math.floor(at / width) >> 6) * grid.columns + ((at % width) >> 6));
  }
  const grabbed = { x: 0, y: 0, width, height, bgrx: Buffer.from(after.buffer) };
  const sent = { pixels: before, offset: 0, stride: width, width, height };
  return findMoved({ grid, sent, grabbed, words: after, changed, mayTakePart });
}

/** What a viewer has after the copies. */
function copied(before: Uint32Array, moved: Moved | undefined): Uint32Array {
  const canvas = before.slice();
  for (const { tileX, tileY, tilesWide, tilesHigh } of moved?.rectangles ?? []) {
    const was = canvas.slice();
    for (let y = tileY * 64; y < Math.min(height, (tileY + tilesHigh) * 64); y++) {
      for (let x = tileX * 64; x < Math.min(width, (tileX + tilesWide) * 64); x++) {
        const { dx, dy } = (moved as Moved).shift;
        canvas[y * width + x] = was[(y + dy) * width + x + dx] ?? -1;
      }
    }
  }
  return canvas;
}

function tilesIn(moved: Moved | undefined): number {
  return (moved?.rectangles ?? []).reduce((sum, { tilesWide, tilesHigh }) => sum + tilesWide * tilesHigh, 0);
}

test('VID-3: a scrolled page is found in any direction, and most of it is copied', () => {
  const before = draw(page);
  for (const [dx, dy] of [
    [0, 40],
    [0, -3],
    [0, 200],
    [24, 0],
    [-100, 0],
  ] as const) {
    const moved = search(
      before,
      draw((x, y) => page(x + dx, y + dy)),
    );
    expect(moved?.shift).toEqual({ dx, dy });
    const possible = (10 - Math.ceil(Math.abs(dx) / 64)) * (7 - Math.ceil(Math.abs(dy) / 64));
    expect(tilesIn(moved)).toBeGreaterThanOrEqual(possible - 8);
  }
});

test('VID-3: a page that scrolls inside a frame that stands still', () => {
  const inside = (x: number, y: number) => x >= 100 && x < 600 && y >= 70 && y < 420;
  const scene = (by: number) => draw((x, y) => (inside(x, y) ? page(x, y + by) : noise(x, y)));
  const moved = search(scene(0), scene(32));
  expect(moved?.shift).toEqual({ dx: 0, dy: 32 });
  expect(tilesIn(moved)).toBeGreaterThanOrEqual(20);
});

test('VID-3: new pictures, blank pages and blinking cursors are no moves', () => {
  expect(
    search(
      draw(noise),
      draw((x, y) => noise(x + 5_000, y + 9_000)),
    ),
  ).toBeUndefined();
  expect(
    search(
      draw(() => 0xffffff),
      draw(() => 0x202020),
    ),
  ).toBeUndefined();
  const cursor = draw((x, y) => (x > 300 && x < 302 && y > 100 && y < 116 ? 0 : page(x, y)));
  expect(search(draw(page), cursor)).toBeUndefined();
});

test('VID-3: tiles that may not take part are neither copied from nor to', () => {
  const barred = (tile: number) => tile % grid.columns >= 5;
  const moved = search(
    draw(page),
    draw((x, y) => page(x, y + 40)),
    barred,
  );
  expect(moved).toBeDefined();
  for (const { tileX } of moved?.rectangles ?? []) expect(tileX).toBeGreaterThanOrEqual(5);
});

test('VID-3: of two bands, one is not copied to though its source may be, and one not from where it may not', () => {
  const barred = (tile: number) => tile % grid.columns === 4 || tile % grid.columns === 5;
  const moved = search(
    draw(page),
    draw((x, y) => page(x + 128, y)),
    (tile) => !barred(tile),
  );
  expect(moved?.shift).toEqual({ dx: 128, dy: 0 });
  const columns = new Set<number>();
  for (const { tileX, tilesWide } of moved?.rectangles ?? []) {
    for (let x = tileX; x < tileX + tilesWide; x++) columns.add(x);
  }
  expect([...columns].toSorted()).toEqual([0, 1, 6, 7]);
});

const patch = fc.record({
  x: fc.nat(width - 1),
  y: fc.nat(height - 1),
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 300 }),
  seed: fc.nat(1_000),
});

test('VID-3: whatever moved and changed beside it, each copied pixel is the new one, one copy after another', () => {
  const shift = fc.oneof(
    fc.record({ dx: fc.constant(0), dy: fc.integer({ min: -300, max: 300 }) }),
    fc.record({ dx: fc.integer({ min: -300, max: 300 }), dy: fc.constant(0) }),
  );
  let found = 0;
  fc.assert(
    fc.property(shift, fc.array(patch, { maxLength: 3 }), ({ dx, dy }, patches) => {
      const before = draw(page);
      const after = draw((x, y) => {
        const over = patches.findLast(
          (one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height,
        );
        return over === undefined ? page(x + dx, y + dy) : noise(x + over.seed, y);
      });
      const moved = search(before, after);
      const canvas = copied(before, moved);
      const covered = (rect: TileRect, x: number, y: number) =>
        x >= rect.tileX && x < rect.tileX + rect.tilesWide && y >= rect.tileY && y < rect.tileY + rect.tilesHigh;
      for (const [at, colour] of after.entries()) {
        const x = (at % width) >> 6;
        const y = Math.floor(at / width) >> 6;
        if (moved?.rectangles.some((rect) => covered(rect, x, y)) && canvas[at] !== colour) {
          throw new Error(`a wrong pixel at ${at % width},${Math.floor(at / width)}`);
        }
      }
      if (moved !== undefined) found++;
    }),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(5);
});
