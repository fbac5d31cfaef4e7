/**
 * Gathers changed tiles into few rectangles of one kind of content. Tiles one by one cost ten times one image, so
 * when a change is scattered, the unchanged tiles between are taken along; otherwise each rectangle covers exactly
 * changed tiles, and none twice.
 */
import type { Content } from '../encode/image-encoder.ts';
import { damageLimits } from './limits.ts';
import type { TileGrid } from './tile-grid.ts';
import type { TileRect } from './video-pipeline.ts';

/** What is known of a tile when rectangles are planned. */
export const unchanged = 0;
export const flat = 1;
export const picture = 2;

export interface ContentRect extends TileRect {
  readonly content: Content;
}

/** @param kinds one of the above per tile, row by row; changed: where tiles are absorbed, they take the new kind */
export function gatherRectangles(grid: TileGrid, kinds: Uint8Array): ContentRect[] {
  absorbFlat(grid, kinds);
  let rectangles = coverTiles(grid, kinds, damageLimits.rectangleTiles);
  for (let gap = 1; rectangles.length > damageLimits.stretchRectangles && gap < grid.columns * 2; gap *= 2) {
    bridge(grid, kinds, gap);
    rectangles = coverTiles(grid, kinds, damageLimits.rectangleTiles);
  }
  return rectangles;
}

/** Short flat stretches between pictures in a row become part of the picture. */
function absorbFlat(grid: TileGrid, kinds: Uint8Array): void {
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.columns;
    let lastPicture = -1;
    for (let x = 0; x < grid.columns; x++) {
      const kind = kinds[start + x];
      if (kind === unchanged) lastPicture = -1;
      if (kind !== picture) continue;
      if (lastPicture >= 0 && x - lastPicture - 1 <= damageLimits.absorbedFlatTiles) {
        kinds.fill(picture, start + lastPicture, start + x);
      }
      lastPicture = x;
    }
  }
}

/** Unchanged stretches of at most `gap` tiles between changed ones in a row count as changed. */
function bridge(grid: TileGrid, kinds: Uint8Array, gap: number): void {
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.columns;
    let last = -1;
    for (let x = 0; x < grid.columns; x++) {
      const kind = kinds[start + x];
      if (kind === unchanged) continue;
      if (last >= 0 && x - last - 1 <= gap) {
        kinds.fill(Math.min(kind as number, kinds[start + last] as number), start + last + 1, start + x);
      }
      last = x;
    }
  }
}

/** Covers the changed tiles: from each topmost, leftmost uncovered one as wide, then as high as one kind reaches. */
export function coverTiles(grid: TileGrid, kinds: Uint8Array, maxTiles: number): ContentRect[] {
  const { columns, rows } = grid;
  const covered = new Uint8Array(kinds.length);
  const rectangles: ContentRect[] = [];
  const free = (x: number, y: number, kind: number) =>
    kinds[y * columns + x] === kind && covered[y * columns + x] === 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const kind = kinds[y * columns + x] as number;
      if (kind === unchanged || covered[y * columns + x] === 1) continue;
      let wide = 1;
      while (x + wide < columns && wide < maxTiles && free(x + wide, y, kind)) wide++;
      let high = 1;
      while (y + high < rows && wide * (high + 1) <= maxTiles && rowFree(y + high)) high++;
      for (let row = y; row < y + high; row++) covered.fill(1, row * columns + x, row * columns + x + wide);
      const content = kind === flat ? 'flat' : 'picture';
      rectangles.push({ tileX: x, tileY: y, tilesWide: wide, tilesHigh: high, content });

      function rowFree(row: number): boolean {
        for (let column = x; column < x + wide; column++) if (!free(column, row, kind)) return false;
        return true;
      }
    }
  }
  return rectangles;
}
