/** Reads the groups and sites that devices are in. */
import type { Queryable } from '../store/schema.ts';

/** By device; a device in no group is left out. */
export async function readDeviceGroups(
  db: Queryable,
  of: { readonly deviceIds: readonly string[] } | { readonly tenantId: string },
): Promise<Map<string, string[]>> {
  let query = db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .where('groups.kind', 'in', ['devices', 'site'])
    .select(['group_members.group_id', 'group_members.member_id']);
  if ('tenantId' in of) query = query.where('groups.tenant_id', '=', of.tenantId);
  else if (of.deviceIds.length === 0) return new Map();
  else query = query.where('group_members.member_id', 'in', of.deviceIds);
  const groups = new Map<string, string[]>();
  for (const { group_id, member_id } of await query.execute()) {
    const known = groups.get(member_id);
    if (known === undefined) groups.set(member_id, [group_id]);
    else known.push(group_id);
  }
  return groups;
}
