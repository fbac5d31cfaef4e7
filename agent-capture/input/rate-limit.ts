/** A token bucket: so many events a second over time, with room for a burst. */
import type { Clock } from '../clock.ts';

export interface RateLimit {
  /** Takes one token. False when there is none. */
  take(): boolean;
}

export function createRateLimit(clock: Clock, perSecond: number, burst: number): RateLimit {
  let tokens = burst;
  let filledMs = clock.monotonicMs();
  return {
    take() {
      const nowMs = clock.monotonicMs();
      tokens = Math.min(burst, tokens + ((nowMs - filledMs) * perSecond) / 1_000);
      filledMs = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
