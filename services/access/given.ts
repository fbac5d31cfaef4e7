/** What assignments give, as gifts: for the question whether whoever widens one may do so (ACC-5). */
import type { Queryable } from '../store/schema.ts';
import type { Change } from './access-change.ts';
import { readAssignments } from './access-facts.ts';
import type { DeviceScope, Target } from './coverage.ts';
import { readDeviceGroups } from './device-scopes.ts';
import type { AssignmentFacts } from './facts.ts';
import type { Gift } from './giving.ts';
import type { Permission } from './permissions.ts';

/** What a role's new permissions give, to whoever has it. */
export async function givenByRole(change: Change, roleId: string, added: ReadonlySet<Permission>): Promise<Gift[]> {
  const { tx, facts } = change;
  const rows = await tx
    .selectFrom('assignments')
    .where('tenant_id', '=', facts.tenant.id)
    .where('role_id', '=', roleId)
    .select('id')
    .execute();
  const assignments = await stillToRun(change, rows);
  return gifts(
    tx,
    facts.tenant.id,
    assignments.map((each) => ({ ...each, permissions: added })),
  );
}

/** What a user gets by being among these: by name, or in a group. */
export async function givenToUser(change: Change, subjectIds: readonly string[]): Promise<Gift[]> {
  const { tx, facts } = change;
  const rows = await tx
    .selectFrom('assignment_subjects')
    .innerJoin('assignments', 'assignments.id', 'assignment_subjects.assignment_id')
    .where('assignments.tenant_id', '=', facts.tenant.id)
    .where('assignment_subjects.subject_id', 'in', subjectIds)
    .select('assignments.id')
    .execute();
  return gifts(tx, facts.tenant.id, await stillToRun(change, rows));
}

/** What whoever reaches a group of devices, or a site, gets by a device that joins it. */
export async function givenOverDevice(change: Change, groupId: string, device: DeviceScope): Promise<Gift[]> {
  const { tx, facts } = change;
  const rows = await tx
    .selectFrom('assignment_targets')
    .innerJoin('assignments', 'assignments.id', 'assignment_targets.assignment_id')
    .where('assignments.tenant_id', '=', facts.tenant.id)
    .where('assignment_targets.kind', '=', 'group')
    .where('assignment_targets.target_id', '=', groupId)
    .select('assignments.id')
    .execute();
  const assignments = await stillToRun(change, rows);
  return assignments.map(({ permissions, startsMs, endsMs }) => {
    return { permissions, over: { kind: 'device', device }, startsMs, endsMs };
  });
}

async function stillToRun({ tx, facts }: Change, rows: readonly { readonly id: string }[]): Promise<AssignmentFacts[]> {
  const assignments = await readAssignments(tx, [...new Set(rows.map(({ id }) => id))]);
  return [...assignments.values()].filter(({ endsMs }) => endsMs === null || facts.atMs < endsMs);
}

/** One gift for each target of each assignment. */
export async function gifts(
  db: Queryable,
  tenantId: string,
  assignments: readonly Pick<AssignmentFacts, 'permissions' | 'over' | 'startsMs' | 'endsMs'>[],
): Promise<Gift[]> {
  const deviceIds = [...new Set(assignments.flatMap(({ over }) => [...over.devices]))];
  const groups = await readDeviceGroups(db, { deviceIds });
  return assignments.flatMap(({ permissions, over, startsMs, endsMs }) => {
    const targets: Target[] = [
      ...(over.tenant ? [{ kind: 'tenant' } as const] : []),
      ...[...over.groups].map((id) => ({ kind: 'group', id }) as const),
      ...[...over.devices].map((id) => {
        return { kind: 'device', device: { id, tenantId, groupIds: groups.get(id) ?? [] } } as const;
      }),
    ];
    return targets.map((target) => ({ permissions, over: target, startsMs, endsMs }));
  });
}
