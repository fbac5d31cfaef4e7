/** A set of a display's tiles, marked and cleared by rectangles; what is marked can be taken out as few rectangles. */

export interface TileRect {
  readonly tileX: number;
  readonly tileY: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
}

export class TileMarks {
  readonly #wide: number;
  readonly #high: number;
  /** One byte a tile, row by row. */
  readonly #marks: Uint8Array;
  /** Whether any is marked: spares clear() its loop while none is. */
  #some = false;

  constructor(tilesWide: number, tilesHigh: number) {
    this.#wide = tilesWide;
    this.#high = tilesHigh;
    this.#marks = new Uint8Array(tilesWide * tilesHigh);
  }

  get some(): boolean {
    return this.#some;
  }

  mark(area: TileRect): void {
    this.#some = true;
    this.#fill(area, 1);
  }

  clear(area: TileRect): void {
    if (!this.#some) return;
    this.#fill(area, 0);
    this.#some = this.#marks.includes(1);
  }

  clearAll(): void {
    if (this.#some) this.#marks.fill(0);
    this.#some = false;
  }

  /** Marks all that another set of the same display has marked. */
  addAll(other: TileMarks): void {
    if (!other.#some) return;
    this.#some = true;
    for (const [index, mark] of other.#marks.entries()) if (mark === 1) this.#marks[index] = 1;
  }

  /** Whether another set of the same display has all of this one marked. */
  within(other: TileMarks): boolean {
    if (!this.#some) return true;
    if (!other.#some) return false;
    for (let index = this.#marks.indexOf(1); index >= 0; index = this.#marks.indexOf(1, index + 1)) {
      if (other.#marks[index] === 0) return false;
    }
    return true;
  }

  /**
   * What is marked here and in none of `without`, as rectangles that do not overlap; the last of `most` holds whatever
   * is left, with what lies between.
   */
  rectangles(without: readonly TileMarks[], most: number): TileRect[] {
    const found: TileRect[] = [];
    if (!this.#some) return found;
    const left = this.#marks.slice();
    for (const other of without) {
      for (const [index, mark] of other.#marks.entries()) if (mark === 1) left[index] = 0;
    }
    for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start)) {
      const area = found.length + 1 < most ? this.#widest(left, start) : this.#bounds(left);
      found.push(area);
      for (let row = area.tileY; row < area.tileY + area.tilesHigh; row++) {
        left.fill(0, row * this.#wide + area.tileX, row * this.#wide + area.tileX + area.tilesWide);
      }
    }
    return found;
  }

  #fill({ tileX, tileY, tilesWide, tilesHigh }: TileRect, mark: 0 | 1): void {
    for (let row = tileY; row < tileY + tilesHigh; row++) {
      const start = row * this.#wide + tileX;
      this.#marks.fill(mark, start, start + tilesWide);
    }
  }

  /** The run of marks that begins at this tile, and as many rows below as have it whole. */
  #widest(marks: Uint8Array, start: number): TileRect {
    const tileX = start % this.#wide;
    const tileY = (start - tileX) / this.#wide;
    let tilesWide = 1;
    while (tileX + tilesWide < this.#wide && marks[start + tilesWide] === 1) tilesWide++;
    let tilesHigh = 1;
    for (; tileY + tilesHigh < this.#high; tilesHigh++) {
      const row = start + tilesHigh * this.#wide;
      if (marks.subarray(row, row + tilesWide).includes(0)) break;
    }
    return { tileX, tileY, tilesWide, tilesHigh };
  }

  /** The smallest rectangle with all marks. */
  #bounds(marks: Uint8Array): TileRect {
    let [left, top, right, bottom] = [this.#wide, this.#high, 0, 0];
    for (let index = marks.indexOf(1); index >= 0; index = marks.indexOf(1, index + 1)) {
      const column = index % this.#wide;
      const row = (index - column) / this.#wide;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
    }
    return { tileX: left, tileY: top, tilesWide: right - left, tilesHigh: bottom - top };
  }
}
