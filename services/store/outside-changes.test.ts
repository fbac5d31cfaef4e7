import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { outsideChanges } from './outside-changes.ts';
import { openSqlite } from './sqlite-database.ts';

it('SES-4: what follows from a change beside the running services is done again until it went well, and then no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-outside-'));
  const [db, beside] = [await openSqlite(folder), await openSqlite(folder)];
  const after = outsideChanges(db);
  let done = 0;
  const work = async () => void done++;
  await after(work);
  await after(work);
  expect(done).toBe(1);
  await beside.insertInto('counters').values({ name: 'test', value: 1 }).execute();
  const locked = () => Promise.reject(new Error('locked'));
  await expect(after(locked)).rejects.toThrow('locked');
  await after(work);
  await after(work);
  expect(done).toBe(2);
  await beside.destroy();
  await db.destroy();
  rmSync(folder, { recursive: true });
});
