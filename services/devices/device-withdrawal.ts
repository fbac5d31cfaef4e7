/**
 * Moves devices between their states, ends the sessions of those that may no longer connect, and tells relays at once
 * (DEV-2, DEV-4).
 */
import type { DeviceState } from '../access/facts.ts';
import type { Actor } from '../audit/event-log.ts';
import type { RelayLink } from '../relay-link.ts';
import { announceEndings, endSessionsOfDevice } from '../sessions/session-end.ts';
import type { Sources } from '../sources.ts';
import { reclaim } from '../store/reclaim.ts';
import type { Db, Tx } from '../store/schema.ts';
import { deleteDeviceData } from './device-data.ts';
import { moveDevice } from './device-moves.ts';
import { deviceState } from './device-records.ts';
import { isWithdrawn, mayMove } from './device-state.ts';
import { hasRoom } from './entitlement.ts';

export type StateChange = 'changed' | 'device-not-found' | 'state-change-not-allowed' | 'entitlement-reached';

export interface StateChangeRequest {
  readonly tenantId: string;
  readonly deviceId: string;
  readonly state: DeviceState;
  readonly actor: Actor;
  /** With `unenrolled`: what was collected about the device goes too, also of one that is unenrolled already. */
  readonly deleteData?: boolean;
}

export interface WithdrawalPorts {
  readonly db: Db;
  readonly sources: Sources;
  /** Undefined beside running services: they find the change, end the sessions and tell relays. */
  readonly relays: RelayLink | undefined;
}

/** @param refusal decides in the transaction itself whether whoever asks may: undefined when they may */
export async function changeDeviceState<R extends string = never>(
  { db, sources, relays }: WithdrawalPorts,
  { tenantId, deviceId, state, actor, deleteData = false }: StateChangeRequest,
  refusal?: (tx: Tx) => Promise<R | undefined>,
): Promise<StateChange | R> {
  const result = await db.transaction().execute(async (tx) => {
    const refused = await refusal?.(tx);
    if (refused !== undefined) return refused;
    const row = await tx
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .where('tenant_id', '=', tenantId)
      .where('deleted_ms', 'is', null)
      .select(['id', 'tenant_id', 'state'])
      .executeTakeFirst();
    if (row === undefined) return 'device-not-found';
    const before = deviceState(row.state);
    if (before !== state) {
      if (!mayMove(before, state)) return 'state-change-not-allowed';
      if (state === 'monitored' && !(await hasRoom(tx, tenantId))) return 'entitlement-reached';
      await moveDevice(tx, sources, row, { state, actor });
    }
    const ends = relays !== undefined && isWithdrawn(state) && before !== state;
    const endings = ends ? await endSessionsOfDevice(tx, sources, deviceId, actor) : [];
    if (deleteData && state === 'unenrolled') await deleteDeviceData(tx, sources, { tenantId, deviceId, actor });
    return { before, endings };
  });
  if (typeof result === 'string') return result;
  if (relays !== undefined) {
    if (isWithdrawn(state)) relays.withdrawDevice(deviceId);
    else if (isWithdrawn(result.before)) relays.restoreDevice(deviceId);
    announceEndings(relays, result.endings);
  }
  if (deleteData) await reclaim(db);
  return 'changed';
}
