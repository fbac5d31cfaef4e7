/** Tells a window that insists to be above ours from windows that open: its covers come one upon the other, on and on. */
import type { Clock } from '../clock.ts';
import { x11Limits } from './limits.ts';

export class CoverStreak {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  #sinceMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Ours is covered now. @returns whether that has been so for too long, however fast it was mended each time */
  covered(): boolean {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#lastMs > x11Limits.coverCalmMs) this.#sinceMs = nowMs;
    this.#lastMs = nowMs;
    return nowMs - this.#sinceMs >= x11Limits.coverInsistsMs;
  }
}
