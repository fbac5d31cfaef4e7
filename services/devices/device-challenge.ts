/**
 * Nonces for devices that enrol or renew. A nonce proves its own origin and age by a MAC, so that asking for one costs
 * no memory; only nonces that were answered with a valid proof are remembered, so that none is answered twice.
 *
 * | bytes | content                           |
 * | ----- | --------------------------------- |
 * | 0–7   | expiry, Unix milliseconds         |
 * | 8–15  | random                            |
 * | 16–31 | HMAC-SHA-256 of 0–15, first half  |
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { limits } from '@ringside/protocol';
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';

export class DeviceChallenges {
  readonly #sources: Sources;
  readonly #key: Uint8Array;
  /** Nonce to expiry, oldest answer first. */
  readonly #answered = new Map<string, number>();

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#key = sources.randomBytes(32);
  }

  issue(): string {
    const nonce = Buffer.alloc(limits.nonceBytes);
    nonce.writeBigUInt64BE(BigInt(this.#sources.nowMs() + servicesLimits.deviceChallengeMs));
    nonce.set(this.#sources.randomBytes(8), 8);
    nonce.set(this.#mac(nonce), 16);
    return nonce.toString('base64url');
  }

  /** The nonce's bytes when it is ours, in time and not yet answered. */
  open(text: string): Uint8Array<ArrayBuffer> | undefined {
    const nonce = Buffer.from(text, 'base64url');
    if (nonce.length !== limits.nonceBytes || nonce.toString('base64url') !== text) return undefined;
    if (!timingSafeEqual(nonce.subarray(16), this.#mac(nonce))) return undefined;
    if (nonce.readBigUInt64BE() <= BigInt(this.#sources.nowMs()) || this.#answered.has(text)) return undefined;
    return new Uint8Array(nonce);
  }

  /** Marks a nonce as answered, after its proof was found valid. @returns false when another answer was faster */
  consume(text: string): boolean {
    const nowMs = this.#sources.nowMs();
    for (const [nonce, expiresMs] of this.#answered) {
      if (expiresMs > nowMs) break;
      this.#answered.delete(nonce);
    }
    if (this.#answered.has(text) || this.#answered.size >= servicesLimits.answeredChallenges) return false;
    this.#answered.set(text, nowMs + servicesLimits.deviceChallengeMs);
    return true;
  }

  #mac(nonce: Uint8Array): Uint8Array {
    return createHmac('sha256', this.#key).update(nonce.subarray(0, 16)).digest().subarray(0, 16);
  }
}
