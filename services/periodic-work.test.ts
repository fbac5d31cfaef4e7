/** What the log needs is done by running services themselves, when its time comes; here it comes soon. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Db } from './store/schema.ts';
import { openSqlite } from './store/sqlite-database.ts';
import { type Rig, startRig } from './testing/rig.ts';

vi.mock('./limits.ts', async (original) => {
  const limits = await original<typeof import('./limits.ts')>();
  const soon = { checkpointMs: 50, retentionCheckMs: 50, selfCheckMs: 50, firstLookMs: 50, selfCheckRestMs: 0 };
  // The clock of the tests goes months in one step, and is right.
  const servicesLimits = { ...limits.servicesLimits, ...soon, clockJumpMs: Number.POSITIVE_INFINITY };
  return { ...limits, servicesLimits };
});

let rig: Rig;
let db: Db;
beforeAll(async () => {
  rig = await startRig();
  db = await openSqlite(rig.dataFolder);
});
afterAll(async () => {
  await db.destroy();
  await rig.stop();
});

const head = () => db.selectFrom('event_heads').selectAll().executeTakeFirstOrThrow();

async function newestCheckpoint(): Promise<number> {
  const checkpoints = db.selectFrom('event_checkpoints').orderBy('sequence', 'desc').select('sequence');
  return (await checkpoints.executeTakeFirst())?.sequence ?? 0;
}

it('AUD-4: a checkpoint is made of what has come since the last', async () => {
  const before = await newestCheckpoint();
  await rig.signIn();
  const { sequence } = await head();
  expect(sequence).toBeGreaterThan(before);
  await expect.poll(newestCheckpoint).toBeGreaterThanOrEqual(sequence);
});

it('AUD-4: the log is verified, and again', async () => {
  const verified = async () => (await head()).verified_ms;
  await expect.poll(verified).not.toBeNull();
  rig.sources.advance(60_000);
  const { verified_ms } = await head();
  await expect.poll(verified).toBeGreaterThan(verified_ms ?? 0);
});

it('AUD-1: what has its age goes', async () => {
  expect((await head()).pruned).toBe(0);
  rig.sources.advance(181 * 24 * 3_600_000);
  await expect.poll(async () => (await head()).pruned).toBeGreaterThan(0);
});
