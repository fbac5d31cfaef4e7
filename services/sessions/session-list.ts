/** The durable records of sessions (AUD-1): one's own, or the tenant's for those who may read them. */
import { type AccessFacts, authorize } from '../access/authorize.ts';
import { servicesLimits } from '../limits.ts';
import type { Queryable } from '../store/schema.ts';
import { sessionOf } from './session-records.ts';

export async function listSessions(db: Queryable, facts: AccessFacts) {
  const { operator } = facts;
  // Narrows what is read; what is shown is decided row by row.
  const all = authorize(facts, { action: 'administer', permission: 'sessions.read' }).allowed;
  let query = db
    .selectFrom('sessions')
    .innerJoin('operators', 'operators.id', 'sessions.operator_id')
    .innerJoin('devices', 'devices.id', 'sessions.device_id')
    .where('sessions.tenant_id', '=', operator.tenantId)
    .selectAll('sessions')
    .select(['operators.name as operator_name', 'devices.name as device_name'])
    .orderBy('sessions.requested_ms', 'desc')
    .limit(servicesLimits.pageRows);
  if (!all) query = query.where('sessions.operator_id', '=', operator.id);
  const rows = await query.execute();
  return rows.flatMap((row) => {
    const session = sessionOf(row);
    if (!authorize(facts, { action: 'see-session', session }).allowed) return [];
    const { id, operatorId, deviceId, permission, requestedMs, state } = session;
    return {
      id,
      operatorId,
      operatorName: row.operator_name,
      deviceId,
      deviceName: row.device_name,
      permission,
      state: state.phase,
      requestedMs,
      startedMs: state.phase === 'requested' ? null : state.startedMs,
      endedMs: state.phase === 'ended' ? state.endedMs : null,
      endReason: state.phase === 'ended' ? state.reason : null,
    };
  });
}
