import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

it('AUD-4: a log that did not verify before the change is not taken for one that did', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-migration-'));
  const file = new Sqlite(join(folder, 'ringside.db'));
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  await migrate(db, '0010-idempotency-keys');
  file.exec(`insert into event_heads
    (tenant_id, sequence, hash, retention_days, pruned, pruned_hash, handed_over, verified_ms)
    values ('failed', 1, 'h', 180, 0, 'h', 0, 0), ('intact', 1, 'h', 180, 0, 'h', 0, 5)`);
  await migrate(db);
  const heads = await db.selectFrom('event_heads').orderBy('tenant_id').select(['verified_ms', 'failed_ms']).execute();
  expect(heads).toEqual([
    { verified_ms: null, failed_ms: null },
    { verified_ms: 5, failed_ms: null },
  ]);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
