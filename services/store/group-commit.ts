/**
 * One commit for all transactions that wait for it: each is a savepoint of its own inside the same SQLite transaction,
 * and hears of its end only once that is on disk. A flush costs the same for one as for a hundred.
 *
 * While a group is open whatever else is read or written on the connection waits for the same commit, so that nobody
 * acts on what a power cut could still undo.
 */
import { servicesLimits } from '../limits.ts';
import type { CommitSink } from './deferral.ts';
import type { Queryable } from './schema.ts';
import { StatementFailure } from './statement-failure.ts';

/** Runs one SQL statement. @throws StatementFailure, which says whether SQLite has given the whole transaction up */
export type Run = (sql: string, parameters?: readonly unknown[]) => Promise<Result>;

export interface Result {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

export interface Deferred {
  readonly sink: CommitSink<unknown>;
  readonly item: unknown;
}

interface Group {
  readonly openedMs: number;
  readonly committed: Promise<void>;
  readonly settle: (error?: unknown) => void;
  readonly deferred: Deferred[];
  members: number;
  /** Why it was given up. */
  failure?: unknown;
}

/** The connection's lock, passed on in order, and the group that is open on it. */
export class GroupCommit {
  readonly #send: Run;
  readonly #inside: Queryable;
  readonly #nowMs: () => number;
  readonly #waiting: (() => void)[] = [];
  #locked = false;
  #group: Group | undefined;

  /** @param inside runs statements in the transaction that is open, for what is written at its end */
  constructor(send: Run, inside: Queryable, nowMs: () => number = () => performance.now()) {
    this.#send = send;
    this.#inside = inside;
    this.#nowMs = nowMs;
  }

  /** A statement outside of transactions. Pragmas are about the file: they run between groups. */
  async run(sql: string, parameters: readonly unknown[]): Promise<Result> {
    await this.#lock();
    let group: Group | undefined;
    try {
      if (/^\s*(pragma|vacuum)\b/i.test(sql)) await this.#close();
      group = this.#group;
      return await this.#statement(sql, parameters);
    } finally {
      await this.#unlock();
      await group?.committed;
    }
  }

  /** Opens a transaction, or joins the one that is open. */
  async begin(): Promise<Member> {
    await this.#lock();
    try {
      this.#group ??= await this.#open();
      return new Member(this, this.#group);
    } catch (error) {
      await this.#unlock();
      throw error;
    }
  }

  /** @throws StatementFailure, also when SQLite gave up the transactions of others with it */
  async statement(member: Member, sql: string, parameters: readonly unknown[]): Promise<Result> {
    if (this.#group !== member.group) throw member.group.failure;
    if (member.hasSavepoint) return this.#statement(sql, parameters);
    // What only leaves something for the commit needs none.
    member.hasSavepoint = true;
    const [, result] = await Promise.all([this.#statement('savepoint member', []), this.#statement(sql, parameters)]);
    return result;
  }

  /** Resolves once it is on disk. */
  async commit(member: Member, deferred: readonly Deferred[]): Promise<void> {
    try {
      if (this.#group !== member.group) throw member.group.failure;
      if (member.hasSavepoint) await this.#statement('release member', []);
      for (const each of deferred) member.group.deferred.push(each);
    } finally {
      await this.#unlock();
    }
    await member.group.committed;
  }

  async rollback(member: Member): Promise<void> {
    try {
      if (this.#group !== member.group || !member.hasSavepoint) return;
      await this.#send('rollback to member');
      await this.#send('release member');
    } catch (error) {
      await this.#give(error);
    } finally {
      await this.#unlock();
    }
  }

  async #open(): Promise<Group> {
    await this.#send('begin immediate');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever waits for it hears of it; a group that nobody waits for any more fails in silence.
    promise.catch(() => undefined);
    const settle = (error?: unknown) => (error === undefined ? resolve() : reject(error));
    return { openedMs: this.#nowMs(), committed: promise, settle, deferred: [], members: 0 };
  }

  async #statement(sql: string, parameters: readonly unknown[]): Promise<Result> {
    try {
      return await this.#send(sql, parameters);
    } catch (error) {
      // A full disk, for one, can make SQLite roll back everything: no member may go on as if it had not.
      const isOver = !(error instanceof StatementFailure) || !error.inTransaction;
      if (this.#group !== undefined && isOver) await this.#give(error);
      throw error;
    }
  }

  /** Flushes and commits what is open, if anything. */
  async #close(): Promise<void> {
    const group = this.#group;
    if (group === undefined) return;
    try {
      for (const [sink, items] of Map.groupBy(group.deferred, ({ sink }) => sink)) {
        await sink.flush(
          this.#inside,
          items.map(({ item }) => item),
        );
      }
      await this.#send('commit');
      this.#group = undefined;
      group.settle();
    } catch (error) {
      await this.#give(error);
    }
  }

  /** Gives the open group up: nothing of it is stored, and every member hears so. */
  async #give(error: unknown): Promise<void> {
    const group = this.#group;
    this.#group = undefined;
    await this.#send('rollback').catch(() => undefined);
    if (group === undefined) return;
    group.failure = error;
    group.settle(error);
  }

  async #lock(): Promise<void> {
    if (this.#locked) await new Promise<void>((next) => this.#waiting.push(next));
    this.#locked = true;
  }

  /** Passes the lock on. The group ends when nobody waits to join it, or when it has grown or lasted long enough. */
  async #unlock(): Promise<void> {
    const group = this.#group;
    if (group !== undefined) {
      group.members++;
      const { groupMembers, groupMs } = servicesLimits;
      const isDue = group.members >= groupMembers || this.#nowMs() - group.openedMs >= groupMs;
      if (isDue || this.#waiting.length === 0) await this.#close();
    }
    const next = this.#waiting.shift();
    // The lock goes from hand to hand, so that nobody comes in between.
    if (next === undefined) this.#locked = false;
    else next();
  }
}

/** One transaction of a group. */
export class Member {
  readonly group: Group;
  hasSavepoint = false;
  readonly #commits: GroupCommit;
  readonly #deferred: Deferred[] = [];
  #open = true;

  constructor(commits: GroupCommit, group: Group) {
    this.#commits = commits;
    this.group = group;
  }

  run(sql: string, parameters: readonly unknown[]): Promise<Result> {
    return this.#commits.statement(this, sql, parameters);
  }

  defer(deferred: Deferred): void {
    this.#deferred.push(deferred);
  }

  async commit(): Promise<void> {
    this.#open = false;
    await this.#commits.commit(this, this.#deferred);
  }

  /** After a commit that failed there is nothing left to roll back. */
  async rollback(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#commits.rollback(this);
  }
}
