/**
 * What the bench itself throws: a peer that is not installed, a stack that did not come up, a wait without an end, a
 * request that was refused.
 */
export type BenchErrorCode = 'missing-peer' | 'not-ready' | 'timeout' | 'usage' | 'refused';

export class BenchError extends Error {
  override readonly name = 'BenchError';
  readonly code: BenchErrorCode;

  constructor(code: BenchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** One sentence for a row or the terminal. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
