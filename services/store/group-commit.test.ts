import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { deferUntilCommit } from './deferral.ts';
import { GroupCommit, type Result } from './group-commit.ts';
import type { Db, Tx } from './schema.ts';
import { StatementFailure } from './statement-failure.ts';

let store: TemporaryStore;
let db: Db;
beforeEach(async () => {
  store = await temporaryStore();
  ({ db } = store);
});
afterEach(() => store.remove());

const count = (tx: Tx | Db, name: string) => tx.insertInto('counters').values({ name, value: 0 }).execute();
const names = async () =>
  (await db.selectFrom('counters').select('name').orderBy('name').execute()).map(({ name }) => name);
const failure = (caught: unknown) => caught;

describe('transactions that share a commit', () => {
  it('share it when they wait for it together, and are each whole or nothing', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        db.transaction().execute(async (tx) => {
          await count(tx, `n${index}`);
          if (index % 4 === 0) throw new Error(`no ${index}`);
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await names()).toHaveLength(30);
  });

  it('are committed once for many', async () => {
    const sent: string[] = [];
    const send = async (statement: string): Promise<Result> => {
      sent.push(statement);
      return { rows: [], changes: 0 };
    };
    const commits = new GroupCommit(send, db, () => 0);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const member = await commits.begin();
        await member.run('insert', []);
        await member.commit();
      }),
    );
    expect(sent.filter((statement) => statement === 'commit')).toHaveLength(1);
    expect(sent.filter((statement) => statement === 'insert')).toHaveLength(20);
  });

  it('hear of their end only once it is on disk', async () => {
    const order: string[] = [];
    const disk = Promise.withResolvers<void>();
    const commits = new GroupCommit(async (statement): Promise<Result> => {
      if (statement === 'commit') await disk.promise;
      order.push(statement);
      return { rows: [], changes: 0 };
    }, db);
    const write = async () => {
      await (await commits.begin()).commit();
      order.push('told');
    };
    const read = async () => {
      await commits.run('select', []);
      order.push('read');
    };
    const all = Promise.all([write(), write(), read()]);
    await new Promise((later) => setImmediate(later));
    expect(order).not.toContain('told');
    expect(order).not.toContain('read');
    expect(order).toContain('select');
    disk.resolve();
    await all;
    expect(order.slice(order.indexOf('commit') + 1).toSorted()).toEqual(['read', 'told', 'told']);
  });

  it('all fail when their commit does, and those after them do not', async () => {
    let broken = true;
    const commits = new GroupCommit(async (statement): Promise<Result> => {
      if (statement === 'commit' && broken) throw new StatementFailure('SQLITE_FULL', 'full', true);
      return { rows: [], changes: 0 };
    }, db);
    const write = async () => (await commits.begin()).commit();
    const outcomes = await Promise.allSettled([write(), write(), commits.run('select', [])]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
    broken = false;
    await write();
  });

  it('end together when SQLite gives the whole transaction up, and no later statement runs outside of it', async () => {
    const sent: string[] = [];
    const commits = new GroupCommit(async (statement): Promise<Result> => {
      sent.push(statement);
      if (statement === 'breaks') throw new StatementFailure('SQLITE_IOERR', 'broken', false);
      return { rows: [], changes: 0 };
    }, db);
    const first = await commits.begin();
    const joining = commits.begin();
    const committed = first.commit().catch(failure);
    const second = await joining;
    expect(await second.run('breaks', []).catch(failure)).toMatchObject({ code: 'SQLITE_IOERR' });
    expect(await second.run('after', []).catch(failure)).toMatchObject({ code: 'SQLITE_IOERR' });
    expect(await second.commit().catch(failure)).toMatchObject({ code: 'SQLITE_IOERR' });
    expect(await committed).toMatchObject({ code: 'SQLITE_IOERR' });
    expect(sent).not.toContain('after');
    expect(sent).not.toContain('commit');
  });

  it('last no longer than a heartbeat may wait, however many come', async () => {
    let nowMs = 0;
    const sent: string[] = [];
    const commits = new GroupCommit(
      async (statement): Promise<Result> => {
        sent.push(statement);
        nowMs += 3;
        return { rows: [], changes: 0 };
      },
      db,
      () => nowMs,
    );
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const member = await commits.begin();
        await member.run('insert', []);
        await member.commit();
      }),
    );
    expect(sent.filter((statement) => statement === 'commit').length).toBeGreaterThan(5);
  });

  it('a full disk fails the one that meets it, and stores nothing of it', async () => {
    await sql.raw('pragma max_page_count = 60').execute(db);
    const big = 'x'.repeat(300_000);
    const outcomes = await Promise.allSettled([
      db.transaction().execute((tx) => count(tx, 'small')),
      db.transaction().execute((tx) => count(tx, big)),
    ]);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
    // Whoever shared its commit is stored, or was told that it is not.
    expect(await names()).toEqual(outcomes[0]?.status === 'fulfilled' ? ['small'] : []);
  });
});

describe('what is left for the commit', () => {
  const sink = {
    async flush(inside: Db | Tx, items: readonly string[]) {
      for (const item of items) await count(inside, item);
    },
  };

  it('is written with it, in order, and not for those that are rolled back', async () => {
    await Promise.allSettled([
      db.transaction().execute((tx) => deferUntilCommit(tx, sink, 'a')),
      db.transaction().execute(async (tx) => {
        await deferUntilCommit(tx, sink, 'b');
        throw new Error('no');
      }),
      db.transaction().execute((tx) => deferUntilCommit(tx, sink, 'c')),
    ]);
    expect(await names()).toEqual(['a', 'c']);
  });

  it('undoes the commit when it cannot be written', async () => {
    const broken = {
      async flush() {
        throw new Error('cannot');
      },
    };
    const writing = db.transaction().execute(async (tx) => {
      await count(tx, 'with it');
      await deferUntilCommit(tx, broken, 1);
    });
    await expect(writing).rejects.toThrow('cannot');
    expect(await names()).toEqual([]);
  });
});
