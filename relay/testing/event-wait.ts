/** Waits for something that was or will be heard, instead of sleeping: the tool of the scripted peers. */

export class Heard<T> {
  readonly all: T[] = [];
  #waiting: { matches: (item: T) => boolean; resolve: (item: T) => void; timer: NodeJS.Timeout }[] = [];
  readonly #what: string;
  readonly #timeoutMs: number;

  constructor(what: string, timeoutMs = 10_000) {
    this.#what = what;
    this.#timeoutMs = timeoutMs;
  }

  add(item: T): void {
    this.all.push(item);
    const heard = this.#waiting.filter(({ matches }) => matches(item));
    this.#waiting = this.#waiting.filter((waiter) => !heard.includes(waiter));
    for (const { resolve, timer } of heard) {
      clearTimeout(timer);
      resolve(item);
    }
  }

  /** The first one heard, from `from` on, or to come. Rejects when it takes too long. */
  first(matches: (item: T) => boolean = () => true, from = 0): Promise<T> {
    const already = this.all.slice(from).find(matches);
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((waiter) => waiter.timer !== timer);
        reject(new Error(`${this.#what}: not heard within ${this.#timeoutMs} ms; heard ${this.all.length}`));
      }, this.#timeoutMs);
      this.#waiting.push({ matches, resolve, timer });
    });
  }
}
