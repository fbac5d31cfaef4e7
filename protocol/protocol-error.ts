import type { CloseName } from './close-codes.ts';

/** What is wrong with bytes that came from a peer. Each maps to one close code. */
export type ProtocolErrorCode = 'too-large' | 'malformed' | 'empty' | 'out-of-range';

/** The one error that decoding throws, whatever the input. The message is safe to log: it holds no payload. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }

  /** The close code that answers it. */
  get closeName(): CloseName {
    return this.code === 'too-large' ? 'tooLarge' : 'malformed';
  }
}
