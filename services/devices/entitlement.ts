/** DEV-6: how many devices a tenant may have monitored. Whoever runs services says so; it is no setting of its own. */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';
import { moveDevice } from './device-moves.ts';

export interface Entitlement {
  /** Null: any number. */
  readonly devices: number | null;
  readonly monitored: number;
}

export async function readEntitlement(db: Queryable, tenantId: string): Promise<Entitlement> {
  const tenants = db.selectFrom('tenants').where('id', '=', tenantId).select('entitled_devices');
  const { entitled_devices: devices } = await tenants.executeTakeFirstOrThrow();
  const { monitored } = await db
    .selectFrom('devices')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'monitored')
    .select((row) => row.fn.countAll<number>().as('monitored'))
    .executeTakeFirstOrThrow();
  return { devices, monitored: Number(monitored) };
}

/** Whether one more may be monitored. Decided in the transaction that makes it so: of two at once one finds it full. */
export async function hasRoom(tx: Tx, tenantId: string): Promise<boolean> {
  const { devices, monitored } = await readEntitlement(tx, tenantId);
  return devices === null || monitored < devices;
}

/**
 * Sets the number. Where more are monitored, those that enrolled last are suspended; the running services end their
 * sessions.
 * @param devices null for any number
 * @returns how many were suspended
 */
export async function setEntitlement(
  { db, sources }: { readonly db: Db; readonly sources: Sources },
  { tenantId, devices, actor }: { readonly tenantId: string; readonly devices: number | null; readonly actor: Actor },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const before = await readEntitlement(tx, tenantId);
    await tx.updateTable('tenants').set({ entitled_devices: devices }).where('id', '=', tenantId).execute();
    const detail = { before: before.devices, after: devices };
    await appendEvent(tx, sources, { kind: 'tenant.entitlement-changed', tenantId, actor, detail });
    const over = devices === null ? 0 : Math.max(0, before.monitored - devices);
    if (over === 0) return 0;
    const last = await tx
      .selectFrom('devices')
      .where('tenant_id', '=', tenantId)
      .where('state', '=', 'monitored')
      .orderBy('created_ms', 'desc')
      .orderBy('id', 'desc')
      .limit(over)
      .select(['id', 'tenant_id', 'state'])
      .execute();
    for (const device of last) await moveDevice(tx, sources, device, { state: 'suspended', actor });
    return over;
  });
}
