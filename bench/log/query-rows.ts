/** A5: a page of records by every filter that there is, in a log of millions. */
import { type LogFilter, queryLog } from '../../services/audit/log-query.ts';
import { describeRows } from '../../services/audit/log-view.ts';
import { servicesLimits } from '../../services/limits.ts';
import { limits } from '../limits.ts';
import { percentileOf, type Row, rowOf } from '../report/row.ts';
import { filled, fillLog, idOf } from './filled-log.ts';
import type { LogStep } from './log-step.ts';
import { openWrittenLog, type WrittenLog } from './written-log.ts';

export async function queryRows({ folder, long, log }: LogStep): Promise<Row[]> {
  const records = long ? limits.logRecordsLong : limits.logRecords;
  const written = await openWrittenLog(folder);
  try {
    const sinceMs = performance.now();
    const beginMs = await fillLog(folder, written, records);
    log(`${records} records after ${Math.round((performance.now() - sinceMs) / 1_000)} s`);
    const filters = filtersOf(beginMs, records);
    const rounds: number[][] = [];
    const slowest: string[] = [];
    for (const [name, filter] of Object.entries(filters)) {
      const samples: number[] = [];
      for (let query = 0; query < limits.logQueries; query++) samples.push(await timed(written, filter()));
      rounds.push(samples);
      slowest.push(`${name} ${percentileOf([samples], 0.95).value.toFixed(1)}`);
      log(`${slowest.at(-1)} ms`);
    }
    const what = `a page of ${servicesLimits.logPageRows} by a filter, with names, ${records.toLocaleString('en')} records, p95`;
    const note = `By filter: ${slowest.join(', ')} ms.${long ? '' : ' --long takes 10,000,000 records.'}`;
    return [rowOf({ id: 'A5', what, unit: 'ms', beside: '' }, percentileOf(rounds, 0.95), undefined, note)];
  } finally {
    await written.db.destroy();
  }
}

async function timed({ db, tenantId }: WrittenLog, filter: LogFilter): Promise<number> {
  const sinceMs = performance.now();
  const page = await queryLog(db, tenantId, filter, { limit: servicesLimits.logPageRows });
  await describeRows(db, tenantId, page.rows);
  return performance.now() - sinceMs;
}

/** What people ask for; each call asks for another one. */
function filtersOf(beginMs: number, records: number): Record<string, () => LogFilter> {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const period = (days: number) => {
    const fromMs = beginMs + random(filled.spanMs);
    return { fromMs, toMs: fromMs + days * 24 * 60 * 60_000 };
  };
  const device = () => ({ deviceId: idOf(1, random(filled.devices)) });
  const operator = () => ({ operatorId: idOf(3, random(filled.operators)) });
  const kind = () => ({ kind: filled.kinds[random(filled.kinds.length)] });
  return {
    time: () => period(7),
    kind,
    'kind and time': () => ({ ...kind(), ...period(1) }),
    device,
    'device, kind and time': () => ({ ...device(), ...kind(), ...period(30) }),
    operator,
    'operator and time': () => ({ ...operator(), ...period(7) }),
    'operator, device and kind': () => ({ ...operator(), ...device(), ...kind() }),
    session: () => ({ sessionId: idOf(2, random(Math.floor(records / filled.recordsPerSession))) }),
    'a kind that never happened': () => ({ kind: 'log.verification-failed' }),
  };
}
