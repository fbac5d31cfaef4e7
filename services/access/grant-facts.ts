/** Reads the facts about an operator that `authorize` decides on, from the table of grants. */
import type { Queryable } from '../store/schema.ts';
import type { AccessFacts } from './authorize.ts';
import { type Permission, remoteAccessPermissions, tenantPermissions } from './permissions.ts';

const known: ReadonlySet<string> = new Set([...remoteAccessPermissions, ...tenantPermissions]);

/** An unknown word in the table grants nothing. */
const isPermission = (value: string): value is Permission => known.has(value);

/** Undefined: there is no such operator. */
export async function readAccessFacts(
  db: Queryable,
  operatorId: string,
  sessionsOnly: boolean,
): Promise<AccessFacts | undefined> {
  const row = await db
    .selectFrom('operators')
    .innerJoin('tenants', 'tenants.id', 'operators.tenant_id')
    .where('operators.id', '=', operatorId)
    .select(['operators.tenant_id', 'operators.disabled_ms', 'tenants.opted_in_ms'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const rows = await db
    .selectFrom('grants')
    .where('operator_id', '=', operatorId)
    .where('tenant_id', '=', row.tenant_id)
    .select(['target_id', 'permission'])
    .execute();
  const grants = new Map<string, Set<Permission>>();
  for (const { target_id, permission } of rows) {
    if (!isPermission(permission)) continue;
    const held = grants.get(target_id);
    if (held === undefined) grants.set(target_id, new Set([permission]));
    else held.add(permission);
  }
  return {
    operator: { id: operatorId, tenantId: row.tenant_id, active: row.disabled_ms === null, grants, sessionsOnly },
    tenant: { id: row.tenant_id, optedIn: row.opted_in_ms !== null },
  };
}
