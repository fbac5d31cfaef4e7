/** A store of a test's own, in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../store/schema.ts';
import { openSqlite } from '../store/sqlite-database.ts';

export interface TemporaryStore {
  readonly folder: string;
  readonly db: Db;
  /** Closes it and deletes its folder. */
  remove(): Promise<void>;
}

export async function temporaryStore(): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-store-'));
  const db = await openSqlite(folder);
  const remove = async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  };
  return { folder, db, remove };
}
