/**
 * Moves a device into another state, inside a transaction, with what stands in the log (DEV-2). Its sessions are ended by
 * who can tell relays so: the sweep of running services, if nobody else.
 */
import type { DeviceState } from '../access/facts.ts';
import { type Actor, appendEvent } from '../audit/event-log.ts';
import { closeIncident } from '../incidents/incidents.ts';
import type { Sources } from '../sources.ts';
import type { Tables, Tx } from '../store/schema.ts';

type Moved = Pick<Tables['devices'], 'id' | 'tenant_id' | 'state'>;

/** Whether it may is decided before. */
export async function moveDevice(
  tx: Tx,
  sources: Sources,
  { id: deviceId, tenant_id: tenantId, state: before }: Moved,
  { state, actor }: { readonly state: DeviceState; readonly actor: Actor },
): Promise<void> {
  await tx.updateTable('devices').set({ state }).where('id', '=', deviceId).execute();
  const detail = { before, after: state };
  await appendEvent(tx, sources, { kind: 'device.state-changed', tenantId, actor, deviceId, detail });
  if (state === 'monitored') {
    // Whoever lets it back in has seen to that.
    await closeIncident(tx, sources, { deviceId, kind: 'identity-doubled', actor });
  }
  if (state === 'unenrolled') await revokeRebinding(tx, sources.nowMs(), deviceId);
}

/** A record that is over is taken over by nobody. */
async function revokeRebinding(tx: Tx, revoked_ms: number, deviceId: string): Promise<void> {
  await tx
    .updateTable('enrolment_keys')
    .set({ revoked_ms })
    .where('device_id', '=', deviceId)
    .where('revoked_ms', 'is', null)
    .execute();
}
