/** An operator's assignments by the permissions that they hold: a decision looks at those only that could allow it. */
import { coversDevice, type DeviceScope } from './coverage.ts';
import type { AssignmentIndex, HeldAssignment } from './facts.ts';
import type { Permission } from './permissions.ts';

/** Who may use a device may look at it: so the right to modify is indexed with the right to view. */
export function indexAssignments(assignments: readonly HeldAssignment[]): AssignmentIndex {
  const all = assignments.map((each) => {
    const { permissions } = each;
    const usesOnly = permissions.has('remote-access.modify') && !permissions.has('remote-access.view');
    return usesOnly ? { ...each, permissions: new Set<Permission>([...permissions, 'remote-access.view']) } : each;
  });
  const byPermission = new Map<Permission, HeldAssignment[]>();
  for (const assignment of all) {
    for (const permission of assignment.permissions) {
      const known = byPermission.get(permission);
      if (known === undefined) byPermission.set(permission, [assignment]);
      else known.push(assignment);
    }
  }
  return { all, byPermission };
}

/** Whether an assignment that is in force holds the permission over the device. */
export function holdsOverDevice(
  { byPermission }: AssignmentIndex,
  permission: Permission,
  device: DeviceScope,
  atMs: number,
): boolean {
  const assignments = byPermission.get(permission);
  if (assignments === undefined) return false;
  for (const assignment of assignments) {
    if (isInForce(assignment, atMs) && coversDevice(assignment.over, device)) return true;
  }
  return false;
}

/** The same over every device, and the tenant itself. */
export function holdsOverAll({ byPermission }: AssignmentIndex, permission: Permission, atMs: number): boolean {
  return byPermission.get(permission)?.some((each) => each.over.tenant && isInForce(each, atMs)) ?? false;
}

/** From its start until just before its end. */
export function isInForce({ startsMs, endsMs }: Pick<HeldAssignment, 'startsMs' | 'endsMs'>, atMs: number): boolean {
  return (startsMs === null || startsMs <= atMs) && (endsMs === null || atMs < endsMs);
}
