/** ACC-5 on the real store: whatever a manager does, nobody comes to hold more by it than that manager held. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db, Tx } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { type Change, isRefused, type Refused } from './access-change.ts';
import { readFactsOf } from './access-facts.ts';
import { indexAssignments, isInForce } from './assignment-index.ts';
import { createAssignment, readAssignment, updateAssignment, withdrawAssignment } from './assignments.ts';
import { coversDevice, type DeviceScope } from './coverage.ts';
import { readDeviceGroups } from './device-scopes.ts';
import type { AccessFacts } from './facts.ts';
import { createTenant } from './first-start.ts';
import { giftRefusal, holdsSomewhere } from './giving.ts';
import { addMember, createGroup, type GroupKind, removeMember } from './groups.ts';
import { administratorPermissions, allPermissions, type Permission } from './permissions.ts';
import { createRole, updateRole } from './roles.ts';
import { defaultTenantSettings } from './tenant-settings.ts';
import { createUser, updateUser } from './users.ts';

const sources = manualSources(1_000_000);
const hourMs = 3_600_000;
let store: TemporaryStore;
let db: Db;
beforeAll(async () => {
  store = await temporaryStore();
  ({ db } = store);
});
afterAll(() => store.remove());

/** Never stored: each case leaves the database as it was. */
class Done extends Error {}

/** In a transaction that is always taken back. */
async function tried(work: (tx: Tx) => Promise<void>): Promise<void> {
  const done = new Done();
  await expect(
    db.transaction().execute(async (tx) => {
      await work(tx);
      throw done;
    }),
  ).rejects.toBe(done);
}

interface World {
  readonly tx: Tx;
  readonly tenantId: string;
  readonly administrator: string;
  readonly users: string[];
  readonly devices: string[];
  readonly groups: Record<GroupKind, string[]>;
  readonly roles: string[];
  readonly assignments: string[];
}

const accepted = <T>(result: T | Refused): T => {
  if (isRefused(result)) throw new Error(result.refused);
  return result;
};

async function by(world: Pick<World, 'tx'>, operatorId: string): Promise<Change> {
  const facts = (await readFactsOf(world.tx, [operatorId], sources.nowMs())).get(operatorId);
  if (facts === undefined) throw new Error('no such operator');
  return { tx: world.tx, sources, actor: { kind: 'operator', id: operatorId }, facts };
}

async function makeWorld(tx: Tx): Promise<World> {
  const { tenantId, operatorId: administrator } = await createTenant(tx, sources, 'Test', { kind: 'services' });
  await tx.updateTable('tenants').set({ opted_in_ms: 1 }).where('id', '=', tenantId).execute();
  const key = { id: sources.newId(), tenant_id: tenantId, name: 'k', key_hash: sources.newId(), approval: 'automatic' };
  const uses = { max_uses: 9, uses: 0, created_ms: 1, expires_ms: 1, revoked_ms: null, created_by: 'services' };
  await tx
    .insertInto('enrolment_keys')
    .values({ ...key, ...uses })
    .execute();
  const devices: string[] = [];
  for (const name of ['1', '2', '3', '4']) {
    const id = sources.newId();
    const device = { id, tenant_id: tenantId, name, platform: 'x', state: 'monitored', public_key: '{}' };
    const keys = { key_thumbprint: id, enrolment_key_id: key.id, created_ms: 1, credential_expires_ms: 1 };
    await tx
      .insertInto('devices')
      .values({ ...device, ...keys })
      .execute();
    devices.push(id);
  }
  const change = await by({ tx }, administrator);
  const users: string[] = [];
  for (const name of ['manager', 'accomplice', 'victim', 'bystander']) {
    users.push(accepted(await createUser(change, name)).id);
  }
  const groups: Record<GroupKind, string[]> = { users: [], devices: [], site: [] };
  for (const kind of ['users', 'devices', 'site'] as const) {
    for (const name of ['a', 'b'])
      groups[kind].push(accepted(await createGroup(change, kind, { name, claim: null })).id);
  }
  return { tx, tenantId, administrator, users, devices, groups, roles: ['manager'], assignments: [] };
}

