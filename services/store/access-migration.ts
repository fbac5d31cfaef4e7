/**
 * From one table of grants to roles and assignments. What operators could do they still can: grants that held the same
 * permissions become one role, and each operator's share of it one assignment. The first operator of a tenant becomes
 * its administrator.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { table } from './portable-table.ts';
import type { Tables } from './schema.ts';

interface Grant {
  readonly tenant_id: string;
  readonly operator_id: string;
  readonly target_id: string;
  readonly permission: string;
}

type Both = Pick<Tables, keyof Tables> & Record<'grants', Grant>;

/** What the table of grants knew; anything else in it gave nothing. */
const overDevices = ['remote-access.view', 'remote-access.modify'];
const overTenants = ['devices.read', 'devices.manage', 'enrolment-keys.manage', 'sessions.read', 'sessions.end'];

/** The limit of every session until it could be set. */
const sessionMs = 60 * 60_000;

export const access: Migration = {
  async up(db: Kysely<unknown>) {
    await createTables(db);
    const tables = db.withTables<Both>();
    await nameAdministrators(tables);
    await tables
      .updateTable('sessions')
      .set((row) => ({ ends_ms: row('requested_ms', '+', sessionMs) }))
      .execute();
    await moveGrants(tables);
    await db.schema.dropTable('grants').execute();
  },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  for (const [name, column, type] of [
    ['tenants', 'acknowledged_by', 'text'],
    ['tenants', 'acknowledged_text', 'text'],
    ['tenants', 'suspended_ms', 'bigint'],
    ['operators', 'administrator_ms', 'bigint'],
  ] as const) {
    await db.schema.alterTable(name).addColumn(column, type).execute();
  }
  const endsMs = db.schema
    .alterTable('sessions')
    .addColumn('ends_ms', 'bigint', (column) => column.notNull().defaultTo(0));
  await endsMs.execute();
  await table(db, 'tenant_settings', { tenant_id: 'text', name: 'text', value: 'text' })
    .addPrimaryKeyConstraint('tenant_settings_pk', ['tenant_id', 'name'])
    .addForeignKeyConstraint('tenant_settings_tenant', ['tenant_id'], 'tenants', ['id'])
    .execute();
  await table(db, 'groups', { id: 'text', tenant_id: 'text', kind: 'text', name: 'text', created_ms: 'bigint' })
    .addPrimaryKeyConstraint('groups_pk', ['id'])
    .addUniqueConstraint('groups_name', ['tenant_id', 'kind', 'name'])
    .addForeignKeyConstraint('groups_tenant', ['tenant_id'], 'tenants', ['id'])
    .execute();
  await table(db, 'group_members', { group_id: 'text', member_id: 'text' })
    .addPrimaryKeyConstraint('group_members_pk', ['group_id', 'member_id'])
    .addForeignKeyConstraint('group_members_group', ['group_id'], 'groups', ['id'])
    .execute();
  await db.schema.createIndex('groups_of_member').on('group_members').columns(['member_id']).execute();
  await table(db, 'roles', { id: 'text', tenant_id: 'text', name: 'text', description: 'text', created_ms: 'bigint' })
    .addPrimaryKeyConstraint('roles_pk', ['id'])
    .addUniqueConstraint('roles_name', ['tenant_id', 'name'])
    .addForeignKeyConstraint('roles_tenant', ['tenant_id'], 'tenants', ['id'])
    .execute();
  await table(db, 'role_permissions', { role_id: 'text', permission: 'text' })
    .addPrimaryKeyConstraint('role_permissions_pk', ['role_id', 'permission'])
    .addForeignKeyConstraint('role_permissions_role', ['role_id'], 'roles', ['id'])
    .execute();
  await table(db, 'assignments', {
    id: 'text',
    tenant_id: 'text',
    role_id: 'text',
    starts_ms: 'bigint?',
    ends_ms: 'bigint?',
    created_ms: 'bigint',
    created_by: 'text',
  })
    .addPrimaryKeyConstraint('assignments_pk', ['id'])
    .addForeignKeyConstraint('assignments_tenant', ['tenant_id'], 'tenants', ['id'])
    .execute();
  await db.schema.createIndex('assignments_of_tenant').on('assignments').columns(['tenant_id', 'role_id']).execute();
  await db.schema.createIndex('assignments_by_end').on('assignments').columns(['ends_ms']).execute();
  for (const [name, party] of [
    ['assignment_subjects', 'subject_id'],
    ['assignment_targets', 'target_id'],
  ] as const) {
    await table(db, name, { assignment_id: 'text', kind: 'text', [party]: 'text' })
      .addPrimaryKeyConstraint(`${name}_pk`, ['assignment_id', 'kind', party])
      .addForeignKeyConstraint(`${name}_assignment`, ['assignment_id'], 'assignments', ['id'])
      .execute();
    await db.schema.createIndex(`${name}_by_party`).on(name).columns([party]).execute();
  }
}

