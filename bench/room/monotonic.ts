/** CLOCK_MONOTONIC, milliseconds: one clock for all processes of a machine, and the one that an X server stamps events with. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1_000_000;
}

/** An X server's 32-bit time stamp, which starts anew every 49 days, as monotonicMs(). */
export function monotonicMsOf(xTime: number): number {
  const nowMs = monotonicMs();
  const agoMs = (Math.floor(nowMs) - xTime) | 0;
  return Math.floor(nowMs) - agoMs;
}