/** Choices as numbers, so that they mean something in any world. */
const index = fc.nat(1_000);
const permissions = fc.subarray(allPermissions.filter((each) => each !== 'roles.manage'));
const content = fc.record({
  role: index,
  everyone: fc.boolean(),
  users: fc.array(index, { maxLength: 2 }),
  userGroups: fc.array(index, { maxLength: 1 }),
  everyDevice: fc.boolean(),
  devices: fc.array(index, { maxLength: 2 }),
  deviceGroups: fc.array(index, { maxLength: 1 }),
  sites: fc.array(index, { maxLength: 1 }),
  starts: fc.constantFrom(null, -hourMs, hourMs),
  ends: fc.constantFrom(null, hourMs * 2, hourMs * 5),
});
const kind = fc.constantFrom<GroupKind>('users', 'devices', 'site');
const step = fc.oneof(
  fc.record({ do: fc.constant('role' as const), permissions }),
  fc.record({ do: fc.constant('edit-role' as const), role: index, permissions }),
  fc.record({ do: fc.constant('assign' as const), content }),
  fc.record({ do: fc.constant('reassign' as const), assignment: index, content }),
  fc.record({ do: fc.constant('withdraw' as const), assignment: index }),
  fc.record({ do: fc.constant('join' as const), kind, group: index, member: index }),
  fc.record({ do: fc.constant('leave' as const), kind, group: index, member: index }),
  fc.record({ do: fc.constant('user' as const) }),
  fc.record({ do: fc.constant('disable' as const), user: index, disabled: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const at = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];
const all = <T>(list: readonly T[], numbers: readonly number[]): T[] => [
  ...new Set(numbers.flatMap((number) => at(list, number) ?? [])),
];

async function apply(world: World, change: Change, taken: Step): Promise<boolean> {
  const { users, devices, groups, roles, assignments } = world;
  const contentOf = (chosen: typeof content extends fc.Arbitrary<infer C> ? C : never) => ({
    roleId: at(roles, chosen.role) ?? 'manager',
    everyone: chosen.everyone,
    userIds: all(users, chosen.users),
    userGroupIds: all(groups.users, chosen.userGroups),
    everyDevice: chosen.everyDevice,
    deviceIds: all(devices, chosen.devices),
    deviceGroupIds: all(groups.devices, chosen.deviceGroups),
    siteIds: all(groups.site, chosen.sites),
    startsMs: chosen.starts === null ? null : sources.nowMs() + chosen.starts,
    endsMs: chosen.ends === null ? null : sources.nowMs() + chosen.ends,
  });
  switch (taken.do) {
    case 'role': {
      const made = await createRole(change, { name: sources.newId(), description: '', permissions: taken.permissions });
      if (!isRefused(made)) roles.push(made.id);
      return !isRefused(made);
    }
    case 'edit-role': {
      const id = at(roles, taken.role) ?? '';
      const edited = { name: sources.newId(), description: '', permissions: taken.permissions };
      return !isRefused(await updateRole(change, id, edited));
    }
    case 'assign': {
      const made = await createAssignment(change, contentOf(taken.content));
      if (!isRefused(made)) assignments.push(made.id);
      return !isRefused(made);
    }
    case 'reassign':
      return !isRefused(
        await updateAssignment(change, at(assignments, taken.assignment) ?? '', contentOf(taken.content)),
      );
    case 'withdraw':
      return !isRefused(await withdrawAssignment(change, at(assignments, taken.assignment) ?? ''));
    case 'join':
    case 'leave': {
      const members = taken.kind === 'users' ? users : devices;
      const [group, member] = [at(groups[taken.kind], taken.group) ?? '', at(members, taken.member) ?? ''];
      const move = taken.do === 'join' ? addMember : removeMember;
      return !isRefused(await move(change, taken.kind, group, member));
    }
    case 'user': {
      const made = await createUser(change, sources.newId());
      if (!isRefused(made)) users.push(made.id);
      return !isRefused(made);
    }
    case 'disable': {
      const id = at(users, taken.user) ?? '';
      return !isRefused(await updateUser(change, id, { name: sources.newId(), disabled: taken.disabled }));
    }
  }
}

/** What each user holds: on each device, over every device to come, and over each group as such; now and in hours to come. */
async function held({ tx, users, devices, groups, tenantId, administrator }: World): Promise<Map<string, Set<string>>> {
  const scopes = await readDeviceGroups(tx, { deviceIds: devices });
  const rights = new Map<string, Set<string>>();
  for (const [id, { operator }] of await readFactsOf(tx, [administrator, ...users], sources.nowMs())) {
    const own = new Set<string>();
    rights.set(id, own);
    if (!operator.active) continue;
    for (const hours of [0, 1.5, 3, 10]) {
      const add = (permission: Permission, over: string) => {
        own.add(`${permission} ${over} ${hours}`);
        if (permission === 'remote-access.modify') own.add(`remote-access.view ${over} ${hours}`);
      };
      const overs = (permission: Permission, covers: (what: DeviceScope | 'tenant' | string) => boolean) => {
        for (const device of devices) {
          if (covers({ id: device, tenantId, groupIds: scopes.get(device) ?? [] })) add(permission, device);
        }
        for (const group of [...groups.devices, ...groups.site]) if (covers(group)) add(permission, group);
        if (covers('tenant')) add(permission, 'tenant');
      };
      if (operator.administrator) for (const permission of administratorPermissions) overs(permission, () => true);
      for (const assignment of operator.assignments.all) {
        if (!isInForce(assignment, sources.nowMs() + hours * hourMs)) continue;
        for (const permission of assignment.permissions) {
          overs(permission, (what) => {
            if (typeof what === 'object') return coversDevice(assignment.over, what);
            return assignment.over.tenant || assignment.over.groups.has(what);
          });
        }
      }
    }
  }
  return rights;
}

describe('giving', () => {
  it('ACC-5: over random role graphs, no change that is accepted gives anybody more than its maker held', {
    timeout: 300_000,
  }, async () => {
    let refusals = 0;
    let acceptances = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.array(step, { minLength: 3, maxLength: 10 }),
        async (before, steps) => {
          await tried(async (tx) => {
            const world = await makeWorld(tx);
            const root = await by(world, world.administrator);
            for (const taken of before) await apply(world, root, taken);
            // One of the users manages, over some devices or all of them, with a few permissions besides.
            const [manager = ''] = world.users;
            for (const taken of steps) {
              const change = await by(world, manager);
              if (!change.facts.operator.active) return;
              const earlier = await held(world);
              const own = earlier.get(manager) ?? new Set();
              if (!(await apply(world, change, taken))) {
                refusals++;
                continue;
              }
              acceptances++;
              for (const [user, now] of await held(world)) {
                const known = earlier.get(user) ?? new Set();
                for (const right of now) {
                  if (!known.has(right) && !own.has(right)) {
                    throw new Error(`${taken.do} gave ${right}, which its maker did not have`);
                  }
                }
              }
            }
          });
        },
      ),
      { numRuns: 150, seed: 20_261_129 },
    );
    // Both happen, or nothing was tried.
    expect(Math.min(refusals, acceptances)).toBeGreaterThan(100);
  });

  it('ACC-5: a right is given for as long and over as much as it is held, not longer and not over more', () => {
    const device = { id: 'd', tenantId: 't', groupIds: ['g'] };
    const facts = (
      over: { tenant?: boolean; groups?: string[]; devices?: string[] },
      endsMs: number | null,
      startsMs: number | null = null,
    ): AccessFacts => ({
      atMs: 100,
      operator: {
        id: 'o',
        tenantId: 't',
        active: true,
        administrator: false,
        sessionsOnly: false,
        assignments: indexAssignments([
          {
            id: 'a',
            roleId: 'r',
            through: { kind: 'user', id: 'o' },
            permissions: new Set<Permission>(['remote-access.modify']),
            over: { tenant: over.tenant ?? false, groups: new Set(over.groups), devices: new Set(over.devices) },
            startsMs,
            endsMs,
          },
        ]),
      },
      tenant: {
        id: 't',
        active: true,
        optedIn: true,
        rooms: { cardOff: false, restartsWithheld: false, viewShortcuts: false },
        settings: defaultTenantSettings,
      },
    });
    const give = (
      from: AccessFacts,
      over: Parameters<typeof giftRefusal>[1]['over'],
      endsMs: number | null = null,
      startsMs: number | null = null,
    ) => giftRefusal(from, { permissions: ['remote-access.view'], over, startsMs, endsMs });
    const group = facts({ groups: ['g'] }, null);
    expect(give(group, { kind: 'device', device })).toBeUndefined();
    expect(give(group, { kind: 'group', id: 'g' })).toBeUndefined();
    expect(give(group, { kind: 'group', id: 'h' })).toBe('beyond-own-rights');
    expect(give(group, { kind: 'tenant' })).toBe('beyond-own-rights');
    expect(give(facts({ devices: ['d'] }, null), { kind: 'group', id: 'g' })).toBe('beyond-own-rights');
    expect(give(facts({ tenant: true }, 500), { kind: 'tenant' }, 500)).toBeUndefined();
    expect(give(facts({ tenant: true }, 500), { kind: 'tenant' }, 501)).toBe('beyond-own-rights');
    expect(give(facts({ tenant: true }, 500), { kind: 'tenant' })).toBe('beyond-own-rights');
    // Held from 300 on, it is given from then on at the earliest; what began before now begins now.
    const later = facts({ tenant: true }, null, 300);
    expect(give(later, { kind: 'tenant' }, null, 300)).toBeUndefined();
    expect(give(later, { kind: 'tenant' }, null, 299)).toBe('beyond-own-rights');
    expect(give(later, { kind: 'tenant' })).toBe('beyond-own-rights');
    expect(give(facts({ tenant: true }, null, 100), { kind: 'tenant' }, null, 50)).toBeUndefined();
    const off = { ...group, tenant: { ...group.tenant, optedIn: false } };
    expect(give(off, { kind: 'device', device })).toBe('tenant-not-opted-in');
    const only = { ...group, operator: { ...group.operator, sessionsOnly: true } };
    expect(give(only, { kind: 'device', device })).toBe('beyond-own-rights');
    expect(holdsSomewhere(only, 'remote-access.view')).toBe(false);
    expect(holdsSomewhere(group, 'remote-access.view')).toBe(true);
    expect(holdsSomewhere(group, 'devices.read')).toBe(false);
  });

  it('ACC-5: who has no remote access may narrow an assignment that gives it, and widen it in no way', async () => {
    await tried(async (tx) => {
      const world = await makeWorld(tx);
      const [manager = '', ...others] = world.users;
      const root = await by(world, world.administrator);
      const role = { name: 'viewers', description: '', permissions: ['remote-access.view'] } as const;
      const [viewers, alike] = [
        accepted(await createRole(root, role)),
        accepted(await createRole(root, { ...role, name: 'alike' })),
      ];
      const wide = {
        roleId: viewers.id,
        everyone: false,
        userIds: others.slice(0, 2),
        userGroupIds: world.groups.users.slice(0, 1),
        everyDevice: false,
        deviceIds: world.devices.slice(0, 2),
        deviceGroupIds: world.groups.devices.slice(0, 1),
        siteIds: world.groups.site.slice(0, 1),
        startsMs: sources.nowMs() + hourMs,
        endsMs: sources.nowMs() + 3 * hourMs,
      };
      const made = accepted(await createAssignment(root, wide));
      const change = await by(world, manager);
      for (const widened of [
        { roleId: alike.id },
        { everyone: true },
        { everyDevice: true },
        { userIds: others },
        { userGroupIds: world.groups.users },
        { deviceIds: world.devices },
        { deviceGroupIds: world.groups.devices },
        { siteIds: world.groups.site },
        { startsMs: wide.startsMs - 1 },
        { startsMs: null },
        { endsMs: wide.endsMs + 1 },
        { endsMs: null },
      ]) {
        const outcome = await updateAssignment(change, made.id, { ...wide, ...widened });
        expect([widened, outcome]).toEqual([widened, { refused: 'beyond-own-rights' }]);
      }
      for (const narrowed of [
        { userIds: [], siteIds: [] },
        { deviceIds: wide.deviceIds.slice(1), startsMs: wide.startsMs + 1, endsMs: wide.endsMs - 1 },
      ]) {
        expect(isRefused(await updateAssignment(change, made.id, { ...wide, ...narrowed }))).toBe(false);
        accepted(await updateAssignment(root, made.id, wide));
      }
    });
  });

  it('ACC-5: a user who is enabled brings no rights that who enables them lacks', async () => {
    await tried(async (tx) => {
      const world = await makeWorld(tx);
      const [manager = '', named = '', member = ''] = world.users;
      const root = await by(world, world.administrator);
      const [group = ''] = world.groups.users;
      accepted(await addMember(root, 'users', group, member));
      const permissions = ['remote-access.view'] as const;
      const role = accepted(await createRole(root, { name: 'viewers', description: '', permissions }));
      const nobody = { everyone: false, userIds: [], userGroupIds: [], deviceIds: [], deviceGroupIds: [], siteIds: [] };
      const over = { ...nobody, roleId: role.id, everyDevice: true, startsMs: null, endsMs: null };
      for (const [id, subject] of [
        [named, { userIds: [named] }],
        [member, { userGroupIds: [group] }],
      ] as const) {
        const made = accepted(await createAssignment(root, { ...over, ...subject }));
        const change = await by(world, manager);
        accepted(await updateUser(change, id, { name: id, disabled: true }));
        const enable = () => updateUser(change, id, { name: id, disabled: false });
        expect(await enable()).toEqual({ refused: 'beyond-own-rights' });
        accepted(await withdrawAssignment(root, made.id));
        expect(isRefused(await enable())).toBe(false);
      }
    });
  });

  it('ACC-1: while remote access is off, nothing of it is assigned, not even by an administrator', async () => {
    await tried(async (tx) => {
      const world = await makeWorld(tx);
      await tx.updateTable('tenants').set({ opted_in_ms: null }).where('id', '=', world.tenantId).execute();
      const root = await by(world, world.administrator);
      const permissions = ['remote-access.view'] as const;
      const role = accepted(await createRole(root, { name: 'viewers', description: '', permissions }));
      const content = {
        roleId: role.id,
        everyone: false,
        userIds: world.users.slice(0, 1),
        userGroupIds: [],
        everyDevice: true,
        deviceIds: [],
        deviceGroupIds: [],
        siteIds: [],
        startsMs: null,
        endsMs: null,
      };
      expect(await createAssignment(root, content)).toEqual({ refused: 'tenant-not-opted-in' });
      const empty = accepted(await updateRole(root, role.id, { ...role, permissions: [] }));
      const made = accepted(await createAssignment(root, content));
      expect(await updateRole(root, empty.id, { ...empty, permissions })).toEqual({ refused: 'tenant-not-opted-in' });
      expect(await readAssignment(tx, world.tenantId, made.id)).toEqual(made);
    });
  });
});
