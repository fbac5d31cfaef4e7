/**
 * Assignments that the command line and the embedded default make: for one operator, of a role that holds just what is
 * asked for, over one device after the other or over every device. They are roles and assignments like any others.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import { logAssignment } from './assignment-log.ts';
import { readAssignment } from './assignments.ts';
import type { Permission } from './permissions.ts';

export interface Holding {
  readonly tenantId: string;
  readonly operatorId: string;
  /** Undefined: over every device, and the tenant itself. */
  readonly deviceId?: string | undefined;
  readonly permissions: readonly Permission[];
  readonly actor: Actor;
}

/** Holding twice is fine. */
export async function holdByAssignment(tx: Tx, sources: Sources, holding: Holding): Promise<void> {
  const { tenantId, deviceId, actor } = holding;
  const roleId = (await findRoles(tx, holding))[0] ?? (await makeRole(tx, sources, holding));
  const [known] = await ownAssignments(tx, roleId, holding);
  const before = known === undefined ? null : ((await readAssignment(tx, tenantId, known)) ?? null);
  const id = known ?? (await makeAssignment(tx, sources, roleId, holding));
  const kind = deviceId === undefined ? 'tenant' : 'device';
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('assignment_targets')
    .values({ assignment_id: id, kind, target_id: deviceId ?? tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return;
  const after = (await readAssignment(tx, tenantId, id)) ?? null;
  await logAssignment({ tx, sources, tenantId, actor }, id, before, after);
}

/** Takes back what was given in the same way. @returns whether there was any */
export async function withdrawOwn(tx: Tx, sources: Sources, holding: Holding): Promise<boolean> {
  const { tenantId, deviceId, actor } = holding;
  const own: string[] = [];
  for (const roleId of await findRoles(tx, holding)) own.push(...(await ownAssignments(tx, roleId, holding)));
  let any = false;
  for (const id of own) {
    const before = (await readAssignment(tx, tenantId, id)) ?? null;
    const { numDeletedRows } = await tx
      .deleteFrom('assignment_targets')
      .where('assignment_id', '=', id)
      .where('kind', '=', deviceId === undefined ? 'tenant' : 'device')
      .where('target_id', '=', deviceId ?? tenantId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) continue;
    any = true;
    const left = await tx.selectFrom('assignment_targets').where('assignment_id', '=', id).select('kind').execute();
    if (left.length === 0) {
      await tx.deleteFrom('assignment_subjects').where('assignment_id', '=', id).execute();
      await tx.deleteFrom('assignments').where('id', '=', id).execute();
    }
    const after = left.length === 0 ? null : ((await readAssignment(tx, tenantId, id)) ?? null);
    await logAssignment({ tx, sources, tenantId, actor }, id, before, after);
  }
  return any;
}

const nameOf = ({ permissions }: Holding): string => permissions.join(', ');

/** By what they hold, not by their name: somebody may have renamed one, or made another of the same permissions. */
async function findRoles(tx: Tx, { tenantId, permissions }: Holding): Promise<string[]> {
  const rows = await tx
    .selectFrom('roles')
    .innerJoin('role_permissions', 'role_permissions.role_id', 'roles.id')
    .where('roles.tenant_id', '=', tenantId)
    .select(['roles.id', 'role_permissions.permission'])
    .orderBy('roles.id')
    .execute();
  const roles = new Map<string, string[]>();
  for (const { id, permission } of rows) roles.set(id, [...(roles.get(id) ?? []), permission]);
  const wanted = permissions.toSorted().join(' ');
  return [...roles].flatMap(([id, held]) => (held.toSorted().join(' ') === wanted ? [id] : []));
}

async function makeRole(tx: Tx, sources: Sources, holding: Holding): Promise<string> {
  const { tenantId, permissions, actor } = holding;
  const id = sources.newId();
  const plain = nameOf(holding);
  const taken = await tx
    .selectFrom('roles')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', plain)
    .select('id')
    .executeTakeFirst();
  const name = taken === undefined ? plain : `${plain} (${id})`;
  const description = 'Made for what was given to one operator at a time.';
  await tx
    .insertInto('roles')
    .values({ id, tenant_id: tenantId, name, description, created_ms: sources.nowMs() })
    .execute();
  for (const permission of permissions) {
    await tx.insertInto('role_permissions').values({ role_id: id, permission }).execute();
  }
  const detail = { role: id, before: null, after: { name, permissions: [...permissions] } };
  await appendEvent(tx, sources, { kind: 'role.created', tenantId, actor, detail });
  return id;
}

async function makeAssignment(tx: Tx, sources: Sources, roleId: string, holding: Holding): Promise<string> {
  const { tenantId, operatorId, actor } = holding;
  const id = sources.newId();
  const created = { created_ms: sources.nowMs(), created_by: actor.kind };
  await tx
    .insertInto('assignments')
    .values({ id, tenant_id: tenantId, role_id: roleId, starts_ms: null, ends_ms: null, ...created })
    .execute();
  await tx
    .insertInto('assignment_subjects')
    .values({ assignment_id: id, kind: 'user', subject_id: operatorId })
    .execute();
  return id;
}

/** Of the role, without times, and for this operator alone. */
async function ownAssignments(tx: Tx, roleId: string, { tenantId, operatorId }: Holding): Promise<string[]> {
  const rows = await tx
    .selectFrom('assignments')
    .innerJoin('assignment_subjects', 'assignment_subjects.assignment_id', 'assignments.id')
    .where('assignments.tenant_id', '=', tenantId)
    .where('assignments.role_id', '=', roleId)
    .where('assignments.starts_ms', 'is', null)
    .where('assignments.ends_ms', 'is', null)
    .select(['assignments.id', 'assignment_subjects.kind', 'assignment_subjects.subject_id'])
    .orderBy('assignments.id')
    .execute();
  const alone = rows.filter(({ id }) => rows.filter((row) => row.id === id).length === 1);
  return alone.flatMap(({ id, kind, subject_id }) => (kind === 'user' && subject_id === operatorId ? [id] : []));
}
