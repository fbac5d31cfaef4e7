/**
 * A world in a real database, brought there by the same changes that the HTTP API makes, in the name of each tenant's
 * administrator. What no API sets (presence, suspension of a tenant, who is an administrator) is written as it stands.
 */
import { type Change, isRefused, type Refused } from '../../services/access/access-change.ts';
import { readCallerFacts, readFactsOf } from '../../services/access/access-facts.ts';
import type { AssignmentContent } from '../../services/access/assignment-content.ts';
import { createAssignment, updateAssignment, withdrawAssignment } from '../../services/access/assignments.ts';
import { followClaims } from '../../services/access/claimed-groups.ts';
import { createTenant } from '../../services/access/first-start.ts';
import {
  addMember,
  changeGroup,
  createGroup,
  type GroupKind,
  listMembers,
  removeMember,
} from '../../services/access/groups.ts';
import { acknowledgementText, optIn, optOut } from '../../services/access/opt-in.ts';
import { allPermissions } from '../../services/access/permissions.ts';
import { actorOf, type Credential, type Principal } from '../../services/access/principal.ts';
import { createRole, updateRole } from '../../services/access/roles.ts';
import { changeTenantSettings } from '../../services/access/settings-change.ts';
import { defaultTenantSettings } from '../../services/access/tenant-settings.ts';
import { createUser, updateUser } from '../../services/access/users.ts';
import { insertSession, type Session } from '../../services/sessions/session-records.ts';
import type { Tx } from '../../services/store/schema.ts';
import type { ManualSources } from '../../services/testing/manual-sources.ts';
import type { Gift } from './giving-rules.ts';
import type { Asker, Assignment, Group, World } from './rules.ts';

const instance = 'instance';
const hourMs = 3_600_000;

export interface StoredSession {
  readonly tenant: string;
  readonly operator: string;
  readonly device: string;
  /** Through a key, by who made that; left out: in person. */
  readonly keyMadeBy?: string | null;
  /** What it was started with has ended. */
  readonly isOver?: boolean;
}

/** What stays the same in all worlds: who and what there is, by its name in the world. */
export interface Ground {
  readonly ids: ReadonlyMap<string, string>;
  /** A session of each user on each device of the tenant, by the ID that it is stored under. */
  readonly sessions: ReadonlyMap<string, StoredSession>;
  readonly administrators: ReadonlyMap<string, string>;
}

const accepted = <T>(result: T | Refused): T => {
  if (isRefused(result)) throw new Error(`refused: ${result.refused}`);
  return result;
};

/** @param world any: only who and what is in it counts here */
export async function layGround(tx: Tx, sources: ManualSources, world: World): Promise<Ground> {
  const ids = new Map<string, string>();
  const administrators = new Map<string, string>();
  const sessions = new Map<string, StoredSession>();
  const relay = { instance, node: 'node', viewer_url: 'ws://127.0.0.1', last_event: 0, hello_ms: 1, replaced_ms: null };
  await tx.insertInto('relay_instances').values(relay).execute();
  for (const { id: tenant } of world.tenants) {
    const made = await createTenant(tx, sources, tenant, { kind: 'services' });
    ids.set(tenant, made.tenantId);
    administrators.set(tenant, made.operatorId);
    const change = await changeBy(tx, sources, made.operatorId);
    const own = <T extends { tenant: string }>(all: readonly T[]) => all.filter((each) => each.tenant === tenant);
    for (const { id } of own(world.users)) ids.set(id, accepted(await createUser(change, id)).id);
    for (const [kind, groups] of groupsOf(world)) {
      for (const { id } of own(groups))
        ids.set(id, accepted(await createGroup(change, kind, { name: id, claim: null })).id);
    }
    for (const { id: name } of own(world.roles)) {
      ids.set(name, accepted(await createRole(change, { name, description: '', permissions: [] })).id);
    }
    for (const { id } of own(world.devices)) ids.set(id, await addDevice(tx, sources, made.tenantId, id));
    for (const { id: operator } of own(world.users)) {
      for (const { id: device } of own(world.devices)) {
        const id = sources.newId();
        sessions.set(id, { tenant, operator, device });
        await insertSession(tx, sessionOf(id, made.tenantId, ids.get(operator) ?? '', ids.get(device) ?? ''));
      }
    }
  }
  return { ids, administrators, sessions };
}

const groupsOf = (world: World): [GroupKind, readonly Group[]][] => [
  ['users', world.userGroups],
  ['devices', world.deviceGroups],
  ['site', world.sites],
];

