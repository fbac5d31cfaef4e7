import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signProof } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentLimits } from '../limits.ts';
import { openServicesApiDouble, type ServicesApiDouble } from '../testing/services-api-double.ts';
import { readIdentity } from './device-identity.ts';
import { enrolDevice } from './enrol-device.ts';
import { EnrolmentError } from './enrolment-error.ts';
import { createServicesClient } from './services-client.ts';

const enrolmentKey = 'rs_enrol_canary';
let services: ServicesApiDouble;
let dataFolder: string;
beforeEach(async () => {
  services = await openServicesApiDouble(enrolmentKey);
  dataFolder = join(mkdtempSync(join(tmpdir(), 'ringside-enrolment-')), 'agent');
});
afterEach(() => services.close());

/** An enrolment as good as any, but for its length. */
function padded(bytes: number): string {
  const rootKey = { kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'k' };
  const answer = { deviceId: 'd', tenantId: 't', issuer: 'i', credential: 'c', relayUrl: 'ws://127.0.0.1:2', rootKey };
  return JSON.stringify({ ...answer, padding: ' '.repeat(bytes) });
}

const enrol = (change = {}) =>
  enrolDevice({ dataFolder, servicesUrl: services.url, enrolmentKey, name: 'Room 1', platform: 'fake', ...change });

describe('enrolment', () => {
  it('DEV-1: makes a key, proves it, and keeps identity and key readable by its user alone', async () => {
    const device = await enrol();
    const identity = await readIdentity(dataFolder);
    expect(identity).toMatchObject({ device, servicesUrl: services.url, keySetSequence: 0 });
    for (const name of ['identity.json', 'device-key.pem']) {
      expect(statSync(join(dataFolder, name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(dataFolder, 'device-key.pem'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('DEV-1: the private key never leaves the device, and the enrolment key is not kept', async () => {
    await enrol();
    const [line] = readFileSync(join(dataFolder, 'device-key.pem'), 'utf8').split('\n').slice(1);
    const sent = JSON.stringify(services.requests);
    expect(sent).not.toContain(line);
    expect(sent).not.toContain('"d"');
    const kept = ['identity.json', 'device-key.pem'].map((name) => readFileSync(join(dataFolder, name), 'utf8'));
    expect(kept.join()).not.toContain(enrolmentKey);
  });

  it('DEV-1: the key that was read again still proves the device', async () => {
    await enrol();
    const identity = await readIdentity(dataFolder);
    if (identity === undefined) throw new Error('no identity');
    const renewed = await createServicesClient(services.url).renew(identity.device, identity.privateKey);
    expect(renewed).toEqual({ credential: 'renewed', relayUrl: 'ws://127.0.0.1:2' });
    await expect(signProof(identity.privateKey, 'agent', Buffer.alloc(32), 'x')).resolves.toHaveLength(64);
  });

  it('does not enrol twice', async () => {
    const device = await enrol();
    await expect(enrol()).rejects.toThrow(`enrolled already (device ${device})`);
  });

  const refusals: [string, string, RegExp][] = [
    ['wrong', 'enrolment-key-unknown', /is wrong: copy it again/],
    ['used up', 'enrolment-key-used-up', /is used up: make a new one/],
    ['expired', 'enrolment-key-expired', /has expired: make a new one/],
    ['revoked', 'enrolment-key-revoked', /was revoked: make a new one/],
  ];
  it.each(refusals)('DEV-1: says that the enrolment key is %s', async (_, code, sentence) => {
    services.instead.set('/v1/enrolments', { status: 403, body: JSON.stringify({ code }) });
    await expect(enrol()).rejects.toThrow(sentence);
    expect(await readIdentity(dataFolder)).toBeUndefined();
  });

  const answers: [string, { status: number; body: string; headers?: Record<string, string> }, string][] = [
    ['another refusal', { status: 403, body: '{"detail":"The tenant is full."}' }, 'key-refused'],
    ['a fault', { status: 500, body: '{}' }, 'unreachable'],
    ['a page', { status: 201, body: '<html>' }, 'bad-answer'],
    ['half an answer', { status: 201, body: '{"deviceId":"x"}' }, 'bad-answer'],
    ['a flood', { status: 201, body: padded(agentLimits.answerBytes + 1) }, 'bad-answer'],
    ['a redirect', { status: 302, body: '', headers: { location: 'https://else.example' } }, 'unreachable'],
  ];
  it.each(answers)('answers of services that are %s make no identity', async (_, answer, code) => {
    services.instead.set('/v1/enrolments', answer);
    await expect(enrol()).rejects.toMatchObject({ code });
    expect(await readIdentity(dataFolder)).toBeUndefined();
  });

  it('a relay’s address that the agent would not connect to is not kept: it would end every run from then on', async () => {
    await enrol();
    const identity = await readIdentity(dataFolder);
    if (identity === undefined) throw new Error('no identity');
    for (const relayUrl of ['ws://relay.example', 'http://127.0.0.1:2', 'x']) {
      const body = JSON.stringify({ credential: 'renewed', relayUrl });
      services.instead.set('/v1/device-credentials', { status: 201, body });
      const renewal = createServicesClient(services.url).renew(identity.device, identity.privateKey);
      await expect(renewal).rejects.toMatchObject({ code: 'bad-answer' });
    }
  });

  it('says which address cannot be reached, and sends nothing to one that is not encrypted', async () => {
    await expect(enrol({ servicesUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'unreachable' });
    for (const servicesUrl of ['http://services.example', 'http://127.0.0.1.example', 'ftp://services.example', 'x']) {
      await expect(enrol({ servicesUrl })).rejects.toMatchObject({ code: 'insecure-address' });
    }
  });
});

describe('identity files', () => {
  it('a folder without an identity has none', async () => {
    expect(await readIdentity(dataFolder)).toBeUndefined();
  });

  const damages: [string, string, string][] = [
    ['no JSON', 'identity.json', '{'],
    ['a field missing', 'identity.json', '{"device":"x"}'],
    ['no key in the key file', 'device-key.pem', 'x'],
  ];
  it.each(damages)('damaged files (%s) are said to be so', async (_, name, content) => {
    await enrol();
    writeFileSync(join(dataFolder, name), content);
    await expect(readIdentity(dataFolder)).rejects.toThrow(/is damaged: restore it/);
  });

  it('a folder in place of a file is said to be unreadable', async () => {
    await enrol();
    chmodSync(join(dataFolder, 'identity.json'), 0o600);
    await expect(readIdentity(join(dataFolder, 'identity.json'))).rejects.toThrow(EnrolmentError);
  });
});
