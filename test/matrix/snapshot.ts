/** A world as the product's decision sees it: the facts of one operator, and the question as a request. */
import { indexAssignments } from '../../services/access/assignment-index.ts';
import { type AccessRequest, authorize } from '../../services/access/authorize.ts';
import type { AccessFacts, DeviceFacts, Giver, HeldAssignment } from '../../services/access/facts.ts';
import { builtInRole, isPermission, type Permission } from '../../services/access/permissions.ts';
import { defaultTenantSettings } from '../../services/access/tenant-settings.ts';
import { type Asker, type Assignment, makersWordMs, type Question, type User, type World } from './rules.ts';

export type DeviceLookup = (id: string) => DeviceFacts | undefined;

/** @returns "allowed", or the reason against it */
export function decide(facts: AccessFacts, request: AccessRequest): string {
  const decision = authorize(facts, request);
  return decision.allowed ? 'allowed' : decision.reason;
}

/** @param idOf of a tenant or user that the world names */
export function requestOf(
  question: Question,
  deviceOf: DeviceLookup,
  idOf: (name: string) => string = (name) => name,
): AccessRequest {
  switch (question.ask) {
    case 'own account':
      return { action: 'own-account' };
    case 'administer':
      return { action: 'administer', permission: known(question.permission) as 'log.read' };
    case 'opt in':
      return { action: 'opt-in' };
    case 'suspend tenant':
      return { action: 'suspend-tenant' };
    case 'see device':
      return { action: 'see-device', device: deviceOf(question.device) };
    case 'recover device':
      return { action: 'recover-device', device: deviceOf(question.device) };
    case 'manage device': {
      const permission = known(question.permission) as 'devices.read';
      return { action: 'manage-device', permission, device: deviceOf(question.device) };
    }
    case 'start session': {
      const { ask: _, device, comingBack: begun, ...rest } = question;
      return { action: 'start-session', device: deviceOf(device), begun, ...rest };
    }
    case 'hold session':
      return { action: 'hold-session', permission: question.permission, device: deviceOf(question.device) };
    case 'see session':
    case 'end session': {
      const action = question.ask === 'see session' ? 'see-session' : 'end-session';
      const device = question.session && deviceOf(question.session.device);
      if (question.session === undefined || device === undefined) return { action, session: undefined };
      const { tenant, operator } = question.session;
      return { action, session: { tenantId: idOf(tenant), operatorId: idOf(operator), device } };
    }
    default:
      return question satisfies never;
  }
}

function known(permission: string): Permission {
  if (!isPermission(permission)) throw new Error(`The product knows no permission ${permission}.`);
  return permission;
}

/** What `services/access/access-facts.ts` would read, had the world been stored. */
export function factsOf(world: World, asker: Asker): AccessFacts {
  const user = world.users.find(({ id }) => id === asker.user);
  const tenant = world.tenants.find(({ id }) => id === user?.tenant);
  if (user === undefined || tenant === undefined) throw new Error(`nobody of the world: ${asker.user}`);
  const maker = world.users.find(({ id }) => id === asker.keyMadeBy);
  const { viewersPerDevice, reasonRequired, stepUpMinutes } = tenant;
  const hasLapsed = user.claimsUntilMs !== null && user.claimsUntilMs <= world.nowMs;
  const makerSaidMs = maker?.claimsUntilMs ?? null;
  const makerHasLapsed = makerSaidMs !== null && makerSaidMs + makersWordMs <= world.nowMs;
  return {
    atMs: world.nowMs,
    operator: {
      id: user.id,
      tenantId: user.tenant,
      ...giverOf(world, user, hasLapsed),
      sessionsOnly: asker.sessionsOnly,
      byApiKey: asker.keyMadeBy !== undefined,
      within: maker === undefined ? undefined : giverOf(world, maker, makerHasLapsed),
    },
    tenant: {
      id: tenant.id,
      active: !tenant.suspended,
      optedIn: tenant.optedIn,
      rooms: { cardOff: false, restartsWithheld: false, viewShortcuts: false },
      settings: { ...defaultTenantSettings, viewersPerDevice, reasonRequired, stepUpMinutes },
    },
  };
}

const giverOf = (world: World, user: User, hasLapsed: boolean): Giver => ({
  active: !user.disabled,
  administrator: user.administrator && !hasLapsed,
  assignments: indexAssignments(world.assignments.flatMap((each) => heldBy(world, each, user, hasLapsed))),
});

function heldBy(world: World, assignment: Assignment, user: User, hasLapsed: boolean): HeldAssignment[] {
  const { id, role, startsMs, endsMs } = assignment;
  const groups = world.userGroups.filter(({ followsIssuer }) => !(followsIssuer && hasLapsed));
  const group = groups.find((each) => assignment.userGroups.includes(each.id) && each.members.includes(user.id));
  const byName = assignment.everyone || assignment.users.includes(user.id);
  if (assignment.tenant !== user.tenant || !(byName || group !== undefined)) return [];
  const custom = world.roles.find((each) => each.id === role)?.permissions.map(known);
  const over = {
    tenant: assignment.everyDevice,
    groups: new Set([...assignment.deviceGroups, ...assignment.sites]),
    devices: new Set(assignment.devices),
  };
  const permissions = builtInRole(role) ?? new Set(custom);
  return [{ id, roleId: role, permissions, over, startsMs, endsMs, through: { kind: 'user', id: user.id } }];
}

export function deviceIn(world: World): DeviceLookup {
  return (id) => {
    const device = world.devices.find((each) => each.id === id);
    if (device === undefined) return undefined;
    const { tenant: tenantId, ...rest } = device;
    const groups = [...world.deviceGroups, ...world.sites].filter(({ members }) => members.includes(id));
    return { ...rest, tenantId, groupIds: groups.map((group) => group.id) };
  };
}
