/** Assignments: a role for users or groups of them, over devices, groups of them or sites, from when until when (ACC-4). */
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';
import { type Change, isRefused, isStale, type Refused, refuse } from './access-change.ts';
import { readRolePermissions } from './access-facts.ts';
import { type Assignment, type AssignmentContent, isWithin } from './assignment-content.ts';
import { logAssignment } from './assignment-log.ts';
import { gifts } from './given.ts';
import { giftRefusal } from './giving.ts';
import { readRole } from './roles.ts';

export async function listAssignments(
  db: Queryable,
  tenantId: string,
  { after, rows: most }: { readonly after: string; readonly rows: number },
): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('assignments')
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .select('id')
    .execute();
  const assignments = await readAll(
    db,
    tenantId,
    rows.map(({ id }) => id),
  );
  return assignments;
}

export async function readAssignment(db: Queryable, tenantId: string, id: string): Promise<Assignment | undefined> {
  return (await readAll(db, tenantId, [id]))[0];
}

async function readAll(db: Queryable, tenantId: string, ids: readonly string[]): Promise<Assignment[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('assignments')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .orderBy('id')
    .selectAll()
    .execute();
  const subjects = await db.selectFrom('assignment_subjects').where('assignment_id', 'in', ids).selectAll().execute();
  const targets = await db
    .selectFrom('assignment_targets')
    .leftJoin('groups', 'groups.id', 'assignment_targets.target_id')
    .where('assignment_targets.assignment_id', 'in', ids)
    .selectAll('assignment_targets')
    .select('groups.kind as group_kind')
    .execute();
  return rows.map((row) => {
    const who = subjects.filter(({ assignment_id }) => assignment_id === row.id);
    const what = targets.filter(({ assignment_id }) => assignment_id === row.id);
    const users = (kind: string) => who.flatMap((each) => (each.kind === kind ? [each.subject_id] : [])).toSorted();
    const groups = (kind: string) =>
      what.flatMap((each) => (each.kind === 'group' && each.group_kind === kind ? [each.target_id] : [])).toSorted();
    return {
      id: row.id,
      roleId: row.role_id,
      everyone: who.some(({ kind }) => kind === 'everyone'),
      userIds: users('user'),
      userGroupIds: users('group'),
      everyDevice: what.some(({ kind }) => kind === 'tenant'),
      deviceIds: what.flatMap(({ kind, target_id }) => (kind === 'device' ? [target_id] : [])).toSorted(),
      deviceGroupIds: groups('devices'),
      siteIds: groups('site'),
      startsMs: row.starts_ms,
      endsMs: row.ends_ms,
      createdMs: row.created_ms,
      createdBy: row.created_by,
    };
  });
}

export async function createAssignment(change: Change, content: AssignmentContent): Promise<Assignment | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const refused =
    (await contentRefusal(change, content)) ?? (await beyondRefusal(change, content)) ?? (await fullRefusal(change));
  if (refused !== undefined) return refused;
  const createdBy = 'id' in actor ? actor.id : actor.kind;
  const assignment = { ...content, id: sources.newId(), createdMs: sources.nowMs(), createdBy };
  await tx
    .insertInto('assignments')
    .values({
      id: assignment.id,
      tenant_id: tenantId,
      role_id: content.roleId,
      starts_ms: content.startsMs,
      ends_ms: content.endsMs,
      created_ms: assignment.createdMs,
      created_by: createdBy,
    })
    .execute();
  await writeParties(change, assignment.id, content);
  await logAssignment({ tx, sources, tenantId, actor }, assignment.id, null, assignment);
  return (await readAssignment(tx, tenantId, assignment.id)) ?? assignment;
}

export async function updateAssignment(
  change: Change,
  id: string,
  content: AssignmentContent,
): Promise<Assignment | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const before = await current(change, id);
  if (isRefused(before)) return before;
  const refused =
    (await contentRefusal(change, content)) ??
    (isWithin(content, before) ? undefined : await beyondRefusal(change, content));
  if (refused !== undefined) return refused;
  const { roleId, startsMs, endsMs } = content;
  const times = { role_id: roleId, starts_ms: startsMs, ends_ms: endsMs };
  await tx.updateTable('assignments').set(times).where('id', '=', id).execute();
  await deleteParties(change, id);
  await writeParties(change, id, content);
  const after = (await readAssignment(tx, tenantId, id)) ?? { ...before, ...content };
  await logAssignment({ tx, sources, tenantId, actor }, id, before, after);
  return after;
}

