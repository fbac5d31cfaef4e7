/** Whether services can do their work: a write to the store, kept for a moment so that probes cost next to nothing. */
import type { Sources } from '../sources.ts';
import type { Db } from '../store/schema.ts';

/** Probes come every few seconds from several sides. */
const keptMs = 1_000;

/** @returns a check that answers undefined when ready, else why not */
export function readiness(db: Db, sources: Sources): () => Promise<string | undefined> {
  let checkedMs = Number.NEGATIVE_INFINITY;
  let answer: Promise<string | undefined> = Promise.resolve(undefined);
  return () => {
    // Either way: a clock that was set back must not keep an old answer until it has caught up.
    if (Math.abs(sources.nowMs() - checkedMs) < keptMs) return answer;
    checkedMs = sources.nowMs();
    answer = probe(db, sources.nowMs());
    return answer;
  };
}

async function probe(db: Db, value: number): Promise<string | undefined> {
  try {
    await db
      .insertInto('counters')
      .values({ name: 'readiness', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return undefined;
  } catch {
    return 'the database cannot be written';
  }
}
