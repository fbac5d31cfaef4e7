/** What every part of the log's bench gets. */
export interface LogStep {
  /** Of its own, removed afterwards. */
  readonly folder: string;
  readonly long: boolean;
  log(line: string): void;
}
