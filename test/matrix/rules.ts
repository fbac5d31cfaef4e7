/**
 * Who may do what, written from the rules (ACC-1 to ACC-5, SES-1, SES-6 to SES-9, DEV-2) and not from the code: it
 * imports nothing, and is as plain as it can be. The matrix compares the product with it.
 */

export interface World {
  readonly nowMs: number;
  readonly tenants: readonly Tenant[];
  readonly users: readonly User[];
  readonly userGroups: readonly Group[];
  readonly deviceGroups: readonly Group[];
  readonly sites: readonly Group[];
  readonly devices: readonly Device[];
  /** Custom ones: the built-in roles stand below. */
  readonly roles: readonly Role[];
  readonly assignments: readonly Assignment[];
}

export interface Tenant {
  readonly id: string;
  readonly suspended: boolean;
  readonly optedIn: boolean;
  readonly viewersPerDevice: number;
  readonly reasonRequired: boolean;
  /** How old the sign-in may be that a session needs; 0: any. */
  readonly stepUpMinutes: number;
}

export interface User {
  readonly id: string;
  readonly tenant: string;
  readonly disabled: boolean;
  readonly administrator: boolean;
  /** Until when the identity provider's word on groups and administrators counts; null: it has said nothing. */
  readonly claimsUntilMs: number | null;
}

export interface Group {
  readonly id: string;
  readonly tenant: string;
  readonly members: readonly string[];
  /** Of users: its members are whom the identity provider names. */
  readonly followsIssuer?: boolean;
}

export interface Device {
  readonly id: string;
  readonly tenant: string;
  readonly state: 'pending' | 'monitored' | 'suspended' | 'unenrolled';
  readonly connected: boolean;
  readonly callState: 'idle' | 'in-call' | 'unknown';
  readonly ring: 'down' | 'verified' | 'lost';
  readonly ejected: boolean;
}

export interface Role {
  readonly id: string;
  readonly tenant: string;
  readonly permissions: readonly string[];
}

export interface Assignment {
  readonly id: string;
  readonly tenant: string;
  readonly role: string;
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly everyDevice: boolean;
  readonly devices: readonly string[];
  readonly deviceGroups: readonly string[];
  readonly sites: readonly string[];
  readonly startsMs: number | null;
  readonly endsMs: number | null;
}

/** Who asks: a user in person, or a portal's backend in a user's name. */
export interface Asker {
  readonly user: string;
  /** With a key that is for sessions only. */
  readonly sessionsOnly: boolean;
  /** The user who made the key; null: whoever runs services did. Left out: in person. */
  readonly keyMadeBy?: string | null;
}

/**
 * The identity provider's word on who is in its groups, and on who administers: whether it has to count still, for who
 * acts or for the keys that they made, or is taken as it was last heard.
 */
export type Word = 'current' | 'last heard' | 'of a maker of keys';

/** ACC-4: for whom a key acts that somebody made, their word counts for 30 days from their sign-in, of twelve hours. */
export const makersWordMs = (30 * 24 - 12) * 3_600_000;

export interface SessionOf {
  readonly tenant: string;
  readonly operator: string;
  readonly device: string;
}

export type Question =
  | { readonly ask: 'own account' }
  | { readonly ask: 'administer'; readonly permission: string }
  | { readonly ask: 'opt in' }
  | { readonly ask: 'suspend tenant' }
  | { readonly ask: 'see device'; readonly device: string }
  | { readonly ask: 'recover device'; readonly device: string }
  | { readonly ask: 'manage device'; readonly device: string; readonly permission: string }
  | {
      readonly ask: 'start session';
      readonly device: string;
      readonly permission: 'view' | 'modify';
      /** They were in with this session before, and it has not ended. */
      readonly comingBack: boolean;
      readonly viewers: number;
      readonly reasonGiven: boolean;
      /** When the user last proved who they are. */
      readonly authenticatedMs: number | null;
    }
  | { readonly ask: 'hold session'; readonly device: string; readonly permission: 'view' | 'modify' }
  | { readonly ask: 'see session'; readonly session: SessionOf | undefined }
  | { readonly ask: 'end session'; readonly session: SessionOf | undefined };

