/** The schema's history, in portable column types only. A released migration never changes: add another. */
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { ServicesError } from '../services-error.ts';
import { access } from './access-migration.ts';
import { auditLog } from './audit-migration.ts';
import { devices } from './devices-migration.ts';
import { erasedOperator } from './erased-operator-migration.ts';
import { idempotencyKeys } from './idempotency-migration.ts';
import { identity } from './identity-migration.ts';
import { logFailure } from './log-failure-migration.ts';
import { table } from './portable-table.ts';
import type { Db } from './schema.ts';

const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    await table(db, 'tenants', { id: 'text', name: 'text', created_ms: 'bigint', opted_in_ms: 'bigint?' })
      .addPrimaryKeyConstraint('tenants_pk', ['id'])
      .execute();
    await table(db, 'operators', {
      id: 'text',
      tenant_id: 'text',
      name: 'text',
      created_ms: 'bigint',
      disabled_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('operators_pk', ['id'])
      .addUniqueConstraint('operators_name', ['tenant_id', 'name'])
      .addForeignKeyConstraint('operators_tenant', ['tenant_id'], 'tenants', ['id'])
      .execute();
    await table(db, 'grants', {
      tenant_id: 'text',
      operator_id: 'text',
      target_id: 'text',
      permission: 'text',
      created_ms: 'bigint',
    })
      .addPrimaryKeyConstraint('grants_pk', ['operator_id', 'target_id', 'permission'])
      .addForeignKeyConstraint('grants_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await table(db, 'enrolment_keys', {
      id: 'text',
      tenant_id: 'text',
      name: 'text',
      key_hash: 'text',
      approval: 'text',
      max_uses: 'bigint',
      uses: 'bigint',
      created_ms: 'bigint',
      expires_ms: 'bigint',
      revoked_ms: 'bigint?',
      created_by: 'text',
    })
      .addPrimaryKeyConstraint('enrolment_keys_pk', ['id'])
      .addUniqueConstraint('enrolment_keys_hash', ['key_hash'])
      .addForeignKeyConstraint('enrolment_keys_tenant', ['tenant_id'], 'tenants', ['id'])
      .execute();
    await table(db, 'devices', {
      id: 'text',
      tenant_id: 'text',
      name: 'text',
      platform: 'text',
      state: 'text',
      public_key: 'text',
      key_thumbprint: 'text',
      enrolment_key_id: 'text',
      created_ms: 'bigint',
      credential_expires_ms: 'bigint',
    })
      .addPrimaryKeyConstraint('devices_pk', ['id'])
      .addUniqueConstraint('devices_key', ['key_thumbprint'])
      .addForeignKeyConstraint('devices_tenant', ['tenant_id'], 'tenants', ['id'])
      .addForeignKeyConstraint('devices_enrolment_key', ['enrolment_key_id'], 'enrolment_keys', ['id'])
      .execute();
    await table(db, 'presence', {
      device_id: 'text',
      node: 'text',
      instance: 'text',
      connected_ms: 'bigint',
      call_state: 'text',
      call_state_source: 'text',
      ring: 'text',
      displays: 'text',
      capabilities: 'text',
    })
      .addPrimaryKeyConstraint('presence_pk', ['device_id'])
      .addForeignKeyConstraint('presence_device', ['device_id'], 'devices', ['id'])
      .execute();
    await table(db, 'relay_instances', {
      instance: 'text',
      node: 'text',
      viewer_url: 'text',
      last_event: 'bigint',
      hello_ms: 'bigint',
      replaced_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('relay_instances_pk', ['instance'])
      .execute();
    await table(db, 'sign_in_links', {
      link_hash: 'text',
      operator_id: 'text',
      expires_ms: 'bigint',
      used_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('sign_in_links_pk', ['link_hash'])
      .addForeignKeyConstraint('sign_in_links_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await table(db, 'web_sessions', {
      token_hash: 'text',
      operator_id: 'text',
      created_ms: 'bigint',
      expires_ms: 'bigint',
    })
      .addPrimaryKeyConstraint('web_sessions_pk', ['token_hash'])
      .addForeignKeyConstraint('web_sessions_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await table(db, 'api_keys', {
      id: 'text',
      tenant_id: 'text',
      name: 'text',
      key_hash: 'text',
      scope: 'text',
      origins: 'text',
      created_ms: 'bigint',
      expires_ms: 'bigint',
      revoked_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('api_keys_pk', ['id'])
      .addUniqueConstraint('api_keys_hash', ['key_hash'])
      .addForeignKeyConstraint('api_keys_tenant', ['tenant_id'], 'tenants', ['id'])
      .execute();
    await table(db, 'sessions', {
      id: 'text',
      tenant_id: 'text',
      operator_id: 'text',
      device_id: 'text',
      permission: 'text',
      origin: 'text',
      node: 'text',
      instance: 'text',
      state: 'text',
      requested_ms: 'bigint',
      ticket_expires_ms: 'bigint',
      replaced_tickets: 'bigint',
      started_ms: 'bigint?',
      suspended_ms: 'bigint?',
      resume_until_ms: 'bigint?',
      ended_ms: 'bigint?',
      end_reason: 'text?',
    })
      .addPrimaryKeyConstraint('sessions_pk', ['id'])
      .addForeignKeyConstraint('sessions_device', ['device_id'], 'devices', ['id'])
      .addForeignKeyConstraint('sessions_operator', ['operator_id'], 'operators', ['id'])
      .execute();
    await db.schema.createIndex('sessions_by_time').on('sessions').columns(['tenant_id', 'requested_ms']).execute();
    await db.schema.createIndex('sessions_by_state').on('sessions').columns(['state', 'device_id']).execute();
    await table(db, 'events', {
      tenant_id: 'text',
      sequence: 'bigint',
      id: 'text',
      time_ms: 'bigint',
      kind: 'text',
      actor_kind: 'text',
      actor_id: 'text?',
      operator_id: 'text?',
      device_id: 'text?',
      session_id: 'text?',
      detail: 'text',
    })
      .addPrimaryKeyConstraint('events_pk', ['tenant_id', 'sequence'])
      .execute();
    await db.schema.createIndex('events_by_session').on('events').columns(['session_id']).execute();
    await table(db, 'event_heads', { tenant_id: 'text', sequence: 'bigint' })
      .addPrimaryKeyConstraint('event_heads_pk', ['tenant_id'])
      .execute();
    await table(db, 'counters', { name: 'text', value: 'bigint' })
      .addPrimaryKeyConstraint('counters_pk', ['name'])
      .execute();
  },
};

/** Why somebody wanted access, and whether rooms say so. */
const roomCard: Migration = {
  async up(db: Kysely<unknown>) {
    const reason = db.schema
      .alterTable('sessions')
      .addColumn('reason', 'text', (column) => column.notNull().defaultTo(''));
    await reason.execute();
    await db.schema.alterTable('tenants').addColumn('card_off_ms', 'bigint').execute();
  },
};

/** What is wrong with devices, and since when. */
const incidents: Migration = {
  async up(db: Kysely<unknown>) {
    await table(db, 'incidents', {
      id: 'text',
      tenant_id: 'text',
      device_id: 'text',
      kind: 'text',
      detail: 'text',
      opened_ms: 'bigint',
      closed_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('incidents_pk', ['id'])
      .addForeignKeyConstraint('incidents_device', ['device_id'], 'devices', ['id'])
      .execute();
    const byDevice = db.schema.createIndex('incidents_by_device').on('incidents');
    await byDevice.columns(['device_id', 'kind', 'closed_ms']).execute();
    await db.schema.createIndex('incidents_open').on('incidents').columns(['tenant_id', 'closed_ms']).execute();
  },
};

/** What tenants say about commands, and since when a device's call state is what it is. */
const commands: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('tenants').addColumn('restarts_withheld_ms', 'bigint').execute();
    await db.schema.alterTable('tenants').addColumn('view_shortcuts_ms', 'bigint').execute();
    await db.schema
      .alterTable('presence')
      .addColumn('call_state_since_ms', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await table(db, 'recoveries', {
      id: 'text',
      tenant_id: 'text',
      operator_id: 'text',
      device_id: 'text',
      node: 'text',
      requested_ms: 'bigint',
      done_ms: 'bigint?',
    })
      .addPrimaryKeyConstraint('recoveries_pk', ['id'])
      .addForeignKeyConstraint('recoveries_device', ['device_id'], 'devices', ['id'])
      .execute();
  },
};

/** Rooms that ended access are left alone for a while. */
const ejection: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('presence').addColumn('ejected_ms', 'bigint').execute();
  },
};

/** Sessions end with the claims that they rest on: it is asked four times a second whether any have run out. */
const claimsByEnd: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('operators_by_claims_end').on('operators').columns(['claims_until_ms']).execute();
  },
};

const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-room-card': roomCard,
  '0003-incidents': incidents,
  '0004-ejection': ejection,
  '0005-audit-log': auditLog,
  '0006-commands': commands,
  '0007-access': access,
  '0008-identity': identity,
  '0009-devices': devices,
  '0010-idempotency-keys': idempotencyKeys,
  '0011-log-failure': logFailure,
  '0012-erased-operator': erasedOperator,
  '0013-claims-by-end': claimsByEnd,
};

/** Brings the database to this build's schema, or, in tests of what comes after it, to an earlier one. */
export async function migrate(db: Db, last?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error === undefined) return;
  const why = error instanceof Error ? error.message : String(error);
  throw new ServicesError('database', `The database cannot be brought to this version's schema: ${why}.`, {
    cause: error,
  });
}
