export type CallStateErrorCode =
  | 'socket-in-use'
  | 'socket-unavailable'
  | 'port-unavailable'
  | 'settings'
  | 'sound-server';

/** Why the call state cannot be had; the message is a sentence for the operator. */
export class CallStateError extends Error {
  override readonly name = 'CallStateError';
  readonly code: CallStateErrorCode;

  constructor(code: CallStateErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
