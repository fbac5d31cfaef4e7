import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAccessFacts, readFactsOf } from '../access/access-facts.ts';
import { readDevice } from '../devices/device-records.ts';
import { servicesLimits } from '../limits.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { readTogether } from './read-together.ts';
import type { Db, Queryable, Tx } from './schema.ts';
import { SqliteThread } from './sqlite-connection.ts';

let store: TemporaryStore;
let db: Db;
beforeEach(async () => {
  store = await temporaryStore();
  ({ db } = store);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.remove();
});

const count = (on: Queryable, name: string, value: number) =>
  on.insertInto('counters').values({ name, value }).execute();
const read = (on: Queryable, name: string) =>
  on.selectFrom('counters').where('name', '=', name).select('value').executeTakeFirst();
const broken = (on: Queryable) =>
  on
    .selectFrom('counters')
    .select('nowhere' as 'name')
    .execute();

describe('reads of one transaction that begin together', () => {
  it('see what it wrote, and go to the thread in one message', async () => {
    await count(db, 'a', 1);
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    const values = await db.transaction().execute(async (tx) => {
      await count(tx, 'b', 2);
      posted.mockClear();
      const found = await readTogether(tx, (on) => [read(on, 'a'), read(on, 'b'), read(on, 'c')]);
      expect(posted.mock.calls.map(([statements]) => statements.length)).toEqual([3]);
      return found.map((row) => row?.value);
    });
    expect(values).toEqual([1, 2, undefined]);
  });

  it('have all ended before the transaction is rolled back for one that failed', async () => {
    const done: string[] = [];
    const long = async (on: Queryable) => {
      for (let step = 1; step <= 5; step++) await read(on, 'a');
      done.push('long');
    };
    const failing = db.transaction().execute((tx) => readTogether(tx, (on) => [broken(on), long(on)]));
    await expect(failing.finally(() => done.push('rolled back'))).rejects.toThrow('nowhere');
    expect(done).toEqual(['long', 'rolled back']);
    // The store goes on.
    await count(db, 'a', 1);
    expect(await read(db, 'a')).toEqual({ value: 1 });
  });
});

describe('reads that begin together inside of one', () => {
  const who = { operatorId: 'o', operatorName: 'O', tenantId: 't', tenantName: 'T' };
  const principal = { ...who, via: 'page', signInId: 's', authenticatedMs: null } as const;

  it.each<[string, string, (tx: Tx) => Promise<unknown>]>([
    ['who acts', 'web_sessions', (tx: Tx) => readAccessFacts(tx, principal, 1)],
    ['their rights', 'tenant_settings', (tx: Tx) => readFactsOf(tx, ['o'], 1)],
    ['a device', 'presence', (tx: Tx) => readDevice(tx, 'd', () => true)],
  ])('have all ended before the transaction is rolled back for one that failed: %s', async (_, table, reads) => {
    await sql.raw(`alter table ${table} rename to elsewhere`).execute(db);
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    await expect(db.transaction().execute(reads)).rejects.toThrow(table);
    // Nothing goes with it or comes later: the thread is asked in order.
    await read(db, 'last');
    expect(posted.mock.calls.slice(-4).map(([statements]) => statements)).toMatchObject([
      [{ sql: 'rollback to member' }],
      [{ sql: 'release member' }],
      [{ sql: 'commit' }],
      [{ parameters: ['last'] }],
    ]);
  });
});

describe('statements of one turn', () => {
  it('fail alone where a value cannot be sent, and leave nothing of their transaction', async () => {
    const outcomes = await Promise.allSettled([
      count(db, 'first', 1),
      db.transaction().execute(async (tx) => {
        await count(tx, 'with it', 1);
        await count(tx, 'never', Symbol('no value') as unknown as number);
      }),
      count(db, 'last', 1),
    ]);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { code: 'FAULT' } });
    expect(await read(db, 'with it')).toBeUndefined();
    const thread = await SqliteThread.open({ path: join(store.folder, 'ringside.db'), busyMs: 1 });
    const sent = await Promise.allSettled([
      thread.run('select 1 as one'),
      thread.run('select ?', [Symbol('no value')]),
      thread.run('select 3 as three'),
    ]);
    await thread.close();
    expect(sent).toMatchObject([
      { value: { rows: [{ one: 1 }] } },
      { reason: { code: 'FAULT' } },
      { value: { rows: [{ three: 3 }] } },
    ]);
  });

  it('are answered each for itself, in order, though one of them fails', async () => {
    const outcomes = await db
      .transaction()
      .execute((tx) => readTogether(tx, (on) => [Promise.allSettled([count(on, 'x', 1), broken(on), read(on, 'x')])]));
    expect(outcomes[0].map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[0][2]).toMatchObject({ value: { value: 1 } });
  });

  it('are answered though the store is closed in the same turn', async () => {
    const file = { path: join(store.folder, 'ringside.db'), busyMs: servicesLimits.databaseBusyMs };
    const thread = await SqliteThread.open(file);
    const answer = thread.run('select 7 as seven');
    await thread.close();
    expect((await answer).rows).toEqual([{ seven: 7 }]);
  });
});
