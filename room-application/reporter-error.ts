export type ReporterErrorCode = 'insecure-page';

/** Why this page cannot report; the message is a sentence for whoever builds it. */
export class ReporterError extends Error {
  override readonly name = 'ReporterError';
  readonly code: ReporterErrorCode;

  constructor(code: ReporterErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
