/** Exponential back-off with full jitter: a random time below a bound that doubles with each failure. */
import { agentLimits } from '../limits.ts';

export interface BackOff {
  /** How long to wait before the next attempt. */
  nextMs(): number;
  reset(): void;
  readonly failures: number;
}

/** @param random 0 included to 1 excluded */
export function createBackOff(random: () => number): BackOff {
  let failures = 0;
  return {
    nextMs() {
      const boundMs = Math.min(agentLimits.retryCapMs, agentLimits.retryBaseMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return random() * boundMs;
    },
    reset() {
      failures = 0;
    },
    get failures() {
      return failures;
    },
  };
}