/** ACC-2, ACC-3: every permission, and who holds it of the built-in roles. None holds remote access. */
export const permissionsOfRules: Readonly<Record<string, { over: 'device' | 'tenant'; heldBy: readonly string[] }>> = {
  'remote-access.view': { over: 'device', heldBy: [] },
  'remote-access.modify': { over: 'device', heldBy: [] },
  'devices.read': { over: 'device', heldBy: ['manager', 'site-lead', 'site-technician'] },
  'devices.manage': { over: 'device', heldBy: ['manager', 'site-lead'] },
  'sessions.read': { over: 'device', heldBy: ['manager', 'site-lead', 'site-technician'] },
  'sessions.end': { over: 'device', heldBy: ['manager', 'site-lead'] },
  'access.read': { over: 'device', heldBy: ['manager', 'site-lead'] },
  'enrolment-keys.manage': { over: 'tenant', heldBy: ['manager'] },
  'users.manage': { over: 'tenant', heldBy: ['manager'] },
  'sites.manage': { over: 'tenant', heldBy: ['manager'] },
  'settings.manage': { over: 'tenant', heldBy: ['manager'] },
  'api-keys.manage': { over: 'tenant', heldBy: ['manager'] },
  'log.read': { over: 'tenant', heldBy: ['manager'] },
  'log.manage': { over: 'tenant', heldBy: ['manager'] },
  'roles.manage': { over: 'tenant', heldBy: ['manager'] },
};

export const builtInRolesOfRules = ['manager', 'site-lead', 'site-technician'];

export const isRemoteAccess = (permission: string) => permission.startsWith('remote-access.');

export function permissionsOfRole(world: World, tenant: string, role: string): string[] {
  if (builtInRolesOfRules.includes(role)) {
    return Object.keys(permissionsOfRules).filter((each) => permissionsOfRules[each]?.heldBy.includes(role));
  }
  const custom = world.roles.find(({ id }) => id === role);
  return custom !== undefined && custom.tenant === tenant ? [...custom.permissions] : [];
}

/** ACC-4: an assignment has a start and an end; at its end it is over. */
function isInForce(world: World, { startsMs, endsMs }: Assignment): boolean {
  if (startsMs !== null && world.nowMs < startsMs) return false;
  if (endsMs !== null && world.nowMs >= endsMs) return false;
  return true;
}

const isMember = (groups: readonly Group[], tenant: string, named: readonly string[], member: string) =>
  groups.some((group) => group.tenant === tenant && named.includes(group.id) && group.members.includes(member));

function hasLapsed(world: World, user: User, word: Word): boolean {
  if (word === 'last heard' || user.claimsUntilMs === null) return false;
  return world.nowMs >= user.claimsUntilMs + (word === 'current' ? 0 : makersWordMs);
}

/** ACC-7: the account made at first start, or whom the identity provider marks so while its word counts. */
export function administers(world: World, user: User, word: Word): boolean {
  return user.administrator && !hasLapsed(world, user, word);
}

/** ACC-4: by name, as a member of a group, or because everyone is meant: and only in the user's own tenant (SES-9). */
export function coversUser(world: World, assignment: Assignment, user: User, word: Word): boolean {
  if (assignment.tenant !== user.tenant) return false;
  if (assignment.everyone) return true;
  if (assignment.users.includes(user.id)) return true;
  const groups = world.userGroups.filter(({ followsIssuer }) => !followsIssuer || !hasLapsed(world, user, word));
  return isMember(groups, user.tenant, assignment.userGroups, user.id);
}

export function coversDevice(world: World, assignment: Assignment, device: Device): boolean {
  if (assignment.tenant !== device.tenant) return false;
  if (assignment.everyDevice) return true;
  if (assignment.devices.includes(device.id)) return true;
  return (
    isMember(world.deviceGroups, device.tenant, assignment.deviceGroups, device.id) ||
    isMember(world.sites, device.tenant, assignment.sites, device.id)
  );
}

