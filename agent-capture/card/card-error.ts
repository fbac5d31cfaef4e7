/** The one error of the console's card: a code to decide by, and a sentence for the log. */
export type CardErrorCode =
  /** What draws it has ended, or was stopped. */
  | 'painter-gone'
  /** What draws it does not answer. */
  | 'painter-late'
  /** What draws it cannot. */
  | 'painter-failed';

export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: CardErrorCode;

  constructor(code: CardErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
