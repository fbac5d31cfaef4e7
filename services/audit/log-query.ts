/**
 * Finds records by time, operator, device, session and kind, newest first, a page at a time. Each filter has an index
 * that ends in time and number; the narrowest one leads, and the others only look at what it finds. A device and an
 * operator, each of many records, lead together.
 */
import { placeOf } from '../store/place-in-time.ts';
import type { Queryable, Tables } from '../store/schema.ts';
import { unindexed } from '../store/unindexed.ts';

export interface LogFilter {
  /** Unix milliseconds, of when it happened: from the first to before the second. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly kind?: string | undefined;
  /** Who acted or whom it is about. Records of erased people are not found by them. */
  readonly operatorId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** The last record of the page before. */
export interface LogCursor {
  readonly timeMs: number;
  readonly sequence: number;
}

export interface LogPage {
  readonly rows: readonly Tables['events'][];
  readonly next: LogCursor | undefined;
}

export async function queryLog(
  db: Queryable,
  tenantId: string,
  filter: LogFilter,
  page: { readonly after?: LogCursor | undefined; readonly limit: number },
): Promise<LogPage> {
  const { limit, after } = page;
  const rows = await finderOf(filter)(db, tenantId, filter, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? { timeMs: last.time_ms, sequence: last.sequence } : undefined;
  return { rows: shown, next };
}

type Rows = Promise<Tables['events'][]>;

function finderOf({ operatorId, deviceId, sessionId }: LogFilter): typeof byEvent {
  // A session has a handful of records, a device fewer than an operator.
  if (operatorId === undefined || sessionId !== undefined) return byEvent;
  return deviceId === undefined ? byPerson : byDeviceAndPerson;
}

function byEvent(
  db: Queryable,
  tenantId: string,
  filter: LogFilter,
  after: LogCursor | undefined,
  limit: number,
): Rows {
  const { kind, operatorId, deviceId, sessionId } = filter;
  let query = db.selectFrom('events').selectAll('events');
  const leading = sessionId !== undefined ? 'session' : deviceId !== undefined ? 'device' : 'kind';
  // Sessions and devices are of one tenant: their index leads, and the tenant is made sure of.
  query =
    leading === 'kind'
      ? query.where('events.tenant_id', '=', tenantId)
      : query.where(unindexed('events.tenant_id', tenantId));
  for (const condition of placeOf('events', filter, after)) query = query.where(condition);
  if (sessionId !== undefined) query = query.where('events.session_id', '=', sessionId);
  if (deviceId !== undefined) {
    query =
      leading === 'device'
        ? query.where('device_id', '=', deviceId)
        : query.where(unindexed('events.device_id', deviceId));
  }
  if (kind !== undefined) {
    query = leading === 'kind' ? query.where('kind', '=', kind) : query.where(unindexed('events.kind', kind));
  }
  if (operatorId !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('event_persons')
          .whereRef('event_persons.tenant_id', '=', 'events.tenant_id')
          .whereRef('event_persons.sequence', '=', 'events.sequence')
          .where('event_persons.person_id', '=', operatorId)
          .select('event_persons.sequence'),
      ),
    );
  }
  return query.orderBy('events.time_ms', 'desc').orderBy('events.sequence', 'desc').limit(limit).execute();
}

/**
 * Both indexes hold time and number: which of the device's records are the operator's they say by themselves, and only
 * those records are read, which lie anywhere in a log of millions.
 */
function byDeviceAndPerson(
  db: Queryable,
  tenantId: string,
  filter: LogFilter,
  after: LogCursor | undefined,
  limit: number,
): Rows {
  const { kind, operatorId = '', deviceId = '' } = filter;
  let query = db
    .selectFrom('events as found')
    .crossJoin('events')
    .whereRef('events.sequence', '=', 'found.sequence')
    .where('events.tenant_id', '=', tenantId)
    .where(unindexed('events.device_id', deviceId))
    .where('found.device_id', '=', deviceId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('event_persons')
          .where('event_persons.person_id', '=', operatorId)
          .whereRef('event_persons.time_ms', '=', 'found.time_ms')
          .whereRef('event_persons.sequence', '=', 'found.sequence')
          .where(unindexed('event_persons.tenant_id', tenantId))
          .select('event_persons.sequence'),
      ),
    )
    .selectAll('events');
  for (const condition of placeOf('found', filter, after)) query = query.where(condition);
  if (kind !== undefined) query = query.where(unindexed('events.kind', kind));
  return query.orderBy('found.time_ms', 'desc').orderBy('found.sequence', 'desc').limit(limit).execute();
}

function byPerson(
  db: Queryable,
  tenantId: string,
  filter: LogFilter,
  after: LogCursor | undefined,
  limit: number,
): Rows {
  const { kind, operatorId = '' } = filter;
  let query = db
    .selectFrom('event_persons')
    .innerJoin('events', (join) =>
      join
        .onRef('events.tenant_id', '=', 'event_persons.tenant_id')
        .onRef('events.sequence', '=', 'event_persons.sequence'),
    )
    .where('event_persons.person_id', '=', operatorId)
    .where(unindexed('event_persons.tenant_id', tenantId))
    .selectAll('events');
  for (const condition of placeOf('event_persons', filter, after)) query = query.where(condition);
  if (kind !== undefined) query = query.where('events.kind', '=', kind);
  const newest = query.orderBy('event_persons.time_ms', 'desc').orderBy('event_persons.sequence', 'desc');
  return newest.limit(limit).execute();
}
