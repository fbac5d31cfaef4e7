/** CALL-6: a device whose call state has been unknown for a minute has an incident, which names the source. */
import { limits } from '@ringside/protocol';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
import { closeIncident, openIncident } from './incidents.ts';

const kind = 'call-state-unknown';
const actor = { kind: 'services' } as const;

/** Opens what is due and closes what is over; run again and again. */
export async function watchCallStates(db: Db, sources: Sources): Promise<void> {
  for (const { device_id } of await unknownWithout(db, sources.nowMs()).execute()) {
    await db.transaction().execute(async (tx) => {
      // Looked at again: the state may have been told in between.
      const due = await unknownWithout(tx, sources.nowMs())
        .where('presence.device_id', '=', device_id)
        .executeTakeFirst();
      if (due === undefined) return;
      const { tenant_id: tenantId, call_state_source: detail } = due;
      await openIncident(tx, sources, { tenantId, deviceId: device_id, kind, detail, actor });
    });
  }
  for (const { device_id: deviceId } of await over(db).execute()) {
    await db.transaction().execute((tx) => closeIncident(tx, sources, { deviceId, kind, actor }));
  }
}

function unknownWithout(db: Queryable, nowMs: number) {
  return db
    .selectFrom('presence')
    .innerJoin('devices', 'devices.id', 'presence.device_id')
    .where('devices.state', '=', 'monitored')
    .where('presence.call_state', '=', 'unknown')
    .where('presence.call_state_since_ms', '<=', nowMs - limits.callStateUnknownMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incidents')
            .whereRef('incidents.device_id', '=', 'presence.device_id')
            .where('incidents.kind', '=', kind)
            .where('incidents.closed_ms', 'is', null)
            .select('incidents.id'),
        ),
      ),
    )
    .select(['presence.device_id', 'presence.call_state_source', 'devices.tenant_id']);
}

/** Open ones of devices that say what they are, or are not monitored any more. One that is away may still be unknown. */
function over(db: Queryable) {
  return db
    .selectFrom('incidents')
    .innerJoin('devices', 'devices.id', 'incidents.device_id')
    .leftJoin('presence', 'presence.device_id', 'incidents.device_id')
    .where('incidents.kind', '=', kind)
    .where('incidents.closed_ms', 'is', null)
    .where(({ eb, or }) =>
      or([eb('devices.state', '!=', 'monitored'), eb('presence.call_state', 'in', ['idle', 'in-call'])]),
    )
    .select('incidents.device_id');
}
