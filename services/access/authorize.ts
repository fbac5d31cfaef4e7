/**
 * The one place that decides who may do what. Pure, default deny: it sees facts and a request, nothing else, so
 * whatever the facts are read from (here a table of grants) can change without its callers.
 */
import type { GrantPermission } from '@ringside/protocol';
import type { Permission, TenantPermission } from './permissions.ts';

export type DeviceState = 'pending' | 'monitored' | 'suspended' | 'unenrolled';
export type KnownCallState = 'idle' | 'in-call' | 'unknown';
export type KnownRingState = 'down' | 'verified' | 'lost';

/** A device as access sees it. `connected` means: to a relay node that services are in touch with. */
export interface DeviceFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly state: DeviceState;
  readonly connected: boolean;
  readonly callState: KnownCallState;
  readonly ring: KnownRingState;
  /** Somebody in the room ended access just now, and nobody gets it for a while. */
  readonly ejected: boolean;
}

export interface OperatorFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly active: boolean;
  /** What the operator may do, by target: a device's ID, or the tenant's. */
  readonly grants: ReadonlyMap<string, ReadonlySet<Permission>>;
  /** Signed in with something that may only be used for sessions, such as a portal's API key. */
  readonly sessionsOnly: boolean;
}

export interface TenantFacts {
  readonly id: string;
  readonly optedIn: boolean;
}

export interface AccessFacts {
  readonly operator: OperatorFacts;
  readonly tenant: TenantFacts;
}

export type AccessRequest =
  /** What every signed-in operator may do with their own sign-in. */
  | { readonly action: 'own-account' }
  | { readonly action: 'administer'; readonly permission: TenantPermission }
  | { readonly action: 'see-device' | 'recover-device'; readonly device: DeviceFacts | undefined }
  | {
      readonly action: 'start-session' | 'hold-session';
      readonly device: DeviceFacts | undefined;
      readonly permission: GrantPermission;
    }
  | {
      readonly action: 'see-session' | 'end-session';
      readonly session: { readonly tenantId: string; readonly operatorId: string } | undefined;
    };

/** In SES-1's order: the first that applies is the answer. */
export type AccessRefusal =
  | 'operator-disabled'
  | 'forbidden'
  | 'session-not-found'
  | 'device-not-found'
  | 'tenant-not-opted-in'
  | 'device-not-monitored'
  | 'device-not-connected'
  | 'in-call'
  | 'call-state-unknown'
  | 'ejected'
  | 'ring-unavailable';

export type AccessDecision = { readonly allowed: true } | { readonly allowed: false; readonly reason: AccessRefusal };

const allowed: AccessDecision = { allowed: true };
const refuse = (reason: AccessRefusal): AccessDecision => ({ allowed: false, reason });

export function authorize(facts: AccessFacts, request: AccessRequest): AccessDecision {
  const { operator, tenant } = facts;
  if (!operator.active || operator.tenantId !== tenant.id) return refuse('operator-disabled');
  switch (request.action) {
    case 'own-account':
      return allowed;
    case 'administer':
      return mayAdminister(facts, request.permission) ? allowed : refuse('forbidden');
    case 'see-device':
      return maySee(facts, request.device) ? allowed : refuse('device-not-found');
    case 'recover-device':
      return mayRecover(facts, request.device);
    case 'start-session':
      return mayStart(facts, request.device, request.permission);
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
function mayStart(facts: AccessFacts, device: DeviceFacts | undefined, permission: GrantPermission): AccessDecision {
  const held = mayHold(facts, device, permission);
  if (!held.allowed || device === undefined) return held;
  if (!device.connected) return refuse('device-not-connected');
  if (device.callState === 'in-call') return refuse('in-call');
  if (device.callState !== 'idle') return refuse('call-state-unknown');
  if (device.ejected) return refuse('ejected');
  // The ring is down until the first session: only the agent can tell whether it can be shown, unless it lost it.
  if (device.ring === 'lost') return refuse('ring-unavailable');
  return allowed;
}

/** CALL-6: what a session with `modify` rests on, on a device that can be told. Its call state it judges by itself. */
function mayRecover(facts: AccessFacts, device: DeviceFacts | undefined): AccessDecision {
  const held = mayHold(facts, device, 'modify');
  if (!held.allowed || device?.connected === true) return held;
  return refuse('device-not-connected');
}

/** What a session rests on for as long as it lives (SES-3); the device's own guard watches the rest. */
function mayHold(facts: AccessFacts, device: DeviceFacts | undefined, permission: GrantPermission): AccessDecision {
  if (device === undefined || !mayAccess(facts, device, permission)) return refuse('device-not-found');
  if (!facts.tenant.optedIn) return refuse('tenant-not-opted-in');
  if (device.state !== 'monitored') return refuse('device-not-monitored');
  return allowed;
}

function mayAccess({ operator, tenant }: AccessFacts, device: DeviceFacts, permission: GrantPermission): boolean {
  if (device.tenantId !== tenant.id) return false;
  const grants = operator.grants.get(device.id);
  if (grants === undefined) return false;
  return grants.has('remote-access.modify') || (permission === 'view' && grants.has('remote-access.view'));
}

function maySee(facts: AccessFacts, device: DeviceFacts | undefined): boolean {
  if (device === undefined || device.tenantId !== facts.tenant.id) return false;
  return mayAccess(facts, device, 'view') || mayAdminister(facts, 'devices.read');
}

function mayAdminister({ operator, tenant }: AccessFacts, permission: TenantPermission): boolean {
  return !operator.sessionsOnly && (operator.grants.get(tenant.id)?.has(permission) ?? false);
}

function ownsOr(
  facts: AccessFacts,
  session: { readonly tenantId: string; readonly operatorId: string } | undefined,
  permission: TenantPermission,
): boolean {
  if (session === undefined || session.tenantId !== facts.tenant.id) return false;
  return session.operatorId === facts.operator.id || mayAdminister(facts, permission);
}
