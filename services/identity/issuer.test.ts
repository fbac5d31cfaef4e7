/** Signing in at a real issuer, one that is away, and one that lies. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../access/api-keys.ts';
import { servicesLimits } from '../limits.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { type SessionFixture, startSessionFixture } from '../testing/session-fixture.ts';
import { TestIssuer } from '../testing/test-issuer.ts';

let issuer: TestIssuer;
let fixture: SessionFixture;

beforeEach(async () => {
  issuer = await TestIssuer.start();
  fixture = await startSessionFixture({ ...issuer.settings, issuerAdministratorGroup: 'admins' });
  await issuer.serve(`${fixture.rig.services.url}/v1/sign-in/issuer/callback`);
});

afterEach(async () => {
  await fixture.rig.stop();
  await issuer.close();
});

/** The browser's journey, redirect by redirect. */
class Browser {
  readonly cookies = new Map<string, string>();
  /** The last address of ours that the issuer sent it to. */
  callback = '';

  async go(address: string): Promise<Response> {
    const { url } = fixture.rig.services;
    let next = new URL(address, url);
    for (;;) {
      const { host } = next;
      const cookie = [...this.cookies].flatMap(([name, value]) => (name.startsWith(host) ? [value] : [])).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        this.cookies.set(`${host} ${pair.split('=')[0]}`, pair);
      }
      const location = response.headers.get('location');
      if (location === null || location.startsWith('/#')) return response;
      next = new URL(location, next);
      if (next.pathname.endsWith('/callback')) this.callback = next.href;
    }
  }

  /** The cookie of ours, empty when there is none. */
  get session(): string {
    return [...this.cookies.values()].find((cookie) => cookie.startsWith('ringside_session=rs_web_')) ?? '';
  }
}

async function signIn(browser = new Browser(), query = ''): Promise<Browser> {
  await browser.go(`/v1/sign-in/issuer${query}`);
  return browser;
}

async function failure(browser = new Browser()): Promise<string | null> {
  const response = await browser.go('/v1/sign-in/issuer');
  expect(browser.session).toBe('');
  return response.headers.get('location');
}

async function me(cookie: string) {
  return (await fixture.rig.request('GET', '/v1/me', { cookie })).body;
}

async function call(method: string, path: string, body?: object, cookie = fixture.cookie) {
  const headers = method === 'PUT' ? { 'if-match': '*' } : {};
  return fixture.rig.request(method, `/v1${path}`, { cookie, headers, ...(body === undefined ? {} : { body }) });
}

/** A role that may view, given to a group that stands for the issuer's "support". */
async function supportMayView(): Promise<string> {
  const role = await call('POST', '/roles', { name: 'Viewers', description: '', permissions: ['remote-access.view'] });
  const group = await call('POST', '/user-groups', { name: 'Support', claim: 'support' });
  const assignment = { roleId: role.body.id, userGroupIds: [group.body.id], everyDevice: true };
  expect((await call('POST', '/assignments', assignment)).status).toBe(201);
  return group.body.id;
}

