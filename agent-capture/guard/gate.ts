/**
 * The gate that pixels and input pass: the only holder of the display source and the input sink. It asks the guard's
 * state before and after every wait and right before every write, so nothing leaves once the guard has closed.
 */
import { createFrameHeader, isFrame, readFrameHeader } from '@ringside/protocol';
import type { DisplaySource, Pixels, Rect } from '../display/display-source.ts';
import type { InputSink } from '../input/input-sink.ts';
import { agentLimits } from '../limits.ts';

export interface GateParts {
  readonly source: DisplaySource;
  readonly sink: InputSink;
  /** Whether the guard is open. */
  readonly passes: () => boolean;
  /** Whether the ring was seen just now. While a look is late, everything waits here for what it will say. */
  readonly ringSeen: () => boolean;
  /** Hands bytes to the link. False when it has none. */
  readonly write: (message: Uint8Array) => boolean;
}

export interface Gate {
  /** Lets through from now on, frames of this layout epoch only. */
  open(epoch: number): void;
  /** Stops everything at once and releases what is pressed. Idempotent. */
  shut(): void;
  grab(display: number, rect: Rect): Promise<Pixels | undefined>;
  /** Writes one frame message, if it is one of the epoch that is open, at once or with the next good look. */
  send(message: Uint8Array): boolean;
  /** Runs the input when it may pass, at once or with the next good look. @returns false when it may not */
  input(run: (sink: InputSink) => void): boolean;
  /** The ring was seen: what waited for that passes. */
  settle(): void;
  releaseInput(): void;
}

export function createGate({ source, sink, passes, ringSeen, write }: GateParts): Gate {
  /** 0 while shut. Epochs grow with each opening, so they tell generations of frames and grabs apart. */
  let openEpoch = 0;
  const header = createFrameHeader();
  const heldFrames: Uint8Array[] = [];
  const heldInput: ((sink: InputSink) => void)[] = [];
  const open = (): boolean => openEpoch !== 0 && passes();
  const passesNow = (): boolean => open() && ringSeen();
  sink.proceedWhile(passesNow);

  function settle(): void {
    if (!passesNow()) return;
    sink.proceedWhile(passesNow);
    for (const run of heldInput.splice(0)) run(sink);
    for (const message of heldFrames.splice(0)) write(message);
  }

  return {
    open(epoch) {
      openEpoch = epoch;
    },
    shut() {
      openEpoch = 0;
      heldFrames.length = 0;
      heldInput.length = 0;
      sink.releaseAll();
    },
    async grab(display, rect) {
      if (!passesNow()) return undefined;
      const epoch = openEpoch;
      const pixels = await source.grab(display, rect);
      return openEpoch === epoch && open() ? pixels : undefined;
    },
    send(message) {
      if (!open() || !isFrame(message)) return false;
      readFrameHeader(message, header);
      if (header.epoch !== openEpoch) return false;
      if (heldFrames.length === 0 && ringSeen()) return write(message);
      return heldFrames.length < agentLimits.heldFrames && heldFrames.push(message) > 0;
    },
    input(run) {
      if (!open()) return false;
      if (heldInput.length === 0 && ringSeen()) {
        run(sink);
        return true;
      }
      if (heldInput.length < agentLimits.heldInput) return heldInput.push(run) > 0;
      // A key that comes up may be among those dropped.
      heldInput.length = 0;
      sink.releaseAll();
      return false;
    },
    settle,
    releaseInput() {
      heldInput.length = 0;
      sink.releaseAll();
    },
  };
}
