/**
 * One turn of the event loop, as delivery sees it. The first small message for a viewer in a turn leaves at once;
 * those that follow in the same turn leave together at its end, in one write instead of one each.
 */
import type { ViewerDelivery } from './viewer-delivery.ts';

export class Turn {
  /** Number of the turn under way. */
  now = 0;
  readonly #atEnd: (call: () => void) => void;
  #waiting: ViewerDelivery[] = [];
  #scheduled = false;

  /** @param atEnd calls once when everything that is to be read in this turn has been read */
  constructor(atEnd: (call: () => void) => void) {
    this.#atEnd = atEnd;
  }

  /** Something left at once: the turn must end for the next to do so. */
  begin(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#atEnd(() => this.#end());
  }

  /** The viewer has something waiting for the end of the turn. */
  defer(delivery: ViewerDelivery): void {
    this.#waiting.push(delivery);
    this.begin();
  }

  #end(): void {
    this.now++;
    this.#scheduled = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const delivery of waiting) delivery.turnEnded();
  }
}
