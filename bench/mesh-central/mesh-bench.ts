/**
 * Beside MeshCentral, which is what people use today where they host such a thing themselves: memory of idle devices,
 * the relay's cost, and from glass to glass. Where it cannot be had, all rows fail with the reason.
 */
import { sentenceOf } from '../bench-error.ts';
import { Load } from '../relay/load-process.ts';
import { failedRow, type Row, type Title } from '../report/row.ts';
import { costTitles, meshCostRows } from './mesh-cost.ts';
import { glassTitles, meshGlassRows } from './mesh-glass.ts';
import { memoryTitle, meshMemoryRows } from './mesh-memory.ts';
import { meshPackage } from './mesh-package.ts';

type Log = (line: string) => void;

interface Part {
  readonly titles: readonly Title[];
  rows(log: Log, packageFolder: string): Promise<Row[]>;
}

const parts: readonly Part[] = [
  { titles: [memoryTitle], rows: (log, folder) => withLoad((load) => meshMemoryRows({ load, log }, folder)) },
  { titles: costTitles, rows: (log, folder) => withLoad((load) => meshCostRows({ load, log }, folder)) },
  { titles: glassTitles, rows: meshGlassRows },
];

/** @param only goals, such as P11; all when empty */
export async function meshBench(log: Log, only: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { titles, rows: measure } of parts) {
    if (only.length > 0 && !titles.some(({ id }) => only.some((goal) => id.startsWith(`${goal}.`)))) continue;
    try {
      rows.push(...(await measure(log, await meshPackage(log))));
    } catch (error) {
      log(sentenceOf(error));
      rows.push(...titles.map((title) => failedRow(title, sentenceOf(error))));
    }
  }
  return rows;
}

async function withLoad(measure: (load: Load) => Promise<Row[]>): Promise<Row[]> {
  const load = await Load.start();
  try {
    return await measure(load);
  } finally {
    await load.stop();
  }
}
