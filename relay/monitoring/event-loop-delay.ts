/**
 * How late the event loop comes to its timers. Node measures the time from one look to the next, so what an idle loop
 * shows is the time between two looks; that is taken off here.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const nanosecondsPerSecond = 1e9;

export interface EventLoopDelay {
  /** Seconds that this share of the looks was late at most, since the last reset. */
  seconds(share: number): number;
  reset(): void;
}

/** @param sampleMs between two looks: a loop that is held up for less is seen now and then only */
export function measureEventLoopDelay(sampleMs: number): EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: sampleMs });
  histogram.enable();
  return {
    seconds(share) {
      // Without a look since the reset there is no percentile to speak of.
      if (histogram.count === 0) return 0;
      const late = histogram.percentile(share * 100) / nanosecondsPerSecond - sampleMs / 1_000;
      return Math.max(0, late);
    },
    reset: () => histogram.reset(),
  };
}
