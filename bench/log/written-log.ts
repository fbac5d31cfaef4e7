/** A log that is written to by any number of writers, each of which waits for its record: for tests and the bench. */
import { appendEvent, openLog } from '../../services/audit/event-log.ts';
import { type Sources, systemSources } from '../../services/sources.ts';
import type { Db } from '../../services/store/schema.ts';
import { openSqlite } from '../../services/store/sqlite-database.ts';

export interface WrittenLog {
  readonly db: Db;
  readonly sources: Sources;
  readonly tenantId: string;
}

const operatorId = '01890000-0000-7000-8000-000000000001';
const deviceId = '01890000-0000-7000-8000-000000000002';

/** Opens the log of a folder, with a tenant that is made when there is none. */
export async function openWrittenLog(folder: string): Promise<WrittenLog> {
  const db = await openSqlite(folder);
  const sources = systemSources();
  const known = await db.selectFrom('tenants').select('id').executeTakeFirst();
  if (known !== undefined) return { db, sources, tenantId: known.id };
  const tenantId = sources.newId();
  const tenant = { id: tenantId, name: 'Written', created_ms: sources.nowMs(), opted_in_ms: null, card_off_ms: null };
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('tenants').values(tenant).execute();
    await openLog(tx, tenantId);
  });
  return { db, sources, tenantId };
}

/** One record of a session's request. @returns the session's ID, once the record is on disk */
export async function writeRecord({ db, sources, tenantId }: WrittenLog): Promise<string> {
  const sessionId = sources.newId();
  const actor = { kind: 'operator', id: operatorId } as const;
  const detail = { permission: 'view', origin: 'https://portal.example', node: 'node-1' } as const;
  const about = { tenantId, actor, operatorId, deviceId, sessionId };
  const event = { kind: 'session.requested', ...about, detail, personal: { reason: 'ticket 4711' } } as const;
  await db.transaction().execute((tx) => appendEvent(tx, sources, event));
  return sessionId;
}

/** @returns durable records per second */
export async function writeFor(log: WrittenLog, writers: number, ms: number): Promise<number> {
  const startMs = performance.now();
  let written = 0;
  const write = async () => {
    while (performance.now() < startMs + ms) {
      await writeRecord(log);
      written++;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return (written * 1_000) / (performance.now() - startMs);
}
