/**
 * Many rooms at once, played by k6 through the real protocol: 10,000 idle devices and 500 sessions, and the storm when
 * all of them come back after the relay was killed; in a long run with TLS too.
 */
import { sentenceOf } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { assertOpenFiles } from '../process/open-files.ts';
import { failedRow, type Row } from '../report/row.ts';
import { k6Program } from './k6-program.ts';
import { rowsOf, titlesOf } from './k6-rows.ts';
import { runRooms, sockets } from './rooms-run.ts';

const runs = [
  { id: 'L2', tls: false },
  { id: 'P12', tls: true },
] as const;

/** @param only goals: L2 is the run without TLS, P12 the one with it; when empty, the first, and in a long run both */
export async function k6Bench(log: (line: string) => void, long: boolean, only: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { id, tls } of runs) {
    if (only.length > 0 ? !only.includes(id) : tls && !long) continue;
    try {
      assertOpenFiles(sockets + limits.k6SpareFiles);
      rows.push(...rowsOf(await runRooms(await k6Program(log), tls, log), tls));
    } catch (error) {
      rows.push(...titlesOf(tls).map((title) => failedRow(title, sentenceOf(error))));
    }
  }
  return rows;
}
