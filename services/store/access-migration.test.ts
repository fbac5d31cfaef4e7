import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { readFactsOf } from '../access/access-facts.ts';
import { authorize } from '../access/authorize.ts';
import type { DeviceFacts } from '../access/facts.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';
import { openSqlite } from './sqlite-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-migration-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The schema that was before roles, with the rows that matter. */
async function oldDatabase(): Promise<void> {
  const file = new Sqlite(join(folder, 'ringside.db'));
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  await migrate(db, '0006-commands');
  file.exec(`
    insert into tenants (id, name, created_ms, opted_in_ms, card_off_ms) values ('t', 'T', 1, 1, null), ('u', 'U', 1, 1, null);
    insert into operators (id, tenant_id, name, created_ms, disabled_ms) values
      ('admin', 't', 'admin', 1, null), ('olga', 't', 'Olga', 2, null), ('piet', 't', 'Piet', 3, null), ('foe', 'u', 'Foe', 1, null);
  `);
  const grant = file.prepare('insert into grants values (?, ?, ?, ?, 5)');
  for (const permission of [
    'devices.read',
    'devices.manage',
    'enrolment-keys.manage',
    'sessions.read',
    'sessions.end',
  ]) {
    grant.run('t', 'admin', 't', permission);
  }
  for (const [operator, target, permission] of [
    ['admin', 'd1', 'remote-access.view'],
    ['admin', 'd1', 'remote-access.modify'],
    ['olga', 'd1', 'remote-access.view'],
    ['olga', 'd2', 'remote-access.view'],
    ['olga', 't', 'sessions.read'],
    ['piet', 'd2', 'remote-access.view'],
    // None of these gave anything.
    ['piet', 't', 'remote-access.modify'],
    ['piet', 'd1', 'devices.manage'],
    ['piet', 't', 'word-of-a-later-version'],
    ['foe', 'd1', 'remote-access.modify'],
  ] as const) {
    grant.run('t', operator, target, permission);
  }
  await db.destroy();
}

it('ACC-3: what was granted one by one is held by roles and assignments afterwards, no more and no less', async () => {
  await oldDatabase();
  const db = await openSqlite(folder);
  const device = (id: string): DeviceFacts => {
    return {
      id,
      tenantId: 't',
      groupIds: [],
      state: 'monitored',
      connected: true,
      callState: 'idle',
      ring: 'down',
      ejected: false,
    };
  };
  const held: string[] = [];
  for (const operator of ['admin', 'olga', 'piet', 'foe']) {
    const facts = (await readFactsOf(db, [operator], 10)).get(operator);
    if (facts === undefined) throw new Error('an operator is lost');
    for (const id of ['d1', 'd2']) {
      for (const permission of ['view', 'modify'] as const) {
        const request = { action: 'hold-session', device: device(id), permission } as const;
        if (authorize(facts, request).allowed) held.push(`${operator} ${permission} ${id}`);
      }
      const manage = { action: 'manage-device', permission: 'devices.manage', device: device(id) } as const;
      if (authorize(facts, manage).allowed) held.push(`${operator} manage ${id}`);
      const session = { tenantId: 't', operatorId: 'x', device: device(id) };
      if (authorize(facts, { action: 'see-session', session }).allowed) held.push(`${operator} sessions ${id}`);
    }
    if (authorize(facts, { action: 'opt-in' }).allowed) held.push(`${operator} opt-in`);
  }
  expect(held).toEqual([
    'admin view d1',
    'admin modify d1',
    'admin manage d1',
    'admin sessions d1',
    'admin manage d2',
    'admin sessions d2',
    'admin opt-in',
    'olga view d1',
    'olga sessions d1',
    'olga view d2',
    'olga sessions d2',
    'piet view d2',
    'foe opt-in',
  ]);
  const roles = await db.selectFrom('roles').select('name').orderBy('name').execute();
  // The role of a view is one, whoever has it.
  expect(roles.map(({ name }) => name)).toEqual([
    'Remote access: view',
    'Remote access: view and modify',
    'sessions.read',
  ]);
  await db.destroy();
});
