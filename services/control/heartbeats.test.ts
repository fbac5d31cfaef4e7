import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeHeartbeat, limits } from '@ringside/protocol';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeyRing } from '../keys/key-ring.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { Heartbeats } from './heartbeats.ts';

vi.mock('../limits.ts', async (original) => {
  const { servicesLimits } = await original<typeof import('../limits.ts')>();
  return { servicesLimits: { ...servicesLimits, heartbeatReserve: 6 } };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-heartbeats-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('heartbeats', () => {
  it('SES-4: with more ended sessions than one may name, each is what relays and agents take', async () => {
    const sources = manualSources();
    const db = await openSqlite(folder);
    const heartbeats = await Heartbeats.open(db, sources, await openKeyRing(folder, sources));
    for (let count = 0; count <= limits.endedSessions; count++) heartbeats.sessionEnded(randomUUID());
    const statement = await heartbeats.next();
    const { endedSessions } = decodeHeartbeat(statement?.payload ?? new Uint8Array());
    expect(endedSessions).toHaveLength(limits.endedSessions);
    await db.destroy();
  });

  it('SES-4: no number is used that is not reserved on disk, so none comes again', async () => {
    const sources = manualSources();
    const db = await openSqlite(folder);
    const keys = await openKeyRing(folder, sources);
    const heartbeats = await Heartbeats.open(db, sources, keys);
    const full = "CREATE TRIGGER full BEFORE INSERT ON counters BEGIN SELECT RAISE(ABORT, 'full'); END";
    await sql.raw(full).execute(db);
    const sequences: number[] = [];
    const startMs = sources.nowMs();
    for (let beat = 0; beat < 10; beat++) {
      const statement = await heartbeats.next();
      if (statement === undefined) break;
      sequences.push(decodeHeartbeat(statement.payload).sequence);
    }
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6].map((number) => startMs + number));
    await sql.raw('DROP TRIGGER full').execute(db);
    const next = await (await Heartbeats.open(db, sources, keys)).next();
    expect(decodeHeartbeat(next?.payload ?? new Uint8Array()).sequence).toBe(startMs + 7);
    await db.destroy();
  });

  it('SES-4: after a restore from a backup relays and agents that heard newer ones take them all the same', async () => {
    const sources = manualSources();
    const db = await openSqlite(folder);
    const keys = await openKeyRing(folder, sources);
    await Heartbeats.open(db, sources, keys);
    const backup = await db.selectFrom('counters').selectAll().execute();
    sources.advance(60_000);
    const heard = await (await Heartbeats.open(db, sources, keys)).next();
    sources.advance(60_000);
    await db.deleteFrom('counters').execute();
    await db.insertInto('counters').values(backup).execute();
    const next = await (await Heartbeats.open(db, sources, keys)).next();
    const [before, after] = [heard, next].map((beat) => decodeHeartbeat(beat?.payload ?? new Uint8Array()).sequence);
    expect(after).toBeGreaterThan(before ?? Number.NaN);
    await db.destroy();
  });
});
