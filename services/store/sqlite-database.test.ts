import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureFirstOperator } from '../access/first-start.ts';
import { appendEvent } from '../audit/event-log.ts';
import { openKeyRing } from '../keys/key-ring.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { openSqlite } from './sqlite-database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'ringside.db');
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the SQLite store', () => {
  it('commits with full sync to a write-ahead log, and enforces foreign keys', async () => {
    const db = await openSqlite(folder);
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(2_000);
    const orphan = { role_id: 'none', permission: 'x' };
    await expect(db.insertInto('role_permissions').values(orphan).execute()).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT_FOREIGNKEY',
    });
    await db.destroy();
  });

  it('is readable by its owner only, its log files included', async () => {
    const db = await openSqlite(folder);
    expect(modeOf(file())).toBe(0o600);
    expect(modeOf(`${file()}-wal`)).toBe(0o600);
    await db.destroy();
  });

  it('uses no type and no SQL that PostgreSQL lacks in its tables', async () => {
    const db = await openSqlite(folder);
    const tables = await db.introspection.getTables();
    await db.destroy();
    const types = new Set(tables.flatMap(({ columns }) => columns.map(({ dataType }) => dataType.toLowerCase())));
    expect([...types].toSorted()).toEqual(['bigint', 'text']);
    expect(tables.length).toBeGreaterThan(13);
  });

  it('a transaction that fails leaves nothing behind', async () => {
    const db = await openSqlite(folder);
    const sources = manualSources();
    const { tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'T', embedded: false });
    const count = async () => (await db.selectFrom('events').selectAll().execute()).length;
    const before = await count();
    await expect(
      db.transaction().execute(async (tx) => {
        await appendEvent(tx, sources, {
          kind: 'tenant.opted-out',
          tenantId,
          actor: { kind: 'services' },
          detail: {},
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await count()).toBe(before);
    await db.destroy();
  });

  it('AUD-4: a tenant numbers its events without gaps', async () => {
    const db = await openSqlite(folder);
    const sources = manualSources();
    const { tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'T', embedded: true });
    const event = { kind: 'tenant.opted-out', tenantId, actor: { kind: 'services' }, detail: {} } as const;
    await Promise.all(
      Array.from({ length: 50 }, () => db.transaction().execute((tx) => appendEvent(tx, sources, event))),
    );
    const rows = await db.selectFrom('events').select('sequence').orderBy('sequence').execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    await db.destroy();
  });

  it('a damaged, foreign or locked database is one sentence', async () => {
    writeFileSync(file(), 'this is no database'.repeat(300));
    await expect(openSqlite(folder)).rejects.toThrow(/^The database .* is damaged: restore it from a backup\.$/);

    rmSync(file());
    const db = await openSqlite(folder);
    const sources = manualSources();
    const { tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'T', embedded: false });
    const event = { kind: 'tenant.opted-out', tenantId, actor: { kind: 'services' }, detail: {} } as const;
    await db.transaction().execute(async (tx) => {
      for (let count = 0; count < 200; count++) await appendEvent(tx, sources, event);
    });
    await db.destroy();
    const bytes = readFileSync(file());
    // Old records that nothing reads at start: only the check of the whole file finds them.
    bytes.fill(0xff, bytes.length - 4_096 * 2);
    writeFileSync(file(), bytes);
    await expect(openSqlite(folder)).rejects.toThrow(/is damaged: restore it/);

    rmSync(file());
    const holder = await openSqlite(folder);
    await holder.transaction().execute(async () => {
      await expect(openSqlite(folder)).rejects.toThrow(/is locked by another program: stop that program\.$/);
    });
    await holder.destroy();
  });

  it('a data folder that cannot be made or written is one sentence', async () => {
    writeFileSync(join(folder, 'occupied'), '');
    const inside = join(folder, 'occupied', 'data');
    await expect(openSqlite(inside)).rejects.toThrow(
      /^The data folder .* cannot be written: set RINGSIDE_SERVICES_DATA_FOLDER/,
    );
  });
});

describe('the keys', () => {
  it('TOK-6: are made once, with mode 0600, and are the same at the next start', async () => {
    const sources = manualSources();
    const first = await openKeyRing(folder, sources);
    expect(modeOf(join(folder, 'keys.json'))).toBe(0o600);
    const again = await openKeyRing(folder, sources);
    expect([again.issuer, again.rootKey, again.publicKeys]).toEqual([first.issuer, first.rootKey, first.publicKeys]);
    expect(Buffer.from(again.keySet.signature).equals(Buffer.from(first.keySet.signature))).toBe(true);
  });

  it('a damaged key file is one sentence that quotes nothing of it', async () => {
    await openKeyRing(folder, manualSources());
    const path = join(folder, 'keys.json');
    const content = readFileSync(path, 'utf8');
    for (const broken of [content.slice(0, -20), content.replace('"sequence": 1', '"sequence": 0'), '{}', '']) {
      writeFileSync(path, broken);
      chmodSync(path, 0o600);
      const error: unknown = await openKeyRing(folder, manualSources()).catch((caught: unknown) => caught);
      expect(String(error)).toMatch(/The key file .* is damaged: restore it from a backup\.$/);
    }
  });
});
