/** A machine proves its key, and another takes its record over before that has its effect. */
import { exportPublicKey, generateProofKeys, keyThumbprint, type ProofRole, signProof } from '@ringside/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureFirstOperator } from '../access/first-start.ts';
import { NodeRegistry } from '../control/node-registry.ts';
import { openKeyRing } from '../keys/key-ring.ts';
import type { Db } from '../store/schema.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { type TemporaryStore, temporaryStore } from '../testing/temporary-store.ts';
import { DeviceChallenges } from './device-challenge.ts';
import { renewCredential, unenrolDevice } from './enrolment.ts';
import { createEnrolmentKey } from './enrolment-keys.ts';
import { rebindDevice } from './rebinding.ts';

const sources = manualSources();
let store: TemporaryStore;
let db: Db;
beforeAll(async () => {
  store = await temporaryStore();
  ({ db } = store);
});
afterAll(() => store.remove());

/** @returns what a machine needs that has proved its key, and whose record another takes over while it waits for the store */
async function overtaken(role: ProofRole) {
  const { tenantId } = await ensureFirstOperator(db, sources, { tenantName: 'Test', embedded: false });
  const machine = async () => {
    const keys = await generateProofKeys();
    const publicKey = await exportPublicKey(keys);
    return { keys, publicKey, thumbprint: await keyThumbprint(publicKey) };
  };
  const [old, other] = [await machine(), await machine()];
  const deviceId = sources.newId();
  const made = { tenantId, actor: { kind: 'services' }, name: 'test', approval: 'automatic' } as const;
  const enrolmentKeyId = (await createEnrolmentKey(db, sources, { ...made, maxUses: 1, lifeMs: 60_000 })).key.id;
  const key = {
    public_key: JSON.stringify(old.publicKey),
    key_thumbprint: old.thumbprint,
    enrolment_key_id: enrolmentKeyId,
  };
  const of = { tenant_id: tenantId, name: 'Room', platform: 'test', state: 'monitored', created_ms: 1 };
  await db
    .insertInto('devices')
    .values({ ...of, ...key, id: deviceId, credential_expires_ms: 1 })
    .execute();
  const challenges = new DeviceChallenges(sources);
  let rebound: Promise<unknown> = Promise.resolve();
  const consume = challenges.consume.bind(challenges);
  challenges.consume = (nonce) => {
    const { publicKey, thumbprint } = other;
    const taken = { deviceId, enrolmentKeyId, publicKey, thumbprint, platform: 'test' };
    rebound = db.transaction().execute((tx) => rebindDevice(tx, sources, taken));
    return consume(nonce);
  };
  const nonce = challenges.issue();
  const proof = Buffer.from(await signProof(old.keys.privateKey, role, Buffer.from(nonce, 'base64url'), deviceId));
  const relays = new NodeRegistry(sources, () => undefined);
  const ports = { db, sources, challenges, relays, keys: await openKeyRing(store.folder, sources) };
  return { ports, asked: { deviceId, nonce, proof: proof.toString('base64url') }, rebound: () => rebound };
}

it('DEV-3: it gets no credential for the key that is void', async () => {
  const { ports, asked, rebound } = await overtaken('renewal');
  expect(await renewCredential(ports, asked)).toEqual({ renewed: false, reason: 'device-withdrawn' });
  await rebound();
});

it('DEV-3, DEV-4: nor does it take the record off', async () => {
  const { ports, asked, rebound } = await overtaken('unenrolment');
  expect(await unenrolDevice(ports, { ...asked, deleteData: true })).toBe('proof-invalid');
  await rebound();
  const row = db.selectFrom('devices').where('id', '=', asked.deviceId).select(['state', 'name']);
  expect(await row.executeTakeFirst()).toEqual({ state: 'monitored', name: 'Room' });
});
