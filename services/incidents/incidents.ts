/** What is wrong with a device and for how long: an incident opens and closes once, each with its record in the log. */
import { limits } from '@ringside/protocol';
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Queryable, Tx } from '../store/schema.ts';

/** Every kind there is. */
export const incidentKinds = ['call-state-unknown', 'ring-lost', 'agent-outdated', 'identity-doubled'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: IncidentKind;
  /** What it is about, as the device names it: a source of call state, a display, a version. Shown, never put into the log. */
  readonly detail: string;
  readonly openedMs: number;
}

export interface IncidentOpening {
  readonly tenantId: string;
  readonly deviceId: string;
  readonly kind: IncidentKind;
  readonly detail: string;
  readonly actor: Actor;
}

/** @returns the new incident, or undefined when the device has one of this kind open already */
export async function openIncident(tx: Tx, sources: Sources, opening: IncidentOpening): Promise<Incident | undefined> {
  const { tenantId, deviceId, kind, actor } = opening;
  if (await isOpen(tx, deviceId, kind)) return undefined;
  const detail = opening.detail.slice(0, limits.nameUnits);
  const incident: Incident = { id: sources.newId(), deviceId, kind, detail, openedMs: sources.nowMs() };
  const { id, openedMs } = incident;
  await tx
    .insertInto('incidents')
    .values({ id, tenant_id: tenantId, device_id: deviceId, kind, detail, opened_ms: openedMs, closed_ms: null })
    .execute();
  await appendEvent(tx, sources, {
    kind: 'incident.opened',
    tenantId,
    actor,
    deviceId,
    detail: { incident: id, incidentKind: kind },
  });
  return incident;
}

/** Closes what is open of a kind on a device; nothing when nothing is. */
export async function closeIncident(
  tx: Tx,
  sources: Sources,
  { deviceId, kind, actor }: Pick<IncidentOpening, 'deviceId' | 'kind' | 'actor'>,
): Promise<void> {
  const closed = await tx
    .updateTable('incidents')
    .set({ closed_ms: sources.nowMs() })
    .where('device_id', '=', deviceId)
    .where('kind', '=', kind)
    .where('closed_ms', 'is', null)
    .returning(['id', 'tenant_id'])
    .execute();
  for (const { id, tenant_id: tenantId } of closed) {
    const detail = { incident: id, incidentKind: kind };
    await appendEvent(tx, sources, { kind: 'incident.closed', tenantId, actor, deviceId, detail });
  }
}

/** Whether the device has an open incident of this kind. */
export async function isOpen(db: Queryable, deviceId: string, kind: IncidentKind): Promise<boolean> {
  const open = db.selectFrom('incidents').where('device_id', '=', deviceId).where('kind', '=', kind);
  return (await open.where('closed_ms', 'is', null).select('id').executeTakeFirst()) !== undefined;
}

/** A tenant's open incidents by device, oldest first. */
export async function openIncidents(db: Queryable, tenantId: string): Promise<ReadonlyMap<string, Incident[]>> {
  const rows = await db
    .selectFrom('incidents')
    .where('tenant_id', '=', tenantId)
    .where('closed_ms', 'is', null)
    .orderBy('opened_ms')
    .selectAll()
    .execute();
  const incidents = rows.flatMap((row): Incident[] => {
    const kind = incidentKinds.find((known) => known === row.kind);
    if (kind === undefined) return [];
    return [{ id: row.id, deviceId: row.device_id, kind, detail: row.detail, openedMs: row.opened_ms }];
  });
  return Map.groupBy(incidents, ({ deviceId }) => deviceId);
}