export async function withdrawAssignment(change: Change, id: string): Promise<undefined | Refused> {
  const { tx, sources, facts, actor } = change;
  const before = await current(change, id);
  if (isRefused(before)) return before;
  await deleteParties(change, id);
  await tx.deleteFrom('assignments').where('id', '=', id).execute();
  await logAssignment({ tx, sources, tenantId: facts.tenant.id, actor }, id, before, null);
  return undefined;
}

async function current(change: Change, id: string): Promise<Assignment | Refused> {
  const assignment = await readAssignment(change.tx, change.facts.tenant.id, id);
  if (assignment === undefined) return refuse('assignment-not-found');
  return isStale(change, assignment) ? refuse('changed-meanwhile') : assignment;
}

async function contentRefusal(change: Change, content: AssignmentContent): Promise<Refused | undefined> {
  const { tx, facts } = change;
  const { startsMs, endsMs } = content;
  if (endsMs !== null && endsMs <= Math.max(startsMs ?? 0, facts.atMs)) return refuse('assignment-times');
  if ((await readRole(tx, facts.tenant.id, content.roleId)) === undefined) return refuse('role-not-found');
  const known = async (table: 'operators' | 'devices', ids: readonly string[]) => {
    if (ids.length === 0) return true;
    const rows = await tx
      .selectFrom(table)
      .where('tenant_id', '=', facts.tenant.id)
      .where('id', 'in', ids)
      .select('id')
      .execute();
    return rows.length === new Set(ids).size;
  };
  const knownGroups = async (kind: string, ids: readonly string[]) => {
    if (ids.length === 0) return true;
    const rows = await tx
      .selectFrom('groups')
      .where('tenant_id', '=', facts.tenant.id)
      .where('kind', '=', kind)
      .where('id', 'in', ids)
      .select('id')
      .execute();
    return rows.length === new Set(ids).size;
  };
  if (!(await known('operators', content.userIds))) return refuse('user-not-found');
  if (!(await known('devices', content.deviceIds))) return refuse('device-not-found');
  if (!(await knownGroups('users', content.userGroupIds))) return refuse('group-not-found');
  if (!(await knownGroups('devices', content.deviceGroupIds))) return refuse('group-not-found');
  return (await knownGroups('site', content.siteIds)) ? undefined : refuse('group-not-found');
}

async function beyondRefusal({ tx, facts }: Change, content: AssignmentContent): Promise<Refused | undefined> {
  const permissions = (await readRolePermissions(tx, [content.roleId])).get(content.roleId) ?? new Set();
  const groups = new Set([...content.deviceGroupIds, ...content.siteIds]);
  const over = { tenant: content.everyDevice, groups, devices: new Set(content.deviceIds) };
  const { startsMs, endsMs } = content;
  for (const gift of await gifts(tx, facts.tenant.id, [{ permissions, over, startsMs, endsMs }])) {
    const refused = giftRefusal(facts, gift);
    if (refused !== undefined) return refuse(refused);
  }
  return undefined;
}

async function fullRefusal({ tx, facts }: Change): Promise<Refused | undefined> {
  const rows = await tx.selectFrom('assignments').where('tenant_id', '=', facts.tenant.id).select('id').execute();
  return rows.length < servicesLimits.assignmentsPerTenant ? undefined : refuse('limit-reached');
}

async function writeParties({ tx, facts }: Change, assignment_id: string, content: AssignmentContent): Promise<void> {
  const subjects = [
    ...(content.everyone ? [['everyone', facts.tenant.id] as const] : []),
    ...content.userIds.map((id) => ['user', id] as const),
    ...content.userGroupIds.map((id) => ['group', id] as const),
  ];
  for (const [kind, subject_id] of subjects) {
    await tx.insertInto('assignment_subjects').values({ assignment_id, kind, subject_id }).execute();
  }
  const targets = [
    ...(content.everyDevice ? [['tenant', facts.tenant.id] as const] : []),
    ...content.deviceIds.map((id) => ['device', id] as const),
    ...[...content.deviceGroupIds, ...content.siteIds].map((id) => ['group', id] as const),
  ];
  for (const [kind, target_id] of targets) {
    await tx.insertInto('assignment_targets').values({ assignment_id, kind, target_id }).execute();
  }
}

async function deleteParties({ tx }: Change, id: string): Promise<void> {
  await tx.deleteFrom('assignment_subjects').where('assignment_id', '=', id).execute();
  await tx.deleteFrom('assignment_targets').where('assignment_id', '=', id).execute();
}