async function nameAdministrators(db: Kysely<Both>): Promise<void> {
  const operators = await db
    .selectFrom('operators')
    .select(['id', 'tenant_id', 'created_ms'])
    .orderBy('created_ms')
    .orderBy('id')
    .execute();
  const named = new Set<string>();
  for (const { id, tenant_id, created_ms } of operators) {
    if (named.has(tenant_id)) continue;
    named.add(tenant_id);
    await db.updateTable('operators').set({ administrator_ms: created_ms }).where('id', '=', id).execute();
  }
}

async function moveGrants(db: Kysely<Both>): Promise<void> {
  for (const { id: tenantId, created_ms } of await db.selectFrom('tenants').select(['id', 'created_ms']).execute()) {
    for (const [operatorId, held] of await grantsOf(db, tenantId)) {
      for (const [set, targets] of byPermissions(held)) {
        const roleId = await role(db, tenantId, set, created_ms);
        const id = derivedId('assignment', operatorId, roleId, ...targets);
        const times = { starts_ms: null, ends_ms: null, created_ms, created_by: 'migration' };
        await db
          .insertInto('assignments')
          .values({ id, tenant_id: tenantId, role_id: roleId, ...times })
          .execute();
        const subject = { assignment_id: id, kind: 'user', subject_id: operatorId };
        await db.insertInto('assignment_subjects').values(subject).execute();
        for (const target_id of targets) {
          const kind = target_id === tenantId ? 'tenant' : 'device';
          await db.insertInto('assignment_targets').values({ assignment_id: id, kind, target_id }).execute();
        }
      }
    }
  }
}

/** By operator, target and permission; without what an administrator may anyway. */
async function grantsOf(db: Kysely<Both>, tenantId: string): Promise<Map<string, Map<string, string[]>>> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('operators', 'operators.id', 'grants.operator_id')
    .where('grants.tenant_id', '=', tenantId)
    .where('operators.tenant_id', '=', tenantId)
    .select(['grants.operator_id', 'grants.target_id', 'grants.permission', 'operators.administrator_ms'])
    .orderBy('grants.operator_id')
    .orderBy('grants.target_id')
    .orderBy('grants.permission')
    .execute();
  const grants = new Map<string, Map<string, string[]>>();
  for (const { operator_id, target_id, permission, administrator_ms } of rows) {
    const known = target_id === tenantId ? overTenants : overDevices;
    if (!known.includes(permission) || (target_id === tenantId && administrator_ms !== null)) continue;
    const held = grants.get(operator_id) ?? new Map<string, string[]>();
    grants.set(operator_id, held.set(target_id, [...(held.get(target_id) ?? []), permission]));
  }
  return grants;
}

/** Targets on which the same is held. */
function byPermissions(held: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const sets = new Map<string, string[]>();
  for (const [target, permissions] of held) {
    const set = permissions.toSorted().join(' ');
    sets.set(set, [...(sets.get(set) ?? []), target]);
  }
  return sets;
}

const names: Readonly<Record<string, string>> = {
  'remote-access.view': 'Remote access: view',
  'remote-access.modify': 'Remote access: modify',
  'remote-access.modify remote-access.view': 'Remote access: view and modify',
};

async function role(db: Kysely<Both>, tenantId: string, set: string, created_ms: number): Promise<string> {
  const id = derivedId('role', tenantId, set);
  const permissions = set.split(' ');
  const name = names[set] ?? permissions.join(', ');
  const description = 'Holds what was granted one by one before there were roles.';
  await db
    .insertInto('roles')
    .values({ id, tenant_id: tenantId, name, description, created_ms })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const permission of permissions) {
    await db
      .insertInto('role_permissions')
      .values({ role_id: id, permission })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return id;
}

/** The same for the same content, in the form of a UUID (version 8). */
function derivedId(...content: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
