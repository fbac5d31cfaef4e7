/**
 * The newest frame of each tile of one display, in painting order. It is the memory for late viewers and at the same
 * time every viewer's queue: what a viewer still needs are exactly the frames of this list after the last one it got,
 * since a frame stays in the list while it is the newest for at least one tile. So a slow viewer costs one reference.
 * A frame that its only viewer takes at once is not kept: then nobody has its tiles here.
 */
import type { FrameHeader } from '@ringside/protocol';
import type { ChunkStore } from './chunk-store.ts';
import { RetainedFrame } from './retained-frame.ts';
import type { TileMarks, TileRect } from './tile-marks.ts';

export class DisplayMemory {
  readonly #tilesWide: number;
  /** Per tile, row by row, the frame that is its newest picture. */
  readonly #owners: (RetainedFrame | undefined)[];
  readonly #limitBytes: number;
  readonly #store: ChunkStore;
  /** Told before a frame leaves the list, while its `next` still holds. */
  readonly #leaving: (frame: RetainedFrame) => void;
  /** Frames that have left the list: nobody refers to them, so they are used again. At most one a tile. */
  readonly #left: RetainedFrame[] = [];
  #first: RetainedFrame | undefined;
  #last: RetainedFrame | undefined;
  #bytes = 0;

  constructor(
    tilesWide: number,
    tilesHigh: number,
    limitBytes: number,
    store: ChunkStore,
    leaving: (frame: RetainedFrame) => void,
  ) {
    this.#tilesWide = tilesWide;
    this.#owners = new Array(tilesWide * tilesHigh).fill(undefined);
    this.#limitBytes = limitBytes;
    this.#store = store;
    this.#leaving = leaving;
  }

  get first(): RetainedFrame | undefined {
    return this.#first;
  }

  /** What the kept messages take in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes the first chunk's header: the frame owns its tiles from here, older frames lose them. */
  begin(header: FrameHeader): RetainedFrame {
    const frame = this.#unused(header);
    frame.owned = header.tilesWide * header.tilesHigh;
    this.#link(frame);
    this.#takeTiles(header, frame);
    return frame;
  }

  /** The same for a frame that goes straight through and is not kept: older frames lose its tiles, nobody has them. */
  pass(header: FrameHeader): RetainedFrame {
    if (this.#first !== undefined) this.#takeTiles(header, undefined);
    return this.#unused(header);
  }

  /** A frame that takes no tiles from others, and is not kept from its beginning. */
  unkept(header: FrameHeader): RetainedFrame {
    return this.#unused(header);
  }

  /** Nobody refers to a frame any more: it is used again. */
  release(frame: RetainedFrame): void {
    if (this.#left.length < this.#owners.length) this.#left.push(frame);
  }

  /**
   * A frame that goes straight through meets a viewer that can take no more of it: what is still to come is kept, until
   * whoever calls this unpins it, and those viewers do.
   */
  keepRest(frame: RetainedFrame, firstChunk: number): void {
    frame.firstChunk = firstChunk;
    frame.pins++;
    this.#link(frame);
  }

  /** Copies one message of the frame: the only copy that the relay makes of it. */
  append(frame: RetainedFrame, message: Uint8Array): void {
    const slot = this.#store.keep(message);
    frame.chunks.push(slot);
    frame.bytes += slot.memory.length;
    this.#bytes += slot.memory.length;
  }

  /** Marks the tiles of which nothing is kept. */
  markMissing(tiles: TileMarks): void {
    for (const [index, owner] of this.#owners.entries()) {
      const tileX = index % this.#tilesWide;
      const tileY = (index - tileX) / this.#tilesWide;
      if (owner === undefined) tiles.mark({ tileX, tileY, tilesWide: 1, tilesHigh: 1 });
    }
  }

  /** Nobody looks any more: the frames' memory goes back. */
  clear(): void {
    for (let frame = this.#first; frame !== undefined; frame = frame.next) this.#giveBack(frame);
    this.#first = undefined;
    this.#last = undefined;
    this.#bytes = 0;
    this.#owners.fill(undefined);
  }

  /** A viewer is through with a frame that others may have covered meanwhile. */
  unpin(frame: RetainedFrame): void {
    if (--frame.pins === 0 && frame.owned === 0) this.#remove(frame);
  }

  /**
   * Drops the oldest frames until the memory is within its bound; the newest one, which may still be arriving, and
   * those that a viewer is in the middle of stay.
   * @param dropped told the frame before it leaves, and the tiles that have no picture now
   */
  shrink(dropped: (frame: RetainedFrame, tiles: TileRect) => void): void {
    let frame = this.#first;
    while (frame !== undefined && frame !== this.#last && this.#bytes > this.#limitBytes) {
      const { next } = frame;
      if (frame.pins === 0) {
        dropped(frame, this.#disown(frame));
        this.#remove(frame);
      }
      frame = next;
    }
  }

  #unused(header: FrameHeader): RetainedFrame {
    const frame = this.#left.pop() ?? new RetainedFrame();
    frame.begin(header);
    return frame;
  }

  #link(frame: RetainedFrame): void {
    frame.kept = true;
    frame.previous = this.#last;
    if (this.#last === undefined) this.#first = frame;
    else this.#last.next = frame;
    this.#last = frame;
  }

  #takeTiles({ tileX, tileY, tilesWide, tilesHigh }: TileRect, owner: RetainedFrame | undefined): void {
    for (let row = tileY; row < tileY + tilesHigh; row++) {
      const start = row * this.#tilesWide + tileX;
      for (let index = start; index < start + tilesWide; index++) {
        const former = this.#owners[index];
        this.#owners[index] = owner;
        if (former !== undefined && --former.owned === 0 && former.pins === 0) this.#remove(former);
      }
    }
  }

  /** Takes all tiles from a frame. @returns the smallest rectangle that holds those it owned */
  #disown(frame: RetainedFrame): TileRect {
    let left = Number.MAX_SAFE_INTEGER;
    let top = Number.MAX_SAFE_INTEGER;
    let right = 0;
    let bottom = 0;
    for (let row = frame.tileY; row < frame.tileY + frame.tilesHigh; row++) {
      for (let column = frame.tileX; column < frame.tileX + frame.tilesWide; column++) {
        const index = row * this.#tilesWide + column;
        if (this.#owners[index] !== frame) continue;
        this.#owners[index] = undefined;
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row + 1);
      }
    }
    frame.owned = 0;
    return { tileX: left, tileY: top, tilesWide: right - left, tilesHigh: bottom - top };
  }

  #remove(frame: RetainedFrame): void {
    this.#leaving(frame);
    this.#bytes -= frame.bytes;
    if (frame.previous === undefined) this.#first = frame.next;
    else frame.previous.next = frame.next;
    if (frame.next === undefined) this.#last = frame.previous;
    else frame.next.previous = frame.previous;
    frame.previous = undefined;
    frame.next = undefined;
    this.#giveBack(frame);
    this.release(frame);
  }

  #giveBack(frame: RetainedFrame): void {
    for (const slot of frame.chunks) this.#store.giveBack(slot);
    frame.chunks.length = 0;
  }
}
