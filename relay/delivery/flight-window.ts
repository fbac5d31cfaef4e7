/**
 * How many bytes may be on the way to one viewer, adapted as TCP Vegas does: by the time from sending to painting
 * beyond the least one seen, so that a queue on the way shrinks the window before it costs freshness.
 */
export interface WindowLimits {
  readonly windowStartBytes: number;
  readonly windowLeastBytes: number;
  readonly windowMostBytes: number;
}

/** Delay beyond the least one (milliseconds) that is a queue on the way: below the first, grow; above the second, shrink. */
const shortQueueMs = 40;
const longQueueMs = 150;
/** The least delay is forgotten after this long, since routes change. */
const baseLifeMs = 10_000;

export class FlightWindow {
  bytes: number;
  readonly #least: number;
  readonly #most: number;
  #baseMs = Number.POSITIVE_INFINITY;
  #baseAtMs = 0;

  constructor({ windowStartBytes, windowLeastBytes, windowMostBytes }: WindowLimits) {
    this.bytes = windowStartBytes;
    this.#least = windowLeastBytes;
    this.#most = windowMostBytes;
  }

  /**
   * A frame's way to the screen and back was timed; at most one is under way, so this comes once a round trip.
   * @param inFlight bytes that were on the way when it came back
   */
  measured(delayMs: number, inFlight: number, nowMs: number): void {
    if (delayMs <= this.#baseMs || nowMs - this.#baseAtMs > baseLifeMs) {
      this.#baseMs = delayMs;
      this.#baseAtMs = nowMs;
    }
    const queueMs = delayMs - this.#baseMs;
    // Only a window that is used says anything about a larger one.
    if (queueMs < shortQueueMs && inFlight > this.bytes / 2) {
      this.bytes = Math.min(this.#most, this.bytes * 2);
    } else if (queueMs > longQueueMs) {
      const shorter = (Math.min(this.bytes, inFlight) * (this.#baseMs + longQueueMs)) / delayMs;
      this.bytes = Math.max(this.#least, Math.floor(shorter));
    }
  }
}
