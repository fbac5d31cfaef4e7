/** API keys over HTTP: who makes them, what they may do, and how they end. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revokeApiKeys } from '../access/api-keys.ts';
import { createSignInLink } from '../access/sign-in.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import type { Answer } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const origin = 'https://portal.example';
const keyBody = { name: 'Portal', origins: [origin], expiresInSeconds: 3_600 };

interface As {
  readonly cookie?: string;
  /** A key, and the operator whom it is to act for. */
  readonly key?: readonly [string, string];
}

function call(method: string, path: string, body?: object, as: As = {}): Promise<Answer> {
  const ifMatch = { 'if-match': '*' };
  if (as.key === undefined) {
    const { cookie = fixture.cookie } = as;
    return fixture.rig.request(method, `/v1${path}`, {
      cookie,
      headers: ifMatch,
      ...(body === undefined ? {} : { body }),
    });
  }
  const headers = { ...headersOf(as.key), ...ifMatch };
  return fixture.rig.request(method, `/v1${path}`, { origin: null, headers, ...(body === undefined ? {} : { body }) });
}

const headersOf = ([key, operator]: readonly [string, string]) => ({
  authorization: `Bearer ${key}`,
  'ringside-operator': operator,
});

const start = (key: readonly [string, string], permission = 'view'): Promise<Answer> =>
  fixture.start({ permission, origin }, { cookie: '', origin: null, headers: headersOf(key) });

async function made(path: string, body: object, as: As = {}): Promise<string> {
  const answer = await call('POST', path, body, as);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id;
}

async function makeKey(change: object = {}, as: As = {}): Promise<{ id: string; key: string }> {
  const answer = await call('POST', '/api-keys', { ...keyBody, ...change }, as);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return { id: answer.body.id, key: answer.body.apiKey };
}

