/** The log: records per second, queries, verification, what the relay notices of it, and what kill -9 takes from it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentenceOf } from '../bench-error.ts';
import { failedRow, type Row } from '../report/row.ts';
import { commitRows } from './commit-rows.ts';
import { killRows } from './kill-rows.ts';
import type { LogStep } from './log-step.ts';
import { queryRows } from './query-rows.ts';
import { relayRows } from './relay-rows.ts';
import { verifyRows } from './verify-rows.ts';

const steps: readonly { readonly id: string; readonly what: string; rows(step: LogStep): Promise<Row[]> }[] = [
  { id: 'A4', what: 'durable records', rows: commitRows },
  { id: 'A5', what: 'queries', rows: queryRows },
  { id: 'A6', what: 'verification', rows: verifyRows },
  { id: 'A7', what: "the relay's latency while the log writes", rows: relayRows },
  { id: 'A8', what: 'kill -9', rows: killRows },
];

/** @param only ids of the steps to run, all when empty */
export async function logBench(log: (line: string) => void, long: boolean, only: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, what, rows: measure } of steps) {
    if (only.length > 0 && !only.includes(id)) continue;
    const folder = await mkdtemp(join(tmpdir(), 'ringside-bench-log-'));
    try {
      log(`${id}: ${what}`);
      rows.push(...(await measure({ folder, long, log })));
    } catch (error) {
      rows.push(failedRow({ id, what, unit: '', beside: '' }, sentenceOf(error)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return rows;
}
