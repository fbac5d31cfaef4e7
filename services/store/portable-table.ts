/** Tables in column types that SQLite and PostgreSQL share. */
import type { CreateTableBuilder, Kysely } from 'kysely';

export type Columns = Record<string, 'text' | 'bigint' | 'text?' | 'bigint?'>;

/** Every column is text or bigint, not null unless marked "?". */
export function table(db: Kysely<unknown>, name: string, columns: Columns): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const optional = type.endsWith('?');
    builder = builder.addColumn(column, type === 'text' || type === 'text?' ? 'text' : 'bigint', (definition) =>
      optional ? definition : definition.notNull(),
    );
  }
  return builder;
}
