/** The geometry of a display cut into tiles of 64 pixels; those at the right and lower edge may be narrower. */
import { limits } from '@ringside/protocol';
import type { Rect } from '../display/display-source.ts';
import type { TileRect } from './video-pipeline.ts';

const edge = limits.tilePixels;

export interface TileGrid {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

export function tileGrid(width: number, height: number): TileGrid {
  return { width, height, columns: Math.ceil(width / edge), rows: Math.ceil(height / edge) };
}

/** The tiles that a rectangle in pixels touches, or undefined when it lies outside the display. */
export function tilesTouched(grid: TileGrid, rect: Rect): TileRect | undefined {
  const left = Math.max(0, Math.floor(rect.x / edge));
  const top = Math.max(0, Math.floor(rect.y / edge));
  const right = Math.min(grid.columns, Math.ceil((rect.x + rect.width) / edge));
  const bottom = Math.min(grid.rows, Math.ceil((rect.y + rect.height) / edge));
  if (left >= right || top >= bottom) return undefined;
  return { tileX: left, tileY: top, tilesWide: right - left, tilesHigh: bottom - top };
}

/** The part of a rectangle of tiles that lies on the display. */
export function clipTiles(grid: TileGrid, tiles: TileRect): TileRect | undefined {
  return tilesTouched(grid, {
    x: tiles.tileX * edge,
    y: tiles.tileY * edge,
    width: tiles.tilesWide * edge,
    height: tiles.tilesHigh * edge,
  });
}

/** The pixels that tiles cover, clipped to the display. */
export function pixelsOf(grid: TileGrid, tiles: TileRect): Rect {
  const x = tiles.tileX * edge;
  const y = tiles.tileY * edge;
  return {
    x,
    y,
    width: Math.min(grid.width - x, tiles.tilesWide * edge),
    height: Math.min(grid.height - y, tiles.tilesHigh * edge),
  };
}
