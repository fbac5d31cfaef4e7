/** What keeps the relay from starting or going on. The message is one sentence for the person who runs it. */
export type RelayErrorCode = 'settings' | 'listen' | 'transport' | 'control-refused';

export class RelayError extends Error {
  override readonly name = 'RelayError';
  readonly code: RelayErrorCode;

  constructor(code: RelayErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
  }
}
