/** Writes the table of grants, and the log with it. */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { Permission } from './permissions.ts';

export interface Grant {
  readonly tenantId: string;
  readonly operatorId: string;
  /** A device, or the tenant for its own permissions. */
  readonly targetId: string;
  readonly permission: Permission;
  readonly actor: Actor;
}

/** Granting twice is fine. */
export async function createGrant(tx: Tx, sources: Sources, grant: Grant): Promise<void> {
  const { tenantId, operatorId, targetId, permission, actor } = grant;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('grants')
    .values({
      tenant_id: tenantId,
      operator_id: operatorId,
      target_id: targetId,
      permission,
      created_ms: sources.nowMs(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return;
  const detail = { target: targetId, permission };
  await appendEvent(tx, sources, { kind: 'grant.created', tenantId, actor, operatorId, detail });
}

/** @returns whether there was such a grant */
export async function removeGrant(tx: Tx, sources: Sources, grant: Grant): Promise<boolean> {
  const { tenantId, operatorId, targetId, permission, actor } = grant;
  const { numDeletedRows } = await tx
    .deleteFrom('grants')
    .where('tenant_id', '=', tenantId)
    .where('operator_id', '=', operatorId)
    .where('target_id', '=', targetId)
    .where('permission', '=', permission)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  const detail = { target: targetId, permission };
  await appendEvent(tx, sources, { kind: 'grant.removed', tenantId, actor, operatorId, detail });
  return true;
}
