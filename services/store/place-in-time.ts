import { type RawBuilder, sql } from 'kysely';

/**
 * Rows from one time to before another, and behind the last one of the page before, newest first.
 * @param table has `time_ms` and `sequence`, and the index that leads
 * @param after the last row of the page before
 */
export function placeOf(
  table: string,
  { fromMs, toMs }: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
  after: { readonly timeMs: number; readonly sequence: number } | undefined,
): RawBuilder<boolean>[] {
  const [time, number] = [sql.ref(`${table}.time_ms`), sql.ref(`${table}.sequence`)];
  const conditions: RawBuilder<boolean>[] = [];
  if (fromMs !== undefined) conditions.push(sql`${time} >= ${fromMs}`);
  if (toMs !== undefined) conditions.push(sql`${time} < ${toMs}`);
  if (after !== undefined) {
    const { timeMs, sequence } = after;
    conditions.push(sql`${time} <= ${timeMs}`, sql`(${time} < ${timeMs} or ${number} < ${sequence})`);
  }
  return conditions;
}
