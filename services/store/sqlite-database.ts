/**
 * The SQLite adapter: the only file that knows better-sqlite3 and SQLite's own statements. One connection in WAL mode
 * with full sync, whose commits are on disk when they return.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { servicesLimits } from '../limits.ts';
import { ServicesError } from '../services-error.ts';
import { migrate } from './migrations.ts';
import type { Db, Tables } from './schema.ts';

/** Opens, checks and migrates the database of a data folder. @throws ServicesError one sentence */
export async function openSqlite(dataFolder: string): Promise<Db> {
  const path = join(dataFolder, 'ringside.db');
  const raw = openFile(dataFolder, path);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(raw) });
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw describe(path, error);
  }
}

function openFile(dataFolder: string, path: string): Sqlite.Database {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    // Made by hand, since SQLite gives its -wal and -shm files the mode of the database.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (cause) {
    const sentence = `The data folder ${dataFolder} cannot be written: make it writable or set services.dataFolder.`;
    throw new ServicesError('data-folder', sentence, { cause });
  }
  let raw: Sqlite.Database | undefined;
  try {
    raw = new Sqlite(path, { timeout: servicesLimits.databaseBusyMs });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('trusted_schema = OFF');
    const [problem] = raw.prepare<[], { quick_check: string }>('PRAGMA quick_check(1)').all();
    if (problem?.quick_check !== 'ok') throw new Sqlite.SqliteError(problem?.quick_check ?? 'empty', 'SQLITE_CORRUPT');
    // Takes the write lock once, so that a database that cannot be written is found now.
    raw.exec('BEGIN IMMEDIATE; COMMIT');
    return raw;
  } catch (error) {
    raw?.close();
    throw describe(path, error);
  }
}

function describe(path: string, error: unknown): unknown {
  const code = error instanceof ServicesError ? sqliteCode(error.cause) : sqliteCode(error);
  if (code === undefined) return error;
  const sentence = code.startsWith('SQLITE_BUSY')
    ? `The database ${path} is locked by another program: stop that program.`
    : code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
      ? `The database ${path} is damaged: restore it from a backup.`
      : code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')
        ? `The database ${path} cannot be written: make it and its folder writable.`
        : `The database ${path} cannot be used (${code}): check its disk.`;
  return new ServicesError('database', sentence, { cause: error });
}

function sqliteCode(error: unknown): string | undefined {
  return error instanceof Sqlite.SqliteError ? error.code : undefined;
}

function sqliteDialect(raw: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(raw),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely serialises the use of the one connection; this only runs statements, prepared once. */
class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #raw: Sqlite.Database;

  constructor(raw: Sqlite.Database) {
    this.#raw = raw;
    this.#connection = new SqliteConnection(raw);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  /** Immediate: a transaction that starts by reading could otherwise fail when it comes to write. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk can make SQLite roll back by itself.
    if (this.#raw.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#raw.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #raw: Sqlite.Database;
  /** The program's queries are a closed set, but for lists of varying length: those come in few lengths. */
  readonly #statements = new Map<string, Sqlite.Statement<unknown[], never>>();

  constructor(raw: Sqlite.Database) {
    this.#raw = raw;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare<R>(sql);
    if (statement.reader) return { rows: statement.all(...parameters) };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  // biome-ignore lint/correctness/useYield: streaming is not offered, and says so.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new ServicesError('database', 'Streaming queries are not used.');
  }

  #prepare<R>(sql: string): Sqlite.Statement<unknown[], R> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#raw.prepare<unknown[], R>(sql);
    if (this.#statements.size < 500) this.#statements.set(sql, statement as Sqlite.Statement<unknown[], never>);
    return statement;
  }
}
