/** How many pictures are in decoders at once: a place is taken for each, and given back for the next. */

export class DecodePlaces {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(places: number) {
    this.#free = places;
  }

  take(): boolean {
    if (this.#free === 0) return false;
    this.#free--;
    return true;
  }

  /** `task` is called when a place may be free. */
  whenFree(task: () => void): void {
    this.#waiting.add(task);
  }

  /** For a place that was not needed after all, in the same breath: nobody can have waited for it. */
  putBack(): void {
    this.#free++;
  }

  give(): void {
    this.#free++;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const task of waiting) task();
  }
}
