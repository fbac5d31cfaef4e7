/**
 * The relay's licence to have sessions: it lives for leaseMs after the last heartbeat that services signed. Whatever
 * was withdrawn while the link was cut ends with it.
 */
import { decodeHeartbeat, limits, type SignedStatement, verifyStatement } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { ServicesClock } from './services-clock.ts';
import type { ServicesTrust } from './services-trust.ts';

/**
 * 'time': not of this moment by our clock, or our clock is not services' any more. 'behind': good, but signed at a time
 * that our clock has yet to reach.
 */
export type HeartbeatVerdict = 'good' | 'behind' | 'forged' | 'old' | 'time';

export interface LeaseEvents {
  /** A heartbeat was good: pass it on; these sessions are over. */
  renewed(heartbeat: SignedStatement, endedSessions: readonly string[]): void;
  lapsed(): void;
}

export class Lease {
  readonly #clock: Clock;
  readonly #time: ServicesClock;
  readonly #trust: ServicesTrust;
  readonly #events: LeaseEvents;
  #sequence = 0;
  #latest: SignedStatement | undefined;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, time: ServicesClock, trust: ServicesTrust, events: LeaseEvents) {
    this.#clock = clock;
    this.#time = time;
    this.#trust = trust;
    this.#events = events;
  }

  get fresh(): boolean {
    return this.#latest !== undefined;
  }

  /** The newest good heartbeat, while the lease lives. */
  get latest(): SignedStatement | undefined {
    return this.#latest;
  }

  /** Takes a heartbeat: good if it is signed, newer than all before, and of this moment. */
  async renew(statement: SignedStatement): Promise<HeartbeatVerdict> {
    if (!(await verifyStatement('heartbeat', statement, this.#trust.keys))) return 'forged';
    const { sequence, timeMs, endedSessions } = decodeHeartbeat(statement.payload);
    const nowMs = this.#time.nowMs();
    // Checked after verification: two may be verified at once, and only a newer one counts.
    if (sequence <= this.#sequence) return 'old';
    if (timeMs < nowMs - limits.leaseMs || timeMs > nowMs + limits.clockSkewMs) return 'time';
    this.#sequence = sequence;
    this.#latest = statement;
    this.#cancel?.();
    this.#cancel = this.#clock.after(limits.leaseMs, () => this.#lapse());
    this.#events.renewed(statement, endedSessions);
    return timeMs > nowMs + limits.heartbeatMs ? 'behind' : 'good';
  }

  stop(): void {
    this.#cancel?.();
  }

  #lapse(): void {
    this.#latest = undefined;
    this.#events.lapsed();
  }
}
