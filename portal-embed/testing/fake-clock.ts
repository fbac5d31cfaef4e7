/** A clock that moves only when told to, running what is due on the way. */
import type { Clock } from '../session/clock.ts';

export class FakeClock implements Clock {
  #nowMs = 1_000;
  #next = 0;
  readonly #tasks = new Map<number, { readonly atMs: number; readonly task: () => void }>();

  // A property, since it is handed on as a function.
  readonly now = (): number => this.#nowMs;

  after(ms: number, task: () => void): () => void {
    const id = this.#next++;
    this.#tasks.set(id, { atMs: this.#nowMs + ms, task });
    return () => this.#tasks.delete(id);
  }

  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const due = [...this.#tasks].filter(([, { atMs }]) => atMs <= untilMs).sort((a, b) => a[1].atMs - b[1].atMs)[0];
      if (due === undefined) break;
      this.#tasks.delete(due[0]);
      this.#nowMs = Math.max(this.#nowMs, due[1].atMs);
      due[1].task();
    }
    this.#nowMs = untilMs;
  }

  /** As a page that sleeps: time passes, nothing runs. */
  sleep(ms: number): void {
    this.#nowMs += ms;
  }

  get pending(): number {
    return this.#tasks.size;
  }
}

/** Waits for what real cryptography and promises bring about; the test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