/** ACC-3: permissions add up per device, from the assignments in force that cover both user and device. */
export function permissionsOnDevice(world: World, userId: string, deviceId: string, word: Word): string[] {
  const user = world.users.find(({ id }) => id === userId);
  const device = world.devices.find(({ id }) => id === deviceId);
  if (user === undefined || device === undefined || user.tenant !== device.tenant) return [];
  const held = new Set<string>();
  for (const assignment of world.assignments) {
    if (!isInForce(world, assignment)) continue;
    if (!coversUser(world, assignment, user, word)) continue;
    if (!coversDevice(world, assignment, device)) continue;
    for (const permission of permissionsOfRole(world, user.tenant, assignment.role)) held.add(permission);
  }
  // `modify` is to see, and to use keyboard and pointer.
  if (held.has('remote-access.modify')) held.add('remote-access.view');
  return [...held].toSorted();
}

/** ACC-3: those over the tenant count only by an assignment over every device. */
function permissionsOverTenant(world: World, userId: string, word: Word): string[] {
  const user = world.users.find(({ id }) => id === userId);
  if (user === undefined) return [];
  const held = new Set<string>();
  for (const assignment of world.assignments) {
    if (!assignment.everyDevice) continue;
    if (!isInForce(world, assignment)) continue;
    if (!coversUser(world, assignment, user, word)) continue;
    for (const permission of permissionsOfRole(world, user.tenant, assignment.role)) held.add(permission);
  }
  return [...held].toSorted();
}

/** ACC-5: a key does nothing that its maker could not give at that moment: and who is disabled gives nothing. */
function isWithinKey(world: World, { keyMadeBy }: Asker, has: (maker: string) => boolean): boolean {
  if (keyMadeBy === undefined || keyMadeBy === null) return true;
  const maker = world.users.find(({ id }) => id === keyMadeBy);
  if (maker === undefined || maker.disabled) return false;
  return administers(world, maker, 'of a maker of keys') || has(maker.id);
}

/** By themselves, without any role, and through a key only where its maker is one too. */
export function isAdministrator(world: World, asker: Asker): boolean {
  const user = world.users.find(({ id }) => id === asker.user);
  if (user === undefined || asker.sessionsOnly) return false;
  return administers(world, user, 'current') && isWithinKey(world, asker, () => false);
}

/**
 * Whether the asker may use a permission on a device. An administrator administers without any assignment, but reaches
 * no device by that (ACC-2). A key for sessions only is good for remote access and nothing else.
 */
function mayOnDevice(world: World, asker: Asker, permission: string, deviceId: string): boolean {
  const user = world.users.find(({ id }) => id === asker.user);
  const device = world.devices.find(({ id }) => id === deviceId);
  if (user === undefined || device === undefined || user.tenant !== device.tenant) return false;
  if (!isRemoteAccess(permission) && asker.sessionsOnly) return false;
  const makerHas = (maker: string) =>
    permissionsOnDevice(world, maker, deviceId, 'of a maker of keys').includes(permission);
  if (!isWithinKey(world, asker, makerHas)) return false;
  if (!isRemoteAccess(permission) && administers(world, user, 'current')) return true;
  return permissionsOnDevice(world, asker.user, deviceId, 'current').includes(permission);
}

function mayOverTenant(world: World, asker: Asker, permission: string): boolean {
  const user = world.users.find(({ id }) => id === asker.user);
  if (user === undefined || asker.sessionsOnly) return false;
  // A key makes no further keys.
  if (permission === 'api-keys.manage' && asker.keyMadeBy !== undefined) return false;
  const makerHas = (maker: string) => permissionsOverTenant(world, maker, 'of a maker of keys').includes(permission);
  if (!isWithinKey(world, asker, makerHas)) return false;
  if (administers(world, user, 'current')) return true;
  return permissionsOverTenant(world, asker.user, 'current').includes(permission);
}

function mayReach(world: World, asker: Asker, permission: 'view' | 'modify', device: string): boolean {
  return mayOnDevice(world, asker, `remote-access.${permission}`, device);
}

/** A device is seen by who may read it, and by who may reach it (EMB-4: they see why a session cannot start now). */
function maySee(world: World, asker: Asker, device: string): boolean {
  return mayOnDevice(world, asker, 'devices.read', device) || mayReach(world, asker, 'view', device);
}

