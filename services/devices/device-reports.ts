/** What relays report of devices that they turned away: each is an incident, in words that people can act on. */
import { openIncident } from '../incidents/incidents.ts';
import { type Ending, endSessionsOfDevice } from '../sessions/session-end.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import { moveDevice } from './device-moves.ts';
import { deviceState } from './device-records.ts';
import { mayMove } from './device-state.ts';

interface Reporter {
  readonly node: string;
}

/** DEV-5: open until an agent that is new enough connects. */
export async function deviceOutdated(
  tx: Tx,
  sources: Sources,
  { node }: Reporter,
  { device: deviceId, agentVersion }: { readonly device: string; readonly agentVersion: string },
): Promise<void> {
  const row = await rowOf(tx, deviceId);
  if (row === undefined) return;
  // Empty where it names no version.
  const incident = { tenantId: row.tenant_id, deviceId, kind: 'agent-outdated', detail: agentVersion } as const;
  await openIncident(tx, sources, { ...incident, actor: { kind: 'relay', id: node } });
}

/** DEV-3: two machines with one identity are both stopped, since nobody can tell which is the right one. */
export async function deviceDoubled(
  tx: Tx,
  sources: Sources,
  { node }: Reporter,
  deviceId: string,
): Promise<{ readonly device: string; readonly endings: readonly Ending[] } | undefined> {
  const row = await rowOf(tx, deviceId);
  // One that is withdrawn already is stopped.
  if (row === undefined || !mayMove(deviceState(row.state), 'suspended')) return undefined;
  const actor = { kind: 'relay', id: node } as const;
  await moveDevice(tx, sources, row, { state: 'suspended', actor });
  const endings = await endSessionsOfDevice(tx, sources, deviceId, actor);
  const incident = { tenantId: row.tenant_id, deviceId, kind: 'identity-doubled', detail: '' } as const;
  await openIncident(tx, sources, { ...incident, actor });
  return { device: deviceId, endings };
}

const rowOf = (tx: Tx, deviceId: string) =>
  tx.selectFrom('devices').where('id', '=', deviceId).select(['id', 'tenant_id', 'state']).executeTakeFirst();
