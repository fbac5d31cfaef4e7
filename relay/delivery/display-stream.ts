/**
 * One viewer's way through one display: the next frame of the memory that it gets, what is not painted yet, and what of
 * its picture is wrong because a copy or a part of a video stream has passed it by.
 */
import { FrameKind } from '@ringside/protocol';
import type { DisplayMemory } from './display-memory.ts';
import { FlightLedger } from './flight-ledger.ts';
import { deliveryLimits } from './limits.ts';
import type { RetainedFrame } from './retained-frame.ts';
import { StreamHeads } from './stream-heads.ts';
import { TileMarks } from './tile-marks.ts';
import type { VideoStream, ViewerDelivery } from './viewer-delivery.ts';

/** The display that a stream shows. */
export interface StreamSource {
  readonly display: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  readonly memory: DisplayMemory | undefined;
  /** The viewer has got all that it can get now. */
  settled(stream: DisplayStream): void;
  unsubscribe(stream: DisplayStream): void;
}

export interface StreamLimits {
  readonly framesInFlight: number;
  readonly overdueMs: number;
  readonly streamHeads: number;
}

export class DisplayStream implements VideoStream {
  readonly display: number;
  readonly delivery: ViewerDelivery;
  readonly flight: FlightLedger;
  /** Tiles of which this viewer has a wrong picture, and nothing in the memory that would mend it. */
  readonly missed: TileMarks;
  /** Newest update that this viewer has painted completely. */
  paintedUpdate = 0;
  /** When it fell behind what is there, on the relay's monotonic clock; 0 while it does not. */
  behindSinceMs = 0;
  /** The update that shall take the place of what waits for this viewer, until it has caught up; 0 for none. */
  replacement = 0;
  readonly #source: StreamSource;
  readonly #heads: StreamHeads;
  readonly #overdueMs: number;
  #takesVideo: boolean;
  /** The next frame to send, perhaps in the middle; undefined when the viewer has everything. */
  #cursor: RetainedFrame | undefined;
  #chunk = 0;
  /** The newest frame of which all chunks were sent. */
  #sentFrame = 0;

  constructor(
    source: StreamSource,
    delivery: ViewerDelivery,
    { framesInFlight, streamHeads, overdueMs }: StreamLimits,
  ) {
    this.#source = source;
    this.display = source.display;
    this.delivery = delivery;
    this.flight = new FlightLedger(framesInFlight);
    this.missed = new TileMarks(source.tilesWide, source.tilesHigh);
    this.#heads = new StreamHeads(streamHeads);
    this.#overdueMs = overdueMs;
    this.#takesVideo = delivery.takesVideo;
    this.#cursor = this.#fit(source.memory?.first);
  }

  get ready(): boolean {
    return this.#hasChunk && this.#mayGo;
  }

  /** Whether this viewer has been sent everything there is for it, and could take more. */
  get idle(): boolean {
    return this.#cursor === undefined && this.#mayGo;
  }

  /** Whether what waits for this viewer takes its line so long that what is newer had better take its place. */
  get overdue(): boolean {
    const { kilobitsPerSecond } = this.delivery;
    if (kilobitsPerSecond === 0 || !this.delivery.limits) return false;
    return this.#waitsMoreThan((kilobitsPerSecond / 8) * this.#overdueMs);
  }

  /** Whether a frame of the memory has begun to leave, and is not complete. */
  get midway(): boolean {
    return this.#chunk > 0;
  }

