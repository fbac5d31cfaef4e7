/**
 * The video streams that one viewer follows on one display: of each, its rectangle and the frame last sent. A delta goes
 * only where its base was the last; whoever misses one is out until the next key frame.
 */
import type { TileRect } from './tile-marks.ts';

interface Head extends TileRect {
  last: number;
}

export class StreamHeads {
  readonly #most: number;
  /** Oldest first. */
  #heads: Head[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** A key frame was sent: it begins its stream anew, and ends those that it paints over. */
  begin({ tileX, tileY, tilesWide, tilesHigh }: TileRect, frame: number): void {
    const area = { tileX, tileY, tilesWide, tilesHigh, last: frame };
    this.#heads = this.#heads.filter((head) => !overlap(head, area));
    if (this.#heads.length === this.#most) this.#heads.shift();
    this.#heads.push(area);
  }

  /** Whether the viewer may get the delta to this frame. */
  follows(base: number): boolean {
    return this.#find(base) !== undefined;
  }

  /** A delta was sent. */
  advance(base: number, frame: number): void {
    const head = this.#find(base);
    if (head !== undefined) head.last = frame;
  }

  /** The delta to this frame was not sent: the viewer has left the stream. */
  leave(base: number): void {
    if (this.#heads.length > 0) this.#heads = this.#heads.filter(({ last }) => last !== base);
  }

  clear(): void {
    this.#heads = [];
  }

  #find(base: number): Head | undefined {
    for (const head of this.#heads) if (head.last === base) return head;
    return undefined;
  }
}

function overlap(one: TileRect, other: TileRect): boolean {
  return (
    one.tileX < other.tileX + other.tilesWide &&
    other.tileX < one.tileX + one.tilesWide &&
    one.tileY < other.tileY + other.tilesHigh &&
    other.tileY < one.tileY + one.tilesHigh
  );
}
