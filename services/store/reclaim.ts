/** Gives the space of deleted rows back, and empties the write-ahead log, in which what was deleted can still stand. */
import { sql } from 'kysely';
import { servicesLimits } from '../limits.ts';
import type { Db } from './schema.ts';

/**
 * Deleted rows are overwritten at once (secure_delete); this ends what is left of them elsewhere. A step at a time, so
 * that nothing waits long.
 * @returns false when another program was reading: then the write-ahead log still holds old pages, and it is to be
 * tried again
 */
export async function reclaim(db: Db): Promise<boolean> {
  for (let free = await freePages(db); free > 0; ) {
    await sql.raw(`pragma incremental_vacuum(${servicesLimits.pagesPerVacuum})`).execute(db);
    const left = await freePages(db);
    if (left >= free) break;
    free = left;
  }
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

async function freePages(db: Db): Promise<number> {
  const { rows } = await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db);
  return rows[0]?.freelist_count ?? 0;
}
