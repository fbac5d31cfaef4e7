/** How often windows of ours are raised: a number of times a second; what is refused is made up for afterwards. */
import type { Clock } from '../clock.ts';

const secondMs = 1_000;

export class RaiseBudget {
  readonly #perSecond: number;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #raise: () => void;
  #taken = 0;
  #owed = false;
  #stopSecond: (() => void) | undefined;

  /** @param raise called when a second is over in which a raise was refused */
  constructor(perSecond: number, clock: Pick<Clock, 'after'>, raise: () => void) {
    this.#perSecond = perSecond;
    this.#clock = clock;
    this.#raise = raise;
  }

  /** Whether a raise may be done now. */
  take(): boolean {
    this.#stopSecond ??= this.#clock.after(secondMs, () => {
      this.#stopSecond = undefined;
      this.#taken = 0;
      if (this.#owed) this.#raise();
    });
    this.#owed = this.#taken >= this.#perSecond;
    if (this.#owed) return false;
    this.#taken++;
    return true;
  }

  close(): void {
    this.#stopSecond?.();
    this.#stopSecond = undefined;
  }
}
