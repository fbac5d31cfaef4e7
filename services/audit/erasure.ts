/**
 * Erases what the log says of one person, on their request: records and chain stay, with commitments that say nothing.
 * What stays is who erased others: it answers for what is missing, and goes with its age.
 */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import { reclaim } from '../store/reclaim.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';
import { type Actor, appendEvent } from './event-log.ts';

export interface Erasure {
  readonly tenantId: string;
  readonly personId: string;
  readonly actor: Actor;
}

/** Runs the work in one transaction. */
type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Their sessions no longer say whose they were, and why. What is said of them from now on stays.
 * @param transact where it is decided once more that it may be done
 * @returns how many entries of the log there were
 */
export async function erasePerson(
  db: Db,
  sources: Sources,
  erasure: Erasure,
  transact: Transact = (work) => db.transaction().execute(work),
): Promise<number> {
  const { tenantId, personId, actor } = erasure;
  // Said before it is done: what was killed in between is on record, and is done when it is asked for again.
  const { rows, last } = await transact(async (tx) => {
    const entries = entriesOf(tx, erasure).select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.max('sequence').as('last'),
    ]);
    const { count, last } = await entries.executeTakeFirstOrThrow();
    const rows = Number(count);
    await tx
      .updateTable('sessions')
      .set({ reason: '', operator_erased: 1 })
      .where('tenant_id', '=', tenantId)
      .where('operator_id', '=', personId)
      .execute();
    await appendEvent(tx, sources, { kind: 'log.person-erased', tenantId, actor, detail: { rows } });
    return { rows, last: Number(last ?? 0) };
  });
  for (;;) {
    const entries = entriesOf(db, erasure).where('sequence', '<=', last);
    const found = await entries.limit(servicesLimits.rowsPerDeletion).select('sequence').execute();
    if (found.length === 0) break;
    const sequences = found.map(({ sequence }) => sequence);
    await db
      .deleteFrom('event_persons')
      .where('tenant_id', '=', tenantId)
      .where('sequence', 'in', sequences)
      .where('person_id', '=', personId)
      .execute();
  }
  await reclaim(db);
  return rows;
}

interface SessionOfOperator {
  readonly operatorId: string;
  readonly operatorName: string;
  readonly operatorErased: number;
  readonly endedMs: number | null;
}

/** Whose a session was, as it may be told: while it lasts somebody has to answer for it. */
export function operatorShown({ operatorId, operatorName, operatorErased, endedMs }: SessionOfOperator) {
  const isTold = operatorErased === 0 || endedMs === null;
  return { operatorId: isTold ? operatorId : null, operatorName: isTold ? operatorName : null };
}

function entriesOf(db: Queryable, { tenantId, personId }: Erasure) {
  const erasures = db
    .selectFrom('events')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'log.person-erased')
    .select('sequence');
  return db
    .selectFrom('event_persons')
    .where('person_id', '=', personId)
    .where('tenant_id', '=', tenantId)
    .where('sequence', 'not in', erasures);
}
