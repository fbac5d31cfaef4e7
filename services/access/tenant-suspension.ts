/**
 * A tenant that is suspended does nothing any more: its operators, API keys and devices are refused, its sessions end. An
 * administrator can do it, as an emergency stop; only whoever runs services undoes it, since the tenant is refused that
 * too.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

/** @returns false when it was so before: then nothing has changed, and nothing is logged */
export async function setTenantSuspended(
  tx: Tx,
  sources: Sources,
  { tenantId, suspended, actor }: { readonly tenantId: string; readonly suspended: boolean; readonly actor: Actor },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('tenants')
    .set({ suspended_ms: suspended ? sources.nowMs() : null })
    .where('id', '=', tenantId)
    .where('suspended_ms', suspended ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const kind = suspended ? 'tenant.suspended' : 'tenant.restored';
  await appendEvent(tx, sources, { kind, tenantId, actor, detail: {} });
  return true;
}
