/** Users whom an identity provider knows, groups that stand for its groups, and when somebody last proved who they are. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { table } from './portable-table.ts';
import type { Tables } from './schema.ts';

export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('operators').addColumn('issuer', 'text').execute();
    await db.schema.alterTable('operators').addColumn('subject', 'text').execute();
    await db.schema
      .createIndex('operators_by_subject')
      .unique()
      .on('operators')
      .columns(['tenant_id', 'issuer', 'subject'])
      .execute();
    await db.schema.alterTable('groups').addColumn('claim', 'text').execute();
    await db.schema.alterTable('web_sessions').addColumn('authenticated_ms', 'bigint').execute();
    // Until now everybody came in by a link, which proves it.
    await db
      .withTables<Pick<Tables, keyof Tables>>()
      .updateTable('web_sessions')
      .set((row) => ({ authenticated_ms: row.ref('created_ms') }))
      .execute();
    await table(db, 'operator_claims', { operator_id: 'text', claim: 'text' })
      .addPrimaryKeyConstraint('operator_claims_pk', ['operator_id', 'claim'])
      .addForeignKeyConstraint('operator_claims_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await db.schema.createIndex('operators_of_claim').on('operator_claims').columns(['claim']).execute();
  },
};
