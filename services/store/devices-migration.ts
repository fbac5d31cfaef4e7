/** How many devices a tenant may have and which agents; keys that rebind a device; what becomes of its data. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const devices: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, column, type] of [
      ['tenants', 'entitled_devices', 'bigint'],
      ['tenants', 'minimum_agent', 'text'],
      ['devices', 'rebound_ms', 'bigint'],
      ['devices', 'deleted_ms', 'bigint'],
      ['enrolment_keys', 'device_id', 'text'],
    ] as const) {
      await db.schema.alterTable(name).addColumn(column, type).execute();
    }
  },
};
