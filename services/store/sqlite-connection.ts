/** The SQLite thread as Kysely's driver: statements are answered in order, those of one turn in one message. */
import { Worker } from 'node:worker_threads';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { CommitSink } from './deferral.ts';
import type { GroupCommit, Member, Result } from './group-commit.ts';
import type { FromSqlite, SqliteFile, ToSqlite } from './sqlite-worker.ts';
import { StatementFailure } from './statement-failure.ts';

type Answer = Extract<FromSqlite, { readonly rows: readonly unknown[] }>;
type Statement = Extract<ToSqlite, readonly unknown[]>[number];

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: StatementFailure) => void;
}

export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  /** Asked for in this turn of the event loop: a message costs more than most statements. */
  readonly #asked: Statement[] = [];
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answers: readonly FromSqlite[]) => {
      for (const answer of answers) this.#settle(answer);
    });
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

  /** @throws StatementFailure when the database cannot be opened, read or written */
  static async open(file: SqliteFile): Promise<SqliteThread> {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file });
    const thread = new SqliteThread(worker);
    await new Promise<Answer>((resolve, reject) => thread.#waiting.set(0, { resolve, reject }));
    return thread;
  }

  /** @throws StatementFailure */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<Result> {
    if (this.#gone) throw gone();
    const id = ++this.#lastId;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // It runs once every promise that can go on has gone on, and asked for what it needs.
      if (this.#asked.push({ id, sql, parameters }) === 1) process.nextTick(() => this.#send());
    });
  }

  async close(): Promise<void> {
    this.#send();
    if (!this.#gone) this.#worker.postMessage('close' satisfies ToSqlite);
    await this.#exited;
  }

  #send(statements: readonly Statement[] = this.#asked.splice(0)): void {
    const [first, ...others] = statements;
    if (first === undefined) return;
    try {
      this.#worker.postMessage(statements satisfies ToSqlite);
    } catch (error) {
      // A value that no message can carry is its own statement's fault. Nobody waits for this call: it must not throw.
      if (others.length > 0) for (const each of statements) this.#send([each]);
      else this.#settle({ id: first.id, code: 'FAULT', message: String(error), inTransaction: false });
    }
  }

  #settle(answer: FromSqlite): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('rows' in answer) waiting?.resolve(answer);
    else waiting?.reject(new StatementFailure(answer.code, answer.message, answer.inTransaction));
  }
}

const gone = () => new StatementFailure('SQLITE_IOERR', 'the SQLite thread has ended', false);

type Statements = (sql: string, parameters: readonly unknown[]) => Promise<Result>;

/** The query that Kysely compiled says what its rows are. */
async function execute<R>(run: Statements, { sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
  const { rows, changes } = await run(sql, parameters);
  return { rows: rows as R[], numAffectedRows: BigInt(changes) };
}

class SqliteConnection implements DatabaseConnection {
  member: Member | undefined;
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { member } = this;
    return execute((sql, parameters) => (member ?? this.#commits).run(sql, parameters), query);
  }

  defer<T>(sink: CommitSink<T>, item: T): void {
    if (this.member === undefined) throw new TypeError('only a transaction can leave something for its commit');
    this.member.defer({ sink, item });
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered, and says so.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new StatementFailure('FAULT', 'streaming is not offered', false);
  }
}

/** Any number of connections on one thread: they take turns, and share commits. */
export class SqliteDriver implements Driver {
  readonly #thread: SqliteThread;
  readonly #commits: GroupCommit;

  constructor(thread: SqliteThread, commits: GroupCommit) {
    this.#thread = thread;
    this.#commits = commits;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection(this.#commits);
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    connection.member = await this.#commits.begin();
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.member?.commit();
    connection.member = undefined;
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    await connection.member?.rollback();
    connection.member = undefined;
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#thread.close();
  }
}

/** Runs statements in whatever transaction is open, in nobody's turn: for what a commit itself has to write. */
export class InsideDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(thread: SqliteThread) {
    this.#connection = {
      executeQuery: (query) => execute((sql, parameters) => thread.run(sql, parameters), query),
      // biome-ignore lint/correctness/useYield: streaming is not offered, and says so.
      async *streamQuery() {
        throw new StatementFailure('FAULT', 'streaming is not offered', false);
      },
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    throw new TypeError('a commit opens no transaction of its own');
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
