/** What somebody has of a permission in whichever way, once what was given to them by itself is taken back. */
import type { Queryable } from '../store/schema.ts';
import { readFactsOf } from './access-facts.ts';
import { coversDevice } from './coverage.ts';
import { readDeviceGroups } from './device-scopes.ts';
import { isRemoteAccess, type Permission } from './permissions.ts';

export interface Remaining {
  /** As an administrator: no assignment gives it. */
  readonly administrator: boolean;
  /** Those that have begun, or will. */
  readonly assignmentIds: readonly string[];
}

/** Without a device: over any. An identity provider's word counts as it was last heard: it may say so again */
export async function remainingRights(
  db: Queryable,
  {
    tenantId,
    operatorId,
    deviceId,
    permission,
  }: {
    readonly tenantId: string;
    readonly operatorId: string;
    readonly deviceId: string | undefined;
    readonly permission: Permission;
  },
  atMs: number,
): Promise<Remaining> {
  const operator = (await readFactsOf(db, [operatorId], atMs)).get(operatorId)?.operator;
  if (operator === undefined) return { administrator: false, assignmentIds: [] };
  const groups = deviceId === undefined ? new Map() : await readDeviceGroups(db, { deviceIds: [deviceId] });
  const device = deviceId === undefined ? undefined : { id: deviceId, tenantId, groupIds: groups.get(deviceId) ?? [] };
  const held = operator.assignments.byPermission.get(permission) ?? [];
  const remaining = held.filter(
    ({ over, endsMs }) => (endsMs === null || atMs < endsMs) && (device === undefined || coversDevice(over, device)),
  );
  return {
    administrator: operator.administrator && !isRemoteAccess(permission),
    assignmentIds: remaining.map(({ id }) => id).toSorted(),
  };
}
