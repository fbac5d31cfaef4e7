/** Erases what the log says of one person, on their request: records and chain stay, with commitments that say nothing. */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import { reclaim } from '../store/reclaim.ts';
import type { Db } from '../store/schema.ts';
import { type Actor, appendEvent } from './event-log.ts';

export interface Erasure {
  readonly tenantId: string;
  readonly personId: string;
  readonly actor: Actor;
}

/** Reasons that the person gave for sessions go too. @returns how many entries of the log there were */
export async function erasePerson(db: Db, sources: Sources, { tenantId, personId, actor }: Erasure): Promise<number> {
  let rows = 0;
  for (;;) {
    const found = await db
      .selectFrom('event_persons')
      .where('person_id', '=', personId)
      .where('tenant_id', '=', tenantId)
      .limit(servicesLimits.rowsPerDeletion)
      .select('sequence')
      .execute();
    if (found.length === 0) break;
    const sequences = found.map(({ sequence }) => sequence);
    const { numDeletedRows } = await db
      .deleteFrom('event_persons')
      .where('tenant_id', '=', tenantId)
      .where('sequence', 'in', sequences)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    rows += Number(numDeletedRows);
  }
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sessions')
      .set({ reason: '' })
      .where('tenant_id', '=', tenantId)
      .where('operator_id', '=', personId)
      .where('reason', '!=', '')
      .execute();
    await appendEvent(tx, sources, { kind: 'log.person-erased', tenantId, actor, detail: { rows } });
  });
  await reclaim(db);
  return rows;
}
