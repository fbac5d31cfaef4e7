/** Every permission there is. Remote access is granted per device, the others over the tenant. */
export const remoteAccessPermissions = ['remote-access.view', 'remote-access.modify'] as const;

export const tenantPermissions = [
  /** See every device, without access to it. */
  'devices.read',
  /** Approve, suspend, restore and unenrol devices. */
  'devices.manage',
  'enrolment-keys.manage',
  /** See every session of the tenant, not only one's own. */
  'sessions.read',
  /** End anybody's session. */
  'sessions.end',
  /** Read and export the log and its reports. */
  'log.read',
  /** Say how long the log is kept, and erase what it says of a person. */
  'log.manage',
] as const;

export type RemoteAccessPermission = (typeof remoteAccessPermissions)[number];
export type TenantPermission = (typeof tenantPermissions)[number];
export type Permission = RemoteAccessPermission | TenantPermission;
