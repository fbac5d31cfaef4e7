/** The simulated device's own record of its microphone: in use exactly while the room is in a call. */
import type { CallState } from '../call-state/call-state-source.ts';
import type { Clock } from '../clock.ts';
import { roomLimits } from './limits.ts';

export interface SimulatedRecordParts {
  readonly clock: Clock;
  readonly state: () => CallState;
  readonly reported: (state: CallState) => void;
}

export class SimulatedRecord {
  readonly #parts: SimulatedRecordParts;
  #cancel = (): void => undefined;

  constructor(parts: SimulatedRecordParts) {
    this.#parts = parts;
    this.report();
  }

  /** Says what is so now, and again and again. */
  report(): void {
    this.#cancel();
    this.#parts.reported(this.#parts.state());
    this.#cancel = this.#parts.clock.after(roomLimits.reportMs, () => this.report());
  }

  close(): void {
    this.#cancel();
  }
}
