/**
 * Replaces a file together with what is stored of it: the new content is on disk beside the old one before the commit,
 * and takes its place after. Killed in between, the next look settles it: what was committed goes into place, what was
 * not goes away. So nothing is ever in use of which the log says nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { ServicesError } from '../services-error.ts';
import type { Db, Tx } from './schema.ts';
import { syncFolderOf, writeWhole } from './whole-file.ts';

/**
 * In the transaction that says so, after `settleIn`. Of one process, one after the other for each path, settled before the
 * next: of two that shared a commit (group-commit.ts) the second would see what the first has stored, and take it for
 * committed. Running services change each file in one piece of work that never runs twice at once; a command is a process
 * of its own, kept apart by the database's write lock.
 * @throws ServicesError one sentence: then nothing is replaced
 */
export async function stageFile(tx: Tx, path: string, content: string): Promise<void> {
  guarded(path, () => {
    writeWhole(stagedPath(path), content, 'w');
    syncFolderOf(path);
  });
  const value = digestOf(content);
  await tx
    .insertInto('counters')
    .values({ name: counterOf(path), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** After the commit, at the start and from time to time. @throws ServicesError one sentence */
export async function settleFile(db: Db, path: string): Promise<void> {
  if (!existsSync(stagedPath(path))) return;
  // The transaction holds the database's write lock: nobody is between staging and committing.
  await db.transaction().execute((tx) => settleIn(tx, path));
}

/** What somebody staged and did not put into place. @throws ServicesError one sentence */
export async function settleIn(tx: Tx, path: string): Promise<void> {
  const staged = stagedPath(path);
  if (!existsSync(staged)) return;
  const counter = tx.selectFrom('counters').where('name', '=', counterOf(path)).select('value');
  const committed = (await counter.executeTakeFirst())?.value;
  guarded(path, () => {
    if (digestOf(readFileSync(staged, 'utf8')) === committed) renameSync(staged, path);
    else unlinkSync(staged);
    syncFolderOf(path);
  });
}

const stagedPath = (path: string): string => `${path}.next`;

const counterOf = (path: string): string => `staged-${basename(path)}`;

/** 48 bits: as much as a number holds exactly, and enough to tell one content from another. */
const digestOf = (content: string): number =>
  Number.parseInt(createHash('sha256').update(content).digest('hex').slice(0, 12), 16);

function guarded(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new ServicesError('data-folder', `The file ${path} cannot be replaced: make its folder writable.`, { cause });
  }
}
