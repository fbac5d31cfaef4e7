/**
 * The log as a hash chain: what is personal in a record stands in a table of its own and can be erased, the record holds
 * salted commitments to it. No released version kept records of the older form, so none are carried over.
 *
 * Times are what people ask by, so they stand in every index, before the number that makes the order definite.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { table } from './portable-table.ts';

export const auditLog: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('events').execute();
    await db.schema.dropTable('event_heads').execute();
    await table(db, 'event_heads', {
      tenant_id: 'text',
      sequence: 'bigint',
      hash: 'text',
      retention_days: 'bigint',
      pruned: 'bigint',
      pruned_hash: 'text',
      handed_over: 'bigint',
      verified_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('event_heads_pk', ['tenant_id'])
      .execute();
    await table(db, 'events', {
      tenant_id: 'text',
      sequence: 'bigint',
      recorded_ms: 'bigint',
      time_ms: 'bigint',
      kind: 'text',
      actor_kind: 'text',
      actor_id: 'text?',
      device_id: 'text?',
      session_id: 'text?',
      detail: 'text',
      commitments: 'text',
      hash: 'text',
    })
      .addPrimaryKeyConstraint('events_pk', ['tenant_id', 'sequence'])
      .execute();
    await table(db, 'event_persons', {
      tenant_id: 'text',
      sequence: 'bigint',
      role: 'text',
      person_id: 'text',
      time_ms: 'bigint',
      salt: 'text',
      data: 'text',
    })
      .addPrimaryKeyConstraint('event_persons_pk', ['tenant_id', 'sequence', 'role'])
      .execute();
    await table(db, 'event_checkpoints', {
      tenant_id: 'text',
      sequence: 'bigint',
      time_ms: 'bigint',
      hash: 'text',
      key_id: 'text',
      signature: 'text',
    })
      .addPrimaryKeyConstraint('event_checkpoints_pk', ['tenant_id', 'sequence'])
      .execute();
    for (const [name, columns] of [
      ['events_by_time', ['tenant_id', 'time_ms', 'sequence']],
      ['events_by_kind', ['tenant_id', 'kind', 'time_ms', 'sequence']],
      ['events_by_device', ['device_id', 'time_ms', 'sequence']],
      ['events_by_session', ['session_id', 'time_ms', 'sequence']],
    ] as const) {
      await db.schema
        .createIndex(name)
        .on('events')
        .columns([...columns])
        .execute();
    }
    const byPerson = db.schema.createIndex('event_persons_by_person').on('event_persons');
    await byPerson.columns(['person_id', 'time_ms', 'sequence']).execute();
  },
};