async function signInAs(operatorId: string, cookie = ''): Promise<string> {
  const db = await openSqlite(fixture.rig.dataFolder);
  const secret = await createSignInLink(db, fixture.rig.sources, operatorId);
  await db.destroy();
  const { headers } = await fixture.rig.request('POST', '/v1/sign-in', { cookie, body: { secret } });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** A manager, with their cookie; and what assigns a role of just these permissions on the device to somebody. */
async function manager(): Promise<{ mia: string; cookie: string }> {
  const mia = await made('/users', { name: 'Mia' });
  await made('/assignments', { roleId: 'manager', userIds: [mia], everyDevice: true });
  return { mia, cookie: await signInAs(mia) };
}

async function assign(user: string, ...permissions: string[]): Promise<string> {
  const roleId = await made('/roles', { name: `Of ${user}, ${permissions.join(', ')}`, description: '', permissions });
  return made('/assignments', { roleId, userIds: [user], deviceIds: [fixture.device] });
}

describe('an API key', () => {
  it('AUD-2: is shown once, stored as a hash, listed without itself, and in the log when made and revoked', async () => {
    const { id, key } = await makeKey({ scope: 'everything' });
    expect(key).toMatch(/^rs_api_[A-Za-z0-9_-]{43}$/);
    const { body } = await call('GET', '/api-keys');
    const { firstOperatorId } = fixture.rig.services;
    const shown = { id, name: 'Portal', scope: 'everything', origins: [origin], createdBy: firstOperatorId };
    expect(body.apiKeys).toMatchObject([{ ...shown, revokedAt: null }]);
    expect((await call('DELETE', `/api-keys/${id}`)).status).toBe(204);
    expect((await call('DELETE', `/api-keys/${id}`)).status).toBe(204);
    const { body: after } = await call('GET', '/api-keys');
    expect(after.apiKeys[0].revokedAt).not.toBeNull();
    const events = (await fixture.events()).filter(({ kind }) => kind.startsWith('api-key.'));
    expect(events).toEqual([
      {
        kind: 'api-key.created',
        detail: { apiKey: id, name: 'Portal', scope: 'everything', origins: [origin], expiresMs: expect.any(Number) },
      },
      { kind: 'api-key.revoked', detail: { apiKey: id } },
    ]);
    const db = await openSqlite(fixture.rig.dataFolder);
    const rows = JSON.stringify([
      await db.selectFrom('api_keys').selectAll().execute(),
      await db.selectFrom('events').selectAll().execute(),
    ]);
    await db.destroy();
    expect(rows + JSON.stringify(after) + fixture.rig.logLines.join('')).not.toContain(key.slice('rs_api_'.length));
  });

  it('is refused where it is not one', async () => {
    for (const wrong of [
      { origins: [] },
      { origins: ['portal.example'] },
      { origins: ['https://portal.example/path'] },
      { origins: ['https://PORTAL.example'] },
      { origins: ['https://portal.example:443'] },
      { origins: Array.from({ length: 17 }, (_, at) => `https://p${at}.example`) },
      { expiresInSeconds: 0 },
      { expiresInSeconds: 366 * 24 * 60 * 60 },
      { scope: 'all' },
      { name: 'x\u202ey' },
      { name: 'x'.repeat(10_000) },
      { unknown: 1 },
    ]) {
      const answer = await call('POST', '/api-keys', { ...keyBody, ...wrong });
      expect([wrong, answer.body.code]).toEqual([wrong, 'invalid-request']);
    }
    expect((await call('GET', '/api-keys')).body.apiKeys).toEqual([]);
    const nobodys = '00000000-0000-7000-8000-000000000000';
    expect((await call('DELETE', `/api-keys/${nobodys}`)).body.code).toBe('api-key-not-found');
  });

  it('ACC-5: acts within its maker’s rights, whoever it acts for', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const { mia, cookie } = await manager();
    const { key } = await makeKey({}, { cookie });
    // The first operator may use the device; Mia may not, so her key may not either.
    expect((await start([key, admin])).body.code).toBe('device-not-found');
    await assign(mia, 'remote-access.view');
    expect((await start([key, admin])).status).toBe(201);
    expect((await start([key, admin], 'modify')).body.code).toBe('device-not-found');
    // And never more than whom it acts for.
    const olga = await made('/users', { name: 'Olga' });
    expect((await start([key, olga])).body.code).toBe('device-not-found');
    // An administrator gives any, having none.
    const { key: adminsKey } = await makeKey();
    await assign(olga, 'remote-access.modify');
    expect((await start([adminsKey, olga], 'modify')).status).toBe(201);
  });

  it('ACC-5: of everything gives nobody what its maker could not give, and makes no keys', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const { cookie } = await manager();
    const { key } = await makeKey({ scope: 'everything' }, { cookie });
    const as: As = { key: [key, admin] };
    const roleId = await made('/roles', { name: 'Viewers', description: '', permissions: ['remote-access.view'] });
    expect((await call('GET', '/users', undefined, as)).status).toBe(200);
    const olga = await made('/users', { name: 'Olga' }, as);
    const given = await call('POST', '/assignments', { roleId, userIds: [olga], everyDevice: true }, as);
    expect(given.body.code).toBe('beyond-own-rights');
    expect((await call('PUT', '/opt-in', { enabled: false }, as)).body.code).toBe('forbidden');
    const renamed = await call('PUT', `/users/${admin}`, { name: 'x', disabled: false }, as);
    expect(renamed.body.code).toBe('beyond-own-rights');
    for (const makers of [{ cookie: fixture.cookie }, { cookie }]) {
      const { key: another } = await makeKey({ scope: 'everything' }, makers);
      const byKey = await call('POST', '/api-keys', keyBody, { key: [another, admin] });
      expect(byKey.body.code).toBe('forbidden');
    }
  });

  it('ACC-5: shows and ends sessions of whom it names only where its maker could reach the device', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const session = await fixture.running();
    const { mia, cookie } = await manager();
    const keepers = await made('/roles', { name: 'Keepers', description: '', permissions: ['api-keys.manage'] });
    const kim = await made('/users', { name: 'Kim' });
    await made('/assignments', { roleId: keepers, userIds: [kim], everyDevice: true });
    const seen = async (as: As) => (await call('GET', '/sessions', undefined, as)).body.sessions.length;
    const end = async (as: As) => (await call('POST', `/sessions/${session}/end`, undefined, as)).body.code;
    // Kim could name anybody, and read and end their sessions.
    for (const scope of ['sessions', 'everything']) {
      const { key } = await makeKey({ scope }, { cookie: await signInAs(kim) });
      expect([await seen({ key: [key, admin] }), await end({ key: [key, admin] })]).toEqual([0, 'session-not-found']);
    }
    const { key } = await makeKey({ scope: 'sessions' }, { cookie });
    expect(await seen({ key: [key, admin] })).toBe(0);
    await assign(mia, 'remote-access.view');
    expect(await seen({ key: [key, admin] })).toBe(1);
    expect(await end({ key: [key, admin] })).toBeUndefined();
    expect((await fixture.record(session)).endReason).toBe('operator');
  });

  it('ACC-5: ends with its maker’s rights, and so do its sessions', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const { mia, cookie } = await manager();
    const assignment = await assign(mia, 'remote-access.view');
    const { key } = await makeKey({}, { cookie });
    const first = await start([key, admin]);
    expect((await call('DELETE', `/assignments/${assignment}`)).status).toBe(204);
    expect(await fixture.record(first.body.sessionId)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
    await assign(mia, 'remote-access.view', 'devices.read');
    const second = await start([key, admin]);
    expect(second.status).toBe(201);
    expect((await call('PUT', `/users/${mia}`, { name: 'Mia', disabled: true })).status).toBe(200);
    expect(await fixture.record(second.body.sessionId)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
    expect((await start([key, admin])).status).toBe(401);
  });

  it('SES-4: that is revoked ends what it started, in the same commit and by push; what others started goes on', async () => {
    const { node, rig } = fixture;
    const { firstOperatorId: admin } = rig.services;
    const { id, key } = await makeKey();
    const session: string = (await start([key, admin])).body.sessionId;
    await node.report({ sessionStarted: { session, resumed: false } }, rig.sources.nowMs());
    const own = await fixture.running();
    expect((await call('DELETE', `/api-keys/${id}`)).status).toBe(204);
    expect((await fixture.events(session)).at(-1)).toMatchObject({
      kind: 'session.ended',
      detail: { reason: 'withdrawn' },
    });
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === session));
    expect((await start([key, admin])).status).toBe(401);
    expect((await fixture.record(own)).state).toBe('started');
  });

  it('that is revoked from the command line, or expires, ends what it started', async () => {
    const { rig } = fixture;
    const { firstOperatorId: admin, tenantId } = rig.services;
    const { key } = await makeKey();
    const { key: other } = await makeKey({ name: 'Other', expiresInSeconds: 60 });
    const [revoked, expired] = [(await start([key, admin])).body, (await start([other, admin])).body];
    const db = await openSqlite(rig.dataFolder);
    const actor = { kind: 'command-line' } as const;
    expect(await revokeApiKeys(db, rig.sources, { tenantId, actor, name: 'Portal' })).toBe(1);
    await db.destroy();
    expect(await fixture.until(revoked.sessionId, 'ended')).toMatchObject({ endReason: 'withdrawn' });
    expect((await fixture.record(expired.sessionId)).state).toBe('requested');
    rig.sources.advance(60_000);
    expect(await fixture.until(expired.sessionId, 'ended')).toMatchObject({ endReason: 'withdrawn' });
    expect((await start([other, admin])).status).toBe(401);
  });

  it('there are only so many of, in force at a time', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 100; count++) ids.push((await makeKey()).id);
    expect((await call('POST', '/api-keys', keyBody)).body.code).toBe('limit-reached');
    await call('DELETE', `/api-keys/${ids[0]}`);
    expect((await call('POST', '/api-keys', keyBody)).status).toBe(201);
  });
});

