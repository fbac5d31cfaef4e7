/** Groups of users, groups of devices, and sites. None contains another, so there are no circles. */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';
import { type Change, isRefused, isStale, type Refused, refuse } from './access-change.ts';
import { followClaims } from './claimed-groups.ts';
import { readDeviceGroups } from './device-scopes.ts';
import { givenOverDevice, givenToUser } from './given.ts';
import { type Gift, giftRefusal } from './giving.ts';

export type GroupKind = 'users' | 'devices' | 'site';

export interface Group {
  readonly id: string;
  readonly name: string;
  /** Of users only: the issuer's group whose members these are; null where members are named here. */
  readonly claim: string | null;
}

export interface GroupContent {
  readonly name: string;
  readonly claim: string | null;
}

interface Page {
  readonly after: string;
  readonly rows: number;
}

export async function listGroups(db: Queryable, tenantId: string, kind: GroupKind, page: Page): Promise<Group[]> {
  return db
    .selectFrom('groups')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.rows)
    .select(['id', 'name', 'claim'])
    .execute();
}

export async function readGroup(
  db: Queryable,
  tenantId: string,
  kind: GroupKind,
  id: string,
): Promise<Group | undefined> {
  return db
    .selectFrom('groups')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .select(['id', 'name', 'claim'])
    .executeTakeFirst();
}

/** Of users or devices, by ID. */
export async function listMembers(db: Queryable, groupId: string, page: Page): Promise<string[]> {
  const rows = await db
    .selectFrom('group_members')
    .where('group_id', '=', groupId)
    .where('member_id', '>', page.after)
    .orderBy('member_id')
    .limit(page.rows)
    .select('member_id')
    .execute();
  return rows.map(({ member_id }) => member_id);
}

export async function createGroup(
  change: Change,
  kind: GroupKind,
  { name, claim }: GroupContent,
): Promise<Group | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const others = await tx
    .selectFrom('groups')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .select('name')
    .execute();
  if (others.some((other) => other.name === name)) return refuse('name-taken');
  if (others.length >= servicesLimits.groupsPerTenant) return refuse('limit-reached');
  const id = sources.newId();
  await tx
    .insertInto('groups')
    .values({ id, tenant_id: tenantId, kind, name, created_ms: sources.nowMs(), claim: null })
    .execute();
  const detail = { group: id, of: kind, before: null, after: name };
  await appendEvent(tx, sources, { kind: 'group.created', tenantId, actor, detail });
  if (claim !== null) await setClaim(change, { id, name, claim: null }, claim);
  return { id, name, claim };
}

export async function changeGroup(
  change: Change,
  kind: GroupKind,
  id: string,
  { name, claim }: GroupContent,
): Promise<Group | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const group = await current(change, kind, id);
  if (isRefused(group)) return group;
  const taken = await tx
    .selectFrom('groups')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('id', '!=', id)
    .select('id')
    .executeTakeFirst();
  if (taken !== undefined) return refuse('name-taken');
  if (name !== group.name) {
    await tx.updateTable('groups').set({ name }).where('id', '=', id).execute();
    const detail = { group: id, of: kind, before: group.name, after: name };
    await appendEvent(tx, sources, { kind: 'group.renamed', tenantId, actor, detail });
  }
  const refused = claim === group.claim ? undefined : await setClaim(change, group, claim);
  return refused ?? { id, name, claim };
}

/**
 * From now on the issuer says who is in it: whoever it names gets what the group gives, so it takes the same rights as
 * naming a member. So does letting go of a claim: its members stay as they are, and what they had for as long as the
 * issuer's word counts they have for good.
 */
async function setClaim(
  change: Change,
  { id, claim: before }: Group,
  claim: string | null,
): Promise<Refused | undefined> {
  const { tx, sources, facts, actor } = change;
  for (const gift of await givenToUser(change, [id])) {
    const refused = giftRefusal(facts, gift);
    if (refused !== undefined) return refuse(refused);
  }
  const tenantId = facts.tenant.id;
  await tx.updateTable('groups').set({ claim }).where('id', '=', id).execute();
  const detail = { group: id, before, after: claim };
  await appendEvent(tx, sources, { kind: 'group.claim-changed', tenantId, actor, detail });
  await followClaims(tx, sources, { tenantId, actor, groupId: id });
  return undefined;
}

