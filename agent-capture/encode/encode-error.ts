/** The one error of encoding: the codec library could not be loaded, or refused an image. */
export type EncodeErrorCode = 'codec-unavailable' | 'codec-failed';

export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  readonly code: EncodeErrorCode;

  constructor(code: EncodeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
