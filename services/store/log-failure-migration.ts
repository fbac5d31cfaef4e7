/**
 * Since when a tenant's log does not verify, and what was found. Until now a failure stood in place of the time of the
 * last good look: it is forgotten here, and the next look finds it anew.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from './schema.ts';

export const logFailure: Migration = {
  async up(db: Kysely<Pick<Tables, 'event_heads'>>) {
    await db.schema.alterTable('event_heads').addColumn('failed_ms', 'bigint').execute();
    await db.schema.alterTable('event_heads').addColumn('failed_sequence', 'bigint').execute();
    await db.schema.alterTable('event_heads').addColumn('failed_problem', 'text').execute();
    await db.updateTable('event_heads').set({ verified_ms: null }).where('verified_ms', '=', 0).execute();
  },
};
