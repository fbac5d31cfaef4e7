/** The one error of drawing; its message is a sentence for whoever starts what draws. */
export type DrawingErrorCode = 'canvas-unavailable' | 'font-unavailable';

export class DrawingError extends Error {
  override readonly name = 'DrawingError';
  readonly code: DrawingErrorCode;

  constructor(code: DrawingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
