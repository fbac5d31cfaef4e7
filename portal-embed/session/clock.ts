/** Time as the session sees it: passed in, so that tests need no waiting. */

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Runs `task` after `ms`. @returns cancels it */
  after(ms: number, task: () => void): () => void;
}

interface Timer {
  readonly dueMs: number;
  readonly task: () => void;
  id: number;
}

/** What a clock needs of a window. */
export type TimerWindow = Pick<Window, 'setTimeout' | 'clearTimeout'>;

/**
 * The browser's time. Browsers all but stop the timers of a window that nobody sees, and end those of one that closes:
 * a session that somebody watches in another window goes on there.
 */
export class WindowClock implements Clock {
  readonly now: () => number;
  readonly #timers = new Set<Timer>();
  #window: TimerWindow;

  constructor(window: TimerWindow, now: () => number = () => performance.now()) {
    this.#window = window;
    this.now = now;
  }

  after(ms: number, task: () => void): () => void {
    const timer: Timer = { dueMs: this.now() + ms, task, id: 0 };
    this.#timers.add(timer);
    this.#set(timer, ms);
    return () => {
      this.#window.clearTimeout(timer.id);
      this.#timers.delete(timer);
    };
  }

  /** From now on, and with what waits. */
  runIn(window: TimerWindow): void {
    if (window === this.#window) return;
    for (const { id } of this.#timers) this.#window.clearTimeout(id);
    this.#window = window;
    const nowMs = this.now();
    for (const timer of this.#timers) this.#set(timer, Math.max(0, timer.dueMs - nowMs));
  }

  #set(timer: Timer, ms: number): void {
    timer.id = this.#window.setTimeout(() => {
      this.#timers.delete(timer);
      timer.task();
    }, ms);
  }
}
