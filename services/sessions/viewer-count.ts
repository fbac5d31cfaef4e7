/** SES-7: who watches a device, or is about to: sessions that run, and those whose ticket can still be used. */
import type { Queryable } from '../store/schema.ts';
import { livePhases } from './session-records.ts';

export async function countViewers(
  db: Queryable,
  deviceId: string,
  { nowMs, except = '' }: { readonly nowMs: number; readonly except?: string },
): Promise<number> {
  const rows = await watching(db, nowMs)
    .where('device_id', '=', deviceId)
    .where('id', '!=', except)
    .select('id')
    .execute();
  return rows.length;
}

/** By device; one that nobody watches is left out. */
export async function viewersOfTenant(db: Queryable, tenantId: string, nowMs: number): Promise<Map<string, number>> {
  const rows = await watching(db, nowMs).where('tenant_id', '=', tenantId).select('device_id').execute();
  const viewers = new Map<string, number>();
  for (const { device_id } of rows) viewers.set(device_id, (viewers.get(device_id) ?? 0) + 1);
  return viewers;
}

/** A suspended session has no picture, and asks anew before it gets one: it counts from its new ticket on. */
const watching = (db: Queryable, nowMs: number) =>
  db
    .selectFrom('sessions')
    .where('state', 'in', livePhases)
    .where((row) => row.or([row('state', '=', 'started'), row('ticket_expires_ms', '>', nowMs)]));
