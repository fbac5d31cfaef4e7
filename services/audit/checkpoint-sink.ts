/**
 * Where checkpoints go besides the database: somewhere that whoever can change the database cannot change. A sink is told
 * each checkpoint at least once, in order; another one (a second machine, a time-stamping service) implements the same.
 */
import type { Signed } from './checkpoint.ts';

export interface CheckpointSink {
  /** Resolves once they are kept for good. @throws Error: then the same checkpoints come again later */
  write(checkpoints: readonly Signed[]): Promise<void>;
  /** What is kept, in the order it was written, to compare the log with. Lines that are no checkpoints are left to the reader. */
  lines(): AsyncIterable<string>;
}
