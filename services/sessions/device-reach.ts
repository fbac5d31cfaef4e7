/** ACC-6: who can reach a device now, and why, by the same decision that starts sessions. */
import { readFactsOf } from '../access/access-facts.ts';
import { isInForce } from '../access/assignment-index.ts';
import { authorize } from '../access/authorize.ts';
import { coversDevice } from '../access/coverage.ts';
import type { AccessFacts, HeldAssignment } from '../access/facts.ts';
import { isRemoteAccess } from '../access/permissions.ts';
import { builtInRoles } from '../access/roles.ts';
import type { DeviceRecord } from '../devices/device-records.ts';
import type { Queryable } from '../store/schema.ts';
import { livePhases } from './session-records.ts';
import { countViewers } from './viewer-count.ts';

interface Named {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export interface Reach {
  /** What keeps all of them from starting a session at the moment. */
  readonly refusal: string | null;
  readonly users: {
    readonly id: string;
    readonly name: string;
    readonly permission: 'view' | 'modify';
    readonly because: {
      readonly assignmentId: string;
      readonly role: { readonly id: string; readonly name: string };
      /** How it covers the user, and the device. */
      readonly user: Named;
      readonly device: Named[];
      readonly endsMs: number | null;
    }[];
    readonly sessions: string[];
  }[];
}

export async function whoCanReach(db: Queryable, device: DeviceRecord, atMs: number): Promise<Reach> {
  const operators = await db
    .selectFrom('operators')
    .where('tenant_id', '=', device.tenantId)
    .where('disabled_ms', 'is', null)
    .orderBy('name')
    .select(['id', 'name'])
    .execute();
  const facts = await readFactsOf(
    db,
    operators.map(({ id }) => id),
    atMs,
  );
  const viewers = await countViewers(db, device.id, { nowMs: atMs });
  const names = await readNames(db, device.tenantId);
  const sessions = await db
    .selectFrom('sessions')
    .where('state', 'in', livePhases)
    .where('device_id', '=', device.id)
    .select(['id', 'operator_id'])
    .execute();
  let refusal: string | null = null;
  const users = operators.flatMap(({ id, name }) => {
    const of = facts.get(id);
    const permission = of === undefined ? undefined : bestPermission(of, device);
    if (of === undefined || permission === undefined) return [];
    const start = {
      action: 'start-session',
      device,
      permission,
      begun: false,
      viewers,
      reasonGiven: true,
      authenticatedMs: atMs,
    } as const;
    const decision = authorize(of, start);
    if (!decision.allowed) refusal = decision.reason;
    const because = of.operator.assignments.all.flatMap((each) => {
      if (![...each.permissions].some(isRemoteAccess) || !isInForce(each, atMs) || !coversDevice(each.over, device)) {
        return [];
      }
      const role = { id: each.roleId, name: names.get(each.roleId) ?? each.roleId };
      const subject = { ...each.through, name: each.through.id === id ? name : (names.get(each.through.id) ?? '') };
      const device_ = coverings(each, device, names);
      return [{ assignmentId: each.id, role, user: subject, device: device_, endsMs: each.endsMs }];
    });
    const own = sessions.flatMap((session) => (session.operator_id === id ? [session.id] : []));
    return [{ id, name, permission, because, sessions: own }];
  });
  return { refusal, users };
}

/** What the user holds on the device, whatever keeps a session from starting at the moment. */
function bestPermission(facts: AccessFacts, device: DeviceRecord): 'view' | 'modify' | undefined {
  return (['modify', 'view'] as const).find((permission) => {
    const decision = authorize(facts, { action: 'hold-session', device, permission });
    return decision.allowed || decision.reason === 'tenant-not-opted-in' || decision.reason === 'device-not-monitored';
  });
}

/** Every way in which an assignment covers the device. */
function coverings({ over }: HeldAssignment, device: DeviceRecord, names: ReadonlyMap<string, string>): Named[] {
  const groups = device.groupIds.filter((id) => over.groups.has(id));
  return [
    ...(over.tenant ? [{ kind: 'tenant', id: device.tenantId, name: names.get(device.tenantId) ?? '' }] : []),
    ...(over.devices.has(device.id) ? [{ kind: 'device', id: device.id, name: device.name }] : []),
    ...groups.map((id) => ({ kind: names.get(`kind of ${id}`) ?? 'devices', id, name: names.get(id) ?? '' })),
  ];
}

async function readNames(db: Queryable, tenantId: string): Promise<Map<string, string>> {
  const names = new Map(builtInRoles.map(({ id, name }) => [id, name]));
  const roles = await db.selectFrom('roles').where('tenant_id', '=', tenantId).select(['id', 'name']).execute();
  const groups = await db.selectFrom('groups').where('tenant_id', '=', tenantId).selectAll().execute();
  const tenants = await db.selectFrom('tenants').where('id', '=', tenantId).select(['id', 'name']).execute();
  for (const { id, name } of [...roles, ...groups, ...tenants]) names.set(id, name);
  for (const { id, kind } of groups) names.set(`kind of ${id}`, kind);
  return names;
}
