/** A transaction may have to wait for others: what counts is what is true when it has begun. */
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pagePrincipal } from '../access/sign-in.ts';
import { openKeyRing } from '../keys/key-ring.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Db } from '../store/schema.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';
import { resumeSession, type SessionPorts, startSession } from './session-start.ts';

const hourMs = 3_600_000;

let fixture: SessionFixture;
let db: Db;
beforeEach(async () => {
  fixture = await startSessionFixture();
  db = await openSqlite(fixture.rig.dataFolder);
});
afterEach(async () => {
  await db.destroy();
  await fixture.rig.stop();
});

/** A store whose transactions begin an hour after they are asked for. */
async function slowPorts(): Promise<SessionPorts> {
  const { sources, dataFolder } = fixture.rig;
  const transaction = () => ({
    execute: (work: Parameters<ReturnType<Db['transaction']>['execute']>[0]) => {
      sources.advance(hourMs);
      return db.transaction().execute(work);
    },
  });
  const slow = new Proxy(db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name).bind(target)),
  });
  const relays = { isLinked: () => true } as unknown as RelayLink;
  return { db: slow, sources, keys: await openKeyRing(dataFolder, sources), relays };
}

it('SES-1, ACC-4: by an assignment that ends while the store is waited for no session starts, and none is resumed', async () => {
  const { sources } = fixture.rig;
  const ends_ms = sources.nowMs() + hourMs + 1;
  await db.updateTable('assignments').set({ ends_ms }).execute();
  const token = fixture.cookie.split('=')[1] ?? '';
  const principal = await pagePrincipal(db, sources, token);
  if (principal === undefined) throw new Error('not signed in');
  const viewerKey = await exportPublicKey(await generateProofKeys());
  const origin = fixture.rig.services.url;
  const asked = { deviceId: fixture.device, permission: 'view', reason: '', viewerKey, origin } as const;
  const ports = await slowPorts();
  const first = await startSession(ports, principal, { ...asked, authenticatedMs: null });
  expect(first.started).toBe(true);
  const second = await startSession(ports, principal, { ...asked, authenticatedMs: null });
  expect(second).toMatchObject({ started: false, reason: 'device-not-found' });
  const sessionId = first.started ? first.session.id : '';
  const ended = await resumeSession(ports, principal, { sessionId, viewerKey, origin });
  expect(ended.started).toBe(false);
});