describe('a sign-in', () => {
  it('SES-4: that ends takes what was started in it along, and nothing else', async () => {
    const { node } = fixture;
    const { firstOperatorId: admin } = fixture.rig.services;
    const other = await signInAs(admin);
    const { body: kept } = await fixture.start({ permission: 'view' }, { cookie: other });
    const session = await fixture.running();
    expect((await call('POST', '/sign-out')).status).toBe(204);
    expect((await fixture.events(session)).at(-1)).toMatchObject({
      kind: 'session.ended',
      detail: { reason: 'withdrawn' },
    });
    await node.until(() => node.commands().some(({ endSession }) => endSession?.session === session));
    fixture.cookie = other;
    // By the sign-out itself, not by what looks for left-overs each second.
    const { body } = await call('GET', `/log?session=${session}&kind=session.ended`);
    expect(body.entries).toMatchObject([{ actorKind: 'operator' }]);
    expect((await fixture.record(kept.sessionId)).state).toBe('requested');
  });

  it('whose time is over ends it, too', async () => {
    const { rig } = fixture;
    const late = await signInAs(rig.services.firstOperatorId);
    rig.sources.advance(11.5 * 60 * 60_000);
    const fresh = await signInAs(rig.services.firstOperatorId);
    const session = (await fixture.start({ permission: 'view' }, { cookie: late })).body.sessionId;
    await fixture.node.report({ sessionStarted: { session, resumed: false } }, rig.sources.nowMs());
    fixture.cookie = fresh;
    rig.sources.advance(0.5 * 60 * 60_000);
    expect(await fixture.until(session, 'ended')).toMatchObject({ endReason: 'withdrawn' });
  });

  it('of the same operator in the same browser goes on where the one before was; of another’s, that ends', async () => {
    const { firstOperatorId: admin } = fixture.rig.services;
    const session = await fixture.running();
    const before = fixture.cookie;
    fixture.cookie = await signInAs(admin, before);
    expect((await call('GET', '/me', undefined, { cookie: before })).status).toBe(401);
    expect((await fixture.record(session)).state).toBe('started');
    const olga = await made('/users', { name: 'Olga' });
    const theirs = await signInAs(admin);
    await signInAs(olga, fixture.cookie);
    expect((await call('GET', '/me')).status).toBe(401);
    fixture.cookie = theirs;
    // By the sign-in itself, not by what looks for left-overs each second.
    expect(await fixture.record(session)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
  });

  it('SES-3: of a user who is disabled is over for good, and so is a link not used yet: enabling them revives neither', async () => {
    const olga = await made('/users', { name: 'Olga' });
    const cookie = await signInAs(olga);
    const db = await openSqlite(fixture.rig.dataFolder);
    const secret = await createSignInLink(db, fixture.rig.sources, olga);
    await db.destroy();
    for (const disabled of [true, false]) await call('PUT', `/users/${olga}`, { name: 'Olga', disabled });
    expect((await call('GET', '/me', undefined, { cookie })).status).toBe(401);
    expect((await fixture.rig.request('POST', '/v1/sign-in', { body: { secret } })).status).toBe(401);
    expect(await signInAs(olga)).not.toBe('');
  });

  it('by a link of somebody who is disabled is refused, and in the log', async () => {
    const olga = await made('/users', { name: 'Olga' });
    await call('PUT', `/users/${olga}`, { name: 'Olga', disabled: true });
    expect(await signInAs(olga)).toBe('');
    const { body } = await call('GET', '/log?kind=operator.sign-in-refused');
    expect(body.entries).toMatchObject([{ operatorName: 'Olga', detail: { by: 'link', reason: 'operator-disabled' } }]);
    // Anybody's guess is counted only.
    await fixture.rig.request('POST', '/v1/sign-in', { body: { secret: 'rs_signin_guess' } });
    expect((await call('GET', '/log?kind=operator.sign-in-refused')).body.entries).toHaveLength(1);
  });
});
