/**
 * Services' time: anchored once by their answer to a nonce of ours, then counted on the monotonic clock, so that a
 * relay with a wrong clock neither refuses every ticket nor accepts expired ones.
 */
import { decodeTimeAnchor, type SignedStatement, verifyStatement } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { ServicesTrust } from './services-trust.ts';

export class ServicesClock {
  readonly #clock: Clock;
  /** Services' time minus our monotonic time; undefined before the first anchor. */
  #offsetMs: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Unix milliseconds as services see them; this machine's own before the first anchor. */
  nowMs(): number {
    return this.#offsetMs === undefined ? this.#clock.timeMs() : this.#clock.monotonicMs() + this.#offsetMs;
  }

  /**
   * Anchors by a signed answer.
   * @param askedAtMs monotonic time of the question: the true time lies between it and now
   */
  async anchor(
    statement: SignedStatement,
    nonce: Uint8Array,
    askedAtMs: number,
    trust: ServicesTrust,
  ): Promise<boolean> {
    const answeredAtMs = this.#clock.monotonicMs();
    if (!(await verifyStatement('time', statement, trust.keys))) return false;
    const { nonce: answered, timeMs } = decodeTimeAnchor(statement.payload);
    if (Buffer.compare(answered, nonce) !== 0) return false;
    this.#offsetMs = timeMs - (askedAtMs + answeredAtMs) / 2;
    return true;
  }
}
