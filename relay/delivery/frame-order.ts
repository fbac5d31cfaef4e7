/**
 * The order that an agent's frames of one display keep, and how much of them there may be: numbers without gaps, chunks
 * behind each other, updates within the credit, bytes and tiles within what one update can need.
 */
import { createFrameHeader, type FrameHeader, FrameKind } from '@ringside/protocol';

export interface OrderLimits {
  readonly updateBytes: number;
  readonly updateCovers: number;
  readonly leastChunkBytes: number;
}

/** A message that breaks the order of frames, or more than was asked for. */
export type FrameFault = 'malformed' | 'flood';

export class FrameOrder {
  readonly #tilesWide: number;
  readonly #tilesHigh: number;
  readonly #limits: OrderLimits;
  /** The most credit there ever was, since news of a smaller one takes time. */
  #granted = 0;
  /** The frame under way, by its first chunk: the others repeat all of it. */
  readonly #current = createFrameHeader();
  #nextChunk = 0;
  #update = 0;
  #updateEnded = true;
  #updateBytes = 0;
  /** Tiles that this update has covered with pictures, and with copies. */
  #updateTiles = 0;
  #copiedTiles = 0;

  constructor(tilesWide: number, tilesHigh: number, limits: OrderLimits) {
    this.#tilesWide = tilesWide;
    this.#tilesHigh = tilesHigh;
    this.#limits = limits;
  }

  /** The newest update of which something has come. */
  get update(): number {
    return this.#update;
  }

  /** The newest update that has come completely. */
  get completeUpdate(): number {
    return this.#updateEnded ? this.#update : this.#update - 1;
  }

  grant(update: number): void {
    if (update > this.#granted) this.#granted = update;
  }

  /** Checks the next message. @param bytes of the whole message */
  check(header: FrameHeader, bytes: number): FrameFault | undefined {
    const fault = header.chunk === 0 ? this.#begin(header) : this.#goOn(header);
    if (fault !== undefined) return fault;
    const payloadBytes = bytes - header.payloadStart;
    const last = this.#nextChunk === header.chunks;
    if (!last && payloadBytes < this.#limits.leastChunkBytes) return 'malformed';
    if (last) this.#updateEnded = header.lastOfUpdate === 1;
    this.#updateBytes += bytes;
    return this.#updateBytes > this.#limits.updateBytes ? 'flood' : undefined;
  }

  #begin(header: FrameHeader): FrameFault | undefined {
    const { frame, chunks } = this.#current;
    if (header.frame !== frame + 1 || this.#nextChunk !== chunks) return 'malformed';
    if (header.tileX + header.tilesWide > this.#tilesWide) return 'malformed';
    if (header.tileY + header.tilesHigh > this.#tilesHigh) return 'malformed';
    if (header.update !== this.#update) {
      if (header.update < this.#update) return 'malformed';
      if (header.update > this.#granted) return 'flood';
      this.#update = header.update;
      this.#updateBytes = 0;
      this.#updateTiles = 0;
      this.#copiedTiles = 0;
    }
    this.#updateEnded = false;
    const tiles = header.tilesWide * header.tilesHigh;
    if (header.kind === FrameKind.FRAME_KIND_COPY) this.#copiedTiles += tiles;
    else this.#updateTiles += tiles;
    const mostTiles = this.#limits.updateCovers * this.#tilesWide * this.#tilesHigh;
    if (this.#updateTiles > mostTiles || this.#copiedTiles > mostTiles) return 'flood';
    copyFrame(header, this.#current);
    this.#nextChunk = 1;
    return undefined;
  }

  #goOn(header: FrameHeader): FrameFault | undefined {
    if (header.chunk !== this.#nextChunk || !sameFrame(header, this.#current)) return 'malformed';
    this.#nextChunk++;
    return undefined;
  }
}

/** What all chunks of a frame have in common; field by field, since this is done for every frame. */
function copyFrame(from: FrameHeader, to: FrameHeader): void {
  to.frame = from.frame;
  to.chunks = from.chunks;
  to.update = from.update;
  to.lastOfUpdate = from.lastOfUpdate;
  to.kind = from.kind;
  to.base = from.base;
  to.encoding = from.encoding;
  to.tileX = from.tileX;
  to.tileY = from.tileY;
  to.tilesWide = from.tilesWide;
  to.tilesHigh = from.tilesHigh;
}

function sameFrame(one: FrameHeader, other: FrameHeader): boolean {
  return (
    one.frame === other.frame &&
    one.chunks === other.chunks &&
    one.update === other.update &&
    one.lastOfUpdate === other.lastOfUpdate &&
    one.kind === other.kind &&
    one.base === other.base &&
    one.encoding === other.encoding &&
    one.tileX === other.tileX &&
    one.tileY === other.tileY &&
    one.tilesWide === other.tilesWide &&
    one.tilesHigh === other.tilesHigh
  );
}
