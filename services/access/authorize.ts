/**
 * The one place that decides who may do what. Pure, default deny: it sees a snapshot of facts and a question, nothing
 * else, and every refusal has one typed reason.
 */
import { type GrantPermission, limits } from '@ringside/protocol';
import { holdsOverAll, holdsOverDevice } from './assignment-index.ts';
import type { DeviceScope } from './coverage.ts';
import type { AccessFacts, AssignmentIndex, DeviceFacts, Giver, HeldDevice } from './facts.ts';
import { type DevicePermission, isRemoteAccess, type Permission, type TenantPermission } from './permissions.ts';

export interface SessionScope {
  readonly tenantId: string;
  readonly operatorId: string;
  readonly device: DeviceScope;
}

export type AccessRequest =
  /** What every signed-in operator may do with their own sign-in. */
  | { readonly action: 'own-account' }
  | { readonly action: 'administer'; readonly permission: TenantPermission }
  /** Switching remote access on or off for the tenant. */
  | { readonly action: 'opt-in' }
  /** Stopping all that the tenant does. */
  | { readonly action: 'suspend-tenant' }
  | { readonly action: 'see-device' | 'recover-device'; readonly device: DeviceFacts | undefined }
  | {
      readonly action: 'manage-device';
      readonly permission: DevicePermission;
      readonly device: DeviceScope | undefined;
    }
  | {
      readonly action: 'start-session';
      readonly device: DeviceFacts | undefined;
      readonly permission: GrantPermission;
      /** It has been open and is resumed: the room's no to others is none to it. One that the room ended has ended. */
      readonly begun: boolean;
      /** Others that have or await a picture of the device. */
      readonly viewers: number;
      readonly reasonGiven: boolean;
      /** When the operator last proved who they are, Unix milliseconds; null: not known. */
      readonly authenticatedMs: number | null;
    }
  | {
      readonly action: 'hold-session';
      readonly device: HeldDevice | undefined;
      readonly permission: GrantPermission;
    }
  | { readonly action: 'see-session' | 'end-session'; readonly session: SessionScope | undefined };

/** From `device-not-found` on in SES-1's order, then the tenant's own rules: the first that applies is the answer. */
export type AccessRefusal =
  | 'operator-disabled'
  | 'tenant-suspended'
  | 'forbidden'
  | 'session-not-found'
  | 'device-not-found'
  | 'tenant-not-opted-in'
  | 'device-not-monitored'
  | 'device-not-connected'
  | 'in-call'
  | 'call-state-unknown'
  | 'ejected'
  | 'ring-unavailable'
  | 'too-many-viewers'
  | 'reason-required'
  | 'step-up-required';

export type AccessDecision = { readonly allowed: true } | { readonly allowed: false; readonly reason: AccessRefusal };

const allowed: AccessDecision = { allowed: true };
const refuse = (reason: AccessRefusal): AccessDecision => ({ allowed: false, reason });

export function authorize(facts: AccessFacts, request: AccessRequest): AccessDecision {
  const { operator, tenant } = facts;
  if (!operator.active || operator.tenantId !== tenant.id) return refuse('operator-disabled');
  if (!tenant.active) return refuse('tenant-suspended');
  switch (request.action) {
    case 'own-account':
      return allowed;
    case 'administer':
      // A key that made keys could not be revoked: those it made would go on.
      if (request.permission === 'api-keys.manage' && operator.byApiKey === true) return refuse('forbidden');
      return holdsOverTenant(facts, request.permission) ? allowed : refuse('forbidden');
    case 'opt-in':
    case 'suspend-tenant':
      return isAdministrator(facts) ? allowed : refuse('forbidden');
    case 'see-device':
      return maySee(facts, request.device) ? allowed : refuse('device-not-found');
    case 'recover-device':
      return mayRecover(facts, request.device);
    case 'manage-device':
      if (!maySee(facts, request.device)) return refuse('device-not-found');
      return holds(facts, request.permission, request.device) ? allowed : refuse('forbidden');
    case 'start-session':
      return mayStart(facts, request);
    case 'hold-session':
      return mayHold(facts, request.device, request.permission);
    case 'see-session':
      return ownsOr(facts, request.session, 'sessions.read') ? allowed : refuse('session-not-found');
    case 'end-session':
      return ownsOr(facts, request.session, 'sessions.end') ? allowed : refuse('session-not-found');
    default:
      return request satisfies never;
  }
}

