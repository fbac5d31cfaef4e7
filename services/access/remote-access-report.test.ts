/** AUD-7, ACC-6 with as many users as a tenant may have. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEnrolmentKey } from '../devices/enrolment-keys.ts';
import { servicesLimits } from '../limits.ts';
import type { Db } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { readFactsOf } from './access-facts.ts';
import { ensureFirstOperator } from './first-start.ts';
import { usersWithRemoteAccess } from './remote-access-report.ts';
import { madeHere } from './users.ts';

const sources = manualSources();
let store: TemporaryStore;
let db: Db;
let tenantId: string;
const users = Array.from(
  { length: servicesLimits.usersPerTenant },
  (_, number) => `user-${String(number).padStart(5, '0')}`,
);

beforeAll(async () => {
  store = await temporaryStore();
  ({ db } = store);
  ({ tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'Test', embedded: false }));
  const made = { tenantId, actor: { kind: 'services' }, name: 'test', approval: 'automatic' } as const;
  const { key } = await createEnrolmentKey(db, sources, { ...made, maxUses: 1, lifeMs: 60_000 });
  const like = { tenant_id: tenantId, created_ms: 1, disabled_ms: null, administrator_ms: null, ...madeHere };
  await db.transaction().execute(async (tx) => {
    for (let at = 0; at < users.length; at += 500) {
      const rows = users.slice(at, at + 500).map((id) => ({ ...like, id, name: id }));
      await tx.insertInto('operators').values(rows).execute();
    }
    const at = { tenant_id: tenantId, created_ms: 1 };
    await tx
      .insertInto('roles')
      .values({ ...at, id: 'role', name: 'Viewers', description: '' })
      .execute();
    await tx.insertInto('role_permissions').values({ role_id: 'role', permission: 'remote-access.view' }).execute();
    const always = { starts_ms: null, ends_ms: null, created_by: 'test' };
    await tx
      .insertInto('assignments')
      .values({ ...at, ...always, id: 'all', role_id: 'role' })
      .execute();
    const everybody = { assignment_id: 'all', kind: 'everyone', subject_id: tenantId };
    await tx.insertInto('assignment_subjects').values(everybody).execute();
    const everything = { assignment_id: 'all', kind: 'tenant', target_id: tenantId };
    await tx.insertInto('assignment_targets').values(everything).execute();
    for (const id of ['room-1', 'room-2']) {
      const keys = { public_key: '{}', key_thumbprint: id, enrolment_key_id: key.id, credential_expires_ms: 0 };
      const device = { ...at, ...keys, id, name: id, platform: 'test', state: 'monitored' };
      await tx.insertInto('devices').values(device).execute();
    }
  });
});
afterAll(() => store.remove());

it('AUD-7, ACC-6: the rights of as many users as there may be are read', async () => {
  expect((await readFactsOf(db, users, sources.nowMs())).size).toBe(users.length);
});

it('AUD-7, SES-4: a report is read no further than asked, and between two users everything else has its turn', async () => {
  let turns = 0;
  const turn = () => {
    turns++;
    turning = setImmediate(turn);
  };
  let turning = setImmediate(turn);
  const begins: number[] = [];
  const seen: string[] = [];
  for await (const row of usersWithRemoteAccess(db, tenantId, sources.nowMs(), {
    by: 'id',
    fromOperatorId: 'user-00007',
  })) {
    if (row.deviceId === 'room-1') begins.push(turns);
    seen.push(`${row.operatorId} ${row.deviceId} ${row.permission}`);
    if (seen.length === 7) break;
  }
  clearImmediate(turning);
  expect(seen.slice(0, 3)).toEqual(['user-00007 room-1 view', 'user-00007 room-2 view', 'user-00008 room-1 view']);
  expect(begins).toHaveLength(4);
  expect(begins.every((at, place) => place === 0 || at > (begins[place - 1] ?? at))).toBe(true);
});
