/** Moves devices between their states, and tells relays at once of those that may no longer connect (DEV-2, DEV-4). */
import { limits } from '@ringside/protocol';
import type { DeviceState } from '../access/facts.ts';
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { RelayLink } from '../relay-link.ts';
import { announceEndings, endSessionsOfDevice } from '../sessions/session-end.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
import { deviceState } from './device-records.ts';
import { isWithdrawn, mayMove } from './device-state.ts';

export type StateChange = 'changed' | 'device-not-found' | 'state-change-not-allowed';

export interface StateChangeRequest {
  readonly tenantId: string;
  readonly deviceId: string;
  readonly state: DeviceState;
  readonly actor: Actor;
}

export async function changeDeviceState(
  ports: { readonly db: Db; readonly sources: Sources; readonly relays: RelayLink },
  { tenantId, deviceId, state, actor }: StateChangeRequest,
): Promise<StateChange> {
  const { db, sources, relays } = ports;
  const result = await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .where('tenant_id', '=', tenantId)
      .select('state')
      .executeTakeFirst();
    if (row === undefined) return 'device-not-found';
    const before = deviceState(row.state);
    if (before === state) return { before, endings: [] };
    if (!mayMove(before, state)) return 'state-change-not-allowed';
    await tx.updateTable('devices').set({ state }).where('id', '=', deviceId).execute();
    const detail = { before, after: state };
    await appendEvent(tx, sources, { kind: 'device.state-changed', tenantId, actor, deviceId, detail });
    const endings = isWithdrawn(state) ? await endSessionsOfDevice(tx, sources, deviceId, actor) : [];
    return { before, endings };
  });
  if (typeof result === 'string') return result;
  if (isWithdrawn(state)) relays.withdrawDevice(deviceId);
  else if (isWithdrawn(result.before)) relays.restoreDevice(deviceId);
  announceEndings(relays, result.endings);
  return 'changed';
}

/** Withdrawn devices that may still hold a credential: a relay must turn these away by name. */
export async function withdrawnDevices(db: Queryable, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('devices')
    .where('state', 'in', ['suspended', 'unenrolled'])
    .where('credential_expires_ms', '>', nowMs - limits.clockSkewMs)
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}
