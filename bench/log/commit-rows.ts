/** A4: durable records per second, when many share a commit, beside one commit for each. */
import { limits } from '../limits.ts';
import { medianOf, type Row, rowOf } from '../report/row.ts';
import type { LogStep } from './log-step.ts';
import { openWrittenLog, writeFor } from './written-log.ts';

export async function commitRows({ folder, log }: LogStep): Promise<Row[]> {
  const written = await openWrittenLog(folder);
  try {
    await writeFor(written, limits.logWriters, limits.logWarmMs);
    const rounds: Record<'shared' | 'alone', number[]> = { shared: [], alone: [] };
    for (let round = 1; round <= limits.logRounds; round++) {
      rounds.alone.push(await writeFor(written, 1, limits.logWriteMs));
      rounds.shared.push(await writeFor(written, limits.logWriters, limits.logWriteMs));
      log(
        `round ${round}: ${Math.round(rounds.shared.at(-1) ?? 0)} a second, ${Math.round(rounds.alone.at(-1) ?? 0)} alone`,
      );
    }
    const what = `durable records, ${limits.logWriters} writers that each wait for theirs`;
    const title = { id: 'A4', what, unit: '1/s', beside: 'one writer: one commit for each record' };
    return [rowOf(title, medianOf(rounds.shared), medianOf(rounds.alone))];
  } finally {
    await written.db.destroy();
  }
}