export async function deleteGroup(change: Change, kind: GroupKind, id: string): Promise<undefined | Refused> {
  const { tx, sources, facts, actor } = change;
  const group = await current(change, kind, id);
  if (isRefused(group)) return group;
  const subject = tx.selectFrom('assignment_subjects').where('kind', '=', 'group').where('subject_id', '=', id);
  const target = tx.selectFrom('assignment_targets').where('kind', '=', 'group').where('target_id', '=', id);
  const uses = [
    ...(await subject.select('assignment_id').limit(1).execute()),
    ...(await target.select('assignment_id').limit(1).execute()),
  ];
  if (uses.length > 0) return refuse('group-in-use');
  await tx.deleteFrom('group_members').where('group_id', '=', id).execute();
  await tx.deleteFrom('groups').where('id', '=', id).execute();
  const detail = { group: id, of: kind, before: group.name, after: null };
  await appendEvent(tx, sources, { kind: 'group.deleted', tenantId: facts.tenant.id, actor, detail });
  return undefined;
}

async function current(change: Change, kind: GroupKind, id: string): Promise<Group | Refused> {
  const group = await readGroup(change.tx, change.facts.tenant.id, kind, id);
  if (group === undefined) return refuse('group-not-found');
  return isStale(change, group) ? refuse('changed-meanwhile') : group;
}

/** Adding twice is fine. A device that joins a site leaves the one it was in. */
export async function addMember(
  change: Change,
  kind: GroupKind,
  groupId: string,
  memberId: string,
): Promise<undefined | Refused> {
  const { tx, facts } = change;
  const group = await current(change, kind, groupId);
  if (isRefused(group)) return refuse('group-not-found');
  if (group.claim !== null) return refuse('group-follows-issuer');
  const member = await memberRefusal(change, kind, memberId);
  if (member !== undefined) return member;
  const there = await tx
    .selectFrom('group_members')
    .where('group_id', '=', groupId)
    .where('member_id', '=', memberId)
    .select('member_id')
    .executeTakeFirst();
  if (there !== undefined) return undefined;
  for (const gift of await givenByJoining(change, kind, groupId, memberId)) {
    const refused = giftRefusal(facts, gift);
    if (refused !== undefined) return refuse(refused);
  }
  if (kind === 'site') await leaveSites(change, memberId);
  await tx.insertInto('group_members').values({ group_id: groupId, member_id: memberId }).execute();
  await log(change, 'group.member-added', kind, groupId, memberId);
  return undefined;
}

/** Removing twice is fine. */
export async function removeMember(
  change: Change,
  kind: GroupKind,
  groupId: string,
  memberId: string,
): Promise<undefined | Refused> {
  const group = await current(change, kind, groupId);
  if (isRefused(group)) return refuse('group-not-found');
  if (group.claim !== null) return refuse('group-follows-issuer');
  const { numDeletedRows } = await change.tx
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await log(change, 'group.member-removed', kind, groupId, memberId);
  return undefined;
}

async function leaveSites(change: Change, deviceId: string): Promise<void> {
  const sites = await change.tx
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .where('groups.kind', '=', 'site')
    .where('group_members.member_id', '=', deviceId)
    .select('groups.id')
    .execute();
  for (const { id } of sites) await removeMember({ ...change, seen: undefined }, 'site', id, deviceId);
}

async function givenByJoining(change: Change, kind: GroupKind, groupId: string, memberId: string): Promise<Gift[]> {
  if (kind === 'users') return givenToUser(change, [groupId]);
  const groups = await readDeviceGroups(change.tx, { deviceIds: [memberId] });
  const tenantId = change.facts.tenant.id;
  return givenOverDevice(change, groupId, { id: memberId, tenantId, groupIds: groups.get(memberId) ?? [] });
}

async function memberRefusal({ tx, facts }: Change, kind: GroupKind, id: string): Promise<Refused | undefined> {
  const table = kind === 'users' ? 'operators' : 'devices';
  const row = await tx
    .selectFrom(table)
    .where('id', '=', id)
    .where('tenant_id', '=', facts.tenant.id)
    .select('id')
    .executeTakeFirst();
  return row === undefined ? refuse(kind === 'users' ? 'user-not-found' : 'device-not-found') : undefined;
}

async function log(
  { tx, sources, facts, actor }: Change,
  kind: 'group.member-added' | 'group.member-removed',
  of: GroupKind,
  group: string,
  member: string,
): Promise<void> {
  const about = of === 'users' ? { operatorId: member } : { deviceId: member };
  await appendEvent(tx, sources, { kind, tenantId: facts.tenant.id, actor, ...about, detail: { group, of } });
}
