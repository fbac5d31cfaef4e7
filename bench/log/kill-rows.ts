/** A8: records that were acknowledged and are lost or doubled after kill -9 at random moments under load. */
import { limits } from '../limits.ts';
import { type Row, rowOf } from '../report/row.ts';
import { type KillCounts, killRuns } from './kill-runs.ts';
import type { LogStep } from './log-step.ts';

export async function killRows({ long, log }: LogStep): Promise<Row[]> {
  const runs = long ? limits.logKillsLong : limits.logKills;
  const halves = await Promise.all(
    Array.from({ length: limits.logKillsAtOnce }, () => killRuns(runs / limits.logKillsAtOnce, Math.random)),
  );
  const sum = (of: (counts: KillCounts) => number) => halves.reduce((total, counts) => total + of(counts), 0);
  const wrong = sum(({ lost, doubled }) => lost + doubled);
  const note = `${sum(({ acknowledged }) => acknowledged).toLocaleString('en')} records were acknowledged.`;
  log(note);
  const title = {
    id: 'A8',
    what: `records lost or doubled in ${runs.toLocaleString('en')} kill -9`,
    unit: '',
    beside: '',
  };
  return [rowOf(title, { value: wrong, spread: { low: wrong, high: wrong } }, undefined, note)];
}
