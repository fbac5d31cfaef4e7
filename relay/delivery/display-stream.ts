/** One viewer's way through one display: the next frame of the memory that it gets, and what is not painted yet. */
import type { DisplayMemory } from './display-memory.ts';
import { FlightLedger } from './flight-ledger.ts';
import type { RetainedFrame } from './retained-frame.ts';
import type { VideoStream, ViewerDelivery } from './viewer-delivery.ts';

/** The display that a stream shows. */
export interface StreamSource {
  readonly display: number;
  readonly memory: DisplayMemory | undefined;
  unsubscribe(stream: DisplayStream): void;
}

/** The first frame from here on that has its beginning: of others only the viewer that has had that gets the rest. */
function whole(first: RetainedFrame | undefined): RetainedFrame | undefined {
  let frame = first;
  while (frame !== undefined && frame.firstChunk > 0) frame = frame.next;
  return frame;
}

export class DisplayStream implements VideoStream {
  readonly display: number;
  readonly delivery: ViewerDelivery;
  readonly flight: FlightLedger;
  readonly #source: StreamSource;
  /** Newest update that this viewer has painted completely. */
  paintedUpdate = 0;
  /** When it fell behind what is there, on the relay's monotonic clock; 0 while it does not. */
  behindSinceMs = 0;
  /** The next frame to send, perhaps in the middle; undefined when the viewer has everything. */
  #cursor: RetainedFrame | undefined;
  #chunk = 0;
  /** The newest frame of which all chunks were sent. */
  #sentFrame = 0;

  constructor(source: StreamSource, delivery: ViewerDelivery, framesInFlight: number) {
    this.#source = source;
    this.display = source.display;
    this.delivery = delivery;
    this.flight = new FlightLedger(framesInFlight);
    this.#cursor = whole(source.memory?.first);
  }

  get ready(): boolean {
    const frame = this.#cursor;
    return frame !== undefined && this.#chunk < frame.firstChunk + frame.chunks.length && this.#mayGo;
  }

  /** A frame that has begun goes on beyond the window: the viewer can paint, and so acknowledge, only whole ones. */
  get #mayGo(): boolean {
    return this.#chunk > 0 ? !this.delivery.congested : this.delivery.open && !this.flight.full;
  }

  /** Whether a frame that begins with so many bytes may go straight to this viewer: nothing waits, and it leaves now. */
  takes(bytes: number): boolean {
    return this.#cursor === undefined && this.#mayGo && this.delivery.leavesNow(bytes);
  }

  /** Sends a chunk straight on. @returns false when the socket takes no more: the chunk must be kept */
  pass(frame: RetainedFrame, chunk: number, message: Uint8Array): boolean {
    if (this.delivery.congested) {
      this.#cursor = frame;
      this.#chunk = chunk;
      return false;
    }
    this.#transmit(frame, chunk, message);
    return true;
  }

  /** A chunk has arrived and is kept: sends it at once if it is this viewer's turn and its window is open. */
  offer(frame: RetainedFrame, chunk: number, message: Uint8Array): void {
    if (this.#cursor === undefined) {
      this.#cursor = whole(frame);
      this.#chunk = 0;
    }
    if (this.#cursor === frame && this.#chunk === chunk && this.#mayGo) {
      if (this.delivery.leavesNow(message.length)) this.#transmitKept(frame, message);
    } else if (this.behindSinceMs === 0 && !this.#mayGo) {
      this.behindSinceMs = this.delivery.nowMs();
    }
  }

  /** Sends the next chunk; only while `ready`. */
  sendNext(): void {
    const frame = this.#cursor;
    const slot = frame?.chunks[this.#chunk - frame.firstChunk];
    if (frame !== undefined && slot !== undefined) this.#transmitKept(frame, slot.memory.subarray(0, slot.length));
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

  /** A frame leaves the memory: the viewer goes on with its successor. @returns whether it had not got it */
  leaving(frame: RetainedFrame): boolean {
    const cursor = this.#cursor;
    if (cursor === undefined || frame.frame < cursor.frame) return false;
    if (cursor === frame) {
      this.#cursor = whole(frame.next);
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

  #transmitKept(frame: RetainedFrame, message: Uint8Array): void {
    const chunk = this.#chunk;
    if (!this.#transmit(frame, chunk, message)) {
      if (this.#chunk++ === 0) frame.pins++;
      return;
    }
    this.#cursor = whole(frame.next);
    this.#chunk = 0;
    if (this.#cursor === undefined) this.behindSinceMs = 0;
    if (chunk > 0) this.#source.memory?.unpin(frame);
  }

  /** @returns whether the frame is complete */
  #transmit(frame: RetainedFrame, chunk: number, message: Uint8Array): boolean {
    const complete = chunk + 1 === frame.expected;
    const update = complete && frame.lastOfUpdate ? frame.update : frame.update - 1;
    this.delivery.transmit(message);
    this.flight.sent(frame.frame, update, message.length);
    if (!complete) return false;
    this.#sentFrame = frame.frame;
    this.delivery.frameSent(this, frame.frame);
    return true;
  }
}
