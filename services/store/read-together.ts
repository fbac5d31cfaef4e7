/**
 * Reads of one transaction that do not depend on each other: they go to the store's thread in one message, and come back
 * in one. A transaction's own statements wait for each other.
 */
import { QueryCreator } from 'kysely';
import type { Queryable, Tables, Tx } from './schema.ts';

type Answers<R extends readonly unknown[]> = { -readonly [K in keyof R]: Awaited<R[K]> };

/** @param begin begins them all, on what it is given */
export function readTogether<R extends readonly Promise<unknown>[] | []>(
  tx: Tx,
  begin: (db: Queryable) => R,
): Promise<Answers<R>> {
  const executor = tx.getExecutor();
  return executor.provideConnection(async (connection) => {
    const beside = executor.withConnectionProvider({ provideConnection: (use) => use(connection) });
    return allEnded(begin(new QueryCreator<Tables>({ executor: beside })));
  });
}

/** Where one fails the others end first: their transaction is rolled back then, and nothing of it may come later. */
export async function allEnded<R extends readonly Promise<unknown>[] | []>(reads: R): Promise<Answers<R>> {
  await Promise.allSettled(reads);
  return Promise.all(reads);
}
