/**
 * Deletes what was collected about a device (DEV-4): its name, platform and key, what it last said of itself, its
 * incidents and recoveries. What stays is its identifier, which the log and the sessions name; the log is not touched.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

/** Shown where its sessions are listed. */
const removedName = 'Removed device';

export async function deleteDeviceData(
  tx: Tx,
  sources: Sources,
  { tenantId, deviceId, actor }: { readonly tenantId: string; readonly deviceId: string; readonly actor: Actor },
): Promise<void> {
  for (const name of ['presence', 'incidents', 'recoveries'] as const) {
    await tx.deleteFrom(name).where('device_id', '=', deviceId).execute();
  }
  await tx.deleteFrom('group_members').where('member_id', '=', deviceId).execute();
  // Those for its rebinding are called after it.
  await tx.updateTable('enrolment_keys').set({ name: removedName }).where('device_id', '=', deviceId).execute();
  await tx
    .updateTable('devices')
    .set({
      name: removedName,
      platform: '',
      public_key: '{}',
      // Unique, and nothing that a key can have.
      key_thumbprint: `deleted ${deviceId}`,
      deleted_ms: sources.nowMs(),
    })
    .where('id', '=', deviceId)
    .execute();
  await appendEvent(tx, sources, { kind: 'device.data-deleted', tenantId, actor, deviceId, detail: {} });
}
