/** Creations that are asked for again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetOldKeys } from '../access/idempotency-keys.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import type { Answer } from '../testing/rig.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';

let fixture: SessionFixture;
beforeEach(async () => {
  fixture = await startSessionFixture();
});
afterEach(() => fixture.rig.stop());

const role = (name: string) => ({ name, description: 'Sees devices', permissions: ['devices.read'] });
const key = '5d9c1f0e-8a5b-4f7e-9d55-6d0f6f3c1a27';

const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  fixture.rig.request('POST', `/v1${path}`, {
    cookie: fixture.cookie,
    body,
    headers: { 'idempotency-key': key, ...headers },
  });

/** Of the roles that a test made. */
async function roleNames(): Promise<string[]> {
  const { body } = await fixture.rig.request('GET', '/v1/roles', { cookie: fixture.cookie });
  const own = body.roles.filter(({ description }: { description: string }) => description === 'Sees devices');
  return own.map(({ name }: { name: string }) => name).toSorted();
}

describe('a creation with an Idempotency-Key', () => {
  it('EMB-3: asked for again is made once, and answered as the first time, after a restart too', async () => {
    const first = await post('/roles', role('Night shift'));
    expect(first.status).toBe(201);
    await fixture.rig.restart();
    const again = await post('/roles', role('Night shift'));
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await roleNames()).toEqual(['Night shift']);
  });

  it('EMB-3: asked for many times at once is made once; each answer is that one, or says that it is not there yet', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/roles', role('Crowd'))));
    const codes = new Set(answers.map(({ status, body }) => (status === 201 ? body.id : body.code)));
    codes.delete('idempotency-key-unanswered');
    expect(codes.size).toBe(1);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    expect(await roleNames()).toEqual(['Crowd']);
  });

  it('EMB-3: is refused for another request, and another route, under the same key', async () => {
    await post('/roles', role('One'));
    const other = await post('/roles', role('Other'));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect((await post('/users', { name: 'One' })).body.code).toBe('idempotency-key-reused');
    expect(await roleNames()).toEqual(['One']);
  });

  it('EMB-3: that was refused may be asked for again under the same key', async () => {
    await post('/roles', role('Taken'), { 'idempotency-key': 'another-key' });
    expect((await post('/roles', role('Taken'))).body.code).toBe('name-taken');
    expect((await post('/roles', role('Free'))).status).toBe(201);
  });

  it('TOK-3: whose answer holds a secret is answered once, and the secret is not stored', async () => {
    const body = { maxUses: 1, expiresInSeconds: 60 };
    const first = await post('/enrolment-keys', body);
    expect(first.status).toBe(201);
    const again = await post('/enrolment-keys', body);
    expect([again.status, again.body.code]).toEqual([409, 'answered-once']);
    const db = await openSqlite(fixture.rig.dataFolder);
    const stored = JSON.stringify(await db.selectFrom('idempotency_keys').selectAll().execute());
    await db.destroy();
    expect(stored).not.toContain(first.body.enrolmentKey.slice(-30));
    expect(stored).not.toContain(key);
    const keys = await fixture.rig.request('GET', '/v1/enrolment-keys', { cookie: fixture.cookie });
    expect(keys.body.enrolmentKeys.filter(({ id }: { id: string }) => id === first.body.id)).toHaveLength(1);
  });

  it('EMB-3: interrupted before its answer says so, and makes nothing more', async () => {
    const db = await openSqlite(fixture.rig.dataFolder);
    await post('/roles', role('Interrupted'));
    await db.updateTable('idempotency_keys').set({ status: null, body: null, etag: null }).execute();
    await db.destroy();
    const again = await post('/roles', role('Interrupted'));
    expect([again.status, again.body.code]).toEqual([409, 'idempotency-key-unanswered']);
  });

  it('SES-1: starts one session, however often it is asked for', async () => {
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const session = { deviceId: fixture.device, permission: 'view', publicKey };
    const [first, again] = [await post('/sessions', session), await post('/sessions', session)];
    expect([first.status, again.body.code]).toEqual([
      first.status,
      first.status === 201 ? 'answered-once' : again.body.code,
    ]);
    const { body } = await fixture.rig.request('GET', '/v1/sessions', { cookie: fixture.cookie });
    expect(body.sessions.length).toBeLessThanOrEqual(1);
  });

  it('EMB-3: keeps nothing for longer than a day, and its key may be used anew then', async () => {
    await post('/users', { name: 'Olga' });
    fixture.rig.sources.advance(24 * 60 * 60_000);
    fixture.cookie = await fixture.rig.signIn();
    expect((await post('/users', { name: 'Petra' })).status).toBe(201);
    fixture.rig.sources.advance(24 * 60 * 60_000);
    const db = await openSqlite(fixture.rig.dataFolder);
    await forgetOldKeys(db, fixture.rig.sources.nowMs());
    expect(await db.selectFrom('idempotency_keys').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  it('EMB-3: with a key of no use is refused', async () => {
    for (const short of ['short', 'with a space', 'x'.repeat(201)]) {
      const { status, body } = await post('/roles', role('x'), { 'idempotency-key': short });
      expect([short, status, body.code]).toEqual([short, 400, 'invalid-request']);
    }
  });

  it('EMB-3: is each caller’s own', async () => {
    await post('/roles', role('Of the administrator'));
    const { body: olga } = await fixture.rig.request('POST', '/v1/users', {
      cookie: fixture.cookie,
      body: { name: 'Olga' },
    });
    const assignment = { roleId: 'manager', userIds: [olga.id], everyDevice: true };
    await fixture.rig.request('POST', '/v1/assignments', { cookie: fixture.cookie, body: assignment });
    const administrator = fixture.cookie;
    fixture.cookie = await fixture.signInAs(olga.id);
    expect((await post('/roles', role('Of Olga'))).status).toBe(201);
    expect(await roleNames()).toEqual(['Of Olga', 'Of the administrator']);
    // A key of the API has keys of its own, in whosever name it asks.
    fixture.cookie = administrator;
    const portal = {
      name: 'Portal',
      scope: 'everything',
      origins: ['https://portal.example'],
      expiresInSeconds: 3_600,
    };
    const { body: made } = await fixture.rig.request('POST', '/v1/api-keys', { cookie: fixture.cookie, body: portal });
    for (const name of ['Of the portal', 'Of the portal again']) {
      const { status } = await fixture.rig.request('POST', '/v1/roles', {
        origin: null,
        body: role(name),
        headers: { authorization: `Bearer ${made.apiKey}`, 'ringside-operator': olga.id, 'idempotency-key': key },
      });
      expect([name, status]).toEqual([name, name === 'Of the portal' ? 201 : 422]);
    }
    expect(await roleNames()).toEqual(['Of Olga', 'Of the administrator', 'Of the portal']);
  });
});
