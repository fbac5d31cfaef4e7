/** Sessions of which it is no longer said whose they were: what the log says of a person can be erased. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const erasedOperator: Migration = {
  async up(db: Kysely<unknown>) {
    const erased = db.schema
      .alterTable('sessions')
      .addColumn('operator_erased', 'bigint', (column) => column.notNull().defaultTo(0));
    await erased.execute();
  },
};
