export type HelperErrorCode =
  /** The settings, or who may write what they name. */
  | 'settings'
  /** The socket cannot be opened. */
  | 'socket';

/** The helper cannot start. The message is one sentence for whoever runs it. */
export class HelperStartError extends Error {
  override readonly name = 'HelperStartError';
  readonly code: HelperErrorCode;

  constructor(code: HelperErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
