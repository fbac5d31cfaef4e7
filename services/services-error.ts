/** The one error class of services: faults at start and in operation, each with a literal code. */
export type ServicesErrorCode =
  | 'data-folder'
  | 'database'
  | 'keys'
  | 'listen'
  | 'insecure'
  | 'settings'
  | 'command-line'
  | 'log'
  | 'store-unavailable';

/** The message is one sentence for whoever runs services: it names the problem and what to do. */
export class ServicesError extends Error {
  override readonly name = 'ServicesError';
  readonly code: ServicesErrorCode;

  constructor(code: ServicesErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
