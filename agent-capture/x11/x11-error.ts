/** The one error of the X11 adapters: a code to decide by, and a sentence for the operator. */
export type X11ErrorCode =
  /** No connection to the display can be made. */
  | 'unreachable'
  /** The connection was there and is gone, or the server stopped answering. */
  | 'closed'
  /** The server lacks an extension, or its pixels have a format that is not supported. */
  | 'unsupported'
  /** The server answered a request with an error. */
  | 'refused'
  /** More is asked than a limit allows. */
  | 'overflow';

export class X11Error extends Error {
  override readonly name = 'X11Error';
  readonly code: X11ErrorCode;

  constructor(code: X11ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
