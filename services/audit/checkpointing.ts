/** Makes checkpoints of every tenant's log that has grown, and hands them to the sink outside the database (AUD-4). */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tables } from '../store/schema.ts';
import type { Checkpoint, LogSigner, Signed } from './checkpoint.ts';
import type { CheckpointSink } from './checkpoint-sink.ts';

export interface CheckpointPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly signer: LogSigner;
  readonly sink: CheckpointSink;
}

/** @throws Error when the sink fails: the checkpoints are in the database, and are handed over at the next time */
export async function makeCheckpoints(ports: CheckpointPorts): Promise<void> {
  const { db } = ports;
  const heads = await db.selectFrom('event_heads').selectAll().execute();
  for (const head of heads) {
    const last = await lastCheckpoint(db, head.tenant_id);
    if (head.sequence > (last?.sequence ?? 0)) await insertCheckpoint(ports, head);
  }
  // Afterwards: a sink that fails must not cost the other tenants theirs.
  for (const head of heads) await handOver(ports, head);
}

async function insertCheckpoint({ db, sources, signer }: CheckpointPorts, head: Tables['event_heads']): Promise<void> {
  const { tenant_id, sequence, hash } = head;
  const time_ms = sources.nowMs();
  const { signature } = signer.sign(statementOf({ tenant_id, sequence, hash, time_ms, key_id: signer.keyId }));
  await db
    .insertInto('event_checkpoints')
    .values({ tenant_id, sequence, time_ms, hash, key_id: signer.keyId, signature })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function handOver({ db, sink }: CheckpointPorts, head: Tables['event_heads']): Promise<void> {
  let { handed_over } = head;
  for (;;) {
    const waiting = await db
      .selectFrom('event_checkpoints')
      .where('tenant_id', '=', head.tenant_id)
      .where('sequence', '>', handed_over)
      .orderBy('sequence')
      .limit(servicesLimits.checkpointsAtOnce)
      .selectAll()
      .execute();
    const last = waiting.at(-1);
    if (last === undefined) return;
    await sink.write(waiting.map(signedOf));
    handed_over = last.sequence;
    await db.updateTable('event_heads').set({ handed_over }).where('tenant_id', '=', head.tenant_id).execute();
  }
}

export function lastCheckpoint(db: Queryable, tenantId: string): Promise<Tables['event_checkpoints'] | undefined> {
  return db
    .selectFrom('event_checkpoints')
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .selectAll()
    .executeTakeFirst();
}

type Stated = Omit<Tables['event_checkpoints'], 'signature'>;

const statementOf = ({ tenant_id, sequence, hash, time_ms, key_id }: Stated): Checkpoint => ({
  type: 'ringside-log-checkpoint',
  tenant: tenant_id,
  sequence,
  hash,
  timeMs: time_ms,
  key: key_id,
});

/** A row as what was signed. */
export const signedOf = (row: Tables['event_checkpoints']): Signed => ({
  text: JSON.stringify(statementOf(row)),
  signature: row.signature,
});
