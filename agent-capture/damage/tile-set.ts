/** A set of tiles of one grid: one byte a tile, with a count, so that "anything?" costs nothing. */
import type { TileGrid } from './tile-grid.ts';
import type { TileRect } from './video-pipeline.ts';

export class TileSet {
  readonly #grid: TileGrid;
  readonly #members: Uint8Array;
  #size = 0;

  constructor(grid: TileGrid) {
    this.#grid = grid;
    this.#members = new Uint8Array(grid.columns * grid.rows);
  }

  static of(grid: TileGrid, tiles: TileRect): TileSet {
    const set = new TileSet(grid);
    set.addAll(tiles);
    return set;
  }

  get size(): number {
    return this.#size;
  }

  has(tile: number): boolean {
    return this.#members[tile] === 1;
  }

  add(tile: number): void {
    if (this.#members[tile] === 0) {
      this.#members[tile] = 1;
      this.#size++;
    }
  }

  delete(tile: number): void {
    if (this.#members[tile] === 1) {
      this.#members[tile] = 0;
      this.#size--;
    }
  }

  addAll(tiles: TileRect): void {
    for (let y = tiles.tileY; y < tiles.tileY + tiles.tilesHigh; y++) {
      for (let x = tiles.tileX; x < tiles.tileX + tiles.tilesWide; x++) this.add(y * this.#grid.columns + x);
    }
  }

  deleteAll(tiles: TileRect): void {
    for (let y = tiles.tileY; y < tiles.tileY + tiles.tilesHigh; y++) {
      for (let x = tiles.tileX; x < tiles.tileX + tiles.tilesWide; x++) this.delete(y * this.#grid.columns + x);
    }
  }

  hasAny(tiles: TileRect): boolean {
    for (let y = tiles.tileY; y < tiles.tileY + tiles.tilesHigh; y++) {
      for (let x = tiles.tileX; x < tiles.tileX + tiles.tilesWide; x++) {
        if (this.has(y * this.#grid.columns + x)) return true;
      }
    }
    return false;
  }

  /** Whether it has a member that the other one has not. */
  reachesBeyond(other: TileSet): boolean {
    return this.#size > 0 && this.#members.some((member, tile) => member === 1 && !other.has(tile));
  }

  fill(): void {
    this.#members.fill(1);
    this.#size = this.#members.length;
  }

  /** Moves all members into a set of their own. */
  takeAll(): TileSet {
    const taken = new TileSet(this.#grid);
    taken.#members.set(this.#members);
    taken.#size = this.#size;
    this.#members.fill(0);
    this.#size = 0;
    return taken;
  }

  addFrom(other: TileSet): void {
    for (let tile = 0; tile < this.#members.length; tile++) if (other.has(tile)) this.add(tile);
  }

  /** The smallest rectangle that holds all members, or undefined when there are none. */
  bounds(): TileRect | undefined {
    if (this.#size === 0) return undefined;
    const { columns, rows } = this.#grid;
    let left = columns;
    let right = 0;
    let top = rows;
    let bottom = 0;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        if (this.#members[y * columns + x] === 0) continue;
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        bottom = y;
      }
    }
    return { tileX: left, tileY: top, tilesWide: right - left + 1, tilesHigh: bottom - top + 1 };
  }
}
