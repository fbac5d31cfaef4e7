/** Who may: how fast it is decided, how soon a session that may start has its ticket, how soon one that may not ends. */
import { sentenceOf } from '../bench-error.ts';
import { failedRow, type Row } from '../report/row.ts';
import { decisionRows } from './decisions.ts';
import { startRows } from './starts.ts';
import { withdrawalRows } from './withdrawals.ts';

type Log = (line: string) => void;

const steps: readonly { readonly id: string; readonly what: string; rows(log: Log, quick: boolean): Promise<Row[]> }[] =
  [
    { id: 'A1', what: 'decisions', rows: async (log) => decisionRows(log) },
    { id: 'A2', what: 'from the request to the ticket', rows: startRows },
    { id: 'A3', what: 'from the withdrawal to the closed socket', rows: withdrawalRows },
  ];

/** @param only ids of the steps to run, all when empty */
export async function accessBench(log: Log, quick: boolean, only: readonly string[] = []): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, what, rows: measure } of steps) {
    if (only.length > 0 && !only.includes(id)) continue;
    log(`${id}: ${what}`);
    try {
      rows.push(...(await measure(log, quick)));
    } catch (error) {
      rows.push(failedRow({ id, what, unit: '', beside: '' }, sentenceOf(error)));
    }
  }
  return rows;
}
