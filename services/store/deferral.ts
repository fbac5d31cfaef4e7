/** What a transaction leaves to be written right before its commit, together with that of others that share the commit. */
import type { Queryable, Tx } from './schema.ts';

export interface CommitSink<T> {
  /** Runs in the transaction that is about to be committed. What it throws undoes that commit for all that share it. */
  flush(db: Queryable, items: readonly T[]): Promise<void>;
}

/** What a store's connection offers inside a transaction. */
interface Deferring {
  defer<T>(sink: CommitSink<T>, item: T): void;
}

/** Nothing of it is written if the transaction is rolled back. Items of a sink keep their order. */
export async function deferUntilCommit<T>(tx: Tx, sink: CommitSink<T>, item: T): Promise<void> {
  await tx.getExecutor().provideConnection(async (connection) => {
    if (!isDeferring(connection)) throw new TypeError('this connection cannot leave anything for its commit');
    connection.defer(sink, item);
  });
}

const isDeferring = (connection: object): connection is Deferring => 'defer' in connection;