/** @returns its ID */
export async function addDevice(tx: Tx, sources: ManualSources, tenant_id: string, name: string): Promise<string> {
  const id = sources.newId();
  const key = { id, tenant_id, name, key_hash: id, approval: 'automatic', max_uses: 1, uses: 1, created_ms: 1 };
  await tx
    .insertInto('enrolment_keys')
    .values({ ...key, expires_ms: 1, revoked_ms: null, created_by: 'services' })
    .execute();
  const device = { id, tenant_id, name, platform: 'simulated', state: 'monitored', public_key: '{}' };
  await tx
    .insertInto('devices')
    .values({ ...device, key_thumbprint: id, enrolment_key_id: id, created_ms: 1, credential_expires_ms: 1 })
    .execute();
  return id;
}

/** Suspended: it counts for who may see and hold it, and not as a viewer. */
const sessionOf = (id: string, tenantId: string, operatorId: string, deviceId: string): Session => ({
  id,
  tenantId,
  operatorId,
  deviceId,
  permission: 'view',
  reason: '',
  origin: 'http://127.0.0.1',
  node: 'node',
  instance,
  requestedMs: 1,
  endsAtMs: hourMs,
  ticketExpiresMs: 1,
  replacedTickets: 0,
  state: { phase: 'suspended', startedMs: 1, suspendedMs: 1, resumeUntilMs: hourMs },
});

/** Gives the sessions something that they were started with: a sign-in or a key, in force or over, made by any user. */
export async function giveCredentials(tx: Tx, sources: ManualSources, ground: Ground): Promise<Ground> {
  const sessions = new Map<string, StoredSession>();
  for (const [place, [id, session]] of [...ground.sessions].entries()) {
    const users = [...ground.sessions.values()].flatMap(({ tenant, operator }) =>
      tenant === session.tenant ? [operator] : [],
    );
    const makers = [undefined, null, ...new Set(users)];
    const keyMadeBy = makers[place % makers.length];
    // One in five.
    const isOver = place % 5 === 4;
    const kind = keyMadeBy === undefined ? 'sign-in' : 'api-key';
    const credential: Credential = { kind, id: sources.newId() };
    await addCredential(tx, ground, credential, {
      ...session,
      isOver,
      ...(keyMadeBy === undefined ? {} : { keyMadeBy }),
    });
    const columns = { credential_kind: kind, credential_id: credential.id };
    await tx.updateTable('sessions').set(columns).where('id', '=', id).execute();
    sessions.set(id, { ...session, isOver, ...(keyMadeBy === undefined ? {} : { keyMadeBy }) });
  }
  return { ...ground, sessions };
}

async function addCredential(tx: Tx, { ids }: Ground, { kind, id }: Credential, session: StoredSession): Promise<void> {
  const { tenant, operator, keyMadeBy, isOver } = session;
  const expires_ms = isOver === true ? 1 : hourMs;
  if (kind === 'sign-in') {
    const opened = { token_hash: id, created_ms: 1, expires_ms, authenticated_ms: 1 };
    await tx
      .insertInto('web_sessions')
      .values({ id, operator_id: ids.get(operator) ?? '', ...opened })
      .execute();
    return;
  }
  const made = { created_ms: 1, created_by: typeof keyMadeBy === 'string' ? (ids.get(keyMadeBy) ?? '') : null };
  const key = { id, tenant_id: ids.get(tenant) ?? '', name: id, key_hash: id, scope: 'sessions', origins: '' };
  await tx
    .insertInto('api_keys')
    .values({ ...key, ...made, expires_ms, revoked_ms: null })
    .execute();
}

async function changeBy(tx: Tx, sources: ManualSources, operatorId: string): Promise<Change> {
  const facts = (await readFactsOf(tx, [operatorId], sources.nowMs())).get(operatorId);
  if (facts === undefined) throw new Error('no such operator');
  return { tx, sources, actor: { kind: 'operator', id: operatorId }, facts };
}

/** Brings the database from one world to the next, whichever was there. */
export class StoredWorld {
  readonly #tx: Tx;
  readonly #sources: ManualSources;
  readonly #ground: Ground;
  /** The IDs of those that are stored, by tenant and name. */
  readonly #assignments = new Map<string, Map<string, string>>();

  constructor(tx: Tx, sources: ManualSources, ground: Ground) {
    this.#tx = tx;
    this.#sources = sources;
    this.#ground = ground;
  }

