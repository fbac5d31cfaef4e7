/** One video frame in the relay's memory: the agent's messages as they came, and its place in painting order. */
import type { FrameHeader } from '@ringside/protocol';
import type { Slot } from './chunk-store.ts';

export class RetainedFrame {
  frame = 0;
  kind = 0;
  /** COPY and VIDEO_DELTA: the frame it builds on. */
  base = 0;
  update = 0;
  lastOfUpdate = false;
  tileX = 0;
  tileY = 0;
  tilesWide = 0;
  tilesHigh = 0;
  /** The agent's messages, each with its prefix, from `firstChunk` on; not all while it arrives. */
  readonly chunks: Slot[] = [];
  /** Chunks before this one have left and were not kept. */
  firstChunk = 0;
  /** Whether it stands in the memory's list. */
  kept = false;
  expected = 0;
  /** What its kept messages take in memory. */
  bytes = 0;
  /** Tiles whose newest picture this frame is. It leaves the memory when it owns none. */
  owned = 0;
  /** Viewers in the middle of this frame: its chunks are contiguous, so it stays until they are through. */
  pins = 0;
  previous: RetainedFrame | undefined;
  next: RetainedFrame | undefined;

  /** Becomes the frame that begins with this header; a frame that has left the memory becomes another one. */
  begin(header: FrameHeader): void {
    this.frame = header.frame;
    this.kind = header.kind;
    this.base = header.base;
    this.update = header.update;
    this.lastOfUpdate = header.lastOfUpdate === 1;
    this.tileX = header.tileX;
    this.tileY = header.tileY;
    this.tilesWide = header.tilesWide;
    this.tilesHigh = header.tilesHigh;
    this.expected = header.chunks;
    this.bytes = 0;
    this.firstChunk = 0;
    this.kept = false;
    this.owned = 0;
    this.pins = 0;
  }
}
