/**
 * Appends to the log, in the same commit as what a record tells of: numbered per tenant without gaps, chained, never
 * changed. Records of all transactions that share a commit are written together (store/group-commit.ts).
 */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import { type CommitSink, deferUntilCommit } from '../store/deferral.ts';
import type { Queryable, Tables, Tx } from '../store/schema.ts';
import { type EventContent, requireClosed } from './event-kinds.ts';
import { commitmentsText, firstHash, nextHash, type Person, recordText } from './record.ts';

export type { EventContent } from './event-kinds.ts';

export type Actor =
  | { readonly kind: 'operator' | 'device' | 'relay'; readonly id: string }
  /** A key acts for somebody: the record says of both. */
  | { readonly kind: 'api-key'; readonly id: string; readonly operatorId: string }
  | { readonly kind: 'services' | 'command-line' };

export type EventEntry = EventContent & {
  readonly tenantId: string;
  readonly actor: Actor;
  /** When it happened, if that was earlier than now: a relay's event may have waited for the control link. */
  readonly timeMs?: number;
  readonly operatorId?: string;
  readonly deviceId?: string;
  readonly sessionId?: string;
};

/** What is known of a record before its commit gives it a number. */
interface Pending {
  readonly event: Omit<Tables['events'], 'sequence' | 'hash'>;
  readonly persons: readonly Person[];
}

/** @throws TypeError for what the log's schema does not have: then the transaction fails with it */
export async function appendEvent(tx: Tx, sources: Sources, entry: EventEntry): Promise<void> {
  requireClosed(entry);
  const { tenantId, actor, deviceId, sessionId } = entry;
  const persons = personsOf(sources, entry);
  const nowMs = sources.nowMs();
  const event = {
    tenant_id: tenantId,
    recorded_ms: nowMs,
    time_ms: entry.timeMs ?? nowMs,
    kind: entry.kind,
    actor_kind: actor.kind,
    actor_id: 'id' in actor && actor.kind !== 'operator' ? actor.id : null,
    device_id: deviceId ?? null,
    session_id: sessionId ?? null,
    detail: JSON.stringify(entry.detail),
    commitments: commitmentsText(persons),
  };
  await deferUntilCommit(tx, chain, { event, persons });
}

/** For what concerns the whole installation: every tenant relies on it, so it stands in each one's log. */
export async function appendToAllLogs(tx: Tx, sources: Sources, actor: Actor, content: EventContent): Promise<void> {
  for (const { id } of await tx.selectFrom('tenants').select('id').orderBy('id').execute()) {
    await appendEvent(tx, sources, { ...content, tenantId: id, actor });
  }
}

/** A tenant's log begins with its first event as number 1. */
export async function openLog(tx: Tx, tenantId: string): Promise<void> {
  const hash = firstHash(tenantId);
  const head = { tenant_id: tenantId, sequence: 0, hash, pruned: 0, pruned_hash: hash, handed_over: 0 };
  await tx
    .insertInto('event_heads')
    .values({ ...head, retention_days: servicesLimits.retentionDays, verified_ms: null })
    .execute();
}

function personsOf(sources: Sources, { actor, operatorId, personal }: EventEntry): Person[] {
  const person = (role: Person['role'], id: string, data: object): Person => {
    const salt = Buffer.from(sources.randomBytes(servicesLimits.saltBytes)).toString('base64url');
    return { role, id, salt, data: JSON.stringify(data) };
  };
  const actorId = personActing(actor);
  if (operatorId === undefined) return actorId === undefined ? [] : [person('actor', actorId, {})];
  if (actorId === operatorId) return [person('self', operatorId, personal ?? {})];
  const about = person('operator', operatorId, personal ?? {});
  return actorId === undefined ? [about] : [person('actor', actorId, {}), about];
}

function personActing(actor: Actor): string | undefined {
  if (actor.kind === 'api-key') return actor.operatorId;
  return actor.kind === 'operator' ? actor.id : undefined;
}

const chain: CommitSink<Pending> = {
  async flush(db, items) {
    for (const [tenantId, pending] of Map.groupBy(items, ({ event }) => event.tenant_id)) {
      await appendTo(db, tenantId, pending);
    }
  },
};

async function appendTo(db: Queryable, tenantId: string, pending: readonly Pending[]): Promise<void> {
  const head = await db
    .selectFrom('event_heads')
    .where('tenant_id', '=', tenantId)
    .select(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
  let { sequence, hash } = head;
  const events: Tables['events'][] = [];
  const persons: Tables['event_persons'][] = [];
  for (const each of pending) {
    const { event } = each;
    sequence++;
    hash = nextHash(hash, recordText(recordOf({ ...event, sequence })));
    events.push({ ...event, sequence, hash });
    const of = { tenant_id: tenantId, sequence, time_ms: event.time_ms };
    for (const { role, id, salt, data } of each.persons) persons.push({ ...of, role, person_id: id, salt, data });
  }
  await db.updateTable('event_heads').set({ sequence, hash }).where('tenant_id', '=', tenantId).execute();
  for (const rows of batches(events)) await db.insertInto('events').values(rows).execute();
  for (const rows of batches(persons)) await db.insertInto('event_persons').values(rows).execute();
}

/** A row as the record that its hash is of. */
export function recordOf(row: Omit<Tables['events'], 'hash'>) {
  return {
    tenantId: row.tenant_id,
    sequence: row.sequence,
    recordedMs: row.recorded_ms,
    timeMs: row.time_ms,
    kind: row.kind,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    deviceId: row.device_id,
    sessionId: row.session_id,
    detail: row.detail,
    commitments: row.commitments,
  };
}

/** In powers of two, so that there are few different statements, each of which stays prepared. */
function* batches<T>(rows: readonly T[]): Generator<T[]> {
  let size: number = servicesLimits.rowsPerInsert;
  for (let at = 0; at < rows.length; at += size) {
    while (size > rows.length - at) size /= 2;
    yield rows.slice(at, at + size);
  }
}
