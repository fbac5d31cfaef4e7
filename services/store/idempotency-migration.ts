/** What was answered to creations that may be asked for again. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { table } from './portable-table.ts';

export const idempotencyKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await table(db, 'idempotency_keys', {
      key_hash: 'text',
      tenant_id: 'text',
      operator_id: 'text',
      request_hash: 'text',
      created_ms: 'bigint',
      status: 'bigint?',
      body: 'text?',
      etag: 'text?',
    })
      .addPrimaryKeyConstraint('idempotency_keys_pk', ['key_hash'])
      .addForeignKeyConstraint('idempotency_keys_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await db.schema.createIndex('idempotency_keys_by_time').on('idempotency_keys').columns(['created_ms']).execute();
  },
};
