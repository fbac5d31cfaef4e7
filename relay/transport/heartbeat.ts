/**
 * Finds connections whose peer is gone without a word: silent ones are pinged, those that stay silent are cut off.
 * One sweep serves all connections, so a message costs one assignment and an idle connection no timer of its own.
 */
export interface Heard {
  /** Sweep number at which something last arrived; set by the transport at each message and pong. */
  heardAt: number;
  ping(): void;
  cutOff(): void;
}

export interface HeartbeatTimes {
  readonly pingAfterMs: number;
  readonly silenceMs: number;
  readonly heartbeatSweepMs: number;
}

export class Heartbeat {
  /** The current sweep: what `heardAt` is set to. */
  now = 0;
  readonly #members = new Set<Heard>();
  readonly #pingAfter: number;
  readonly #silence: number;
  readonly #timer: NodeJS.Timeout;

  constructor({ pingAfterMs, silenceMs, heartbeatSweepMs }: HeartbeatTimes) {
    this.#pingAfter = Math.max(1, Math.floor(pingAfterMs / heartbeatSweepMs));
    this.#silence = Math.max(2, Math.ceil(silenceMs / heartbeatSweepMs));
    this.#timer = setInterval(() => this.#sweep(), heartbeatSweepMs);
    this.#timer.unref();
  }

  get size(): number {
    return this.#members.size;
  }

  add(member: Heard): void {
    member.heardAt = this.now;
    this.#members.add(member);
  }

  remove(member: Heard): void {
    this.#members.delete(member);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sweep(): void {
    this.now++;
    for (const member of this.#members) {
      const silent = this.now - member.heardAt;
      if (silent > this.#silence) member.cutOff();
      // Once per period of silence, not at each sweep: a peer that lives answers the first.
      else if (silent > 0 && silent % this.#pingAfter === 0) member.ping();
    }
  }
}
