/**
 * What the viewers' side has of one display: a copy of the pixels sent last, tile by tile. A comparison with the
 * copy is exact and stops at a changed tile's first difference, which beats hashing: every tile would be read whole.
 */
import { limits } from '@ringside/protocol';
import type { Pixels } from '../display/display-source.ts';
import type { PixelArea } from '../encode/image-encoder.ts';
import { pixelsOf, type TileGrid, tilesTouched } from './tile-grid.ts';
import type { TileSet } from './tile-set.ts';
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
  forget(tiles: TileRect): void {
    this.#unknown.addAll(tiles);
  }

  /**
   * Compares grabbed pixels with the copy, keeps what differs, and names it.
   * @param grabbed whole tiles
   * @param looked the tiles to compare; others are not touched
   * @param changed the differing ones are added here
   */
  take(grabbed: Pixels, looked: TileSet, changed: TileSet): void {
    const source = wordsOf(grabbed);
    const tiles = tilesTouched(this.#grid, grabbed);
    if (tiles === undefined) return;
    for (let tileY = tiles.tileY; tileY < tiles.tileY + tiles.tilesHigh; tileY++) {
      for (let tileX = tiles.tileX; tileX < tiles.tileX + tiles.tilesWide; tileX++) {
        const tile = tileY * this.#grid.columns + tileX;
        if (!looked.has(tile)) continue;
        const sourceStart = (tileY * edge - grabbed.y) * grabbed.width + tileX * edge - grabbed.x;
        if (!this.#unknown.has(tile) && !this.#differs(source, sourceStart, grabbed.width, tileX, tileY)) continue;
        this.#copy(source, sourceStart, grabbed.width, tileX, tileY);
        this.#unknown.delete(tile);
        changed.add(tile);
      }
    }
  }

  /** The copy's pixels of these tiles, in place. */
  area(tiles: TileRect): PixelArea {
    const { x, y, width, height } = pixelsOf(this.#grid, tiles);
    return { pixels: this.#pixels, offset: y * this.#grid.width + x, stride: this.#grid.width, width, height };
  }

  #differs(source: Uint32Array, sourceStart: number, sourceStride: number, tileX: number, tileY: number): boolean {
    const kept = this.#pixels;
    const stride = this.#grid.width;
    const width = Math.min(edge, stride - tileX * edge);
    const height = Math.min(edge, this.#grid.height - tileY * edge);
    for (let y = 0; y < height; y++) {
      let at = sourceStart + y * sourceStride;
      let mine = (tileY * edge + y) * stride + tileX * edge;
      for (const end = at + width; at < end; at++, mine++) {
        if ((((source[at] as number) ^ (kept[mine] as number)) & colourMask) !== 0) return true;
      }
    }
    return false;
  }

  #copy(source: Uint32Array, sourceStart: number, sourceStride: number, tileX: number, tileY: number): void {
    const kept = this.#pixels;
    const stride = this.#grid.width;
    const width = Math.min(edge, stride - tileX * edge);
    const height = Math.min(edge, this.#grid.height - tileY * edge);
    for (let y = 0; y < height; y++) {
      let at = sourceStart + y * sourceStride;
      let mine = (tileY * edge + y) * stride + tileX * edge;
      for (const end = at + width; at < end; at++, mine++) kept[mine] = source[at] as number;
    }
  }
}

/** Blue, green, red, unused as 32-bit words: every machine that Node runs on is little-endian. */
function wordsOf({ bgrx }: Pixels): Uint32Array {
  if (bgrx.byteOffset % 4 === 0) return new Uint32Array(bgrx.buffer, bgrx.byteOffset, bgrx.byteLength >> 2);
  const aligned = new Uint8Array(bgrx);
  return new Uint32Array(aligned.buffer, 0, aligned.byteLength >> 2);
}
