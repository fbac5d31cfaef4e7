/** Verifies the whole log of each tenant from time to time, beside the checkpoints that are kept outside the database. */
import { dayMs, servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tables } from '../store/schema.ts';
import { type Checkpoint, parseSignedLine } from './checkpoint.ts';
import type { CheckpointPorts } from './checkpointing.ts';
import { appendEvent } from './event-log.ts';
import { logLines } from './log-lines.ts';
import { type KeptCheckpoint, type KeptElsewhere, type LogProblem, LogVerifier } from './log-verifier.ts';

export interface FailedLog extends LogProblem {
  readonly tenantId: string;
  /** Of one that cannot be read. */
  readonly cause?: unknown;
}

/**
 * @param rest between two pages, so that a long log holds up nobody
 * @returns the logs that do not verify; each failure stands at its log's head until it verifies again, and in the log
 */
export async function checkLogs(ports: CheckpointPorts, rest?: () => Promise<void>): Promise<FailedLog[]> {
  const { db, sources } = ports;
  // Read first: what is handed over meanwhile would be missing in the log as it is read.
  const elsewhere = await readOwnElsewhere(ports);
  const failed: FailedLog[] = [];
  for (const { tenant_id: tenantId } of await db.selectFrom('event_heads').select('tenant_id').execute()) {
    const verifier = new LogVerifier(ports.signer.publicKey, elsewhere.get(tenantId));
    let read: { readonly cause?: unknown } = {};
    try {
      for await (const line of logLines(ports, tenantId, rest)) if (!verifier.line(line)) break;
    } catch (cause) {
      // The other tenants' logs are looked at all the same.
      verifier.breakOff();
      read = { cause };
    }
    const outcome = verifier.end();
    if (!outcome.intact) failed.push({ tenantId, sequence: outcome.sequence, problem: outcome.problem, ...read });
    await note(db, sources, tenantId, outcome.intact ? undefined : outcome);
  }
  return failed;
}

/** What was signed of records that are long gone says nothing any more: the file grows for good, and memory must not. */
export async function readOwnElsewhere({ db, sources, sink }: CheckpointPorts): Promise<Map<string, KeptElsewhere>> {
  const heads = await db.selectFrom('event_heads').select(['tenant_id', 'pruned']).execute();
  const pruned = new Map(heads.map(({ tenant_id, pruned }) => [tenant_id, pruned]));
  const agedMs = sources.nowMs() - servicesLimits.retentionDays * dayMs;
  return readElsewhere(sink.lines(), {
    isNeeded: ({ tenant, sequence, timeMs }) => {
      const from = pruned.get(tenant);
      return from !== undefined && (sequence >= from || timeMs >= agedMs);
    },
  });
}

/**
 * Checkpoints of a file or another sink, by tenant. Lines that are none are passed over.
 * @param signed whether signatures are to be looked at: services' own look does without, since whoever can write to that
 * file can also take a line out of it, and there may be half a million of them
 * @param isNeeded what is kept in memory
 */
export async function readElsewhere(
  lines: AsyncIterable<string>,
  {
    signed = false,
    isNeeded = () => true,
  }: { readonly signed?: boolean; readonly isNeeded?: (statement: Checkpoint) => boolean } = {},
): Promise<Map<string, KeptElsewhere>> {
  const elsewhere = new Map<string, Map<number, KeptCheckpoint>>();
  for await (const text of lines) {
    const line = parseSignedLine(text);
    if (line?.kind !== 'checkpoint' || !isNeeded(line.statement)) continue;
    const { tenant, sequence, hash, timeMs } = line.statement;
    const known = elsewhere.get(tenant) ?? new Map<number, KeptCheckpoint>();
    // The first word counts: what was said later of the same record is the fork.
    if (!known.has(sequence)) known.set(sequence, signed ? { hash, timeMs, line } : { hash, timeMs });
    elsewhere.set(tenant, known);
  }
  return elsewhere;
}

/** A log that does not verify, until it does. */
export interface LogFailure {
  /** When that was first found. */
  readonly sinceMs: number;
  /** The first record that cannot be trusted, by the last look. */
  readonly sequence: number;
  /** A code of log-verifier.ts, or of another release's. */
  readonly problem: string;
}

type Head = Pick<Tables['event_heads'], 'failed_ms' | 'failed_sequence' | 'failed_problem'>;

export function failureOf({ failed_ms, failed_sequence, failed_problem }: Head): LogFailure | undefined {
  if (failed_ms === null) return undefined;
  return { sinceMs: failed_ms, sequence: failed_sequence ?? 0, problem: failed_problem ?? '' };
}

/** Opens the incident of a log that does not verify, and closes it when it does again: each stands in the log once. */
async function note(db: Db, sources: Sources, tenantId: string, problem: LogProblem | undefined): Promise<void> {
  const nowMs = sources.nowMs();
  const about = { tenantId, actor: { kind: 'services' } } as const;
  await db.transaction().execute(async (tx) => {
    const head = await tx
      .selectFrom('event_heads')
      .where('tenant_id', '=', tenantId)
      .select(['failed_ms', 'failed_sequence', 'failed_problem', 'pruned'])
      .executeTakeFirstOrThrow();
    const open = failureOf(head);
    const found =
      problem === undefined
        ? { verified_ms: nowMs, failed_ms: null, failed_sequence: null, failed_problem: null }
        : { failed_ms: open?.sinceMs ?? nowMs, failed_sequence: problem.sequence, failed_problem: problem.problem };
    await tx.updateTable('event_heads').set(found).where('tenant_id', '=', tenantId).execute();
    if (problem !== undefined && open === undefined) {
      const detail = { sequence: problem.sequence, problem: problem.problem };
      await appendEvent(tx, sources, { kind: 'log.verification-failed', ...about, detail });
    }
    if (problem === undefined && open !== undefined) {
      await appendEvent(tx, sources, {
        kind: 'log.verification-passed',
        ...about,
        // A log that lost the bad record to its age was never mended: whoever looks later is told so.
        detail: {
          failedMs: open.sinceMs,
          sequence: open.sequence,
          problem: open.problem,
          because: open.sequence > 0 && open.sequence <= head.pruned ? 'record-aged' : 'right-again',
        },
      });
    }
  });
}
