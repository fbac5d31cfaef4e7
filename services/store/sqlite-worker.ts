/**
 * SQLite's own thread: opens the database and runs statements in the order they come. A commit waits for the disk here,
 * so that heartbeats and requests wait for nothing. The only file that knows better-sqlite3.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { heldElsewhere } from './held-elsewhere.ts';

interface Asked {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** From the program's thread: statements, or the wish to close. */
export type ToSqlite = readonly Asked[] | 'close';

/** To the program's thread, as many at once as were asked; the first one answers the opening, under id 0. */
export type FromSqlite =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly changes: number }
  | { readonly id: number; readonly code: string; readonly message: string; readonly inTransaction: boolean };

export interface SqliteFile {
  readonly path: string;
  readonly busyMs: number;
  /** A file of its own that only one program at a time may hold, for as long as it lives; whoever needs none has no such. */
  readonly lockPath?: string;
}

/** The program's statements are a closed set, but for lists of varying length. */
const keptStatements = 500;

function open({ path, busyMs }: SqliteFile): Sqlite.Database {
  const database = new Sqlite(path, { timeout: busyMs });
  try {
    // Before the first table: pages that are free later can be given back little by little.
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    // A commit is on disk when it returns.
    database.pragma('synchronous = FULL');
    // What is deleted is overwritten, in pages that become free too.
    database.pragma('secure_delete = ON');
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    const problem: unknown = database.pragma('quick_check(1)', { simple: true });
    if (problem !== 'ok') throw new Sqlite.SqliteError(String(problem), 'SQLITE_CORRUPT');
    // Takes the write lock once, so that a database that cannot be written is found now.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The operating system frees it however the program ends. @returns what holds it: it must be kept */
function hold(lockPath: string): Sqlite.Database {
  const lock = new Sqlite(lockPath, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const isHeld = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw isHeld ? new Sqlite.SqliteError(error.message, heldElsewhere) : error;
  }
}

/** @returns runs a statement, whatever becomes of it */
function statementsOf(database: Sqlite.Database): (asked: Asked) => FromSqlite {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare<unknown[]>(sql);
    if (statements.size < keptStatements) statements.set(sql, statement);
    return statement;
  };
  return ({ id, sql, parameters }) => {
    try {
      // A full disk can make SQLite roll back by itself.
      if (sql === 'rollback' && !database.inTransaction) return { id, rows: [], changes: 0 };
      const statement = prepare(sql);
      if (statement.reader) return { id, rows: statement.all(...parameters), changes: 0 };
      return { id, rows: [], changes: statement.run(...parameters).changes };
    } catch (error) {
      return { id, ...describe(error), inTransaction: database.inTransaction };
    }
  };
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof Sqlite.SqliteError) return { code: error.code, message: error.message };
  return { code: 'FAULT', message: error instanceof Error ? error.message : String(error) };
}

const port = parentPort;
if (port === null) throw new Error('runs as a worker only');
const answer = (answers: readonly FromSqlite[]) => port.postMessage(answers);
try {
  // Only store/sqlite-database.ts starts this thread.
  const file = workerData as SqliteFile;
  const lock = file.lockPath === undefined ? undefined : hold(file.lockPath);
  const database = open(file);
  const run = statementsOf(database);
  port.on('message', (message: ToSqlite) => {
    if (message !== 'close') return answer(message.map(run));
    database.close();
    lock?.close();
    port.close();
  });
  answer([{ id: 0, rows: [], changes: 0 }]);
} catch (error) {
  answer([{ id: 0, ...describe(error), inTransaction: false }]);
  port.close();
}
