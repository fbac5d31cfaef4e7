import { generateProofKeys, isRefusal, signProof, verifyDeviceCredential } from '@ringside/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeviceKeys, type Rig, startRig } from '../testing/rig.ts';

let rig: Rig;
let cookie: string;
beforeAll(async () => {
  rig = await startRig();
  cookie = await rig.signIn();
  await rig.node();
});
afterAll(() => rig.stop());

async function newKey(body: object): Promise<{ id: string; enrolmentKey: string }> {
  const answer = await rig.request('POST', '/v1/enrolment-keys', {
    cookie,
    body: { maxUses: 1, expiresInSeconds: 60, ...body },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const challenge = async (): Promise<string> => (await rig.request('POST', '/v1/device-challenges')).body.nonce;

async function renew(deviceId: string, keys: DeviceKeys, challenged?: string) {
  const nonce = challenged ?? (await challenge());
  const signed = await signProof(keys.privateKey, 'renewal', Buffer.from(nonce, 'base64url'), deviceId);
  const proof = Buffer.from(signed).toString('base64url');
  return rig.request('POST', '/v1/device-credentials', { body: { deviceId, nonce, proof } });
}

const setState = (deviceId: string, state: string) =>
  rig.request('POST', `/v1/devices/${deviceId}/state`, { cookie, body: { state } });

async function trust() {
  const { body } = await rig.request('GET', '/.well-known/jwks.json');
  const { body: device } = await rig.enrol();
  return { issuer: device.issuer, keys: body.keys };
}

describe('enrolment', () => {
  it('DEV-1: a wrong, used up, expired or revoked key says so', async () => {
    const wrong = await rig.enrol({ enrolmentKey: 'rs_enrol_nothing' });
    expect([wrong.status, wrong.body.code]).toEqual([403, 'enrolment-key-unknown']);

    const once = await newKey({});
    expect((await rig.enrol(once)).status).toBe(201);
    expect((await rig.enrol(once)).body.code).toBe('enrolment-key-used-up');

    const brief = await newKey({ expiresInSeconds: 1 });
    rig.sources.advance(1_001);
    expect((await rig.enrol(brief)).body.code).toBe('enrolment-key-expired');

    const revoked = await newKey({ maxUses: 5 });
    expect((await rig.request('DELETE', `/v1/enrolment-keys/${revoked.id}`, { cookie })).status).toBe(204);
    expect((await rig.enrol(revoked)).body.code).toBe('enrolment-key-revoked');
  });

  it('DEV-1: 100 parallel enrolments with a key that is good once: exactly one wins', async () => {
    const key = await newKey({});
    const answers = await Promise.all(Array.from({ length: 100 }, () => rig.enrol(key)));
    const codes = answers.map(({ status, body }) => (status === 201 ? 'enrolled' : body.code));
    expect(codes.filter((code) => code === 'enrolled')).toHaveLength(1);
    expect(codes.filter((code) => code === 'enrolment-key-used-up')).toHaveLength(99);
    const { body } = await rig.request('GET', '/v1/enrolment-keys', { cookie });
    expect(body.enrolmentKeys.find(({ id }: { id: string }) => id === key.id)).toMatchObject({ uses: 1, maxUses: 1 });
  });

  it('DEV-1: the credential names the device, its tenant and its key, for 24 hours', async () => {
    const { body, keys } = await rig.enrol();
    const jwk = await crypto.subtle.exportKey('jwk', keys.publicKey);
    const credential = await verifyDeviceCredential(body.credential, await trust(), rig.sources.nowMs());
    if (isRefusal(credential)) throw new Error(credential.refused);
    expect(credential).toMatchObject({ device: body.deviceId, tenant: rig.services.tenantId });
    expect(credential.deviceKey).toMatchObject({ x: jwk.x, y: jwk.y });
    expect(credential.expiresAtMs - credential.issuedAtMs).toBe(24 * 60 * 60_000);
    expect(body.rootKey).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(body.relayUrl).toBe('ws://127.0.0.1:9/');
  });

  it('DEV-1: a proof by another key, for another nonce or of an answered nonce enrols nothing', async () => {
    const { id, enrolmentKey } = await newKey({ maxUses: 5 });
    const [own, other] = [await generateProofKeys(), await generateProofKeys()];
    const mixed = await rig.enrol({ enrolmentKey, keys: { publicKey: own.publicKey, privateKey: other.privateKey } });
    expect([mixed.status, mixed.body.code]).toEqual([403, 'proof-invalid']);
    const misplaced = await rig.enrol({ enrolmentKey, signed: await challenge() });
    expect([misplaced.status, misplaced.body.code]).toEqual([403, 'proof-invalid']);
    const nonce = await challenge();
    expect((await rig.enrol({ nonce })).status).toBe(201);
    const again = await rig.enrol({ enrolmentKey, nonce });
    expect([again.status, again.body.code]).toEqual([409, 'nonce-expired']);
    const { body } = await rig.request('GET', '/v1/enrolment-keys', { cookie });
    expect(body.enrolmentKeys.find((key: { id: string }) => key.id === id)).toMatchObject({ uses: 0 });
  });

  it('a device whose answer was lost enrols again at no cost; a key pair enrolled elsewhere is refused', async () => {
    const key = await newKey({});
    const first = await rig.enrol(key);
    const again = await rig.enrol({ ...key, keys: first.keys });
    expect([again.status, again.body.deviceId]).toEqual([201, first.body.deviceId]);
    const elsewhere = await rig.enrol({ ...(await newKey({})), keys: first.keys });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'device-key-known']);
  });

  it('DEV-2: with a key that asks for approval the device is pending until somebody approves it', async () => {
    const key = await newKey({ approval: 'required' });
    const { body } = await rig.enrol(key);
    const state = async () => (await rig.request('GET', `/v1/devices/${body.deviceId}`, { cookie })).body.state;
    expect(await state()).toBe('pending');
    expect((await setState(body.deviceId, 'monitored')).status).toBe(204);
    expect(await state()).toBe('monitored');
  });

  it('DEV-1: a credential is renewed on proof of the key, also after it has expired', async () => {
    const { body, keys } = await rig.enrol();
    rig.sources.advance(25 * 60 * 60_000);
    cookie = await rig.signIn();
    const renewed = await renew(body.deviceId, keys);
    expect(renewed.status).toBe(201);
    const credential = await verifyDeviceCredential(renewed.body.credential, await trust(), rig.sources.nowMs());
    expect(credential).toMatchObject({ device: body.deviceId });

    const nonce = await challenge();
    expect((await renew(body.deviceId, keys, nonce)).status).toBe(201);
    const again = await renew(body.deviceId, keys, nonce);
    expect([again.status, again.body.code]).toEqual([409, 'nonce-expired']);

    const other = await renew(body.deviceId, await generateProofKeys());
    expect([other.status, other.body.code]).toEqual([403, 'proof-invalid']);
    const nobody = await renew('00000000-0000-7000-8000-000000000000', keys);
    expect(nobody.body).toEqual(other.body);
  });

  it('DEV-2, DEV-4: a suspended device gets no credential until it is restored, an unenrolled one never', async () => {
    const key = await newKey({});
    const { body, keys } = await rig.enrol(key);
    await setState(body.deviceId, 'suspended');
    expect((await renew(body.deviceId, keys)).body.code).toBe('device-withdrawn');
    // Nor by asking for the first one again, as a device does whose answer was lost.
    const again = await rig.enrol({ ...key, keys });
    expect([again.status, again.body.code]).toEqual([409, 'device-key-known']);
    await setState(body.deviceId, 'monitored');
    expect((await renew(body.deviceId, keys)).status).toBe(201);
    await setState(body.deviceId, 'unenrolled');
    expect((await renew(body.deviceId, keys)).body.code).toBe('device-withdrawn');
    const back = await setState(body.deviceId, 'monitored');
    expect([back.status, back.body.code]).toEqual([409, 'state-change-not-allowed']);
  });

  it('names with control characters or ones that turn text around are refused', async () => {
    for (const name of ['a\u0000b', 'a\u202eb', 'a\u061cb', 'line\nline', '']) {
      const answer = await rig.request('POST', '/v1/enrolment-keys', {
        cookie,
        body: { maxUses: 1, expiresInSeconds: 60, name },
      });
      expect([name, answer.status]).toEqual([name, 400]);
    }
  });

  it('ACC-1: gives nobody remote access while it is off, the first operator of the embedded default neither', async () => {
    const own = await startRig();
    await own.node();
    const cookie = await own.signIn();
    const headers = { 'if-match': '*' };
    const off = await own.request('PUT', '/v1/opt-in', { cookie, headers, body: { enabled: false } });
    expect(off.status).toBe(200);
    expect((await own.enrol()).status).toBe(201);
    expect((await own.request('GET', '/v1/assignments', { cookie })).body.assignments).toEqual([]);
    await own.stop();
  });
});