describe('signing in at the issuer', () => {
  it('ACC-7: makes the user at the first time, with no rights, and knows them again by their subject', async () => {
    expect((await fixture.rig.request('GET', '/v1/sign-in')).body).toEqual({ issuer: true });
    const first = await signIn();
    const { operator } = await me(first.session);
    expect(operator.name).toBe('Ada');
    expect((await call('GET', '/devices', undefined, first.session)).body.devices).toEqual([]);
    expect((await call('GET', '/users', undefined, first.session)).body.code).toBe('forbidden');
    issuer.account = { id: 'ada', name: 'Ada Lovelace' };
    const again = await me((await signIn()).session);
    expect(again.operator).toEqual({ id: operator.id, name: 'Ada Lovelace' });
    issuer.account = { id: 'another', name: 'Ada Lovelace' };
    const namesake = await me((await signIn()).session);
    expect(namesake.operator.name).toBe('Ada Lovelace (2)');
    expect(namesake.operator.id).not.toBe(operator.id);
  });

  it('the session cookie is strict, and nothing of the journey is left in the browser', async () => {
    const browser = new Browser();
    const response = await browser.go('/v1/sign-in/issuer');
    const cookies = response.headers.getSetCookie();
    expect(cookies.find((cookie) => cookie.startsWith('ringside_session='))).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(cookies.find((cookie) => cookie.startsWith('ringside_attempt='))).toMatch(/^ringside_attempt=;/);
    expect(await response.text()).toContain('content="0;url=/"');
    expect(fixture.rig.logLines.join('')).not.toMatch(/rs_web_|code=|eyJ/);
  });

  it('ACC-4, SES-4: groups of the issuer give access, and take it with the next sign-in: sessions end', async () => {
    const group = await supportMayView();
    issuer.account = { id: 'ada', name: 'Ada', groups: ['support', 'others'] };
    const { session: cookie } = await signIn();
    const { operator } = await me(cookie);
    const started = await fixture.start({ permission: 'view' }, { cookie });
    expect(started.status).toBe(201);
    issuer.account = { id: 'ada', name: 'Ada', groups: ['others'] };
    await signIn();
    expect((await fixture.start({ permission: 'view' }, { cookie })).body.code).toBe('device-not-found');
    const ended = await fixture.record(started.body.sessionId);
    expect(ended).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
    const memberships = (await fixture.events()).filter(({ kind }) => kind.startsWith('group.member'));
    expect(memberships).toMatchObject([
      { kind: 'group.member-added', detail: { group } },
      { kind: 'group.member-removed', detail: { group } },
    ]);
    expect(operator.id).toBeTruthy();
  });

  it('ACC-4: a group that is mapped later takes in whom the issuer had named, and is changed by nobody else', async () => {
    issuer.account = { id: 'ada', name: 'Ada', groups: 'support' };
    const { session: cookie } = await signIn();
    const { operator } = await me(cookie);
    const { body: group } = await call('POST', '/user-groups', { name: 'Support' });
    const members = async () => (await call('GET', `/user-groups/${group.id}/members`)).body.members;
    expect(await members()).toEqual([]);
    expect((await call('PUT', `/user-groups/${group.id}`, { name: 'Support', claim: 'support' })).status).toBe(200);
    expect(await members()).toEqual([operator.id]);
    for (const method of ['PUT', 'DELETE']) {
      const changed = await call(method, `/user-groups/${group.id}/members/${operator.id}`);
      expect(changed.body.code).toBe('group-follows-issuer');
    }
    await call('PUT', `/user-groups/${group.id}`, { name: 'Support', claim: 'elsewhere' });
    expect(await members()).toEqual([]);
    const device = await call('POST', '/device-groups', { name: 'Rooms', claim: 'support' });
    expect(device.body.code).toBe('invalid-request');
  });

  it('ACC-5: nobody lets the issuer give what they do not have themselves', async () => {
    const manager = { id: 'mia', name: 'Mia', groups: ['managers'] };
    const everything = await call('POST', '/roles', {
      name: 'Controllers',
      description: '',
      permissions: ['remote-access.modify'],
    });
    const { body: rich } = await call('POST', '/user-groups', { name: 'Rich' });
    await call('POST', '/assignments', { roleId: everything.body.id, userGroupIds: [rich.id], everyDevice: true });
    const { body: managers } = await call('POST', '/user-groups', { name: 'Managers', claim: 'managers' });
    await call('POST', '/assignments', { roleId: 'manager', userGroupIds: [managers.id], everyDevice: true });
    issuer.account = manager;
    const { session: cookie } = await signIn();
    const mapped = await call('PUT', `/user-groups/${rich.id}`, { name: 'Rich', claim: 'managers' }, cookie);
    expect(mapped.body.code).toBe('beyond-own-rights');
    expect((await call('GET', `/user-groups/${rich.id}`)).body.claim).toBeNull();
  });

  it('ACC-4, ACC-5: nor makes theirs for good what others have by its word, which lasts as long as their sign-in', async () => {
    const group = await supportMayView();
    issuer.account = { id: 'olga', name: 'Olga', groups: ['support'] };
    await signIn();
    fixture.rig.sources.advance(12 * 60 * 60_000);
    fixture.cookie = await fixture.rig.signIn();
    const { body: managers } = await call('POST', '/user-groups', { name: 'Managers', claim: 'managers' });
    await call('POST', '/assignments', { roleId: 'manager', userGroupIds: [managers.id], everyDevice: true });
    issuer.account = { id: 'mia', name: 'Mia', groups: ['managers'] };
    const { session: cookie } = await signIn();
    const letGo = (as: string) => call('PUT', `/user-groups/${group}`, { name: 'Support', claim: null }, as);
    expect((await letGo(cookie)).body.code).toBe('beyond-own-rights');
    // What a PUT leaves out is let go of, too.
    const renamed = await call('PUT', `/user-groups/${group}`, { name: 'Helpers' }, cookie);
    expect(renamed.body.code).toBe('beyond-own-rights');
    expect((await call('GET', `/user-groups/${group}`)).body).toMatchObject({ name: 'Support', claim: 'support' });
    expect((await letGo(fixture.cookie)).status).toBe(200);
  });

  it('ACC-4, ACC-5: its word counts for the keys of who is signed in no more for thirty days, and then anew', async () => {
    const { rig } = fixture;
    const dayMs = 24 * 60 * 60_000;
    const { body: managers } = await call('POST', '/user-groups', { name: 'Managers', claim: 'managers' });
    await call('POST', '/assignments', { roleId: 'manager', userGroupIds: [managers.id], everyDevice: true });
    const keyOf = async (account: { id: string; name: string; groups: string[] }) => {
      issuer.account = account;
      const { session } = await signIn();
      const origins = ['https://portal.example'];
      const body = { name: account.name, scope: 'everything', origins, expiresInSeconds: 60 * 24 * 60 * 60 };
      const made = await call('POST', '/api-keys', body, session);
      expect(made.status).toBe(201);
      return made.body.apiKey as string;
    };
    const keys = [
      await keyOf({ id: 'mia', name: 'Mia', groups: ['managers'] }),
      await keyOf({ id: 'ada', name: 'Ada', groups: ['admins'] }),
    ];
    const answers = () =>
      Promise.all(
        keys.map(async (key) => {
          const headers = { authorization: `Bearer ${key}`, 'ringside-operator': rig.services.firstOperatorId };
          return (await rig.request('GET', '/v1/users', { origin: null, headers })).status;
        }),
      );
    rig.sources.advance(30 * dayMs - 1);
    expect(await answers()).toEqual([200, 200]);
    rig.sources.advance(1);
    expect(await answers()).toEqual([403, 403]);
    issuer.account = { id: 'mia', name: 'Mia', groups: ['managers'] };
    await signIn();
    expect(await answers()).toEqual([200, 403]);
  });

  it('the issuer’s administrators administer, as long as it says so', async () => {
    issuer.account = { id: 'ada', name: 'Ada', groups: ['admins'] };
    const { session } = await signIn();
    expect((await call('GET', '/users', undefined, session)).status).toBe(200);
    issuer.account = { id: 'ada', name: 'Ada', groups: [] };
    await signIn();
    expect((await call('GET', '/users', undefined, session)).body.code).toBe('forbidden');
  });

  it('a user who is disabled here does not come in by the issuer, and nothing of them changes', async () => {
    const { operator } = await me((await signIn()).session);
    await call('PUT', `/users/${operator.id}`, { name: operator.name, disabled: true });
    issuer.account = { id: 'ada', name: 'Ada Lovelace', groups: ['admins'] };
    expect(await failure()).toBe('/#sign-in-failed=operator-disabled');
    const user = { name: 'Ada', disabled: true, administrator: false };
    expect((await call('GET', `/users/${operator.id}`)).body).toMatchObject(user);
    expect(await refusals()).toEqual([{ by: 'issuer', reason: 'operator-disabled' }]);
  });

  it('ACC-4: what the issuer said of groups counts for a portal’s backend as long as a sign-in lasts', async () => {
    const { rig } = fixture;
    await supportMayView();
    issuer.account = { id: 'ada', name: 'Ada', groups: ['support', 'admins'] };
    const { operator } = await me((await signIn()).session);
    const origin = 'https://portal.example';
    const made = { name: 'Portal', scope: 'everything', origins: [origin], expiresInSeconds: 1e6 };
    const { body: key } = await call('POST', '/api-keys', made);
    const headers = { authorization: `Bearer ${key.apiKey}`, 'ringside-operator': operator.id };
    const asPortal = { cookie: '', origin: null, headers };
    const ask = async () => (await fixture.start({ permission: 'view', origin }, asPortal)).body;
    const started = await ask();
    expect(started.sessionId).toBeTruthy();
    rig.sources.advance(servicesLimits.webSessionMs - 60_000);
    const late = await ask();
    expect((await rig.request('GET', '/v1/users', asPortal)).status).toBe(200);
    rig.sources.advance(60_000);
    fixture.cookie = await rig.signIn();
    expect(await fixture.until(late.sessionId, 'ended')).toMatchObject({ endReason: 'withdrawn' });
    expect((await ask()).code).toBe('device-not-found');
    expect((await rig.request('GET', '/v1/users', asPortal)).body.code).toBe('forbidden');
    // Who would have access after signing in is still told.
    const { body } = await call('GET', '/reports/remote-access');
    const names = body.users.map(({ operatorName }: { operatorName: string }) => operatorName);
    expect(names.toSorted()).toEqual(['Ada', 'admin']);
  });
});

