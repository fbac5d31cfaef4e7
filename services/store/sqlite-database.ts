/** Opens the SQLite database of a data folder, or says in one sentence why it cannot be used. */
import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataFolder } from '@ringside/settings';
import { type Driver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { servicesLimits } from '../limits.ts';
import { ServicesError } from '../services-error.ts';
import { GroupCommit } from './group-commit.ts';
import { heldElsewhere } from './held-elsewhere.ts';
import { migrate } from './migrations.ts';
import type { Db, Tables } from './schema.ts';
import { InsideDriver, SqliteDriver, SqliteThread } from './sqlite-connection.ts';
import { StatementFailure } from './statement-failure.ts';

export interface SqliteOptions {
  /** Services themselves: two of them on one folder would each believe that they alone know which sessions live. */
  readonly alone?: boolean;
}

/** Opens, checks and migrates. @throws ServicesError one sentence */
export async function openSqlite(dataFolder: string, { alone = false }: SqliteOptions = {}): Promise<Db> {
  const path = join(dataFolder, 'ringside.db');
  const lockPath = join(dataFolder, 'services.lock');
  makeFile(dataFolder, path);
  if (alone) makeFile(dataFolder, lockPath);
  try {
    const file = { path, busyMs: servicesLimits.databaseBusyMs };
    const thread = await SqliteThread.open(alone ? { ...file, lockPath } : file);
    const commits = new GroupCommit(
      (sql, parameters) => thread.run(sql, parameters),
      databaseOn(new InsideDriver(thread)),
    );
    const db = databaseOn(new SqliteDriver(thread, commits));
    await migrate(db).catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });
    return db;
  } catch (error) {
    throw describe(dataFolder, path, error);
  }
}

/** Our driver takes turns by itself, so that the next transaction may begin before the last one is on disk. */
class SharedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

const databaseOn = (driver: Driver): Db =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SharedSqliteAdapter(),
      createDriver: () => driver,
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

function makeFile(dataFolder: string, path: string): void {
  prepareDataFolder(dataFolder, 'RINGSIDE_SERVICES_DATA_FOLDER');
  try {
    // Made by hand, since SQLite gives its -wal and -shm files the mode of the database.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (cause) {
    const sentence = `The data folder ${dataFolder} cannot be written: make it writable or set services.dataFolder.`;
    throw new ServicesError('data-folder', sentence, { cause });
  }
}

function describe(dataFolder: string, path: string, error: unknown): unknown {
  const failure = error instanceof ServicesError ? error.cause : error;
  if (!(failure instanceof StatementFailure)) return error;
  if (failure.code === heldElsewhere) {
    const why = `Other services use the data folder ${dataFolder}: stop them, or set another one (services.dataFolder; RINGSIDE_DATA with npm start).`;
    return new ServicesError('data-folder', why, { cause: error });
  }
  return new ServicesError('database', sentence(path, failure.code), { cause: error });
}

function sentence(path: string, code: string): string {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return `The database ${path} is locked by another program: stop that program.`;
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return `The database ${path} is damaged: restore it from a backup.`;
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(code)) {
    return `The database ${path} cannot be written: make it and its folder writable.`;
  }
  return `The database ${path} cannot be used (${code}): check its disk.`;
}
