import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db, Tx } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { readFactsOf } from './access-facts.ts';
import { createAssignment } from './assignments.ts';
import { createTenant } from './first-start.ts';

const sources = manualSources();
const actor = { kind: 'services' } as const;
let store: TemporaryStore;
let db: Db;
beforeAll(async () => {
  store = await temporaryStore();
  ({ db } = store);
});
afterAll(() => store.remove());

it('SES-9: read together, as the sweep does, everyone of one tenant is nobody of another', async () => {
  const transaction = db.transaction();
  const [ours, theirs] = await transaction.execute(async (tx) => [
    await createTenant(tx, sources, 'Ours', actor),
    await createTenant(tx, sources, 'Theirs', actor),
  ]);
  const read = () => readFactsOf(db, [ours.operatorId, theirs.operatorId], sources.nowMs());
  const admin = (await read()).get(ours.operatorId);
  if (admin === undefined) throw new Error('no such operator');
  await transaction.execute((tx) =>
    createAssignment(
      { tx, sources, actor, facts: admin },
      {
        roleId: 'manager',
        everyone: true,
        userIds: [],
        userGroupIds: [],
        everyDevice: true,
        deviceIds: [],
        deviceGroupIds: [],
        siteIds: [],
        startsMs: null,
        endsMs: null,
      },
    ),
  );
  const facts = await read();
  const held = ({ operatorId }: { operatorId: string }) => facts.get(operatorId)?.operator.assignments.all.length;
  expect([held(ours), held(theirs)]).toEqual([1, 0]);
});

it('ACC-6: an assignment that covers somebody in several ways does so by the narrowest', async () => {
  const transaction = db.transaction();
  const ours = await transaction.execute((tx) => createTenant(tx, sources, 'Narrow', actor));
  const admin = (await readFactsOf(db, [ours.operatorId], sources.nowMs())).get(ours.operatorId);
  if (admin === undefined) throw new Error('no such operator');
  const change = (tx: Tx) => ({ tx, sources, actor, facts: admin });
  const groups: string[] = [];
  for (const id of ['b', 'a']) {
    const group = { id, tenant_id: ours.tenantId, kind: 'users', name: id, created_ms: 1, claim: null };
    await db.insertInto('groups').values(group).execute();
    await db.insertInto('group_members').values({ group_id: id, member_id: ours.operatorId }).execute();
    groups.push(id);
  }
  const over = { everyDevice: true, deviceIds: [], deviceGroupIds: [], siteIds: [], startsMs: null, endsMs: null };
  const to = (userIds: string[], userGroupIds: string[], everyone: boolean) =>
    transaction.execute((tx) =>
      createAssignment(change(tx), { roleId: 'manager', userIds, userGroupIds, everyone, ...over }),
    );
  await to([ours.operatorId], groups, true);
  await to([], groups, true);
  const facts = await readFactsOf(db, [ours.operatorId], sources.nowMs());
  const ways = facts.get(ours.operatorId)?.operator.assignments.all.map(({ through }) => through.id);
  expect(new Set(ways)).toEqual(new Set([ours.operatorId, 'a']));
});
