/** The durable records of sessions (AUD-1): one's own, or the tenant's for those who may read them. */
import { isInForce } from '../access/assignment-index.ts';
import { authorize, holdsOverTenant } from '../access/authorize.ts';
import { readDeviceGroups } from '../access/device-scopes.ts';
import type { AccessFacts } from '../access/facts.ts';
import { operatorShown } from '../audit/erasure.ts';
import type { Queryable } from '../store/schema.ts';
import { sessionOf } from './session-records.ts';

export interface SessionPage {
  /** Those before this one are asked for. */
  readonly after: { readonly timeMs: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. @returns `last`: where the next page begins, undefined after the last one; a page may show fewer than were read */
export async function listSessions(db: Queryable, facts: AccessFacts, { after, limit }: SessionPage) {
  const { operator } = facts;
  // Narrows what is read; what is shown is decided row by row.
  const all = holdsOverTenant(facts, 'sessions.read');
  let query = db
    .selectFrom('sessions')
    .innerJoin('operators', 'operators.id', 'sessions.operator_id')
    .innerJoin('devices', 'devices.id', 'sessions.device_id')
    .where('sessions.tenant_id', '=', operator.tenantId)
    .selectAll('sessions')
    .select([
      'operators.name as operatorName',
      'devices.name as device_name',
      'sessions.operator_erased as operatorErased',
      'sessions.ended_ms as endedMs',
    ])
    .orderBy('sessions.requested_ms', 'desc')
    .orderBy('sessions.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) {
    query = query
      .where('sessions.requested_ms', '<=', after.timeMs)
      .where((row) => row.or([row('sessions.requested_ms', '<', after.timeMs), row('sessions.id', '<', after.id)]));
  }
  if (!all) {
    const { groups, devices } = readable(facts);
    query = query.where((row) =>
      row.or([
        row('sessions.operator_id', '=', operator.id),
        ...(devices.length === 0 ? [] : [row('sessions.device_id', 'in', devices)]),
        ...(groups.length === 0
          ? []
          : [
              row(
                'sessions.device_id',
                'in',
                db.selectFrom('group_members').where('group_id', 'in', groups).select('member_id'),
              ),
            ]),
      ]),
    );
  }
  const read = await query.execute();
  const rows = read.slice(0, limit);
  const scopes = await readDeviceGroups(db, { deviceIds: [...new Set(rows.map(({ device_id }) => device_id))] });
  const sessions = rows.flatMap((row) => {
    const session = sessionOf(row);
    const device = { id: session.deviceId, tenantId: session.tenantId, groupIds: scopes.get(session.deviceId) ?? [] };
    if (!authorize(facts, { action: 'see-session', session: { ...session, device } }).allowed) return [];
    const { id, operatorId, deviceId, permission, reason, requestedMs, state } = session;
    return {
      id,
      ...operatorShown({ ...row, operatorId }),
      deviceId,
      deviceName: row.device_name,
      permission,
      reason,
      state: state.phase,
      requestedMs,
      startedMs: state.phase === 'requested' ? null : state.startedMs,
      endedMs: state.phase === 'ended' ? state.endedMs : null,
      endReason: state.phase === 'ended' ? state.reason : null,
    };
  });
  const last = read.length > limit ? rows.at(-1) : undefined;
  return { sessions, last: last && { timeMs: last.requested_ms, id: last.id } };
}

/** Over which devices an operator may read sessions, where that is not every device. */
function readable({ atMs, operator }: AccessFacts) {
  const over = operator.assignments.all.filter(
    (each) => each.permissions.has('sessions.read') && isInForce(each, atMs),
  );
  return {
    groups: [...new Set(over.flatMap(({ over: { groups } }) => [...groups]))],
    devices: [...new Set(over.flatMap(({ over: { devices } }) => [...devices]))],
  };
}
