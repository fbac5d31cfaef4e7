/** One video frame in the relay's memory: the agent's messages as they came, and its place in painting order. */
import type { FrameHeader } from '@ringside/protocol';
import type { Slot } from './chunk-store.ts';

export class RetainedFrame {
  readonly frame: number;
  readonly update: number;
  readonly lastOfUpdate: boolean;
  readonly tileX: number;
  readonly tileY: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  /** The agent's messages, each with its prefix; fewer than `expected` while it arrives. */
  readonly chunks: Slot[] = [];
  readonly expected: number;
  bytes = 0;
  /** Tiles whose newest picture this frame is. It leaves the memory when it owns none. */
  owned: number;
  /** Viewers in the middle of this frame: its chunks are contiguous, so it stays until they are through. */
  pins = 0;
  previous: RetainedFrame | undefined;
  next: RetainedFrame | undefined;

  constructor(header: FrameHeader) {
    this.frame = header.frame;
    this.update = header.update;
    this.lastOfUpdate = header.lastOfUpdate === 1;
    this.tileX = header.tileX;
    this.tileY = header.tileY;
    this.tilesWide = header.tilesWide;
    this.tilesHigh = header.tilesHigh;
    this.expected = header.chunks;
    this.owned = header.tilesWide * header.tilesHigh;
  }
}