const refusals = async () =>
  (await fixture.events()).flatMap(({ kind, detail }) => (kind === 'operator.sign-in-refused' ? [detail] : []));

describe('a step-up', () => {
  beforeEach(async () => {
    await supportMayView();
    issuer.account = { id: 'ada', name: 'Ada', groups: ['support'] };
    const { body: settings } = await call('GET', '/settings');
    expect((await call('PUT', '/settings', { ...settings, stepUpMinutes: 5 })).status).toBe(200);
  });

  it('SES-1: a session needs a fresh sign-in where the tenant wants one', async () => {
    issuer.signedInAgoMs = 6 * 60_000;
    const browser = await signIn();
    const ask = () => fixture.start({ permission: 'view' }, { cookie: browser.session });
    expect((await ask()).body.code).toBe('step-up-required');
    issuer.signedInAgoMs = 0;
    await signIn(browser, '?fresh=yes');
    expect((await ask()).status).toBe(201);
    await fixture.endAll();
    fixture.rig.sources.advance(6 * 60_000);
    expect((await ask()).body.code).toBe('step-up-required');
  });

  it('that is begun by a link on another site goes through a page of ours, so that the sign-in of before comes along', async () => {
    const ask = (site: string) =>
      fixture.rig.request('GET', '/v1/sign-in/issuer?fresh=yes', { origin: null, headers: { 'sec-fetch-site': site } });
    for (const site of ['cross-site', 'same-site']) {
      const { status, body, headers } = await ask(site);
      expect([status, headers.get('set-cookie')]).toEqual([200, null]);
      expect(body).toContain('content="0;url=/v1/sign-in/issuer?fresh=yes"');
    }
    for (const site of ['same-origin', 'none']) expect((await ask(site)).status).toBe(302);
  });

  it('leaves open what was open, for the same person only', async () => {
    const browser = await signIn(new Browser(), '?fresh=yes');
    const { body } = await fixture.start({ permission: 'view' }, { cookie: browser.session });
    const before = browser.session;
    await signIn(browser, '?fresh=yes');
    expect((await me(before)).code).toBe('not-signed-in');
    expect((await fixture.record(body.sessionId)).state).toBe('requested');
    // Ada leaves the provider, and Eve takes her seat.
    for (const name of browser.cookies.keys()) if (!name.includes('ringside_')) browser.cookies.delete(name);
    issuer.account = { id: 'eve', name: 'Eve' };
    await signIn(browser, '?fresh=yes');
    expect((await me(browser.session)).operator.name).toBe('Eve');
    expect(await fixture.record(body.sessionId)).toMatchObject({ state: 'ended', endReason: 'withdrawn' });
  });

  it.each([['claims'], ['max_age']])(
    'SES-1: an issuer that does not heed %s is still asked when the user signed in',
    async (ignored) => {
      issuer.ignores = [ignored];
      const { session: cookie } = await signIn();
      expect((await fixture.start({ permission: 'view' }, { cookie })).status).toBe(201);
    },
  );

  it('SES-1: an issuer that does not say that it heeds claims is asked by an age alone, which nobody’s sign-in reaches', async () => {
    issuer.instead = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ issuer: issuer.url, authorization_endpoint: `${issuer.url}/auth` }));
    const asked = await fetch(`${fixture.rig.services.url}/v1/sign-in/issuer`, { redirect: 'manual' });
    const { searchParams } = new URL(asked.headers.get('location') ?? '');
    expect(searchParams.has('claims')).toBe(false);
    expect(Number(searchParams.get('max_age'))).toBeGreaterThanOrEqual(365 * 24 * 60 * 60);
    expect(searchParams.has('prompt')).toBe(false);
  });

  it('SES-1: a time that is not said is not fresh, whatever else the issuer tells of the user', async () => {
    const nowSeconds = Math.floor(fixture.rig.sources.nowMs() / 1_000);
    issuer.account = { id: 'ada', name: 'Ada', groups: ['support'], authTime: nowSeconds };
    issuer.lie = { claims: ({ auth_time: _, ...claims }) => claims };
    const { session: cookie } = await signIn();
    expect((await me(cookie)).operator.name).toBe('Ada');
    expect((await fixture.start({ permission: 'view' }, { cookie })).body.code).toBe('step-up-required');
  });

  it('SES-1: a time that lies ahead is not fresh, and does not become so', async () => {
    const ahead = Math.floor(fixture.rig.sources.nowMs() / 1_000) + 120;
    issuer.lie = { claims: (claims) => ({ ...claims, auth_time: ahead }) };
    const { session: cookie } = await signIn();
    const ask = async () => (await fixture.start({ permission: 'view' }, { cookie })).body.code;
    expect(await ask()).toBe('step-up-required');
    fixture.rig.sources.advance(120_000);
    expect(await ask()).toBe('step-up-required');
  });

  it.each([
    ['that asked nothing', 'sign-in-not-fresh', 60 * 60_000, undefined],
    ['that does not say when it was', 'sign-in-age-unknown', 0, { claims: ({ auth_time: _, ...claims }) => claims }],
  ] satisfies [string, string, number, TestIssuer['lie']][])(
    'SES-1: a sign-in that was to be fresh, at an issuer %s, is refused by that name, and the one before goes on',
    async (_what, code, agoMs, lie) => {
      const browser = await signIn();
      const before = browser.session;
      issuer.signedInAgoMs = agoMs;
      issuer.lie = lie;
      const response = await browser.go('/v1/sign-in/issuer?fresh=yes');
      expect(response.headers.get('location')).toBe(`/#sign-in-failed=${code}`);
      expect(browser.session).toBe(before);
      expect((await me(before)).operator.name).toBe('Ada');
      expect(await refusals()).toMatchObject([{ by: 'issuer', reason: expect.stringContaining('auth_time') }]);
    },
  );

  it('a portal’s backend says when its operator signed in there', async () => {
    const { rig } = fixture;
    const db = await openSqlite(rig.dataFolder);
    const { tenantId, firstOperatorId } = rig.services;
    const origins = ['https://portal.example'];
    const about = { tenantId, actor: { kind: 'command-line' }, name: 'portal', scope: 'sessions' } as const;
    const key = await createApiKey(db, rig.sources, { ...about, origins, lifeMs: 3_600_000 });
    await db.destroy();
    const headers = { authorization: `Bearer ${key}`, 'ringside-operator': firstOperatorId };
    const ask = (body: object) =>
      fixture.start({ permission: 'view', origin: origins[0], ...body }, { cookie: '', origin: null, headers });
    const before = (minutes: number) => new Date(rig.sources.nowMs() - minutes * 60_000).toISOString();
    expect((await ask({})).body.code).toBe('step-up-required');
    expect((await ask({ authenticatedAt: before(6) })).body.code).toBe('step-up-required');
    expect((await ask({ authenticatedAt: before(4) })).status).toBe(201);
  });

  it('a sign-in link was proof enough when it was used', async () => {
    expect((await fixture.start({ permission: 'view' })).status).toBe(201);
    await fixture.endAll();
    fixture.rig.sources.advance(6 * 60_000);
    // What the page says of its own sign-in is not listened to.
    const authenticatedAt = new Date(fixture.rig.sources.nowMs()).toISOString();
    expect((await fixture.start({ permission: 'view', authenticatedAt })).body.code).toBe('step-up-required');
  });
});

