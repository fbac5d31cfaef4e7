/** Kills a process that writes to a log at a random moment, again and again, and counts what is lost or doubled. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordOf } from '../../services/audit/event-log.ts';
import { firstHash, nextHash, recordText } from '../../services/audit/record.ts';
import { bundleWriter } from './bundle.ts';
import { openWrittenLog } from './written-log.ts';

export interface KillCounts {
  readonly runs: number;
  readonly acknowledged: number;
  /** Records that were acknowledged and are not there. */
  readonly lost: number;
  /** Records that are there twice, or numbered or chained wrongly. */
  readonly doubled: number;
}

const writers = 8;
/** The longest time between the first record and the kill: several commits. */
const longestMs = 60;
/** A log is opened anew for so many runs, since opening checks all of it. */
const runsPerLog = 50;

/** @param random from 0 to below 1: decides the moments */
export async function killRuns(runs: number, random: () => number): Promise<KillCounts> {
  const program = await bundleWriter();
  const total = { runs, acknowledged: 0, lost: 0, doubled: 0 };
  for (let done = 0; done < runs; done += runsPerLog) {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-kill-'));
    const acknowledged: string[] = [];
    for (let run = 0; run < Math.min(runsPerLog, runs - done); run++) {
      acknowledged.push(...(await killOnce(program, folder, random() * longestMs)));
    }
    const { lost, doubled } = await examine(folder, acknowledged);
    total.acknowledged += acknowledged.length;
    total.lost += lost;
    total.doubled += doubled;
    rmSync(folder, { recursive: true });
  }
  return total;
}

/** @returns the records that were acknowledged */
async function killOnce(program: string, folder: string, afterMs: number): Promise<string[]> {
  const child = fork(program, [folder, String(writers)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const acknowledged: string[] = [];
  child.on('message', (message: { readonly written?: string }) => {
    if (message.written === undefined) return;
    if (acknowledged.length === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
    acknowledged.push(message.written);
  });
  const [, signal] = await once(child, 'exit');
  if (signal !== 'SIGKILL') throw new Error('the process that writes ended by itself');
  return acknowledged;
}

async function examine(folder: string, acknowledged: readonly string[]): Promise<{ lost: number; doubled: number }> {
  const { db, tenantId } = await openWrittenLog(folder);
  const rows = await db.selectFrom('events').selectAll().orderBy('sequence').execute();
  const head = await db.selectFrom('event_heads').selectAll().executeTakeFirstOrThrow();
  await db.destroy();
  const stored = new Set(rows.map(({ session_id }) => session_id));
  let wrong = rows.length - stored.size;
  let hash = firstHash(tenantId);
  for (const [index, row] of rows.entries()) {
    hash = nextHash(hash, recordText(recordOf(row)));
    if (row.sequence !== index + 1 || row.hash !== hash) wrong++;
  }
  if (head.sequence !== rows.length || head.hash !== hash) wrong++;
  return { lost: acknowledged.filter((session) => !stored.has(session)).length, doubled: wrong };
}