  /** Whether a chunk for this viewer is there. */
  get #hasChunk(): boolean {
    const frame = this.#cursor;
    return frame !== undefined && this.#chunk < frame.firstChunk + frame.chunks.length;
  }

  /** A frame that has begun goes on beyond the window: the viewer can paint, and so acknowledge, only whole ones. */
  get #mayGo(): boolean {
    return this.#chunk > 0 ? !this.delivery.congested : this.delivery.open && !this.flight.full;
  }

  get takesVideo(): boolean {
    return this.#takesVideo;
  }

  /** The viewer paints video streams from now on, or does so no more. */
  setTakesVideo(takes: boolean): void {
    if (takes === this.#takesVideo) return;
    this.#takesVideo = takes;
    this.#heads.clear();
    if (this.#chunk === 0) this.#cursor = this.#fit(this.#cursor);
  }

  /** Whether a picture that begins with so many bytes may go straight to this viewer: nothing waits, and it leaves now. */
  takes(bytes: number): boolean {
    return this.idle && this.delivery.leavesNow(bytes);
  }

  /** Whether pixels may be moved on this viewer's screen: it shows exactly what the agent has sent so far. */
  takesCopy(): boolean {
    return this.#caughtUp(deliveryLimits.beforeCopyBytes) && !this.missed.some;
  }

  /** Whether this viewer goes on in a video stream; if not, it has left it. */
  takesDelta(base: number): boolean {
    const takes = this.#caughtUp(0) && this.#heads.follows(base);
    if (!takes) this.#heads.leave(base);
    return takes;
  }

  /**
   * Sends a chunk straight on, of a frame that is not kept from its beginning.
   * @returns false when it could not leave: the frame must be kept from this chunk on
   */
  pass(frame: RetainedFrame, chunk: number, message: Uint8Array): boolean {
    if (this.#cursor === frame) {
      if (this.#chunk === chunk && this.#mayGo) this.#transmitKept(frame, message);
      return true;
    }
    if (chunk > 0 && this.delivery.congested) {
      this.#cursor = frame;
      this.#chunk = chunk;
      frame.pins++;
      return false;
    }
    this.#transmit(frame, chunk, message);
    return true;
  }

  /** A chunk has arrived and is kept: sends it at once if it is this viewer's turn and its window is open. */
  offer(frame: RetainedFrame, chunk: number, message: Uint8Array): void {
    if (this.#cursor === undefined) {
      // A video whose beginning has passed this viewer by stays missed, though it may paint such by now.
      if (chunk > 0) return;
      this.#cursor = this.#fit(frame);
      this.#chunk = 0;
    }
    if (this.#cursor === undefined) return;
    if (this.#cursor === frame && this.#chunk === chunk && this.#mayGo) {
      if (this.delivery.leavesNow(message.length)) this.#transmitKept(frame, message);
    } else if (!this.#mayGo) {
      if (this.behindSinceMs === 0) this.behindSinceMs = this.delivery.nowMs();
      this.delivery.held();
    }
  }

  /** Sends the next chunk; only while `ready`. */
  sendNext(): void {
    const frame = this.#cursor;
    const slot = frame?.chunks[this.#chunk - frame.firstChunk];
    if (frame !== undefined && slot !== undefined) this.#transmitKept(frame, slot.memory.subarray(0, slot.length));
  }

  pumped(): void {
    if (this.idle) this.#source.settled(this);
  }

  /** The viewer has painted up to here. @returns false when it was never sent that far */
  painted(frame: number): boolean {
    if (frame > this.#sentFrame) return false;
    const freed = this.flight.paintedUpTo(frame);
    if (freed === 0) return true;
    this.paintedUpdate = Math.max(this.paintedUpdate, this.flight.paintedUpdate);
    this.delivery.painted(this, frame, freed);
    return true;
  }

  /** Whether this viewer has not got a frame of the memory yet. */
  lacks(frame: RetainedFrame): boolean {
    return this.#cursor !== undefined && frame.frame >= this.#cursor.frame;
  }

  /** A frame leaves the memory: the viewer goes on with its successor. @returns whether it had not got it */
  leaving(frame: RetainedFrame): boolean {
    if (!this.lacks(frame)) return false;
    if (this.#cursor === frame) {
      this.#cursor = this.#fit(frame.next);
      this.#chunk = 0;
    }
    return true;
  }

  end(): void {
    this.#source.unsubscribe(this);
  }

  /** Its source lets it go: what is on the way does not count any more. */
  close(): void {
    this.delivery.remove(this);
    const frame = this.#cursor;
    this.#cursor = undefined;
    if (frame !== undefined && this.#chunk > 0) this.#source.memory?.unpin(frame);
    this.delivery.forget(this.flight.bytes);
  }

  /**
   * Whether nothing waits for this viewer any more, once what it gathers for the end of the turn has left. What means
   * nothing without what came before is small, and dear to send again: it does not have the line run empty, and what
   * waits before it may leave beyond the window.
   */
  #caughtUp(beyondBytes: number): boolean {
    const { delivery } = this;
    if (this.#cursor !== undefined && this.#mayGo) delivery.pump();
    if (!this.#waitsMoreThan(delivery.roomBeyond(beyondBytes))) {
      while (this.#hasChunk && this.#mayGoBeyond(beyondBytes)) this.sendNext();
    }
    const caughtUp = this.#cursor === undefined && this.#mayGoBeyond(beyondBytes);
    if (!caughtUp) delivery.held();
    return caughtUp;
  }

  #mayGoBeyond(bytes: number): boolean {
    return this.delivery.roomBeyond(bytes) > 0 && !this.flight.full;
  }

  /** Whether more than so many bytes of the memory wait for this viewer. */
  #waitsMoreThan(bytes: number): boolean {
    let left = bytes;
    for (let frame = this.#cursor; frame !== undefined && left >= 0; frame = frame.next) {
      for (const { length } of frame.chunks) left -= length;
    }
    return left < 0;
  }

  /**
   * The first frame from here on that is for this viewer: with its beginning, since of others only those get the rest
   * that have had that, and no video where it paints none, which leaves its tiles wrong.
   */
  #fit(first: RetainedFrame | undefined): RetainedFrame | undefined {
    let frame = first;
    for (; frame !== undefined; frame = frame.next) {
      if (frame.firstChunk > 0) continue;
      if (this.#takesVideo || frame.kind !== FrameKind.FRAME_KIND_VIDEO_KEY) return frame;
      this.missed.mark(frame);
    }
    return undefined;
  }

  #transmitKept(frame: RetainedFrame, message: Uint8Array): void {
    const chunk = this.#chunk;
    if (!this.#transmit(frame, chunk, message)) {
      if (this.#chunk++ === 0) frame.pins++;
      return;
    }
    this.#cursor = this.#fit(frame.next);
    this.#chunk = 0;
    if (this.#cursor === undefined) {
      this.behindSinceMs = 0;
      this.replacement = 0;
    }
    if (chunk > 0) this.#source.memory?.unpin(frame);
  }

  /** @returns whether the frame is complete */
  #transmit(frame: RetainedFrame, chunk: number, message: Uint8Array): boolean {
    const complete = chunk + 1 === frame.expected;
    const update = complete && frame.lastOfUpdate ? frame.update : frame.update - 1;
    if (chunk === 0) this.delivery.frameBegins(this, frame.frame);
    this.delivery.transmit(message);
    this.flight.sent(frame.frame, update, message.length);
    if (!complete) return false;
    this.#sentFrame = frame.frame;
    this.delivery.frameSent();
    if (!this.#takesVideo) return true;
    if (frame.kind === FrameKind.FRAME_KIND_VIDEO_KEY) this.#heads.begin(frame, frame.frame);
    else if (frame.kind === FrameKind.FRAME_KIND_VIDEO_DELTA) this.#heads.advance(frame.base, frame.frame);
    return true;
  }
}