/** As a clock that is so many seconds off would write them. */
const times = (seconds: number) => {
  const iat = Math.floor(Date.now() / 1_000) + seconds;
  return { iat, exp: iat + 60 };
};

describe('an issuer that lies', () => {
  it.each([
    ['of another audience', { claims: (said) => ({ ...said, aud: 'another' }) }],
    ['of another issuer', { claims: (said) => ({ ...said, iss: 'http://127.0.0.1:1' }) }],
    ['with another nonce', { claims: (said) => ({ ...said, nonce: 'x'.repeat(43) }) }],
    ['without a nonce', { claims: ({ nonce: _, ...said }) => said }],
    ['that has expired', { claims: (said) => ({ ...said, exp: Math.floor(Date.now() / 1_000) - 60 }) }],
    ['of a clock that is ahead', { claims: (said) => ({ ...said, nbf: Math.floor(Date.now() / 1_000) + 600 }) }],
    ['that was made tomorrow', { claims: (said) => ({ ...said, ...times(25 * 60 * 60) }) }],
    ['that was made yesterday', { claims: (said) => ({ ...said, ...times(-25 * 60 * 60) }) }],
    ['of nobody', { claims: ({ sub: _, ...said }) => said }],
    ['of somebody else than the user it tells more of', { claims: (said) => ({ ...said, sub: 'eve' }) }],
    ['signed by another key', { otherKey: true }],
    ['that is not signed', { unsigned: true }],
  ] satisfies [string, NonNullable<TestIssuer['lie']>][])('an ID token %s signs nobody in', async (_what, lie) => {
    issuer.lie = lie;
    expect(await failure()).toBe('/#sign-in-failed=issuer-refused');
    expect((await call('GET', '/users')).body.users).toHaveLength(1);
    expect(await refusals()).toMatchObject([{ by: 'issuer' }]);
  });

  it('groups that are no texts are no groups', async () => {
    await supportMayView();
    issuer.account = { id: 'ada', name: 'Ada', groups: [{ name: 'support' }, 7, null, 'x'.repeat(10_000)] };
    const { session: cookie } = await signIn();
    expect((await call('GET', '/devices', undefined, cookie)).body.devices).toEqual([]);
  });

  it('names with markup, control characters or 10 kB are names', async () => {
    issuer.account = { id: 'ada', name: `<b>Ada</b>\u202e\u0000${'x'.repeat(10_000)}` };
    const { operator } = await me((await signIn()).session);
    expect(operator.name).toMatch(/^<b>Ada<\/b> x{40,99}$/);
    // What looks like another user's name is that name, and gets a number.
    issuer.account = { id: 'eve', name: 'admin\u3164\u00a0' };
    expect((await me((await signIn()).session)).operator.name).toBe('admin (2)');
  });
});