/** A clock may be 30 s ahead of ours; what is further ahead proves nothing. */
function isFresh({ nowMs }: World, { stepUpMinutes }: Tenant, authenticatedMs: number | null): boolean {
  if (stepUpMinutes === 0) return true;
  if (authenticatedMs === null || authenticatedMs > nowMs + 30_000) return false;
  return authenticatedMs >= nowMs - stepUpMinutes * 60_000;
}

/** @returns "allowed", or the one reason against it */
export function answer(world: World, asker: Asker, question: Question): string {
  const user = world.users.find(({ id }) => id === asker.user);
  if (user === undefined || user.disabled) return 'operator-disabled';
  const tenant = world.tenants.find(({ id }) => id === user.tenant);
  if (tenant === undefined || tenant.suspended) return 'tenant-suspended';
  const device = 'device' in question ? world.devices.find(({ id }) => id === question.device) : undefined;

  if (question.ask === 'own account') return 'allowed';

  if (question.ask === 'administer') {
    return mayOverTenant(world, asker, question.permission) ? 'allowed' : 'forbidden';
  }

  // ACC-1: an administrator does it, whatever roles there are; and so it is with stopping all that the tenant does.
  if (question.ask === 'opt in' || question.ask === 'suspend tenant')
    return isAdministrator(world, asker) ? 'allowed' : 'forbidden';

  if (question.ask === 'see device') {
    return maySee(world, asker, question.device) ? 'allowed' : 'device-not-found';
  }

  // Of a device that one does not see nothing is told, not even that it is there.
  if (question.ask === 'manage device') {
    if (!maySee(world, asker, question.device)) return 'device-not-found';
    return mayOnDevice(world, asker, question.permission, question.device) ? 'allowed' : 'forbidden';
  }

  // CALL-6: who holds `modify`.
  if (question.ask === 'recover device') {
    if (!mayReach(world, asker, 'modify', question.device)) return 'device-not-found';
    if (!tenant.optedIn) return 'tenant-not-opted-in';
    if (device?.state !== 'monitored') return 'device-not-monitored';
    if (!device.connected) return 'device-not-connected';
    return 'allowed';
  }

  // SES-1, in its order; then the tenant's own rules (SES-7, SES-8).
  if (question.ask === 'start session') {
    if (!mayReach(world, asker, question.permission, question.device)) return 'device-not-found';
    if (!tenant.optedIn) return 'tenant-not-opted-in';
    if (device?.state !== 'monitored') return 'device-not-monitored';
    if (!device.connected) return 'device-not-connected';
    if (device.callState === 'in-call') return 'in-call';
    if (device.callState === 'unknown') return 'call-state-unknown';
    // SES-2, RING-4: a room's no keeps out who comes new. Whom it put out has no session to come back to.
    if (device.ejected && !question.comingBack) return 'ejected';
    if (device.ring === 'lost') return 'ring-unavailable';
    if (question.viewers >= tenant.viewersPerDevice) return 'too-many-viewers';
    if (tenant.reasonRequired && !question.reasonGiven) return 'reason-required';
    if (!isFresh(world, tenant, question.authenticatedMs)) return 'step-up-required';
    return 'allowed';
  }

  // SES-3: what a session rests on, from its start to its end.
  if (question.ask === 'hold session') {
    if (!mayReach(world, asker, question.permission, question.device)) return 'device-not-found';
    if (!tenant.optedIn) return 'tenant-not-opted-in';
    if (device?.state !== 'monitored') return 'device-not-monitored';
    return 'allowed';
  }

  const { session } = question;
  if (session === undefined || session.tenant !== user.tenant) return 'session-not-found';
  // One's own; through a key those only that its maker could have started (ACC-5).
  const makerReaches = (maker: string) =>
    permissionsOnDevice(world, maker, session.device, 'of a maker of keys').includes('remote-access.view');
  if (session.operator === asker.user && isWithinKey(world, asker, makerReaches)) return 'allowed';
  const others = question.ask === 'see session' ? 'sessions.read' : 'sessions.end';
  return mayOnDevice(world, asker, others, session.device) ? 'allowed' : 'session-not-found';
}
