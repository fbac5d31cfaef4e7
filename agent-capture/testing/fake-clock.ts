/** A clock that stands still until the test moves it; timers run in the order of their time. */
import type { Clock } from '../clock.ts';

export interface FakeClock extends Clock {
  /** Moves on, running every timer that comes due, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  readonly timers: number;
}

export function createFakeClock(startMs = 1_000): FakeClock {
  let nowMs = startMs;
  const timers = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  let last = 0;

  return {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    after(ms, run) {
      last += 1;
      const id = last;
      timers.set(id, { atMs: nowMs + ms, run });
      return () => timers.delete(id);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, { atMs }]) => atMs <= untilMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        const [id, timer] = due;
        timers.delete(id);
        nowMs = Math.max(nowMs, timer.atMs);
        timer.run();
        await settle();
      }
      nowMs = untilMs;
    },
    get timers() {
      return timers.size;
    },
  };
}

/** One turn of the event loop: every promise that can settle has. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
