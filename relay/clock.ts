/** Time and delays as the relay sees them: passed in, so that tests decide when time passes. */
export interface Clock {
  /** Unix milliseconds by this machine's clock. */
  timeMs(): number;
  /** Milliseconds that only grow. */
  monotonicMs(): number;
  /** Calls once after a delay. @returns cancels it; may be called at any time */
  after(delayMs: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  timeMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
