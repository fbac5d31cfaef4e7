/**
 * Video streams end for all viewers of a display when one comes that paints none: each end costs the agent a whole
 * region as pictures, each new beginning an encoder. So that nobody has them end again and again by coming and going,
 * they begin again only after a while.
 */
import type { DisplayDemand } from './capture-credit.ts';

export class StreamsHold {
  readonly #holdMs: number;
  #on = false;
  #againMs = 0;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  /** Whether the agent is told that streams are wanted. While nobody looks there are none to protect. */
  allows({ update, streams }: Pick<DisplayDemand, 'update' | 'streams'>, nowMs: number): boolean {
    if (update === 0) this.#againMs = 0;
    else if (this.#on && !streams) this.#againMs = nowMs + this.#holdMs;
    this.#on = streams && nowMs >= this.#againMs;
    return this.#on;
  }
}
