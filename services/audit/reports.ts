/** The first report of AUD-7: the sessions of a period. The second is one about rights (access/remote-access-report.ts). */
import type { Queryable } from '../store/schema.ts';
import { csvLine } from './csv.ts';
import { operatorShown } from './erasure.ts';

export interface SessionRow {
  readonly id: string;
  /** Both null once the person's data was erased. */
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly permission: string;
  readonly reason: string;
  readonly requestedMs: number;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly endReason: string | null;
}

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SessionCursor {
  readonly requestedMs: number;
  readonly id: string;
}

/** Sessions that were asked for in a period, oldest first. */
export async function sessionsOfPeriod(
  db: Queryable,
  tenantId: string,
  { fromMs, toMs }: Period,
  { after, limit }: { readonly after?: SessionCursor | undefined; readonly limit: number },
): Promise<{ readonly sessions: readonly SessionRow[]; readonly next: SessionCursor | undefined }> {
  const beginMs = Math.max(fromMs, after?.requestedMs ?? fromMs);
  let query = db
    .selectFrom('sessions')
    .innerJoin('operators', 'operators.id', 'sessions.operator_id')
    .innerJoin('devices', 'devices.id', 'sessions.device_id')
    .where('sessions.tenant_id', '=', tenantId)
    .where('sessions.requested_ms', '>=', beginMs)
    .where('sessions.requested_ms', '<', toMs);
  if (after !== undefined) {
    query = query.where(({ or, eb }) =>
      or([eb('sessions.requested_ms', '>', after.requestedMs), eb('sessions.id', '>', after.id)]),
    );
  }
  const rows = await query
    .select([
      'sessions.id',
      'sessions.operator_id as operatorId',
      'operators.name as operatorName',
      'sessions.device_id as deviceId',
      'devices.name as deviceName',
      'sessions.permission',
      'sessions.reason',
      'sessions.requested_ms as requestedMs',
      'sessions.started_ms as startedMs',
      'sessions.ended_ms as endedMs',
      'sessions.end_reason as endReason',
      'sessions.operator_erased as operatorErased',
    ])
    .orderBy('sessions.requested_ms')
    .orderBy('sessions.id')
    .limit(limit + 1)
    .execute();
  const sessions = rows.slice(0, limit).map((row) => {
    const { operatorErased: _, ...told } = { ...row, ...operatorShown(row) };
    return told;
  });
  const last = sessions.at(-1);
  return { sessions, next: rows.length > limit && last ? { requestedMs: last.requestedMs, id: last.id } : undefined };
}

export const sessionCsvHeader = csvLine([
  'session id',
  'operator id',
  'operator',
  'device id',
  'device',
  'permission',
  'reason',
  'requested',
  'started',
  'ended',
  'seconds',
  'end reason',
]);

const isoOrNull = (timeMs: number | null): string | null => (timeMs === null ? null : new Date(timeMs).toISOString());

export function sessionCsvLine(row: SessionRow): string {
  const { startedMs, endedMs } = row;
  return csvLine([
    row.id,
    row.operatorId,
    row.operatorName,
    row.deviceId,
    row.deviceName,
    row.permission,
    row.reason,
    isoOrNull(row.requestedMs),
    isoOrNull(startedMs),
    isoOrNull(endedMs),
    startedMs === null || endedMs === null ? null : (endedMs - startedMs) / 1_000,
    row.endReason,
  ]);
}
