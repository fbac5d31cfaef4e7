/** Agents' questions for services' time, on their way: bounded, and each answered once. */
import { encodeToAgentMessage, type SignedStatement } from '@ringside/protocol';

export class TimeRequests {
  readonly #most: number;
  readonly #waiting = new Map<string, (encoded: Uint8Array) => void>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The oldest gives way when too many wait. */
  add(nonce: Uint8Array, answer: (encoded: Uint8Array) => void): void {
    // The oldest is the least likely to be answered: services were away when it was asked.
    const [oldest] = this.#waiting.size >= this.#most ? this.#waiting.keys() : [];
    if (oldest !== undefined) this.#waiting.delete(oldest);
    this.#waiting.set(key(nonce), answer);
  }

  answered(nonce: Uint8Array, statement: SignedStatement): void {
    const answer = this.#waiting.get(key(nonce));
    this.#waiting.delete(key(nonce));
    answer?.(encodeToAgentMessage({ time: statement }));
  }
}

function key(nonce: Uint8Array): string {
  return Buffer.from(nonce).toString('base64');
}
