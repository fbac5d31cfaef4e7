/**
 * A line between the relay and one viewer, on a clock of the test's: a rate, a delay each way, and what sender and
 * network buffer. The viewer at its end paints complete frames after a while, and says so.
 */
import { createFrameHeader, readFrameHeader } from '@ringside/protocol';
import type { Connection, SendOutcome } from '../transport/transport.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface LineShape {
  readonly bitsPerSecond: number;
  /** Each way. */
  readonly delayMs: number;
  /** What the kernel and the network take before the sender has to wait. */
  readonly bufferBytes: number;
  /** From the last byte of a frame to its acknowledgement: up to a display's frame, as chance has it. */
  readonly paintMs: () => number;
}

export interface PaintedFrame {
  readonly frame: number;
  readonly capturedMs: number;
  readonly atMs: number;
  readonly bytes: number;
}

export class LineModel {
  readonly connection: Connection;
  readonly painted: PaintedFrame[] = [];
  /** Bytes that have left the relay and have not arrived. */
  buffered = 0;
  /** Called for each frame once its acknowledgement is at the relay. */
  onPainted: (frame: number) => void = () => {};
  onDrained: () => void = () => {};
  readonly #shape: LineShape;
  readonly #clock: VirtualClock;
  readonly #header = createFrameHeader();
  #freeAtMs = 0;
  #standsUntilMs = 0;
  #waiting = false;
  #frameBytes = 0;
  #paintedAtMs = 0;

  constructor(shape: LineShape, clock: VirtualClock) {
    this.#shape = shape;
    this.#clock = clock;
    this.connection = {
      address: '',
      origin: '',
      send: (message) => this.#send(message),
      queuedBytes: () => Math.max(0, this.buffered - shape.bufferBytes),
      cork: (sends) => sends(),
      close() {},
      ask() {},
      authenticated() {},
    };
  }

  /** Nothing moves for so long. */
  stall(ms: number): void {
    this.#standsUntilMs = this.#clock.nowMs + ms;
  }

  #send(message: Uint8Array): SendOutcome {
    const { length } = message;
    const { bitsPerSecond, delayMs, bufferBytes } = this.#shape;
    readFrameHeader(message, this.#header);
    const { frame, chunk, chunks, capturedUs } = this.#header;
    this.buffered += length;
    const startMs = Math.max(this.#clock.nowMs, this.#freeAtMs, this.#standsUntilMs);
    this.#freeAtMs = startMs + (length * 8_000) / bitsPerSecond;
    this.#frameBytes += length;
    const bytes = this.#frameBytes;
    const complete = chunk + 1 === chunks;
    if (complete) this.#frameBytes = 0;
    this.#at(this.#freeAtMs, () => {
      this.buffered -= length;
      if (complete) this.#at(this.#clock.nowMs + delayMs, () => this.#arrived(frame, capturedUs / 1_000, bytes));
      if (!this.#waiting || this.buffered > bufferBytes / 2) return;
      this.#waiting = false;
      this.onDrained();
    });
    if (this.buffered <= bufferBytes) return 'sent';
    this.#waiting = true;
    return 'queued';
  }

  #arrived(frame: number, capturedMs: number, bytes: number): void {
    // In order: a frame is never painted before the one in front of it.
    this.#paintedAtMs = Math.max(this.#paintedAtMs, this.#clock.nowMs + this.#shape.paintMs());
    this.#at(this.#paintedAtMs, () => {
      this.painted.push({ frame, capturedMs, bytes, atMs: this.#clock.nowMs });
      this.#at(this.#clock.nowMs + this.#shape.delayMs, () => this.onPainted(frame));
    });
  }

  /** A line that stands still when something is due lets it through once it goes on. */
  #at(dueMs: number, call: () => void): void {
    this.#clock.after(dueMs - this.#clock.nowMs, () => {
      if (this.#clock.nowMs >= this.#standsUntilMs) call();
      else this.#at(this.#standsUntilMs, call);
    });
  }
}
