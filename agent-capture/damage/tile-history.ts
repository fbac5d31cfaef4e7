/** When each tile was last given to an encoder, whether what was sent had loss, and so which tiles must be made exact. */

import type { Shift } from './copy-finder.ts';
import { pixelsOf, type TileGrid, tilesTouched } from './tile-grid.ts';
import { picture } from './tile-rectangles.ts';
import { TileSet } from './tile-set.ts';
import type { TileRect } from './video-pipeline.ts';

/** Versions of a rectangle's tiles at one moment: equal ones say that nothing newer was begun since. */
export type TileVersions = readonly number[];

export class TileHistory {
  readonly #grid: TileGrid;
  readonly #versions: Uint32Array;
  readonly #encodedUs: Float64Array;
  readonly #lossy: TileSet;

  constructor(grid: TileGrid) {
    this.#grid = grid;
    this.#versions = new Uint32Array(grid.columns * grid.rows);
    this.#encodedUs = new Float64Array(grid.columns * grid.rows);
    this.#lossy = new TileSet(grid);
  }

  get anyLossy(): boolean {
    return this.#lossy.size > 0;
  }

  /** Newer pixels of these tiles are on their way: from here on nothing that shows older ones may be sent. */
  replaced(tiles: TileSet, nowUs: number): void {
    for (let tile = 0; tile < this.#versions.length; tile++) if (tiles.has(tile)) this.#begin(tile, nowUs);
  }

  /** Pixels of these tiles go to the encoder. */
  begun(tiles: TileRect, nowUs: number): void {
    for (const tile of this.#tiles(tiles)) this.#begin(tile, nowUs);
  }

  /** These tiles were sent. Frames go out in the order in which their tiles were begun, so the last one counts. */
  sent(tiles: TileRect, exact: boolean): void {
    for (const tile of this.#tiles(tiles)) {
      if (exact) this.#lossy.delete(tile);
      else this.#lossy.add(tile);
    }
  }

  /** These tiles were sent as copies: what was lossy where they came from is lossy here. */
  moved(tiles: TileRect, { dx, dy }: Shift): void {
    const lossy: number[] = [];
    for (const tile of this.#tiles(tiles)) {
      const at = pixelsOf(this.#grid, {
        tileX: tile % this.#grid.columns,
        tileY: Math.floor(tile / this.#grid.columns),
        tilesWide: 1,
        tilesHigh: 1,
      });
      const from = tilesTouched(this.#grid, { ...at, x: at.x + dx, y: at.y + dy });
      if (from !== undefined && [...this.#tiles(from)].some((source) => this.#lossy.has(source))) lossy.push(tile);
    }
    this.sent(tiles, true);
    for (const tile of lossy) this.#lossy.add(tile);
  }

  isLossy(tile: number): boolean {
    return this.#lossy.has(tile);
  }

  versions(tiles: TileRect): TileVersions {
    return [...this.#tiles(tiles)].map((tile) => this.#versions[tile] as number);
  }

  /** Whether nothing newer of these tiles was begun since their versions were taken. */
  isAt(tiles: TileRect, versions: TileVersions): boolean {
    return this.versions(tiles).every((version, index) => version === versions[index]);
  }

  /** The lossy tiles that have rested since `sinceUs`, marked as pictures, and when the next one will have. */
  rested(sinceUs: number): { kinds: Uint8Array; count: number; nextUs: number } {
    const kinds = new Uint8Array(this.#versions.length);
    let count = 0;
    let nextUs = Number.POSITIVE_INFINITY;
    for (let tile = 0; tile < kinds.length; tile++) {
      if (!this.#lossy.has(tile)) continue;
      const encodedUs = this.#encodedUs[tile] as number;
      if (encodedUs <= sinceUs) {
        kinds[tile] = picture;
        count++;
      } else if (encodedUs < nextUs) nextUs = encodedUs;
    }
    return { kinds, count, nextUs };
  }

  #begin(tile: number, nowUs: number): void {
    this.#versions[tile] = (this.#versions[tile] as number) + 1;
    this.#encodedUs[tile] = nowUs;
  }

  *#tiles(tiles: TileRect): Iterable<number> {
    for (let y = tiles.tileY; y < tiles.tileY + tiles.tilesHigh; y++) {
      for (let x = tiles.tileX; x < tiles.tileX + tiles.tilesWide; x++) yield y * this.#grid.columns + x;
    }
  }
}
