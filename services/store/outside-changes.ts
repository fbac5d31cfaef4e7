/** Finds out that another process, such as a command beside the running services, has changed the database. */
import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** @returns runs work when something was committed elsewhere since it last went well; the first time always */
export function outsideChanges(db: Db): (work: () => Promise<void>) => Promise<void> {
  let seen: number | undefined;
  return async (work) => {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
    const now = rows[0]?.data_version;
    if (now === seen) return;
    await work();
    // Not before: nothing but the next change would have it done that failed, as while the store is locked.
    seen = now;
  };
}
