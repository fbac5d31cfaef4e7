/**
 * How many bytes may be on the way to one viewer, adapted as TCP Vegas does: from the time between sending and painting
 * beyond the least one seen, so that a queue on the way shrinks the window before it costs freshness.
 */
export interface WindowLimits {
  readonly windowStartBytes: number;
  readonly windowLeastBytes: number;
  readonly windowMostBytes: number;
}

/** Delay beyond the least one (milliseconds) that counts as a queue on the way: below, grow; above, shrink. */
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
  #adaptedAtMs = 0;

  constructor({ windowStartBytes, windowLeastBytes, windowMostBytes }: WindowLimits) {
    this.bytes = windowStartBytes;
    this.#least = windowLeastBytes;
    this.#most = windowMostBytes;
  }

  /**
   * Bytes were painted.
   * @param inFlight bytes that were on the way just before, these included
   * @param sentMs when the newest painted frame was sent
   */
  painted(bytes: number, inFlight: number, sentMs: number, nowMs: number): void {
    const delay = nowMs - sentMs;
    if (delay <= this.#baseMs || nowMs - this.#baseAtMs > baseLifeMs) {
      this.#baseMs = delay;
      this.#baseAtMs = nowMs;
    }
    const queue = delay - this.#baseMs;
    if (queue < shortQueueMs) {
      // Only a window that is used says anything about a larger one.
      if (inFlight > this.bytes / 2) this.bytes = Math.min(this.#most, this.bytes + bytes);
      return;
    }
    // Once per round trip: later acknowledgements still tell of what was sent under the former window.
    if (queue > longQueueMs && sentMs >= this.#adaptedAtMs) {
      this.#adaptedAtMs = nowMs;
      const used = Math.min(this.bytes, inFlight);
      this.bytes = Math.max(this.#least, Math.floor((used * (this.#baseMs + longQueueMs)) / (delay + 1)));
    }
  }
}
