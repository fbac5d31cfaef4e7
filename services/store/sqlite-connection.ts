/** Kysely's connection to the SQLite thread: each statement is a message, answered in order. */
import { Worker } from 'node:worker_threads';
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';
import type { FromSqlite, SqliteFile, ToSqlite } from './sqlite-worker.ts';

/** A statement failed. `code` is SQLite's own (SQLITE_FULL, SQLITE_BUSY, …). */
export class SqliteFailure extends Error {
  override readonly name = 'SqliteFailure';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Answer = Extract<FromSqlite, { readonly rows: readonly unknown[] }>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: SqliteFailure) => void;
}

export class SqliteThread implements DatabaseConnection {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: FromSqlite) => this.#settle(answer));
    // An exit follows each error, and tells those who wait.
    worker.on('error', () => undefined);
    this.#exited = new Promise((done) => {
      worker.on('exit', () => {
        this.#gone = true;
        for (const { reject } of this.#waiting.values()) reject(gone());
        this.#waiting.clear();
        done();
      });
    });
  }

  /** @throws SqliteFailure when the database cannot be opened, read or written */
  static async open(file: SqliteFile): Promise<SqliteThread> {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file });
    const thread = new SqliteThread(worker);
    await new Promise<Answer>((resolve, reject) => thread.#waiting.set(0, { resolve, reject }));
    return thread;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#gone) throw gone();
    const id = ++this.#lastId;
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters } satisfies ToSqlite);
    });
    // The query that Kysely compiled says what its rows are.
    return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.changes) };
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered, and says so.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new SqliteFailure('FAULT', 'streaming is not offered');
  }

  async close(): Promise<void> {
    if (!this.#gone) this.#worker.postMessage({ close: true } satisfies ToSqlite);
    await this.#exited;
  }

  #settle(answer: FromSqlite): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('rows' in answer) waiting?.resolve(answer);
    else waiting?.reject(new SqliteFailure(answer.code, answer.message));
  }
}

const gone = () => new SqliteFailure('SQLITE_IOERR', 'the SQLite thread has ended');

/** Kysely serialises the use of the one connection. */
export class SqliteDriver implements Driver {
  readonly #thread: SqliteThread;

  constructor(thread: SqliteThread) {
    this.#thread = thread;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#thread;
  }

  /** Immediate: a transaction that starts by reading could otherwise fail when it comes to write. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#thread.close();
  }
}
