/** Finds rectangles that a video stream is worth it for among the tiles that keep moving. Pure. */
import { pixelsOf, type TileGrid } from '../tile-grid.ts';
import { picture, unchanged } from '../tile-rectangles.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';

interface Sides {
  left: number;
  top: number;
  /** The first column and row beyond. */
  right: number;
  bottom: number;
}

/** @param moving kinds of tile-rectangles.ts per tile @returns the largest first, none overlapping another */
export function chooseRegions(grid: TileGrid, moving: Uint8Array): TileRect[] {
  const regions: TileRect[] = [];
  const candidates = components(grid, moving)
    .map((sides) => evenPixels(grid, widened(grid, moving, sides)))
    .filter((tiles) => tiles !== undefined)
    .filter((tiles) => isWorthIt(grid, moving, tiles))
    .sort((one, other) => areaOf(other) - areaOf(one));
  for (const tiles of candidates) if (!regions.some((other) => overlaps(other, tiles))) regions.push(tiles);
  return regions;
}

export function areaOf({ tilesWide, tilesHigh }: TileRect): number {
  return tilesWide * tilesHigh;
}

export function overlaps(one: TileRect, other: TileRect): boolean {
  return (
    one.tileX < other.tileX + other.tilesWide &&
    other.tileX < one.tileX + one.tilesWide &&
    one.tileY < other.tileY + other.tilesHigh &&
    other.tileY < one.tileY + one.tilesHigh
  );
}

/** Bounds of moving pictures that lie together; a single tile between that stands still does not part them. */
function components({ columns, rows }: TileGrid, moving: Uint8Array): Sides[] {
  const found: Sides[] = [];
  const seen = new Uint8Array(moving.length);
  for (let start = 0; start < moving.length; start++) {
    if (moving[start] !== picture || seen[start] === 1) continue;
    const sides: Sides = { left: columns, top: rows, right: 0, bottom: 0 };
    const open = [start];
    seen[start] = 1;
    for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
      const x = tile % columns;
      const y = Math.floor(tile / columns);
      sides.left = Math.min(sides.left, x);
      sides.top = Math.min(sides.top, y);
      sides.right = Math.max(sides.right, x + 1);
      sides.bottom = Math.max(sides.bottom, y + 1);
      for (let nearY = Math.max(0, y - 2); nearY <= Math.min(rows - 1, y + 2); nearY++) {
        for (let nearX = Math.max(0, x - 2); nearX <= Math.min(columns - 1, x + 2); nearX++) {
          const near = nearY * columns + nearX;
          if (moving[near] !== picture || seen[near] === 1) continue;
          seen[near] = 1;
          open.push(near);
        }
      }
    }
    found.push(sides);
  }
  return found;
}

/** A video's border lies within tiles that hold something flat for the most part: they move too. */
function widened(grid: TileGrid, moving: Uint8Array, sides: Sides): Sides {
  const { left, top, right, bottom } = sides;
  const column = (x: number) => movingShare(grid, moving, { left: x, top, right: x + 1, bottom });
  const row = (y: number) => movingShare(grid, moving, { left, top: y, right, bottom: y + 1 });
  return {
    left: column(left - 1) >= streamLimits.edgeShare ? left - 1 : left,
    top: row(top - 1) >= streamLimits.edgeShare ? top - 1 : top,
    right: column(right) >= streamLimits.edgeShare ? right + 1 : right,
    bottom: row(bottom) >= streamLimits.edgeShare ? bottom + 1 : bottom,
  };
}

/** 0 outside the display. */
function movingShare({ columns, rows }: TileGrid, moving: Uint8Array, { left, top, right, bottom }: Sides): number {
  if (left < 0 || top < 0 || right > columns || bottom > rows) return 0;
  let count = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (moving[y * columns + x] !== unchanged) count++;
  }
  return count / ((right - left) * (bottom - top));
}

/** The codec takes even numbers of pixels: a display's odd edge stays with the tiles. */
function evenPixels(grid: TileGrid, { left, top, right, bottom }: Sides): TileRect | undefined {
  const tiles = { tileX: left, tileY: top, tilesWide: right - left, tilesHigh: bottom - top };
  const { width, height } = pixelsOf(grid, tiles);
  const even = {
    ...tiles,
    tilesWide: tiles.tilesWide - (width % 2),
    tilesHigh: tiles.tilesHigh - (height % 2),
  };
  return even.tilesWide > 0 && even.tilesHigh > 0 ? even : undefined;
}

function isWorthIt(grid: TileGrid, moving: Uint8Array, tiles: TileRect): boolean {
  const { tileX, tileY, tilesWide, tilesHigh } = tiles;
  if (areaOf(tiles) < streamLimits.regionTiles) return false;
  const sides = { left: tileX, top: tileY, right: tileX + tilesWide, bottom: tileY + tilesHigh };
  const filled = movingShare(grid, moving, sides);
  if (filled < streamLimits.filledShare) return false;
  const picturesOnly = moving.map((kind) => (kind === picture ? picture : unchanged));
  return movingShare(grid, picturesOnly, sides) >= filled * streamLimits.pictureShare;
}
