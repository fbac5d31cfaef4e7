/**
 * Whether the clock can be relied on for deleting what is old. It is asked at short intervals; when the time between two
 * of them is not what it should be, the clock was set (or the machine slept, or was off), and nothing is deleted for a
 * while in which somebody can set it right. Kept in the database, so that a restart forgets nothing of it.
 */
import { servicesLimits } from '../limits.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';

const seen = 'log-clock-seen';
const doubted = 'log-clock-doubted-until';

/** To be asked every servicesLimits.checkpointMs. */
export function isClockTrusted(db: Db, sources: Sources): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const nowMs = sources.nowMs();
    const seenMs = await read(tx, seen);
    let untilMs = (await read(tx, doubted)) ?? 0;
    if (seenMs !== undefined && Math.abs(nowMs - seenMs) > servicesLimits.clockJumpMs) {
      untilMs = nowMs + servicesLimits.clockDoubtMs;
      await write(tx, doubted, untilMs);
    }
    await write(tx, seen, nowMs);
    return nowMs >= untilMs;
  });
}

async function read(tx: Tx, name: string): Promise<number | undefined> {
  return (await tx.selectFrom('counters').where('name', '=', name).select('value').executeTakeFirst())?.value;
}

async function write(tx: Tx, name: string, value: number): Promise<void> {
  await tx
    .insertInto('counters')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
