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

/** Shorter than a session may last. */
const waitMs = 60_000;

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

/** A store whose transactions begin a while after they are asked for. */
async function slowPorts(): Promise<SessionPorts> {
  const { sources, dataFolder } = fixture.rig;
  const transaction = () => ({
    execute: (work: Parameters<ReturnType<Db['transaction']>['execute']>[0]) => {
      sources.advance(waitMs);
      return db.transaction().execute(work);
    },
  });
  const slow = new Proxy(db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name).bind(target)),
  });
  const relays = { isLinked: () => true } as unknown as RelayLink;
  return { db: slow, sources, keys: await openKeyRing(dataFolder, sources), relays };
}

/** Who asks, by an assignment that ends so long from now. */
async function askedBy(endsInMs: number) {
  const { sources } = fixture.rig;
  await db
    .updateTable('assignments')
    .set({ ends_ms: sources.nowMs() + endsInMs })
    .execute();
  const principal = await pagePrincipal(db, sources, fixture.cookie.split('=')[1] ?? '');
  if (principal === undefined) throw new Error('not signed in');
  const viewerKey = await exportPublicKey(await generateProofKeys());
  return { principal, asked: { viewerKey, origin: fixture.rig.services.url } };
}

it('SES-1, ACC-4: by an assignment that ends while the store is waited for no session starts', async () => {
  const { principal, asked } = await askedBy(waitMs + 1);
  const request = {
    ...asked,
    deviceId: fixture.device,
    permission: 'view',
    reason: '',
    authenticatedMs: null,
  } as const;
  const ports = await slowPorts();
  expect(await startSession(ports, principal, request)).toMatchObject({ started: true });
  expect(await startSession(ports, principal, request)).toMatchObject({ started: false, reason: 'device-not-found' });
});

it('SES-5, ACC-4: nor is one resumed that has begun', async () => {
  const sessionId = await fixture.running();
  const { principal, asked } = await askedBy(waitMs);
  const resumed = await resumeSession(await slowPorts(), principal, { ...asked, sessionId });
  expect(resumed.started).toBe(false);
});