/** SES-1, in its order. */
function mayStart(facts: AccessFacts, request: AccessRequest & { readonly action: 'start-session' }): AccessDecision {
  const { device, permission, begun, viewers, reasonGiven, authenticatedMs } = request;
  const held = mayHold(facts, device, permission);
  if (!held.allowed || device === undefined) return held;
  if (!device.connected) return refuse('device-not-connected');
  if (device.callState === 'in-call') return refuse('in-call');
  if (device.callState !== 'idle') return refuse('call-state-unknown');
  if (device.ejected && !begun) return refuse('ejected');
  // The ring is down until the first session: only the agent can tell whether it can be shown, unless it lost it.
  if (device.ring === 'lost') return refuse('ring-unavailable');
  if (viewers >= facts.tenant.settings.viewersPerDevice) return refuse('too-many-viewers');
  if (facts.tenant.settings.reasonRequired && !reasonGiven) return refuse('reason-required');
  if (!isFresh(facts, authenticatedMs)) return refuse('step-up-required');
  return allowed;
}

/** Whether the operator has proven who they are as lately as the tenant wants. A time ahead of ours proves nothing. */
function isFresh({ atMs, tenant }: AccessFacts, authenticatedMs: number | null): boolean {
  const { stepUpMinutes } = tenant.settings;
  if (stepUpMinutes === 0) return true;
  if (authenticatedMs === null) return false;
  const ageMs = atMs - authenticatedMs;
  return ageMs <= stepUpMinutes * 60_000 && ageMs >= -limits.clockSkewMs;
}

/** CALL-6: what a session with `modify` rests on, on a device that can be told. Its call state it judges by itself. */
function mayRecover(facts: AccessFacts, device: DeviceFacts | undefined): AccessDecision {
  const held = mayHold(facts, device, 'modify');
  if (!held.allowed || device?.connected === true) return held;
  return refuse('device-not-connected');
}

/** What a session rests on for as long as it lives (SES-3); the device's own guard watches the rest. */
function mayHold(facts: AccessFacts, device: HeldDevice | undefined, permission: GrantPermission): AccessDecision {
  if (device === undefined || !mayAccess(facts, device, permission)) return refuse('device-not-found');
  if (!facts.tenant.optedIn) return refuse('tenant-not-opted-in');
  if (device.state !== 'monitored') return refuse('device-not-monitored');
  return allowed;
}

/** Whoever may modify may view: the assignments say so. */
function mayAccess(facts: AccessFacts, device: DeviceScope, permission: GrantPermission): boolean {
  return holds(facts, permission === 'modify' ? 'remote-access.modify' : 'remote-access.view', device);
}

function maySee(facts: AccessFacts, device: DeviceScope | undefined): boolean {
  return holds(facts, 'devices.read', device) || (device !== undefined && mayAccess(facts, device, 'view'));
}

function ownsOr(facts: AccessFacts, session: SessionScope | undefined, permission: DevicePermission): boolean {
  if (session === undefined || session.tenantId !== facts.tenant.id) return false;
  return isOwn(facts, session) || holds(facts, permission, session.device);
}

/** Through an API key only where its maker could reach the device: else any key would do for anybody's sessions. */
function isOwn({ atMs, operator }: AccessFacts, { operatorId, device }: SessionScope): boolean {
  if (operatorId !== operator.id) return false;
  const reaches = (maker: AssignmentIndex) =>
    device.tenantId === operator.tenantId && holdsOverDevice(maker, 'remote-access.view', device, atMs);
  return isWithin(operator.within, reaches);
}

/** Permissions add up, from the assignments in force that cover both the operator and the device (ACC-3). */
function holds(
  { atMs, operator, tenant }: AccessFacts,
  permission: Permission,
  device: DeviceScope | undefined,
): boolean {
  if (device === undefined || device.tenantId !== tenant.id) return false;
  if (!isRemoteAccess(permission) && operator.sessionsOnly) return false;
  const has = (assignments: AssignmentIndex) => holdsOverDevice(assignments, permission, device, atMs);
  if (!isWithin(operator.within, has)) return false;
  return (operator.administrator && !isRemoteAccess(permission)) || has(operator.assignments);
}

/** Through an API key only where its maker is one, too. */
export function isAdministrator({ operator }: AccessFacts): boolean {
  return operator.administrator && !operator.sessionsOnly && isWithin(operator.within, () => false);
}

/** ACC-5: through an API key nobody does what its maker could not give. */
function isWithin(within: Giver | undefined, has: (assignments: AssignmentIndex) => boolean): boolean {
  return within === undefined || (within.active && (within.administrator || has(within.assignments)));
}

export function holdsOverTenant({ atMs, operator }: AccessFacts, permission: Permission): boolean {
  if (operator.sessionsOnly) return false;
  const has = (assignments: AssignmentIndex) => holdsOverAll(assignments, permission, atMs);
  if (!isWithin(operator.within, has)) return false;
  return (operator.administrator && !isRemoteAccess(permission)) || has(operator.assignments);
}
