/**
 * One turn of the event loop, as delivery sees it. The first small message for a viewer in a turn leaves at once;
 * those that follow in the same turn leave together at its end, in one write instead of one each.
 */
/** Who has something waiting for the end of a turn. */
export interface Deferred {
  turnEnded(): void;
}

export class Turn {
  /** Number of the turn under way. */
  now = 0;
  readonly #atEnd: (call: () => void) => void;
  #waiting: Deferred[] = [];
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

  /** Calls back when the turn ends. */
  defer(deferred: Deferred): void {
    this.#waiting.push(deferred);
    this.begin();
  }

  #end(): void {
    this.now++;
    this.#scheduled = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const deferred of waiting) deferred.turnEnded();
  }
}