describe('an issuer that does not answer', () => {
  it('is away: that is said, and it works again when it is back', async () => {
    issuer.instead = (response) => response.socket?.destroy();
    expect(await failure()).toBe('/#sign-in-failed=issuer-unreachable');
    issuer.instead = (response) => response.writeHead(502).end('bad gateway');
    expect(await failure()).toBe('/#sign-in-failed=issuer-unreachable');
    issuer.instead = undefined;
    expect((await signIn()).session).not.toBe('');
  });

  it('is slow: nobody waits for longer than its limit', async () => {
    issuer.instead = () => undefined;
    const startMs = performance.now();
    expect(await failure()).toBe('/#sign-in-failed=issuer-unreachable');
    expect(performance.now() - startMs).toBeGreaterThan(servicesLimits.issuerTimeoutMs - 100);
  });

  it('says endlessly much: it is not read to its end', async () => {
    let sent = 0;
    issuer.instead = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(64 * 1_024))) sent += 64 * 1_024;
      };
      response.on('drain', more);
      more();
    };
    expect(await failure()).toBe('/#sign-in-failed=issuer-refused');
    expect(sent).toBeLessThan(16 * 1_024 * 1_024);
  });

  it('names an end in the clear: nothing is sent there', async () => {
    issuer.instead = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          issuer: issuer.url,
          authorization_endpoint: `${issuer.url}/auth`,
          token_endpoint: 'http://issuer.example/token',
          jwks_uri: `${issuer.url}/jwks`,
        }),
      );
    const browser = new Browser();
    const asked = await fetch(`${fixture.rig.services.url}/v1/sign-in/issuer`, { redirect: 'manual' });
    const attempt = asked.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    browser.cookies.set(`${new URL(fixture.rig.services.url).host} ringside_attempt`, attempt);
    const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
    const answer = await browser.go(`/v1/sign-in/issuer/callback?code=x&state=${state}`);
    expect(answer.headers.get('location')).toBe('/#sign-in-failed=issuer-refused');
    expect(fixture.rig.logLines.join('')).toContain('not encrypted');
  });

  it('is another one than it should be', async () => {
    issuer.instead = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ issuer: 'https://evil.test' }));
    expect(await failure()).toBe('/#sign-in-failed=issuer-refused');
  });
});

