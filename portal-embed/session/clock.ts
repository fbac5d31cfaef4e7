/** Time and randomness as the session sees them: passed in, so that tests need no waiting. */

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Runs `task` after `ms`. @returns cancels it */
  after(ms: number, task: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
