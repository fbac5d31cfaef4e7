/** Sessions that are over, for as long as a ticket issued before their end could still be valid: it must open nothing. */
import { limits } from '@ringside/protocol';

/** A ticket lives its life by a clock that may be off by the skew, and is verified by one that may be off too. */
const rememberedMs = limits.ticketMs + 2 * limits.clockSkewMs;

export class EndedSessions {
  readonly #most: number;
  readonly #nowMs: () => number;
  /** In order of their first end. */
  readonly #untilMs = new Map<string, number>();

  constructor(most: number, nowMs: () => number) {
    this.#most = most;
    this.#nowMs = nowMs;
  }

  has(session: string): boolean {
    return this.#untilMs.has(session);
  }

  add(session: string): void {
    const now = this.#nowMs();
    // One that is known makes no room: heartbeats name each end for minutes, and nobody else goes for it.
    if (!this.#untilMs.has(session)) this.#makeRoom(now);
    this.#untilMs.set(session, now + rememberedMs);
  }

  #makeRoom(now: number): void {
    for (const [ended, untilMs] of this.#untilMs) {
      if (untilMs > now && this.#untilMs.size < this.#most) return;
      this.#untilMs.delete(ended);
    }
  }
}