describe('an answer of the issuer', () => {
  it('belongs to the browser that asked for it', async () => {
    const { callback } = await signIn();
    const other = new Browser();
    expect((await other.go(callback)).headers.get('location')).toBe('/#sign-in-failed=issuer-refused');
    // One that has asked something else meanwhile.
    const response = await fetch(`${fixture.rig.services.url}/v1/sign-in/issuer`, { redirect: 'manual' });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const answer = await fetch(callback, { redirect: 'manual', headers: { cookie } });
    expect(answer.headers.get('location')).toBe('/#sign-in-failed=issuer-refused');
    // What anybody may try is counted, not logged.
    expect(await refusals()).toEqual([]);
  });

  it('is good once', async () => {
    const browser = new Browser();
    const asked = await fetch(`${fixture.rig.services.url}/v1/sign-in/issuer`, { redirect: 'manual' });
    const cookie = asked.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    browser.cookies.set(`${new URL(fixture.rig.services.url).host} ringside_attempt`, cookie);
    await browser.go(asked.headers.get('location') ?? '');
    expect(browser.session).not.toBe('');
    const again = await fetch(browser.callback, { redirect: 'manual', headers: { cookie } });
    expect(again.headers.get('location')).toBe('/#sign-in-failed=issuer-refused');
    // Nor does what names another issuer count, and it is no word of this one.
    const before = await refusals();
    const elsewhere = new URL(browser.callback);
    elsewhere.searchParams.set('iss', 'https://another.example');
    const foreign = await fetch(elsewhere, { redirect: 'manual', headers: { cookie } });
    expect(foreign.headers.get('location')).toBe('/#sign-in-failed=issuer-refused');
    expect(await refusals()).toEqual(before);
  });

  it('may be that the user gave up', async () => {
    issuer.cancels = true;
    expect(await failure()).toBe('/#sign-in-failed=issuer-refused');
  });
});
