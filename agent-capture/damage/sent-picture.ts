/**
 * What the viewers' side has of one display: a copy of the pixels sent last, tile by tile. A comparison with the
 * copy is exact and stops at a changed tile's first difference, which beats hashing: every tile would be read whole.
 */
import { limits } from '@ringside/protocol';
import type { Pixels } from '../display/display-source.ts';
import type { PixelArea } from '../encode/image-encoder.ts';
import { pixelsOf, type TileGrid, tilesTouched } from './tile-grid.ts';
import { TileSet } from './tile-set.ts';
import type { TileRect } from './video-pipeline.ts';

const edge = limits.tilePixels;
/** The fourth byte of a pixel means nothing and may differ from grab to grab. */
const colourMask = 0x00ff_ffff;

export class SentPicture {
  readonly #grid: TileGrid;
  readonly #pixels: Uint32Array;
  /** Tiles of which the viewers' side has nothing yet: sent whatever is in them. */
  readonly #unknown: TileSet;

  constructor(grid: TileGrid, unknown: TileSet) {
    this.#grid = grid;
    this.#pixels = new Uint32Array(grid.width * grid.height);
    this.#unknown = unknown;
    unknown.fill();
  }

  /** The next grab of these tiles is sent, changed or not. */
  forget(tiles: TileSet): void {
    this.#unknown.addFrom(tiles);
  }

  /** Whether the viewers' side has something of every tile. */
  get isComplete(): boolean {
    return this.#unknown.size === 0;
  }

  /**
   * Compares grabbed pixels with the copy.
   * @param grabbed whole tiles
   * @param looked the tiles to compare
   * @returns those that differ, or of which the viewers' side has nothing
   */
  compare(grabbed: Pixels, looked: TileSet): TileSet {
    const changed = new TileSet(this.#grid);
    const source = wordsOf(grabbed);
    const tiles = tilesTouched(this.#grid, grabbed);
    if (tiles === undefined) return changed;
    for (let tileY = tiles.tileY; tileY < tiles.tileY + tiles.tilesHigh; tileY++) {
      const sourceRow = (tileY * edge - grabbed.y) * grabbed.width - grabbed.x;
      for (let tileX = tiles.tileX; tileX < tiles.tileX + tiles.tilesWide; tileX++) {
        const tile = tileY * this.#grid.columns + tileX;
        if (looked.has(tile) && this.#differs(source, sourceRow, grabbed.width, tileX, tileY)) changed.add(tile);
      }
    }
    return changed;
  }

  /** Takes the grabbed pixels of these tiles over: from now on they are what was sent. */
  keep(grabbed: Pixels, changed: TileSet): void {
    const source = wordsOf(grabbed);
    const tiles = tilesTouched(this.#grid, grabbed);
    if (tiles === undefined) return;
    for (let tileY = tiles.tileY; tileY < tiles.tileY + tiles.tilesHigh; tileY++) {
      const sourceRow = (tileY * edge - grabbed.y) * grabbed.width - grabbed.x;
      /** Changed tiles side by side are copied together: row by row, as long as they reach. */
      let runStart = -1;
      const end = tiles.tileX + tiles.tilesWide;
      for (let tileX = tiles.tileX; tileX <= end; tileX++) {
        const tile = tileY * this.#grid.columns + tileX;
        if (tileX < end && changed.has(tile)) {
          this.#unknown.delete(tile);
          if (runStart < 0) runStart = tileX;
        } else if (runStart >= 0) {
          this.#copy(source, sourceRow, grabbed.width, {
            tileX: runStart,
            tileY,
            tilesWide: tileX - runStart,
            tilesHigh: 1,
          });
          runStart = -1;
        }
      }
    }
  }

  /** The copy's pixels of these tiles, in place. */
  area(tiles: TileRect): PixelArea {
    const { x, y, width, height } = pixelsOf(this.#grid, tiles);
    return { pixels: this.#pixels, offset: y * this.#grid.width + x, stride: this.#grid.width, width, height };
  }

  /** @param sourceRow index in `source` of the pixel at x = 0 of the tile's first row */
  #differs(source: Uint32Array, sourceRow: number, sourceStride: number, tileX: number, tileY: number): boolean {
    if (this.#unknown.has(tileY * this.#grid.columns + tileX)) return true;
    const kept = this.#pixels;
    const stride = this.#grid.width;
    const left = tileX * edge;
    const width = Math.min(edge, stride - left);
    const height = Math.min(edge, this.#grid.height - tileY * edge);
    for (let y = 0; y < height; y++) {
      let at = sourceRow + y * sourceStride + left;
      let mine = (tileY * edge + y) * stride + left;
      for (const end = at + width; at < end; at++, mine++) {
        if ((((source[at] as number) ^ (kept[mine] as number)) & colourMask) !== 0) return true;
      }
    }
    return false;
  }

  #copy(source: Uint32Array, sourceRow: number, sourceStride: number, tiles: TileRect): void {
    const { x, y, width, height } = pixelsOf(this.#grid, tiles);
    for (let row = 0; row < height; row++) {
      const from = sourceRow + row * sourceStride + x;
      this.#pixels.set(source.subarray(from, from + width), (y + row) * this.#grid.width + x);
    }
  }
}

/** Blue, green, red, unused as 32-bit words: every machine that Node runs on is little-endian. */
export function wordsOf({ bgrx }: Pixels): Uint32Array {
  if (bgrx.byteOffset % 4 === 0) return new Uint32Array(bgrx.buffer, bgrx.byteOffset, bgrx.byteLength >> 2);
  const aligned = new Uint8Array(bgrx);
  return new Uint32Array(aligned.buffer, 0, aligned.byteLength >> 2);
}
