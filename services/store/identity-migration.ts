/**
 * Users whom an identity provider knows, groups that stand for its groups, and when somebody last proved who they are;
 * what sessions were started with, and within whose rights API keys stay.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { table } from './portable-table.ts';
import type { Tables } from './schema.ts';

export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, column, type] of [
      ['operators', 'issuer', 'text'],
      ['operators', 'subject', 'text'],
      ['operators', 'claims_until_ms', 'bigint'],
      ['groups', 'claim', 'text'],
      ['web_sessions', 'authenticated_ms', 'bigint'],
      ['api_keys', 'created_by', 'text'],
      ['sessions', 'credential_kind', 'text'],
      ['sessions', 'credential_id', 'text'],
    ] as const) {
      await db.schema.alterTable(name).addColumn(column, type).execute();
    }
    const id = db.schema.alterTable('web_sessions').addColumn('id', 'text', (column) => column.notNull().defaultTo(''));
    await id.execute();
    await db.schema
      .createIndex('operators_by_subject')
      .unique()
      .on('operators')
      .columns(['tenant_id', 'issuer', 'subject'])
      .execute();
    // Until now everybody came in by a link, which proves it.
    await db
      .withTables<Pick<Tables, keyof Tables>>()
      .updateTable('web_sessions')
      .set((row) => ({ id: row.ref('token_hash'), authenticated_ms: row.ref('created_ms') }))
      .execute();
    await db.schema.createIndex('web_sessions_id').unique().on('web_sessions').columns(['id']).execute();
    await db.schema.createIndex('web_sessions_by_end').on('web_sessions').columns(['expires_ms']).execute();
    await db.schema.createIndex('api_keys_by_end').on('api_keys').columns(['expires_ms']).execute();
    await table(db, 'operator_claims', { operator_id: 'text', claim: 'text' })
      .addPrimaryKeyConstraint('operator_claims_pk', ['operator_id', 'claim'])
      .addForeignKeyConstraint('operator_claims_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await db.schema.createIndex('operators_of_claim').on('operator_claims').columns(['claim']).execute();
  },
};
