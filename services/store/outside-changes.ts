/** Finds out that another process, such as a command beside the running services, has changed the database. */
import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** @returns whether something was committed elsewhere since it was last asked; the first time always */
export function outsideChanges(db: Db): () => Promise<boolean> {
  let before: number | undefined;
  return async () => {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
    const now = rows[0]?.data_version;
    const changed = now !== before;
    before = now;
    return changed;
  };
}
