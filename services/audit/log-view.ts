/** Records as people and programs read them: what happened, who, to whom, with the names of today. */
import type { Queryable, Tables } from '../store/schema.ts';
import { csvLine } from './csv.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface LogEntry {
  readonly sequence: number;
  readonly timeMs: number;
  readonly recordedMs: number;
  readonly kind: string;
  readonly actorKind: string;
  /** Of the operator, API key, device or relay that acted. */
  readonly actorId: string | null;
  /** The person who acted, with an API key too; null for machines, and once erased. */
  readonly actorOperatorId: string | null;
  /** Of that person, or of the device that acted. */
  readonly actorName: string | null;
  /** Whom it is about; who acted, where that is the same person. */
  readonly operatorId: string | null;
  readonly operatorName: string | null;
  readonly deviceId: string | null;
  readonly deviceName: string | null;
  readonly sessionId: string | null;
  readonly detail: Fields;
  /** What is personal besides the identifiers: a name, a reason. Empty too once it was erased. */
  readonly personal: Fields;
}

/** In the order of the rows. */
export async function describeRows(
  db: Queryable,
  tenantId: string,
  rows: readonly Tables['events'][],
): Promise<LogEntry[]> {
  if (rows.length === 0) return [];
  const sequences = rows.map(({ sequence }) => sequence);
  const persons = await db
    .selectFrom('event_persons')
    .where('tenant_id', '=', tenantId)
    .where('sequence', 'in', sequences)
    .select(['sequence', 'role', 'person_id', 'data'])
    .execute();
  const byRecord = Map.groupBy(persons, ({ sequence }) => sequence);
  const operators = await namesOf(db, 'operators', tenantId, new Set(persons.map(({ person_id }) => person_id)));
  const devices = await namesOf(db, 'devices', tenantId, new Set(rows.flatMap(devicesOf)));
  return rows.map((row) => {
    const people = byRecord.get(row.sequence) ?? [];
    const acted = people.find(({ role }) => role !== 'operator');
    const about = people.find(({ role }) => role !== 'actor');
    const actingDevice = row.actor_kind === 'device' ? row.actor_id : null;
    return {
      sequence: row.sequence,
      timeMs: row.time_ms,
      recordedMs: row.recorded_ms,
      kind: row.kind,
      actorKind: row.actor_kind,
      actorId: row.actor_id ?? acted?.person_id ?? null,
      actorOperatorId: acted?.person_id ?? null,
      actorName: operators.get(acted?.person_id ?? '') ?? devices.get(actingDevice ?? '') ?? null,
      operatorId: about?.person_id ?? null,
      operatorName: operators.get(about?.person_id ?? '') ?? null,
      deviceId: row.device_id,
      deviceName: devices.get(row.device_id ?? '') ?? null,
      sessionId: row.session_id,
      detail: parseFields(row.detail),
      personal: parseFields(about?.data ?? '{}'),
    };
  });
}

const devicesOf = ({ device_id, actor_kind, actor_id }: Tables['events']): string[] =>
  [device_id, actor_kind === 'device' ? actor_id : null].filter((id) => id !== null);

/** What is no object in the database was not written by us: verification says so, and reading goes on. */
function parseFields(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function namesOf(
  db: Queryable,
  table: 'operators' | 'devices',
  tenantId: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom(table)
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...ids])
    .select(['id', 'name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

export const logCsvHeader = csvLine([
  'sequence',
  'time',
  'recorded',
  'kind',
  'actor',
  'actor id',
  'actor operator id',
  'actor name',
  'operator id',
  'operator',
  'device id',
  'device',
  'session id',
  'detail',
  'personal',
]);

export function logCsvLine(entry: LogEntry): string {
  return csvLine([
    entry.sequence,
    iso(entry.timeMs),
    iso(entry.recordedMs),
    entry.kind,
    entry.actorKind,
    entry.actorId,
    entry.actorOperatorId,
    entry.actorName,
    entry.operatorId,
    entry.operatorName,
    entry.deviceId,
    entry.deviceName,
    entry.sessionId,
    JSON.stringify(entry.detail),
    JSON.stringify(entry.personal),
  ]);
}
