/** Which devices an assignment covers. */

/** A device as far as assignments see it. */
export interface DeviceScope {
  readonly id: string;
  readonly tenantId: string;
  /** The groups of devices that it is in, and its site. */
  readonly groupIds: readonly string[];
}

export interface Coverage {
  /** Every device of the tenant, those included that are still to come. */
  readonly tenant: boolean;
  /** Groups of devices, and sites. */
  readonly groups: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

/** What permissions are given over. */
export type Target =
  | { readonly kind: 'tenant' }
  /** Of devices, or a site. */
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'device'; readonly device: DeviceScope };

export function coversDevice(coverage: Coverage, device: DeviceScope): boolean {
  if (coverage.tenant) return true;
  for (const group of device.groupIds) if (coverage.groups.has(group)) return true;
  return coverage.devices.has(device.id);
}

/** Now, and whatever joins the target later: a group is covered only as that group, not by its present members. */
export function coversTarget(coverage: Coverage, target: Target): boolean {
  switch (target.kind) {
    case 'tenant':
      return coverage.tenant;
    case 'group':
      return coverage.tenant || coverage.groups.has(target.id);
    case 'device':
      return coversDevice(coverage, target.device);
    default:
      return target satisfies never;
  }
}
