export type LinkErrorCode = 'replaced' | 'insecure-address';

/** Why the link to the relay is given up for good; the message is a sentence for the operator. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code: LinkErrorCode;

  constructor(code: LinkErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
