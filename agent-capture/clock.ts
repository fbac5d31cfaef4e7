/** Time as the agent's parts get it, so that tests need no sleeps. */
export interface Clock {
  /** Never jumps; for durations and deadlines. */
  monotonicMs(): number;
  /** The machine's own idea of the date, which may be wrong. */
  wallMs(): number;
  /** Runs once, later. @returns cancels it */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
