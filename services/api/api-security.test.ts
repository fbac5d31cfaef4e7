import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../store/sqlite-database.ts';
import { connectDevice, type Rig, startRig } from '../testing/rig.ts';

const portalFolder = mkdtempSync(join(tmpdir(), 'ringside-portal-'));
let rig: Rig;
beforeAll(async () => {
  mkdirSync(join(portalFolder, 'embed'));
  writeFileSync(join(portalFolder, 'index.html'), '<!doctype html><p>portal');
  writeFileSync(join(portalFolder, 'embed', 'ringside-viewer.js'), 'export {};');
  writeFileSync(join(portalFolder, '.secret'), 'hidden');
  rig = await startRig({ portalFolder });
});
afterAll(async () => {
  await rig.stop();
  rmSync(portalFolder, { recursive: true });
});

const linkSecret = async () => new URL(await rig.services.signInLink()).hash.replace('#sign-in=', '');

describe('signing in', () => {
  it('ACC-7: a link works once, within ten minutes, and only from our own page', async () => {
    const secret = await linkSecret();
    const foreign = await rig.request('POST', '/v1/sign-in', { body: { secret }, origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'foreign-origin']);
    const first = await rig.request('POST', '/v1/sign-in', { body: { secret } });
    expect(first.status).toBe(204);
    expect(first.headers.get('set-cookie')).toMatch(
      /^ringside_session=rs_web_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await rig.request('POST', '/v1/sign-in', { body: { secret } });
    expect([second.status, second.body.code]).toEqual([401, 'sign-in-refused']);
    const late = await linkSecret();
    rig.sources.advance(10 * 60_000 + 1);
    expect((await rig.request('POST', '/v1/sign-in', { body: { secret: late } })).status).toBe(401);
  });

  it('ACC-7: of many that use one link at once exactly one is signed in', async () => {
    const secret = await linkSecret();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => rig.request('POST', '/v1/sign-in', { body: { secret } })),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('a session ends on the server at sign-out and after twelve hours', async () => {
    const cookie = await rig.signIn();
    expect((await rig.request('GET', '/v1/me', { cookie })).body).toMatchObject({ operator: { name: 'admin' } });
    expect((await rig.request('POST', '/v1/sign-out', { cookie })).status).toBe(204);
    expect((await rig.request('GET', '/v1/me', { cookie })).status).toBe(401);
    const other = await rig.signIn();
    rig.sources.advance(12 * 60 * 60_000 + 1);
    expect((await rig.request('GET', '/v1/me', { cookie: other })).status).toBe(401);
  });

  it('secrets are stored hashed only', async () => {
    const cookie = await rig.signIn();
    const db = await openSqlite(rig.dataFolder);
    const rows = [
      ...(await db.selectFrom('web_sessions').selectAll().execute()),
      ...(await db.selectFrom('sign_in_links').selectAll().execute()),
    ];
    await db.destroy();
    expect(rows.length).toBeGreaterThan(0);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain('rs_');
    expect(stored).not.toContain(cookie.replace('ringside_session=rs_web_', ''));
  });
});

describe('the HTTP API', () => {
  it('EMB-3: unknown fields, wrong types and broken JSON are refused as problem documents', async () => {
    const cookie = await rig.signIn();
    const body = { maxUses: 1, expiresInSeconds: 60 };
    for (const wrong of [{ ...body, more: 1 }, { maxUses: '1', expiresInSeconds: 60 }, { maxUses: 1 }, [], null]) {
      const answer = await rig.request('POST', '/v1/enrolment-keys', { cookie, body: wrong });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid-request']);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    const nothing = await rig.request('GET', '/v1/nothing', { cookie });
    expect([nothing.status, nothing.body.code]).toEqual([404, 'not-found']);
    const badId = await rig.request('GET', '/v1/devices/..%2f..', { cookie });
    expect(badId.status).toBe(400);
    expect(badId.body.detail).toBe('params/id has a form or a character that is not allowed');
    const badUrl = await rig.request('GET', '/%zz');
    expect([badUrl.status, badUrl.body.code]).toEqual([400, 'invalid-request']);
    expect(JSON.stringify(badUrl.body)).not.toContain('zz');
    expect(badUrl.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a body over 16 KiB is refused', async () => {
    const answer = await rig.request('POST', '/v1/enrolments', { body: { name: 'x'.repeat(17_000) } });
    expect([answer.status, answer.body.code]).toEqual([413, 'too-large']);
  });

  it('EMB-3: is described by OpenAPI, generated from the routes', async () => {
    const { body } = await rig.request('GET', '/v1/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/v1/sessions', '/v1/sessions/{id}/tickets', '/v1/devices', '/v1/enrolments']),
    );
    expect(body.paths['/v1/sessions'].post.requestBody).toBeDefined();
  });

  it('TOK-6: publishes the signing key, and never a private part', async () => {
    const { body } = await rig.request('GET', '/.well-known/jwks.json');
    expect(body.keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' }]);
    expect(JSON.stringify(body)).not.toContain('"d"');
  });

  it('every answer has the strict headers; the policy names the relays in touch', async () => {
    const node = await rig.node();
    for (const path of ['/', '/v1/me', '/v1/nothing', '/embed/ringside-viewer.js']) {
      const { headers } = await rig.request('GET', path);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("connect-src 'self' ws://127.0.0.1:9;");
      for (const part of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      // What only the caller may know is kept nowhere; files of the page are asked for anew.
      expect(headers.get('cache-control')).toBe(path.startsWith('/v1/') ? 'no-store' : 'no-cache');
    }
    node.drop();
  });

  it('EMB-1: the page is ours alone, the widget may be loaded by any origin', async () => {
    const page = await rig.request('GET', '/');
    expect([page.status, page.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const widget = await rig.request('GET', '/embed/ringside-viewer.js', { origin: 'https://portal.example' });
    expect(widget.headers.get('content-type')).toMatch(/javascript/);
    expect(widget.headers.get('access-control-allow-origin')).toBe('*');
    expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    for (const path of ['/.secret', '/..%2fkeys.json', '/%2e%2e/keys.json', '/embed/../.secret']) {
      expect((await rig.request('GET', path)).status).not.toBe(200);
    }
  });

  it('signing in is limited per address', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 21; attempt++) {
      statuses.push((await rig.request('POST', '/v1/sign-in', { body: { secret: 'x' } })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('refusals', () => {
  it('AUD-2: of one operator are limited too, so that nobody can fill the log or the disk with them', async () => {
    const own = await startRig();
    const cookie = await own.signIn();
    const statuses: number[] = [];
    for (let batch = 0; batch < 13; batch++) {
      const foreign = { cookie, origin: 'https://evil.example' };
      const answers = Array.from({ length: 50 }, () => own.request('POST', '/v1/sign-out', foreign));
      statuses.push(...(await Promise.all(answers)).map(({ status }) => status));
    }
    expect(new Set(statuses)).toEqual(new Set([403, 429]));
    const db = await openSqlite(own.dataFolder);
    const refused = await db.selectFrom('events').select('sequence').where('kind', '=', 'access.refused').execute();
    await db.destroy();
    expect(refused.length).toBe(600);
    await own.stop();
  });

  it('of those who are not signed in are limited per address', async () => {
    const own = await startRig();
    const ask = () => own.request('GET', '/v1/devices', { cookie: 'ringside_session=guess' });
    const answers = await Promise.all(Array.from({ length: 601 }, ask));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    await own.stop();
  });
});

describe('secrets', () => {
  it('TOK-3, AUD-3: no ticket, credential, key, link or cookie is in any log line, nor in the log', async () => {
    const node = await rig.node();
    const enrolmentKey = await rig.services.enrolmentKey();
    const { body: device } = await rig.enrol({ enrolmentKey });
    await connectDevice(node, device.deviceId);
    rig.sources.advance(60_000);
    const db = await openSqlite(rig.dataFolder);
    const link = await linkSecret();
    const { signIn } = await import('../access/sign-in.ts');
    const token = (await db.transaction().execute((tx) => signIn(tx, rig.sources, link))) ?? '';
    const cookie = `ringside_session=${token}`;
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const session = { deviceId: device.deviceId, permission: 'view', publicKey };
    const { body: started } = await rig.request('POST', '/v1/sessions', { cookie, body: session });
    // A client that puts a secret where it does not belong.
    await rig.request('GET', `/v1/devices?ticket=${started.ticket}`, { cookie });
    await rig.request('GET', `/v1/${started.ticket}`, { cookie });
    await rig.request('POST', '/v1/sign-in', { body: { secret: link, [link]: link } });

    const events = JSON.stringify(await db.selectFrom('events').selectAll().execute());
    await db.destroy();
    const lines = rig.logLines.join('');
    expect(lines).toContain('"route":"/v1/sessions"');
    for (const secret of [started.ticket, device.credential, enrolmentKey, link, token]) {
      expect(secret.length).toBeGreaterThan(30);
      const tail = secret.slice(-30);
      expect(lines).not.toContain(tail);
      expect(events).not.toContain(tail);
    }
    expect(lines).not.toContain('127.0.0.1:9/?');
    expect(lines).not.toMatch(/rs_(web|signin|enrol|api)_/);
  });
});
