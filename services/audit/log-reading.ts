/** Reading the log is in the log (AUD-6): who read what, in the same commit without which nothing is handed out. */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { type Actor, appendEvent } from './event-log.ts';
import { type LogCursor, type LogFilter, type LogPage, queryLog } from './log-query.ts';
import { describeRows, type LogEntry, logCsvHeader, logCsvLine } from './log-view.ts';

export interface Reader {
  readonly tenantId: string;
  readonly operatorId: string;
  readonly actor: Actor;
}

interface ReadingPorts {
  readonly db: Db;
  readonly sources: Sources;
}

export function noteReading(
  tx: Tx,
  sources: Sources,
  reader: Reader,
  form: 'page' | 'csv' | 'ndjson',
  filter: LogFilter = {},
): Promise<void> {
  const { fromMs = null, toMs = null, kind = null, deviceId: device = null, sessionId: session = null } = filter;
  const byOperator = filter.operatorId !== undefined;
  // Not under the device or session itself: their own records would drown in those of their readers.
  const detail = { form, fromMs, toMs, kind, device, session, byOperator };
  return appendEvent(tx, sources, { kind: 'log.read', ...reader, detail });
}

export function noteReport(
  tx: Tx,
  sources: Sources,
  reader: Reader,
  report: string,
  period: { readonly fromMs: number | null; readonly toMs: number | null },
): Promise<void> {
  return appendEvent(tx, sources, { kind: 'report.read', ...reader, detail: { report, ...period } });
}

export interface EntryPage {
  readonly entries: readonly LogEntry[];
  readonly next: LogCursor | undefined;
}

export function readPage(
  { db, sources }: ReadingPorts,
  reader: Reader,
  filter: LogFilter,
  page: { readonly after?: LogCursor | undefined; readonly limit: number },
): Promise<EntryPage> {
  return db.transaction().execute(async (tx) => {
    const { rows, next } = await queryLog(tx, reader.tenantId, filter, page);
    const entries = await describeRows(tx, reader.tenantId, rows);
    await noteReading(tx, sources, reader, 'page', filter);
    return { entries, next };
  });
}

/** Everything that a filter finds, as CSV, newest first. The reading is on record before the first line. */
export async function* readCsv(
  { db, sources }: ReadingPorts,
  reader: Reader,
  filter: LogFilter,
): AsyncGenerator<string> {
  const { tenantId } = reader;
  await db.transaction().execute((tx) => noteReading(tx, sources, reader, 'csv', filter));
  yield logCsvHeader;
  let after: LogCursor | undefined;
  do {
    const page: LogPage = await queryLog(db, tenantId, filter, { after, limit: servicesLimits.logRowsAtOnce });
    for (const entry of await describeRows(db, tenantId, page.rows)) yield logCsvLine(entry);
    after = page.next;
  } while (after !== undefined);
}
