/**
 * What the agent's own line carries, seen by how fast the socket's queue drains while it never runs empty: the relay,
 * at the far end, knows of the viewers' lines only.
 */
import { damageLimits } from './limits.ts';

export class LineRate {
  #lastUs = Number.NEGATIVE_INFINITY;
  #lastQueued = 0;
  #sentBytes = 0;
  #kilobits = 0;
  #measuredUs = Number.NEGATIVE_INFINITY;

  /** Bytes handed to the socket. */
  sent(bytes: number): void {
    this.#sentBytes += bytes;
  }

  /** What waits in the socket now. */
  sample(queuedBytes: number, nowUs: number): void {
    const tookUs = nowUs - this.#lastUs;
    if (tookUs < damageLimits.lineSampleMs * 1_000) return;
    const least = damageLimits.queuedBytes / 4;
    if (Number.isFinite(tookUs) && this.#lastQueued >= least && queuedBytes >= least) {
      const drained = this.#lastQueued + this.#sentBytes - queuedBytes;
      const kilobits = Math.max(1, (drained * 8_000) / tookUs);
      this.#kilobits += (kilobits - this.#kilobits) * (this.#kilobits === 0 ? 1 : damageLimits.learnedShare);
      this.#measuredUs = nowUs;
    }
    this.#lastUs = nowUs;
    this.#lastQueued = queuedBytes;
    this.#sentBytes = 0;
  }

  /** Kilobits per second; 0 while the line does not limit. */
  at(nowUs: number): number {
    return nowUs - this.#measuredUs <= damageLimits.lineMemoryMs * 1_000 ? this.#kilobits : 0;
  }
}

/** The slower of two lines, where 0 says that one does not limit. */
export function slower(one: number, other: number): number {
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}
