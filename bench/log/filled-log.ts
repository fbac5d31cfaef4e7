/**
 * Fills a log with millions of records as a year leaves them, by SQL: what queries look at is right, hashes are not, and
 * queries look at none.
 */
import { servicesLimits } from '../../services/limits.ts';
import { SqliteThread } from '../../services/store/sqlite-connection.ts';
import type { WrittenLog } from './written-log.ts';

export const filled = {
  devices: 2_000,
  operators: 500,
  /** From the first record to the last. */
  spanMs: 180 * 24 * 60 * 60_000,
  recordsPerSession: 4,
  kinds: ['session.requested', 'session.started', 'session.ended', 'access.refused'],
} as const;

/** Identifiers as they are, by number. */
export const idOf = (family: number, number: number): string =>
  `0189${family.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Rows of one statement. */
const step = 100_000;

export async function fillLog(folder: string, { db, tenantId, sources }: WrittenLog, records: number): Promise<number> {
  const beginMs = sources.nowMs() - filled.spanMs;
  const thread = await SqliteThread.open({ path: `${folder}/ringside.db`, busyMs: servicesLimits.databaseBusyMs });
  const { devices, operators, spanMs, recordsPerSession, kinds } = filled;
  // A permutation, so that devices and operators come in no order; sessions keep theirs.
  const mixed = (factor: number, of: number) => `((n / ${recordsPerSession}) * ${factor} % ${of})`;
  const id = (family: number, number: string) => `'${idOf(family, 0).slice(0, 24)}' || printf('%012x', ${number})`;
  const time = `${beginMs} + cast(n * ${spanMs / records} as integer)`;
  const kind = `case n % ${recordsPerSession} ${kinds.map((name, index) => `when ${index} then '${name}'`).join(' ')} end`;
  const numbers = 'with recursive numbers(n) as (select ? union all select n + 1 from numbers where n < ?)';
  for (let from = 1; from <= records; from += step) {
    const range = [from, Math.min(from + step - 1, records)];
    await thread.run('begin immediate');
    await thread.run(
      `${numbers} insert into events (tenant_id, sequence, recorded_ms, time_ms, kind, actor_kind, actor_id, device_id, session_id, detail, commitments, hash)
       select '${tenantId}', n, ${time}, ${time}, ${kind}, 'operator', null, ${id(1, mixed(7919, devices))},
       ${id(2, `n / ${recordsPerSession}`)}, '{"permission":"view","origin":"https://portal.example","node":"node-1"}',
       '{"self":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' from numbers`,
      range,
    );
    await thread.run(
      `${numbers} insert into event_persons (tenant_id, sequence, role, person_id, time_ms, salt, data)
       select '${tenantId}', n, 'self', ${id(3, mixed(104_729, operators))}, ${time}, 'AAAAAAAAAAAAAAAAAAAAAA', '{}' from numbers`,
      range,
    );
    await thread.run('commit');
  }
  await thread.close();
  await db.updateTable('event_heads').set({ sequence: records }).where('tenant_id', '=', tenantId).execute();
  return beginMs;
}
