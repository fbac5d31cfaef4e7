/** The relay beside bare forwarders and other people's proxies: cost, latency, isolation, memory. */
import { sentenceOf } from '../bench-error.ts';
import type { Row } from '../report/row.ts';
import { failedRow } from '../report/row.ts';
import { costRows } from './cost.ts';
import { idleMemoryRows } from './idle-memory.ts';
import { inputLatencyRows } from './input-latency.ts';
import { isolationRows } from './isolation.ts';
import { Load } from './load-process.ts';
import { manySessionsRows, mostSessionsRows } from './many-sessions.ts';
import type { Step } from './step.ts';

const steps: readonly { readonly id: string; readonly what: string; rows(step: Step): Promise<Row[]> }[] = [
  { id: 'P5', what: 'CPU of forwarding', rows: costRows },
  { id: 'P6', what: 'latency of input', rows: inputLatencyRows },
  { id: 'P8', what: 'a fast viewer beside a frozen one', rows: isolationRows },
  { id: 'P11', what: 'memory per idle device', rows: idleMemoryRows },
  { id: 'L1', what: 'many devices and sessions', rows: manySessionsRows },
  { id: 'L3', what: 'more of both', rows: mostSessionsRows },
];

/** @param only ids of the steps to run, all when empty */
export async function relayBench(log: (line: string) => void, only: readonly string[] = []): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, what, rows: measure } of steps) {
    if (only.length > 0 && !only.includes(id)) continue;
    // A generator of its own for each step: what one leaves behind does not burden the next.
    const load = await Load.start();
    try {
      log(`${id}: ${what}`);
      rows.push(...(await measure({ load, log })));
    } catch (error) {
      rows.push(failedRow({ id, what, unit: '', beside: '' }, sentenceOf(error)));
    } finally {
      await load.stop();
    }
  }
  return rows;
}
