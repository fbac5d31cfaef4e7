/**
 * How long the log is kept (AUD-1): 180 days unless the tenant wants longer, and never longer with what is personal in
 * it. What has reached its age goes from the front, in small steps between which everything else has its turn; its
 * checkpoint stays, and the chain is verified from there.
 */
import { dayMs, servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';
import { type Actor, appendEvent } from './event-log.ts';

const actor = { kind: 'services' } as const;

/**
 * @returns whether anything was deleted
 * @throws AggregateError what failed first, after all the rest was done: a damaged log keeps nobody else's data
 */
export async function applyRetention(db: Db, sources: Sources): Promise<boolean> {
  let deleted = false;
  const faults: unknown[] = [];
  for (const { tenant_id } of await db.selectFrom('event_heads').select('tenant_id').execute()) {
    for (const remove of [removeRecords, removePersons, removeSessions]) {
      try {
        if (await remove(db, sources, tenant_id)) deleted = true;
      } catch (fault) {
        faults.push(fault);
      }
    }
  }
  if (faults.length > 0) {
    const told = faults.slice(0, servicesLimits.retentionFaultsTold);
    const sentence = `not all was deleted that has its age, for ${faults.length} reasons: ${told.join('; ')}`;
    throw new AggregateError(told, sentence);
  }
  return deleted;
}

/** @throws RangeError outside of what AUD-1 allows */
export async function setRetention(
  tx: Tx,
  sources: Sources,
  { tenantId, days, actor }: { readonly tenantId: string; readonly days: number; readonly actor: Actor },
): Promise<void> {
  const { retentionDays, retentionDaysMost } = servicesLimits;
  if (!Number.isInteger(days) || days < retentionDays || days > retentionDaysMost) {
    throw new RangeError(`The log is kept for ${retentionDays} to ${retentionDaysMost} days.`);
  }
  const beforeDays = await retentionOf(tx, tenantId);
  if (beforeDays === days) return;
  await tx.updateTable('event_heads').set({ retention_days: days }).where('tenant_id', '=', tenantId).execute();
  const about = actor.kind === 'operator' ? { operatorId: actor.id } : {};
  const detail = { beforeDays, afterDays: days };
  await appendEvent(tx, sources, { kind: 'log.retention-changed', tenantId, actor, ...about, detail });
}

/** Days. */
export async function retentionOf(db: Queryable, tenantId: string): Promise<number> {
  const heads = db.selectFrom('event_heads').where('tenant_id', '=', tenantId).select('retention_days');
  return (await heads.executeTakeFirstOrThrow()).retention_days;
}

async function removeRecords(db: Db, sources: Sources, tenantId: string): Promise<boolean> {
  // Whoever can write to the database must not have services delete what is not old enough, and vouch for it.
  const days = Math.max(await retentionOf(db, tenantId), servicesLimits.retentionDays);
  const through = await oldestKept(db, tenantId, sources.nowMs() - days * dayMs);
  const { pruned } = await db
    .selectFrom('event_heads')
    .where('tenant_id', '=', tenantId)
    .select('pruned')
    .executeTakeFirstOrThrow();
  if (through <= pruned) return false;
  // Said before it is done: a log that begins late without saying so has lost its beginning.
  const event = { kind: 'log.pruned', tenantId, actor, detail: { through } } as const;
  await db.transaction().execute((tx) => appendEvent(tx, sources, event));
  for (let at = pruned; at < through; ) {
    const to = Math.min(at + servicesLimits.rowsPerDeletion, through);
    await db.transaction().execute((tx) => removeUpTo(tx, tenantId, to));
    at = to;
  }
  return true;
}

/**
 * The last record whose age is proved by a checkpoint after it, and by every one before that: a clock that once was
 * wrong lets records stay for longer, never go earlier.
 * @returns 0 when there is none
 */
async function oldestKept(db: Db, tenantId: string, cutoffMs: number): Promise<number> {
  const checkpoints = db.selectFrom('event_checkpoints').where('tenant_id', '=', tenantId);
  const young = await checkpoints
    .where('time_ms', '>=', cutoffMs)
    .orderBy('sequence')
    .limit(1)
    .select('sequence')
    .executeTakeFirst();
  const old = await checkpoints
    .where('sequence', '<', young?.sequence ?? Number.MAX_SAFE_INTEGER)
    .orderBy('sequence', 'desc')
    .limit(1)
    .select('sequence')
    .executeTakeFirst();
  return old?.sequence ?? 0;
}

async function removeUpTo(tx: Tx, tenantId: string, to: number): Promise<void> {
  const { hash } = await tx
    .selectFrom('events')
    .where('tenant_id', '=', tenantId)
    .where('sequence', '=', to)
    .select('hash')
    .executeTakeFirstOrThrow();
  for (const table of ['events', 'event_persons'] as const) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('sequence', '<=', to).execute();
  }
  await tx.deleteFrom('event_checkpoints').where('tenant_id', '=', tenantId).where('sequence', '<', to).execute();
  await tx
    .updateTable('event_heads')
    .set({ pruned: to, pruned_hash: hash })
    .where('tenant_id', '=', tenantId)
    .execute();
}

/** Records that are kept for longer than personal data may be lose it at that age. */
async function removePersons(db: Db, sources: Sources, tenantId: string): Promise<boolean> {
  const through = await oldestKept(db, tenantId, sources.nowMs() - servicesLimits.retentionDays * dayMs);
  const aged = db.selectFrom('event_persons').where('tenant_id', '=', tenantId).where('sequence', '<=', through);
  const { count } = await aged.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = Number(count);
  if (rows === 0) return false;
  // Said before it is done, as above: nothing goes of which the log says nothing.
  const event = { kind: 'log.aged-persons-erased', tenantId, actor, detail: { rows } } as const;
  await db.transaction().execute((tx) => appendEvent(tx, sources, event));
  for (;;) {
    const next = await db
      .selectFrom('event_persons')
      .where('tenant_id', '=', tenantId)
      .where('sequence', '<=', through)
      .orderBy('sequence')
      .limit(1)
      .select('sequence')
      .executeTakeFirst();
    if (next === undefined) return true;
    const to = Math.min(through, next.sequence + servicesLimits.rowsPerDeletion);
    await db.deleteFrom('event_persons').where('tenant_id', '=', tenantId).where('sequence', '<=', to).execute();
  }
}

/** The records of sessions name people: they go with what is personal in the log. */
async function removeSessions(db: Db, sources: Sources, tenantId: string): Promise<boolean> {
  const cutoffMs = sources.nowMs() - servicesLimits.retentionDays * dayMs;
  for (let deleted = false; ; deleted = true) {
    const old = await db
      .selectFrom('sessions')
      .where('tenant_id', '=', tenantId)
      .where('requested_ms', '<', cutoffMs)
      .where('ended_ms', '<', cutoffMs)
      .limit(servicesLimits.rowsPerDeletion)
      .select('id')
      .execute();
    if (old.length === 0) return deleted;
    const ids = old.map(({ id }) => id);
    await db.deleteFrom('sessions').where('id', 'in', ids).execute();
  }
}
