/**
 * Every permission there is, and what the built-in roles hold, in one table. Permissions over devices count on the
 * devices that an assignment covers; those over the tenant only through an assignment that covers every device.
 */

export const remoteAccessPermissions = ['remote-access.view', 'remote-access.modify'] as const;

export const devicePermissions = [
  ...remoteAccessPermissions,
  'devices.read',
  'devices.manage',
  'sessions.read',
  'sessions.end',
  'access.read',
] as const;

export const tenantPermissions = [
  'enrolment-keys.manage',
  'users.manage',
  'sites.manage',
  'settings.manage',
  'api-keys.manage',
  'roles.manage',
  'log.read',
  'log.manage',
] as const;

export type RemoteAccessPermission = (typeof remoteAccessPermissions)[number];
export type DevicePermission = (typeof devicePermissions)[number];
export type TenantPermission = (typeof tenantPermissions)[number];
export type Permission = DevicePermission | TenantPermission;

export const allPermissions: readonly Permission[] = [...devicePermissions, ...tenantPermissions];

const known: ReadonlySet<string> = new Set(allPermissions);

/** An unknown word in the store grants nothing. */
export const isPermission = (value: string): value is Permission => known.has(value);

export const isRemoteAccess = (permission: Permission): permission is RemoteAccessPermission =>
  permission === 'remote-access.view' || permission === 'remote-access.modify';

export const builtInRoleIds = ['manager', 'site-lead', 'site-technician'] as const;
export type BuiltInRoleId = (typeof builtInRoleIds)[number];

/** What each permission allows, and which built-in roles hold it: none of them remote access (ACC-2). */
export const permissionTable: Readonly<
  Record<Permission, { readonly allows: string; readonly heldBy: readonly BuiltInRoleId[] }>
> = {
  'remote-access.view': { allows: 'See the displays of a device.', heldBy: [] },
  'remote-access.modify': { allows: 'See the displays of a device, and use keyboard and pointer.', heldBy: [] },
  'devices.read': { allows: 'See a device and its state.', heldBy: ['manager', 'site-lead', 'site-technician'] },
  'devices.manage': { allows: 'Approve, suspend, restore and unenrol a device.', heldBy: ['manager', 'site-lead'] },
  'sessions.read': { allows: 'See the sessions of a device.', heldBy: ['manager', 'site-lead', 'site-technician'] },
  'sessions.end': { allows: 'End anybody’s session on a device.', heldBy: ['manager', 'site-lead'] },
  'access.read': { allows: 'See who can reach a device, and why.', heldBy: ['manager', 'site-lead'] },
  'enrolment-keys.manage': { allows: 'Make and revoke keys by which devices enrol.', heldBy: ['manager'] },
  'users.manage': { allows: 'Add and disable users, and group them.', heldBy: ['manager'] },
  'sites.manage': { allows: 'Group devices, and put them into sites.', heldBy: ['manager'] },
  'settings.manage': { allows: 'Change the organisation’s limits and rules for sessions.', heldBy: ['manager'] },
  'api-keys.manage': { allows: 'Make and revoke API keys for a portal’s backend.', heldBy: ['manager'] },
  'log.read': { allows: 'Read and export the log and its reports.', heldBy: ['manager'] },
  'log.manage': { allows: 'Say how long the log is kept, and erase what it says of a person.', heldBy: ['manager'] },
  'roles.manage': { allows: 'Make roles and assign them; only managers hold it.', heldBy: ['manager'] },
};

/** What makes a manager: no custom role holds it (ACC-3). */
export const reservedPermissions: ReadonlySet<Permission> = new Set<Permission>(['roles.manage']);

/** What an administrator may do without any assignment: to administer, but not to reach a device (ACC-2). */
export const administratorPermissions: ReadonlySet<Permission> = new Set(
  allPermissions.filter((permission) => !isRemoteAccess(permission)),
);

const isBuiltIn = (id: string): id is BuiltInRoleId => builtInRoleIds.some((known) => known === id);

/** Undefined: no built-in role has this ID. */
export function builtInRole(id: string): ReadonlySet<Permission> | undefined {
  return isBuiltIn(id)
    ? new Set(allPermissions.filter((each) => permissionTable[each].heldBy.includes(id)))
    : undefined;
}
