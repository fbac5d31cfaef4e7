/** Which tiles keep moving: drawn again and again, found changed when looked at, and pictures rather than text. */
import type { Content } from '../../encode/image-encoder.ts';
import type { TileGrid } from '../tile-grid.ts';
import { flat, picture, unchanged } from '../tile-rectangles.ts';
import type { TileSet } from '../tile-set.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';

export class MotionWatch {
  readonly #grid: TileGrid;
  /** Since when a tile has been drawn without a pause, when last, and how often. */
  readonly #sinceMs: Float64Array;
  readonly #lastMs: Float64Array;
  readonly #beats: Uint32Array;
  /** Whether the last look found it changed. */
  readonly #changed: Uint8Array;
  /** 0 for text to 1 for pictures. */
  readonly #pictures: Float32Array;

  constructor(grid: TileGrid) {
    this.#grid = grid;
    const tiles = grid.columns * grid.rows;
    this.#sinceMs = new Float64Array(tiles);
    this.#lastMs = new Float64Array(tiles).fill(Number.NEGATIVE_INFINITY);
    this.#beats = new Uint32Array(tiles);
    this.#changed = new Uint8Array(tiles);
    this.#pictures = new Float32Array(tiles);
  }

  damaged({ tileX, tileY, tilesWide, tilesHigh }: TileRect, nowMs: number): void {
    for (let y = tileY; y < tileY + tilesHigh; y++) {
      for (let x = tileX; x < tileX + tilesWide; x++) {
        const tile = y * this.#grid.columns + x;
        const pauseMs = nowMs - (this.#lastMs[tile] as number);
        if (pauseMs < streamLimits.beatMs) continue;
        this.#lastMs[tile] = nowMs;
        if (pauseMs > streamLimits.gapMs) {
          this.#sinceMs[tile] = nowMs;
          this.#beats[tile] = 0;
        } else this.#beats[tile] = (this.#beats[tile] as number) + 1;
      }
    }
  }

  looked(looked: TileSet, changed: TileSet): void {
    for (let tile = 0; tile < this.#changed.length; tile++) {
      if (looked.has(tile)) this.#changed[tile] = changed.has(tile) ? 1 : 0;
    }
  }

  /** What a changed tile holds. */
  holds(tile: number, content: Content): void {
    const before = this.#pictures[tile] as number;
    this.#pictures[tile] = before + ((content === 'picture' ? 1 : 0) - before) * streamLimits.contentShare;
  }

  /** It was only moved: what scrolls is no video. */
  copied({ tileX, tileY, tilesWide, tilesHigh }: TileRect): void {
    for (let y = tileY; y < tileY + tilesHigh; y++) {
      const row = y * this.#grid.columns;
      this.#changed.fill(0, row + tileX, row + tileX + tilesWide);
    }
  }

  /** Whether a tile is drawn these days, and with something new. */
  isActive(tile: number, nowMs: number): boolean {
    return this.#changed[tile] === 1 && nowMs - (this.#lastMs[tile] as number) <= streamLimits.gapMs;
  }

  /** The tiles that have kept moving for a while, as kinds of tile-rectangles.ts. */
  moving(nowMs: number): Uint8Array {
    const kinds = new Uint8Array(this.#changed.length);
    for (let tile = 0; tile < kinds.length; tile++) {
      if (!this.#keepsMoving(tile, nowMs)) kinds[tile] = unchanged;
      else kinds[tile] = (this.#pictures[tile] as number) >= streamLimits.pictureShare ? picture : flat;
    }
    return kinds;
  }

  allKeepMoving(tiles: TileSet, nowMs: number): boolean {
    for (let tile = 0; tile < this.#changed.length; tile++) {
      if (tiles.has(tile) && !this.#keepsMoving(tile, nowMs)) return false;
    }
    return true;
  }

  #keepsMoving(tile: number, nowMs: number): boolean {
    if (!this.isActive(tile, nowMs)) return false;
    const forMs = (this.#lastMs[tile] as number) - (this.#sinceMs[tile] as number);
    const beatsDue = (forMs * streamLimits.beatsPerSecond) / 1_000;
    return forMs >= streamLimits.movingMs && (this.#beats[tile] as number) >= beatsDue;
  }
}
