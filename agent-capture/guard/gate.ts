/**
 * The gate that pixels and input pass: the only holder of the display source and the input sink. It asks the guard's
 * state before and after every wait and right before every write, so nothing leaves once the guard has closed.
 */
import { createFrameHeader, isFrame, readFrameHeader } from '@ringside/protocol';
import type { DisplaySource, Pixels, Rect } from '../display/display-source.ts';
import type { InputSink } from '../input/input-sink.ts';

export interface GateParts {
  readonly source: DisplaySource;
  readonly sink: InputSink;
  /** Whether the guard is open and the ring was seen just now. */
  readonly passes: () => boolean;
  /** Hands bytes to the link. False when it has none. */
  readonly write: (message: Uint8Array) => boolean;
}

export interface Gate {
  /** Lets through from now on, frames of this layout epoch only. */
  open(epoch: number): void;
  /** Stops everything at once and releases what is pressed. Idempotent. */
  shut(): void;
  grab(display: number, rect: Rect): Promise<Pixels | undefined>;
  /** Writes one frame message, if it is one of the epoch that is open. */
  send(message: Uint8Array): boolean;
  /** Runs the input when it may pass. @returns whether it did */
  input(run: (sink: InputSink) => void): boolean;
  releaseInput(): void;
}

export function createGate({ source, sink, passes, write }: GateParts): Gate {
  /** 0 while shut. Epochs grow with each opening, so they tell generations of frames and grabs apart. */
  let openEpoch = 0;
  const header = createFrameHeader();
  const open = (): boolean => openEpoch !== 0 && passes();

  return {
    open(epoch) {
      openEpoch = epoch;
    },
    shut() {
      openEpoch = 0;
      sink.releaseAll();
    },
    async grab(display, rect) {
      if (!open()) return undefined;
      const epoch = openEpoch;
      const pixels = await source.grab(display, rect);
      return openEpoch === epoch && open() ? pixels : undefined;
    },
    send(message) {
      if (!open() || !isFrame(message)) return false;
      readFrameHeader(message, header);
      return header.epoch === openEpoch && write(message);
    },
    input(run) {
      if (!open()) return false;
      run(sink);
      return true;
    },
    releaseInput() {
      sink.releaseAll();
    },
  };
}
