/**
 * Plans an update from top to bottom, some rows of tiles at a time: the first rectangles are with the encoder before
 * the rest has been looked at, and encoding, sending and decoding of a big change overlap.
 */
import type { Content } from '../encode/image-encoder.ts';
import { damageLimits } from './limits.ts';
import type { TileGrid } from './tile-grid.ts';
import { type ContentRect, flat, gatherRectangles, picture } from './tile-rectangles.ts';
import type { TileSet } from './tile-set.ts';

export interface PlannedStretch {
  readonly rectangles: readonly ContentRect[];
  /** Nothing of the update comes after these. */
  readonly last: boolean;
}

export function* planUpdate(
  grid: TileGrid,
  changed: TileSet,
  contentOf: (tileX: number, tileY: number) => Content,
): Generator<PlannedStretch> {
  let left = changed.size;
  let tileY = 0;
  while (left > 0) {
    const kinds = new Uint8Array(grid.columns * grid.rows);
    let inStretch = 0;
    while (tileY < grid.rows && inStretch < damageLimits.stretchTiles) {
      for (let tileX = 0; tileX < grid.columns; tileX++) {
        const tile = tileY * grid.columns + tileX;
        if (!changed.has(tile)) continue;
        kinds[tile] = contentOf(tileX, tileY) === 'flat' ? flat : picture;
        inStretch++;
      }
      tileY++;
    }
    left -= inStretch;
    yield { rectangles: gatherRectangles(grid, kinds), last: left === 0 };
  }
}
