import { type RawBuilder, sql } from 'kysely';

/** `column = value` as a condition that no index serves, so that the planner does not take it for the narrowest. */
export const unindexed = (column: string, value: string): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(column)}, '') = ${value}`;
