/** A statement failed. `code` is SQLite's own (SQLITE_FULL, SQLITE_BUSY, …). */
export class StatementFailure extends Error {
  override readonly name = 'StatementFailure';
  readonly code: string;
  /** Whether SQLite still is in the transaction that it was in: some faults end it. */
  readonly inTransaction: boolean;

  constructor(code: string, message: string, inTransaction: boolean) {
    super(message);
    this.code = code;
    this.inTransaction = inTransaction;
  }
}
