/** A clock that stands still until a test moves it; what is due is called in order. */
export class VirtualClock {
  nowMs = 0;
  #timers: { readonly dueMs: number; readonly call: () => void }[] = [];

  after(delayMs: number, call: () => void): () => void {
    const timer = { dueMs: this.nowMs + delayMs, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (let next = this.#first(endMs); next !== undefined; next = this.#first(endMs)) {
      const due = next;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.nowMs = Math.max(this.nowMs, due.dueMs);
      due.call();
    }
    this.nowMs = endMs;
  }

  #first(endMs: number): { readonly dueMs: number; readonly call: () => void } | undefined {
    let first: { readonly dueMs: number; readonly call: () => void } | undefined;
    for (const timer of this.#timers) {
      if (timer.dueMs <= endMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer;
    }
    return first;
  }
}