  id(name: string): string {
    const id = this.#ground.ids.get(name);
    if (id === undefined) throw new Error(`nothing is called ${name}`);
    return id;
  }

  /** @returns the world that is there then: what the API refuses is not in it */
  async become(world: World): Promise<World> {
    // Some assignments are over now, and were made before.
    const earlierMs = this.#sources.nowMs() - world.nowMs + 10;
    this.#sources.advance(-earlierMs);
    const assignments: Assignment[] = [];
    for (const tenant of world.tenants) {
      const own = <T extends { tenant: string }>(all: readonly T[]) => all.filter((each) => each.tenant === tenant.id);
      await this.#write('tenants', tenant.id, { suspended_ms: tenant.suspended ? 1 : null });
      const off = await this.#changeIn(tenant.id);
      accepted(await optIn(off, { email: 'a@example.org', textVersion: acknowledgementText.version }));
      const change = await this.#changeIn(tenant.id);
      for (const [kind, groups] of groupsOf(world)) await this.#settleGroups(change, kind, own(groups));
      for (const { id, permissions: held } of own(world.roles)) {
        const permissions = allPermissions.filter((permission) => held.includes(permission));
        accepted(await updateRole(change, this.id(id), { name: id, description: '', permissions }));
      }
      await this.#withdraw(change, tenant.id, own(world.assignments));
      for (const each of own(world.assignments)) if (await this.#assign(change, each)) assignments.push(each);
      for (const { id, disabled, administrator, claimsUntilMs } of own(world.users)) {
        accepted(await updateUser(change, this.id(id), { name: id, disabled }));
        const marks = { administrator_ms: administrator ? 1 : null, claims_until_ms: claimsUntilMs };
        await this.#write('operators', id, marks);
      }
      const { viewersPerDevice, reasonRequired, stepUpMinutes } = tenant;
      const settings = { ...defaultTenantSettings, viewersPerDevice, reasonRequired, stepUpMinutes };
      accepted(await changeTenantSettings(change, settings));
      if (!tenant.optedIn) accepted(await optOut(change));
    }
    for (const device of world.devices) {
      await this.#write('devices', device.id, { state: device.state });
      await this.#tx.deleteFrom('presence').where('device_id', '=', this.id(device.id)).execute();
      if (!device.connected) continue;
      const { callState: call_state, ring, ejected } = device;
      const said = {
        call_state,
        call_state_source: '',
        call_state_since_ms: 1,
        ring,
        displays: '[]',
        capabilities: '',
      };
      const home = { device_id: this.id(device.id), node: 'node', instance, connected_ms: 1 };
      await this.#tx
        .insertInto('presence')
        .values({ ...home, ...said, ejected_ms: ejected ? 1 : null })
        .execute();
    }
    this.#sources.advance(10);
    return { ...world, assignments };
  }

  /** Who asks, as the product knows them once they have shown what they have. */
  principalOf({ user, sessionsOnly, keyMadeBy }: Asker): Principal {
    const tenant = user.split('-')[0] ?? '';
    const tenantId = this.id(tenant);
    const who = { operatorId: this.id(user), operatorName: user, tenantId, tenantName: tenant };
    if (keyMadeBy === undefined) return { ...who, via: 'page', signInId: 'a sign-in', authenticatedMs: null };
    const createdBy = keyMadeBy === null ? null : this.id(keyMadeBy);
    return { ...who, via: 'api-key', apiKeyId: 'a key', origins: [], sessionsOnly, createdBy };
  }

  /** Somebody tries to give something. @returns "allowed", and it is given; or why not, and nothing has changed */
  async attempt(giver: Asker, gift: Gift): Promise<string> {
    const principal = this.principalOf(giver);
    const facts = await readCallerFacts(this.#tx, principal, this.#sources.nowMs());
    if (facts === undefined) throw new Error(`${giver.user} is not there`);
    const change = { tx: this.#tx, sources: this.#sources, actor: actorOf(principal), facts };
    const done = await this.#give(change, gift);
    return isRefused(done) ? done.refused : 'allowed';
  }

  async #give(change: Change, gift: Gift): Promise<unknown> {
    switch (gift.give) {
      case 'assignment':
        return createAssignment(change, this.#contentOf(gift.assignment));
      case 'permissions': {
        const permissions = allPermissions.filter((permission) => gift.permissions.includes(permission));
        return updateRole(change, this.id(gift.role), { name: gift.role, description: '', permissions });
      }
      case 'membership': {
        const kind = ({ userGroups: 'users', deviceGroups: 'devices', sites: 'site' } as const)[gift.of];
        return addMember(change, kind, this.id(gift.group), this.id(gift.member));
      }
      case 'change': {
        const id = this.#assignmentsOf(gift.to.tenant).get(gift.to.id) ?? '';
        return updateAssignment(change, id, this.#contentOf(gift.to));
      }
      case 'following': {
        const claim = gift.follows ? `claim of ${gift.group}` : null;
        return changeGroup(change, 'users', this.id(gift.group), { name: gift.group, claim });
      }
      case 'enabling':
        return updateUser(change, this.id(gift.user), { name: gift.user, disabled: false });
      default:
        return gift satisfies never;
    }
  }

  #changeIn(tenant: string): Promise<Change> {
    return changeBy(this.#tx, this.#sources, this.#ground.administrators.get(tenant) ?? '');
  }

  async #write(table: 'tenants' | 'operators' | 'devices', name: string, columns: object): Promise<void> {
    await this.#tx.updateTable(table).set(columns).where('id', '=', this.id(name)).execute();
  }

  async #settleGroups(change: Change, kind: GroupKind, groups: readonly Group[]): Promise<void> {
    for (const { id: group, members, followsIssuer = false } of groups) {
      const wanted = members.map((member) => this.id(member));
      const claim = followsIssuer ? `claim of ${group}` : null;
      // What a sign-in by the identity provider leaves behind.
      await this.#tx.deleteFrom('operator_claims').where('claim', '=', `claim of ${group}`).execute();
      for (const operator_id of claim === null ? [] : wanted) {
        await this.#tx
          .insertInto('operator_claims')
          .values({ operator_id, claim: `claim of ${group}` })
          .execute();
      }
      if (kind === 'users') accepted(await changeGroup(change, kind, this.id(group), { name: group, claim }));
      if (claim !== null) {
        const { tx, sources, actor, facts } = change;
        await followClaims(tx, sources, { tenantId: facts.tenant.id, actor, groupId: this.id(group) });
        continue;
      }
      const there = await listMembers(this.#tx, this.id(group), { after: '', rows: 10 });
      for (const member of there.filter((each) => !wanted.includes(each))) {
        accepted(await removeMember(change, kind, this.id(group), member));
      }
      for (const member of wanted) accepted(await addMember(change, kind, this.id(group), member));
    }
  }

  #assignmentsOf(tenant: string): Map<string, string> {
    const known = this.#assignments.get(tenant) ?? new Map<string, string>();
    this.#assignments.set(tenant, known);
    return known;
  }

  async #withdraw(change: Change, tenant: string, staying: readonly Assignment[]): Promise<void> {
    const stored = this.#assignmentsOf(tenant);
    for (const [name, id] of stored) {
      if (staying.some((each) => each.id === name)) continue;
      accepted(await withdrawAssignment(change, id));
      stored.delete(name);
    }
  }

  /** @returns false where it must be refused, and is: then there is none of this name */
  async #assign(change: Change, assignment: Assignment): Promise<boolean> {
    const content = this.#contentOf(assignment);
    const stored = this.#assignmentsOf(assignment.tenant);
    const known = stored.get(assignment.id);
    const { startsMs, endsMs } = assignment;
    const isPossible = endsMs === null || endsMs > (startsMs ?? 0);
    const result =
      known === undefined ? await createAssignment(change, content) : await updateAssignment(change, known, content);
    if (isRefused(result) && !isPossible && result.refused === 'assignment-times') {
      if (known !== undefined) accepted(await withdrawAssignment(change, known));
      stored.delete(assignment.id);
      return false;
    }
    stored.set(assignment.id, accepted(result).id);
    if (!isPossible) throw new Error('an assignment that ends before it starts was accepted');
    return true;
  }

  #contentOf(assignment: Assignment): AssignmentContent {
    const all = (names: readonly string[]) => names.map((name) => this.id(name));
    const { everyone, everyDevice, startsMs, endsMs, role } = assignment;
    return {
      roleId: this.#ground.ids.get(role) ?? role,
      everyone,
      userIds: all(assignment.users),
      userGroupIds: all(assignment.userGroups),
      everyDevice,
      deviceIds: all(assignment.devices),
      deviceGroupIds: all(assignment.deviceGroups),
      siteIds: all(assignment.sites),
      startsMs,
      endsMs,
    };
  }
}
