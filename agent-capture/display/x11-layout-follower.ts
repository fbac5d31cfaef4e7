/** Reads a layout that changes until it rests; what changes faster than it can be read is read again after a while. */
import type { Clock } from '../clock.ts';
import { x11Limits } from '../x11/limits.ts';

/** Waiting: what was read last is old already, and it is read again after a while. */
type State = 'idle' | 'reading' | 'outdated' | 'waiting' | 'closed';

export class LayoutFollower {
  readonly #read: () => Promise<void>;
  readonly #clock: Pick<Clock, 'after'>;
  #state: State = 'idle';
  #cancelRetry = (): void => undefined;

  /** @param read reads the layout once and tells of it; it may change meanwhile. Never rejects. */
  constructor(read: () => Promise<void>, clock: Pick<Clock, 'after'>) {
    this.#read = read;
    this.#clock = clock;
  }

  /**
   * Takes the news that the layout changed; resolves when it rests or waits to be read again, at once when it is being
   * read already.
   */
  async follow(): Promise<void> {
    if (this.#state === 'closed') return;
    if (this.#state === 'reading' || this.#state === 'outdated') {
      this.#state = 'outdated';
      return;
    }
    this.#cancelRetry();
    for (let query = 0; query < x11Limits.layoutQueries; query++) {
      this.#state = 'reading';
      await this.#read();
      const after = this.#now();
      if (after === 'closed') return;
      this.#state = 'idle';
      if (after === 'reading') return;
    }
    // What it is at last is read after a while, announced or not.
    this.#state = 'waiting';
    this.#cancelRetry = this.#clock.after(x11Limits.layoutRetryMs, () => void this.follow());
  }

  /** What was read last is what there is, as far as anybody has said. */
  get resting(): boolean {
    return this.#state === 'idle';
  }

  close(): void {
    this.#state = 'closed';
    this.#cancelRetry();
  }

  /** The compiler takes the state for what was written last, but others write it during a reading. */
  #now(): State {
    return this.#state;
  }
}
