/** One timer that goes off at the earliest of the times asked for: a later one never keeps an earlier one waiting. */
import type { Clock } from '../clock.ts';

export class Alarm {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #nowUs: () => number;
  readonly #ring: () => void;
  #dueMs = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>, nowUs: () => number, ring: () => void) {
    this.#clock = clock;
    this.#nowUs = nowUs;
    this.#ring = ring;
  }

  /** Goes off after this long at the latest. */
  within(delayMs: number): void {
    const wholeMs = Math.ceil(delayMs);
    const dueMs = this.#nowUs() / 1_000 + wholeMs;
    if (dueMs >= this.#dueMs) return;
    this.cancel();
    this.#dueMs = dueMs;
    this.#cancel = this.#clock.after(wholeMs, () => {
      this.#dueMs = Number.POSITIVE_INFINITY;
      this.#cancel = undefined;
      this.#ring();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#dueMs = Number.POSITIVE_INFINITY;
  }
}
