/**
 * The log as NDJSON, which is what `verify-log` checks: first the changes of its keys, if there were any, and what is
 * exported, signed; then each record, with what is personal in it while it is there; and each checkpoint after the last
 * record that it covers.
 *
 * ```
 * {"export":{"type":"ringside-log-export",…},"signature":"…"}
 * {"record":{"tenant":…,"sequence":1,…,"commitments":{"self":"…"}},"persons":{"self":{"id":…,"salt":…,"data":{}}},"hash":"…"}
 * {"checkpoint":{"type":"ringside-log-checkpoint",…},"signature":"…"}
 * ```
 */
import { servicesLimits } from '../limits.ts';
import { ServicesError } from '../services-error.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tables } from '../store/schema.ts';
import { checkpointLine, exportLine, type LogSigner } from './checkpoint.ts';
import { lastCheckpoint, signedOf } from './checkpointing.ts';
import { recordOf } from './event-log.ts';
import { personText, recordText } from './record.ts';

export type PersonRow = Pick<Tables['event_persons'], 'sequence' | 'role' | 'person_id' | 'salt' | 'data'>;

export interface LogPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly signer: LogSigner;
}

function recordLine(row: Tables['events'], persons: readonly PersonRow[] = []): string {
  const people = persons.map(
    ({ role, person_id: id, salt, data }) => `${JSON.stringify(role)}:${personText({ id, salt, data })}`,
  );
  return `{"record":${recordText(recordOf(row))},"persons":{${people.join(',')}},"hash":"${row.hash}"}`;
}

/**
 * The whole log of a tenant, as it is now, read a page at a time; what is appended meanwhile is left out.
 * @param rest between two pages, for whoever is in no hurry
 * @throws ServicesError when records vanish while they are read: retention has reached them
 */
export async function* logLines(ports: LogPorts, tenantId: string, rest?: () => Promise<void>): AsyncGenerator<string> {
  const { db } = ports;
  const head = await db
    .selectFrom('event_heads')
    .where('tenant_id', '=', tenantId)
    .selectAll()
    .executeTakeFirstOrThrow();
  // Those that are made while it is read are left out as well.
  const newest = (await lastCheckpoint(db, tenantId))?.sequence ?? 0;
  // Taken after the newest checkpoint was read: no checkpoint is of a newer key than what is exported.
  const { signer } = ports;
  yield* signer.changes;
  yield await statementLine({ ...ports, signer }, head, newest);
  let at = head.pruned;
  for (const { line } of await checkpointsBetween(db, tenantId, at, Math.min(at, newest))) yield line;
  while (at < head.sequence) {
    const to = Math.min(at + servicesLimits.logRowsAtOnce, head.sequence);
    const lines = new Map<number, string[]>();
    for (const { sequence, line } of await recordLines(db, tenantId, at, to)) lines.set(sequence, [line]);
    const retained = await db.selectFrom('event_heads').where('tenant_id', '=', tenantId).select('pruned').execute();
    if ((retained[0]?.pruned ?? 0) > head.pruned) {
      throw new ServicesError('log', 'The oldest records reached their age while the log was read: read it again.');
    }
    for (const { sequence, line } of await checkpointsBetween(db, tenantId, at + 1, Math.min(to, newest))) {
      lines.set(sequence, [...(lines.get(sequence) ?? []), line]);
    }
    for (const sequence of [...lines.keys()].toSorted((a, b) => a - b)) yield* lines.get(sequence) ?? [];
    at = to;
    await rest?.();
  }
}

async function statementLine(
  { db, sources, signer }: LogPorts,
  head: Tables['event_heads'],
  newest: number,
): Promise<string> {
  const { tenant_id, sequence, hash, pruned, pruned_hash } = head;
  const { checkpoints } = await db
    .selectFrom('event_checkpoints')
    .where('tenant_id', '=', tenant_id)
    .where('sequence', '>=', pruned)
    .where('sequence', '<=', Math.min(sequence, newest))
    .select((expression) => expression.fn.countAll<number>().as('checkpoints'))
    .executeTakeFirstOrThrow();
  const signed = signer.sign({
    type: 'ringside-log-export',
    tenant: tenant_id,
    after: pruned,
    afterHash: pruned_hash,
    sequence,
    hash,
    checkpoints: Number(checkpoints),
    timeMs: sources.nowMs(),
    key: signer.keyId,
  });
  return exportLine(signed);
}

interface NumberedLine {
  readonly sequence: number;
  readonly line: string;
}

async function recordLines(db: Db, tenantId: string, after: number, to: number): Promise<NumberedLine[]> {
  const [rows, persons] = await Promise.all([
    db
      .selectFrom('events')
      .where('tenant_id', '=', tenantId)
      .where('sequence', '>', after)
      .where('sequence', '<=', to)
      .orderBy('sequence')
      .selectAll()
      .execute(),
    db
      .selectFrom('event_persons')
      .where('tenant_id', '=', tenantId)
      .where('sequence', '>', after)
      .where('sequence', '<=', to)
      .orderBy('sequence')
      .orderBy('role')
      .select(['sequence', 'role', 'person_id', 'salt', 'data'])
      .execute(),
  ]);
  const bySequence = Map.groupBy(persons, ({ sequence }) => sequence);
  return rows.map((row) => ({ sequence: row.sequence, line: recordLine(row, bySequence.get(row.sequence)) }));
}

async function checkpointsBetween(db: Db, tenantId: string, from: number, to: number): Promise<NumberedLine[]> {
  const rows = await db
    .selectFrom('event_checkpoints')
    .where('tenant_id', '=', tenantId)
    .where('sequence', '>=', from)
    .where('sequence', '<=', to)
    .orderBy('sequence')
    .selectAll()
    .execute();
  return rows.map((row) => ({ sequence: row.sequence, line: checkpointLine(signedOf(row)) }));
}
