export type EnrolmentErrorCode =
  | 'not-enrolled'
  | 'already-enrolled'
  | 'identity-unreadable'
  | 'insecure-address'
  | 'unreachable'
  | 'key-refused'
  | 'device-refused'
  | 'bad-answer';

/** Why a device has no identity or cannot renew it; the message is one sentence for the operator. */
export class EnrolmentError extends Error {
  override readonly name = 'EnrolmentError';
  readonly code: EnrolmentErrorCode;

  constructor(code: EnrolmentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
