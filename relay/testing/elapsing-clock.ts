/** Real time, but delays of a given length end when the test says so: nothing waits 30 s for a window to close. */
import { type Clock, systemClock } from '../clock.ts';

interface Pending {
  readonly delayMs: number;
  readonly call: () => void;
}

export class ElapsingClock implements Clock {
  readonly #held: ReadonlySet<number>;
  readonly #pending = new Set<Pending>();

  /** @param held the delays that only elapse() ends; others pass by themselves */
  constructor(held: readonly number[]) {
    this.#held = new Set(held);
  }

  timeMs(): number {
    return systemClock.timeMs();
  }

  monotonicMs(): number {
    return systemClock.monotonicMs();
  }

  after(delayMs: number, call: () => void): () => void {
    if (!this.#held.has(delayMs)) return systemClock.after(delayMs, call);
    const pending = { delayMs, call };
    this.#pending.add(pending);
    return () => this.#pending.delete(pending);
  }

  /** How many held delays of this length are running. */
  pending(delayMs: number): number {
    return [...this.#pending].filter((pending) => pending.delayMs === delayMs).length;
  }

  /** Ends every pending delay of this length. @returns how many */
  elapse(delayMs: number): number {
    const due = [...this.#pending].filter((pending) => pending.delayMs === delayMs);
    for (const pending of due) this.#pending.delete(pending);
    for (const { call } of due) call();
    return due.length;
  }
}
