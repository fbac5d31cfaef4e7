import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeHeartbeat, limits } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyRing } from '../keys/key-ring.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { Heartbeats } from './heartbeats.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-heartbeats-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('heartbeats', () => {
  it('SES-4: with more ended sessions than one may name, each is what relays and agents take, and all are named', async () => {
    const sources = manualSources();
    const db = await openSqlite(folder);
    const heartbeats = await Heartbeats.open(db, sources, await openKeyRing(folder, sources));
    const ended = Array.from({ length: limits.endedSessions + 100 }, () => randomUUID());
    for (const session of ended) heartbeats.sessionEnded(session);
    const named = new Set<string>();
    for (let beat = 0; beat < 2; beat++) {
      const statement = await heartbeats.next();
      if (statement === undefined) throw new Error('no heartbeat');
      for (const session of decodeHeartbeat(statement.payload).endedSessions) named.add(session);
    }
    expect(named).toEqual(new Set(ended));
    await db.destroy();
  });
});
