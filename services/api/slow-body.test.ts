/** Requests whose body takes its time: what counts is what their caller may do when it is there, not when it began. */
import { type ClientRequest, request as openRequest } from 'node:http';
import { Worker } from 'node:worker_threads';
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

type Credentials = Readonly<Record<string, string>>;

interface Begun {
  /** Sends the body. @returns status and code of the answer */
  finish(): Promise<[number, string | undefined]>;
}

/** Sends everything but the body, and returns once services have let the caller in. */
async function begin(method: string, path: string, body: object, credentials: Credentials): Promise<Begun> {
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = {
    ...credentials,
    'if-match': '*',
    'content-type': 'application/json',
    'content-length': String(bytes.length),
    expect: '100-continue',
  };
  const request: ClientRequest = openRequest(`${fixture.rig.services.url}/v1${path}`, { method, headers });
  const answered = new Promise<[number, string | undefined]>((done, failed) => {
    request.on('error', failed);
    request.on('response', async (response) => {
      const text = (await response.toArray()).join('');
      done([response.statusCode ?? 0, text === '' ? undefined : JSON.parse(text).code]);
    });
  });
  await new Promise<void>((going) => {
    request.on('continue', going);
    request.flushHeaders();
  });
  // Services ask their store in order: what these requests are told, the one before them was told already.
  for (let asked = 0; asked < 5; asked++) await fixture.rig.request('GET', '/v1/me', { cookie: fixture.cookie });
  return {
    finish: () => {
      request.end(bytes);
      return answered;
    },
  };
}

const call = (method: string, path: string, body?: object, cookie = fixture.cookie) =>
  fixture.rig.request(method, `/v1${path}`, { cookie, headers: { 'if-match': '*' }, ...(body && { body }) });

async function made(path: string, body: object): Promise<string> {
  const answer = await call('POST', path, body);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id;
}

/** A manager who is signed in, and may look at the device too. */
async function manager() {
  const user = await made('/users', { name: 'Mia' });
  const assignment = await made('/assignments', { roleId: 'manager', userIds: [user], everyDevice: true });
  const role = await made('/roles', { name: 'Viewers', description: '', permissions: ['remote-access.view'] });
  const viewing = await made('/assignments', { roleId: role, userIds: [user], deviceIds: [fixture.device] });
  const cookie = await fixture.signInAs(user);
  return { user, assignment, role, viewing, cookie };
}

const inPerson = (cookie: string): Credentials => ({ cookie, origin: fixture.rig.services.url });

const keyBody = { name: 'Portal', scope: 'everything', origins: ['https://portal.example'], expiresInSeconds: 60 };

async function keyBy(cookie: string): Promise<{ id: string; key: string }> {
  const { body } = await call('POST', '/api-keys', keyBody, cookie);
  return { id: body.id, key: body.apiKey };
}

const throughKey = (key: string, operator: string): Credentials => ({
  authorization: `Bearer ${key}`,
  'ringside-operator': operator,
});

/** One of each way in which a route decides: by its permission, and by the device in question. */
const tries = () =>
  [
    ['POST', '/users', { name: 'New' }],
    ['POST', '/enrolment-keys', { maxUses: 1, expiresInSeconds: 60 }],
    ['POST', `/devices/${fixture.device}/state`, { state: 'suspended' }],
    ['POST', `/devices/${fixture.device}/rebinding`, { expiresInSeconds: 60 }],
    ['POST', '/roles/manager/preview', { permissions: [] }],
  ] as const;

async function triedBy(credentials: Credentials, withdraw: () => Promise<unknown>) {
  const begun: Begun[] = [];
  for (const [method, path, body] of tries()) begun.push(await begin(method, path, body, credentials));
  await withdraw();
  return Promise.all(begun.map((each) => each.finish()));
}

const all = (...answer: [number, string]) => tries().map(() => answer);

describe('a request whose body comes late', () => {
  it('acts where nothing was withdrawn', async () => {
    const { cookie } = await manager();
    const answers = await triedBy(inPerson(cookie), async () => undefined);
    expect(answers).toEqual([
      [201, undefined],
      [201, undefined],
      [204, undefined],
      [201, undefined],
      [200, undefined],
    ]);
  });

  it('SES-4: does nothing by an assignment that is withdrawn meanwhile', async () => {
    const { cookie, assignment } = await manager();
    const answers = await triedBy(inPerson(cookie), () => call('DELETE', `/assignments/${assignment}`));
    // The device is still seen, by the right to look at it.
    expect(answers).toEqual(all(403, 'forbidden'));
  });

  it('SES-4: does nothing for a user who is disabled meanwhile, or has signed out', async () => {
    const { cookie, user } = await manager();
    const signedOut = await triedBy(inPerson(cookie), () => call('POST', '/sign-out', undefined, cookie));
    expect(signedOut).toEqual(all(401, 'not-signed-in'));
    const again = await fixture.signInAs(user);
    const disable = () => call('PUT', `/users/${user}`, { name: 'Mia', disabled: true });
    expect(await triedBy(inPerson(again), disable)).toEqual(all(401, 'not-signed-in'));
  });

  it('SES-4, ACC-5: does nothing through a key that is revoked meanwhile, or whose maker is disabled or lacks the right', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const { cookie, user, assignment } = await manager();
    const { id, key } = await keyBy(cookie);
    const revoke = () => call('DELETE', `/api-keys/${id}`);
    expect(await triedBy(throughKey(key, admin), revoke)).toEqual(all(401, 'not-signed-in'));
    const { key: second } = await keyBy(cookie);
    const withdraw = () => call('DELETE', `/assignments/${assignment}`);
    expect((await triedBy(throughKey(second, admin), withdraw)).map(([status]) => status)).toEqual(
      tries().map(() => 403),
    );
    await made('/assignments', { roleId: 'manager', userIds: [user], everyDevice: true });
    const disable = () => call('PUT', `/users/${user}`, { name: 'Mia', disabled: true });
    expect(await triedBy(throughKey(second, admin), disable)).toEqual(all(401, 'not-signed-in'));
  });

  it('SES-1, SES-4: starts no session by what is withdrawn meanwhile', async () => {
    const { cookie, viewing } = await manager();
    const publicKey = await exportPublicKey(await generateProofKeys());
    const body = { deviceId: fixture.device, permission: 'view', publicKey };
    const first = await begin('POST', '/sessions', body, inPerson(cookie));
    const second = await begin('POST', '/sessions', body, inPerson(cookie));
    await call('DELETE', `/assignments/${viewing}`);
    expect(await first.finish()).toEqual([404, 'device-not-found']);
    await call('POST', '/sign-out', undefined, cookie);
    expect(await second.finish()).toEqual([401, 'not-signed-in']);
    expect((await call('GET', '/sessions')).body.sessions).toEqual([]);
  });
});

describe('a request that comes whole', () => {
  it('is asked once who it comes from: nothing of it came later', async () => {
    const posted = vi.spyOn(Worker.prototype, 'postMessage');
    await made('/users', { name: 'New' });
    const asked = posted.mock.calls.flat(2).filter((statement) => /token_hash/.test(statement?.sql ?? ''));
    posted.mockRestore();
    expect(asked).toHaveLength(1);
  });
});
