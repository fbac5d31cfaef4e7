/** Every route that the server registers, for every kind of caller, beside the table of what each route needs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPublicKey, generateProofKeys } from '@ringside/protocol';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApiKey, revokeApiKeys } from '../../services/access/api-keys.ts';
import { acknowledgementText } from '../../services/access/opt-in.ts';
import { createSignInLink, signIn } from '../../services/access/sign-in.ts';
import { defaultTenantSettings } from '../../services/access/tenant-settings.ts';
import { type ApiServer, createApiServer } from '../../services/api/server.ts';
import { openLogKey } from '../../services/audit/log-key.ts';
import { NodeRegistry } from '../../services/control/node-registry.ts';
import { DeviceChallenges } from '../../services/devices/device-challenge.ts';
import { createEnrolmentKey } from '../../services/devices/enrolment-keys.ts';
import { openKeyRing } from '../../services/keys/key-ring.ts';
import { createLog } from '../../services/monitoring/log.ts';
import { Recoveries } from '../../services/recoveries/recoveries.ts';
import { insertSession, readSession } from '../../services/sessions/session-records.ts';
import type { Db } from '../../services/store/schema.ts';
import { openSqlite } from '../../services/store/sqlite-database.ts';
import { manualSources } from '../../services/testing/manual-sources.ts';
import { callersWorld, keyedUsers, makers } from './callers.ts';
import { matrixLimits } from './limits.ts';
import { type Caller, expectedAnswer, type RouteRule, routeRules, type Thing, type Whose } from './route-rules.ts';
import { answer } from './rules.ts';
import { addDevice, type Ground, layGround, StoredWorld } from './stored-world.ts';

const origin = 'http://127.0.0.1';
const folder = mkdtempSync(join(tmpdir(), 'ringside-routes-'));
const sources = manualSources(callersWorld.nowMs);
const unknownId = '00000000-0000-7000-8000-000000000000';
const keyLifeMs = 3_600_000;
let db: Db;
let api: ApiServer;
let ground: Ground;
let publicKey: object;
/** Who is behind a request, and how it shows. */
interface Credentials {
  readonly title: string;
  readonly caller: Caller;
  readonly headers: Record<string, string>;
  readonly via: 'page' | 'api-key';
}
const everybody: Credentials[] = [];

let tenantIds: string[] = [];
const idOf = (name: string): string => ground.ids.get(name) ?? name;

/** Of the API's rate limits: one caller after the other, and each has all of them. */
const startedMs = Date.now();
const minuteOf = (place: number) => vi.setSystemTime(startedMs + (place + 1) * 61_000);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const portalFolder = mkdtempSync(join(folder, 'portal-'));
  writeFileSync(join(portalFolder, 'index.html'), '<p>portal');
  db = await openSqlite(folder);
  ground = await db.transaction().execute((tx) => layGround(tx, sources, callersWorld));
  tenantIds = callersWorld.tenants.map(({ id }) => idOf(id));
  publicKey = await exportPublicKey(await generateProofKeys());
  await collectCallers();
  // Afterwards: who is disabled was once signed in.
  await db.transaction().execute((tx) => new StoredWorld(tx, sources, ground).become(callersWorld));
  const log = createLog({ write: () => undefined });
  const relays = Object.assign(new NodeRegistry(sources, () => undefined), { isLinked: () => true });
  api = await createApiServer(
    {
      db,
      sources,
      keys: await openKeyRing(folder, sources),
      logSigner: openLogKey(folder, 'test'),
      relays,
      recoveries: new Recoveries(),
      challenges: new DeviceChallenges(sources),
      log,
      issuer: undefined,
      tenantId: idOf('north'),
      ownOrigin: () => origin,
      onEnrolled: async () => undefined,
      countRefusal: () => undefined,
      notReady: async () => undefined,
    },
    {
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      behindProxy: false,
      controlHost: '127.0.0.1',
      controlPort: 0,
      controlSecret: 'x'.repeat(32),
      tenantName: 'Test',
      embedded: false,
      portalFolder,
    },
    log,
  );
}, matrixLimits.timeoutMs);
afterAll(async () => {
  vi.useRealTimers();
  await api.server.close();
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const byCookie = async (user: string) => {
  const link = await createSignInLink(db, sources, idOf(user));
  const token = await db.transaction().execute((tx) => signIn(tx, sources, link));
  return { cookie: `ringside_session=${token}`, origin };
};

async function collectCallers(): Promise<void> {
  const add = (title: string, caller: Caller, via: Credentials['via'], headers: Record<string, string>) =>
    everybody.push({ title, caller, via, headers });
  const key = (
    tenant: string,
    scope: 'sessions' | 'everything',
    name: string,
    { lifeMs = keyLifeMs, madeBy }: { readonly lifeMs?: number; readonly madeBy?: string } = {},
  ) =>
    createApiKey(db, sources, {
      ...(madeBy === undefined ? {} : { createdBy: idOf(madeBy) }),
      tenantId: idOf(tenant),
      actor: { kind: 'services' },
      name,
      scope,
      origins: [origin],
      lifeMs,
    });
  const byKey = (secret: string, user: string) => {
    return { authorization: `Bearer ${secret}`, 'ringside-operator': idOf(user) };
  };
  add('without credentials', 'nobody', 'page', { origin });
  add('with a wrong cookie', 'nobody', 'page', { cookie: 'ringside_session=rs_web_wrong', origin });
  for (const { id: user } of callersWorld.users) {
    add(user, { user, sessionsOnly: false }, 'page', await byCookie(user));
  }
  for (const scope of ['sessions', 'everything'] as const) {
    for (const tenant of ['north', 'west']) {
      const secret = await key(tenant, scope, `${tenant} ${scope}`);
      for (const user of keyedUsers.filter((name) => name.startsWith(tenant))) {
        const caller = { user, sessionsOnly: scope === 'sessions', keyMadeBy: null };
        add(`a key for ${scope}, in the name of ${user}`, caller, 'api-key', byKey(secret, user));
      }
    }
  }
  for (const madeBy of makers) {
    const secret = await key('north', 'everything', madeBy, { madeBy });
    for (const user of ['north-administrator', 'north-all-everywhere', 'north-manager-everywhere']) {
      const caller = { user, sessionsOnly: false, keyMadeBy: madeBy };
      add(`a key of ${madeBy}, in the name of ${user}`, caller, 'api-key', byKey(secret, user));
    }
  }
  const administrator = 'north-administrator';
  const good = await key('north', 'everything', 'good');
  const revoked = await key('north', 'everything', 'revoked');
  await revokeApiKeys(db, sources, { tenantId: idOf('north'), actor: { kind: 'services' }, name: 'revoked' });
  add('a revoked key', 'nobody', 'api-key', byKey(revoked, administrator));
  add(
    'an expired key',
    'nobody',
    'api-key',
    byKey(await key('north', 'everything', 'old', { lifeMs: 0 }), administrator),
  );
  add('another tenant’s key', 'nobody', 'api-key', byKey(await key('south', 'everything', 'south'), administrator));
  add('a key for another tenant’s user', 'nobody', 'api-key', byKey(good, 'south-administrator'));
  add('a key for who is disabled', 'nobody', 'api-key', byKey(good, 'north-disabled'));
  const orphan = await key('north', 'everything', 'orphan', { madeBy: 'north-disabled' });
  add('a key of who is disabled', 'nobody', 'api-key', byKey(orphan, administrator));
  add('a key for nobody', 'nobody', 'api-key', { authorization: `Bearer ${good}` });
  add('a key as a cookie', 'nobody', 'page', { cookie: `ringside_session=${good}`, origin });
}

/** A new one each time, so that one call may use it up. */
async function make(thing: Thing, tenant: string, operator: string, device: string): Promise<string> {
  const id = sources.newId();
  const tenant_id = idOf(tenant);
  const named = { id, tenant_id, name: id, created_ms: 1 };
  const kinds: Partial<Record<Thing, string>> = { 'user-group': 'users', 'device-group': 'devices', site: 'site' };
  const kind = kinds[thing];
  if (kind !== undefined)
    await db
      .insertInto('groups')
      .values({ ...named, kind })
      .execute();
  else if (thing === 'role')
    await db
      .insertInto('roles')
      .values({ ...named, description: '' })
      .execute();
  else if (thing === 'user') {
    await db
      .insertInto('operators')
      .values({ ...named, disabled_ms: null, administrator_ms: null })
      .execute();
  } else if (thing === 'assignment') {
    const times = { starts_ms: null, ends_ms: null, created_ms: 1, created_by: 'services' };
    await db
      .insertInto('assignments')
      .values({ id, tenant_id, role_id: 'manager', ...times })
      .execute();
  } else if (thing === 'api-key') {
    const key = { ...named, key_hash: id, scope: 'sessions', origins: origin, revoked_ms: null, created_by: null };
    await db
      .insertInto('api_keys')
      .values({ ...key, expires_ms: keyLifeMs })
      .execute();
  } else if (thing === 'enrolment-key') {
    const content = { name: id, approval: 'automatic', maxUses: 1, lifeMs: keyLifeMs } as const;
    const made = { tenantId: tenant_id, actor: { kind: 'services' }, ...content } as const;
    return (await createEnrolmentKey(db, sources, made)).key.id;
  } else if (thing === 'device') return idOf(device);
  else {
    const [like] = [...ground.sessions].find(([, each]) => each.operator === operator && each.device === device) ?? [];
    const session = await readSession(db, like ?? '');
    if (session === undefined) throw new Error(`no session of ${operator} on ${device}`);
    const state = { phase: 'suspended', startedMs: 1, suspendedMs: 1, resumeUntilMs: keyLifeMs } as const;
    await db.transaction().execute((tx) => insertSession(tx, { ...session, id, state }));
  }
  return id;
}

/** The caller's own; of nobody some. */
const tenantOf = ({ caller }: Credentials): string => (caller === 'nobody' ? 'north' : caller.user).split('-')[0] ?? '';

function bodyOf(route: string, who: Credentials, device: string): object | undefined {
  const name = sources.newId();
  // It holds nothing, so anybody may give it.
  const roleId = idOf(`${tenantOf(who)}-none`);
  const bodies: Record<string, object> = {
    'POST /v1/sign-in': {},
    'POST /v1/enrolments': {},
    'POST /v1/device-credentials': {},
    'POST /v1/device-unenrolments': {},
    'POST /v1/devices/:id/rebinding': { expiresInSeconds: 60 },
    'PUT /v1/device-rules': { minimumAgentVersion: null },
    'POST /v1/sessions': {
      deviceId: device,
      permission: 'view',
      publicKey,
      ...(who.via === 'api-key' ? { origin } : {}),
    },
    'POST /v1/sessions/:id/tickets': { publicKey },
    'POST /v1/devices/:id/state': { state: 'monitored' },
    'POST /v1/devices/:id/recovery': { command: 'restart-device' },
    'POST /v1/api-keys': { name, origins: [origin], expiresInSeconds: 60 },
    'POST /v1/enrolment-keys': { maxUses: 1, expiresInSeconds: 1 },
    'PUT /v1/log/retention': { days: 180 },
    'POST /v1/log/erasures': { operatorId: unknownId },
    'POST /v1/roles': { name, description: '', permissions: [] },
    'PUT /v1/roles/:id': { name, description: '', permissions: [] },
    'POST /v1/roles/:id/preview': { permissions: [] },
    'POST /v1/assignments': { roleId, everyone: true, everyDevice: true },
    'PUT /v1/assignments/:id': { roleId, everyone: true, everyDevice: true },
    'POST /v1/users': { name },
    'PUT /v1/users/:id': { name, disabled: true },
    'PUT /v1/opt-in': { enabled: true, email: 'a@example.org', textVersion: acknowledgementText.version },
    'PUT /v1/settings': defaultTenantSettings,
  };
  const isGroup = /^(POST|PUT) \/v1\/(user-groups|device-groups|sites)(\/:id)?$/.test(route);
  return bodies[route] ?? (isGroup ? { name } : undefined);
}

const queries: Record<string, string> = {
  'GET /v1/reports/sessions': '?from=1970-01-01T00:00:00Z&to=1970-01-02T00:00:00Z',
  'GET /v1/reports/sessions.csv': '?from=1970-01-01T00:00:00Z&to=1970-01-02T00:00:00Z',
};

/** Of a group: somebody or something new. */
function makeMember(thing: Thing, tenant: string): Promise<string> {
  if (thing === 'user') return make('user', tenant, '', '');
  return db.transaction().execute((tx) => addDevice(tx, sources, idOf(tenant), sources.newId()));
}

const kept = new Map<string, string>();

/** New things where the call may use them up; else the same again. */
async function idsFor(rule: RouteRule, target: Target, isRefused: boolean): Promise<{ id: string; member: string }> {
  if (target.whose === 'unknown') return { id: unknownId, member: unknownId };
  const tenant = target.device.split('-')[0] ?? '';
  const once = async (name: string, make: () => Promise<string>): Promise<string> => {
    // Sessions end when their operator may not have them, which others' changes find out.
    const isKept = isRefused && rule.about !== 'session';
    const id = (isKept ? kept.get(name) : undefined) ?? (await make());
    if (isKept) kept.set(name, id);
    return id;
  };
  const { about, member } = rule;
  const { operator, device } = target;
  const from = target.member ?? tenant;
  return {
    id: about ? await once(`${about} ${device} ${operator}`, () => make(about, tenant, operator, device)) : unknownId,
    member: member ? await once(`${member} that joins, ${from}`, () => makeMember(member, from)) : unknownId,
  };
}

interface Told {
  readonly said: string;
  // biome-ignore lint/suspicious/noExplicitAny: the test looks into whatever came.
  readonly body: any;
}

async function call(
  route: string,
  who: Credentials,
  ids: { id: string; member: string },
  address: string,
): Promise<Told> {
  const [method = '', path = ''] = route.split(' ');
  const payload = bodyOf(route, who, ids.id);
  const url = path.replace(':id', ids.id).replace(':member', ids.member).replace('*', 'index.html');
  const answered = await api.server.inject({
    method: method as 'GET',
    url: `${url}${queries[route] ?? ''}`,
    headers: { ...who.headers, ...(method === 'PUT' ? { 'if-match': '*' } : {}) },
    remoteAddress: address,
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = /[/+]json/.test(String(answered.headers['content-type']));
  const body = isJson && answered.body !== '' ? answered.json() : answered.body;
  return { said: answered.statusCode < 300 ? 'allowed' : body.code, body };
}

/** How far the log of each tenant was read. */
const read = new Map<string, number>();

/** What has happened since it was asked for the last time, besides refusals. */
async function deeds(): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .where((row) => row.or(tenantIds.map((id) => row('tenant_id', '=', id).and('sequence', '>', read.get(id) ?? 0))))
    .orderBy('sequence')
    .select(['tenant_id', 'sequence', 'kind'])
    .execute();
  for (const { tenant_id, sequence } of rows) read.set(tenant_id, sequence);
  return rows.flatMap(({ kind }) => (kind === 'access.refused' || kind === 'session.refused' ? [] : [kind]));
}

interface Target {
  readonly whose: Whose;
  readonly device: string;
  readonly operator: string;
  /** Where its member comes from, where that is another tenant. */
  readonly member?: string;
}

/** Every place where the thing in question may be, and whose session it may be. */
function targets(rule: RouteRule, who: Credentials): Target[] {
  const caller = who.caller === 'nobody' ? 'north-nothing' : who.caller.user;
  const own = tenantOf(who);
  const other = own === 'south' ? 'north' : 'south';
  const room = `${own}-room`;
  const somebody = (of: string) => (of === 'north' ? 'north-nothing' : `${of}-manager`);
  const foreign = { whose: 'foreign', device: `${other}-room`, operator: somebody(other) } as const;
  const operator = somebody(own);
  const unknown = { whose: 'unknown', device: 'nowhere', operator } as const;
  const here = { whose: 'own', device: room, operator } as const;
  switch (rule.about) {
    case undefined:
      return [here];
    case 'device':
      return [here, ...(own === 'north' ? [{ ...here, device: 'north-hall' }] : []), foreign, unknown];
    case 'session':
      return [here, { ...here, operator: caller }, foreign, unknown];
    default:
      return [here, ...(rule.member === undefined ? [] : [{ ...here, member: other }]), foreign, unknown];
  }
}

it('knows every route that there is, and no other', () => {
  const registered = api.routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${method} ${url}`);
  expect(registered.toSorted()).toEqual(Object.keys(routeRules).toSorted());
});

it('HEAD tells nobody more than GET', async () => {
  const heads = api.routes.filter(({ method }) => method === 'HEAD');
  expect(heads.length).toBeGreaterThan(20);
  for (const { url } of heads) {
    const path = url.replace(':id', unknownId).replace('*', 'index.html');
    const { statusCode } = await api.server.inject({ method: 'HEAD', url: path, headers: { origin } });
    const isOpen = routeRules[`GET ${url}`]?.needs === 'nothing';
    expect([url, statusCode !== 401]).toEqual([url, isOpen]);
  }
});

it(
  'ACC-3, EMB-4: lists hold what the caller may see, each device with what may be done there, and nothing else',
  async () => {
    const found: string[] = [];
    const compare = (what: string, byProduct: readonly string[], byRules: readonly string[]) => {
      const [product, rules] = [byProduct.toSorted().join(', '), byRules.toSorted().join(', ')];
      if (product !== rules) found.push(`${what}: by the rules ${rules}, by the product ${product}`);
    };
    const nameOf = new Map([...ground.ids].map(([name, id]) => [id, name]));
    for (const [place, who] of everybody.entries()) {
      const { caller } = who;
      if (caller === 'nobody' || answer(callersWorld, caller, { ask: 'own account' }) !== 'allowed') continue;
      const ids = { id: unknownId, member: unknownId };
      const listed = await call('GET /v1/devices', who, ids, `10.0.1.${place + 1}`);
      const shown = listed.body.devices.map(
        ({ id, permissions, refusal }: { id: string; permissions: string[]; refusal: string | null }) =>
          `${nameOf.get(id)} ${permissions.join('+')} ${refusal}`,
      );
      const unhindered = { comingBack: false, viewers: 0, reasonGiven: true, authenticatedMs: callersWorld.nowMs };
      const may = (device: string, permission: 'view' | 'modify') =>
        answer(callersWorld, caller, { ask: 'start session', device, permission, ...unhindered });
      const seen = callersWorld.devices.filter(
        ({ id: device }) => answer(callersWorld, caller, { ask: 'see device', device }) === 'allowed',
      );
      const described = seen.map(({ id }) => {
        const held = (['view', 'modify'] as const).filter((permission) => may(id, permission) === 'allowed');
        return `${id} ${held.join('+')} ${held.length > 0 ? null : 'device-not-found'}`;
      });
      compare(`devices of ${who.title}`, shown, described);
      const { body } = await call('GET /v1/sessions', who, ids, `10.0.1.${place + 1}`);
      const visible = [...ground.sessions].flatMap(([id, session]) =>
        answer(callersWorld, caller, { ask: 'see session', session }) === 'allowed' ? [id] : [],
      );
      const sessions = body.sessions.map(({ id }: { id: string }) => id);
      compare(
        `sessions of ${who.title}`,
        sessions.filter((id: string) => ground.sessions.has(id)),
        visible,
      );
    }
    expect(found).toEqual([]);
  },
  matrixLimits.timeoutMs,
);

it(
  'ACC-1 to ACC-5, SES-1, SES-5, SES-9, AUD-6: each route answers each kind of caller as the rules say, and a refusal changes nothing',
  async () => {
    const found: string[] = [];
    const said = new Map<string, number>();
    for (const [place, who] of everybody.entries()) {
      minuteOf(place);
      const address = `10.0.0.${place + 1}`;
      const hear = async (asked: Asked) => {
        const { said: byProduct } = await call(asked.route, asked.who, asked, address);
        said.set(byProduct, (said.get(byProduct) ?? 0) + 1);
        const { route, target, expected } = asked;
        if (byProduct === expected) return;
        const what = `${route} (${target.whose}, ${target.device}) by ${who.title}`;
        found.push(`${what}: by the rules ${expected}, by the product ${byProduct}`);
      };
      const cases = await casesOf(who);
      // What is refused changes nothing, so it may be asked at once.
      await deeds();
      await Promise.all(cases.filter(({ isRefused }) => isRefused).map(hear));
      const done = await deeds();
      if (done.length > 0) found.push(`${who.title} was refused, and there was ${done.join(', ')}`);
      for (const asked of cases) {
        if (asked.isRefused) continue;
        const headers = asked.route === 'POST /v1/sign-out' ? await again(who) : who.headers;
        const ids = await idsFor(asked.rule, asked.target, false);
        await unchanged(asked, () => hear({ ...asked, ...ids, who: { ...who, headers } }));
        if (asked.rule.needs !== 'start session') continue;
        await db.deleteFrom('sessions').where('state', '=', 'requested').execute();
        // Nor is one awaited that was let come back.
        await db.updateTable('sessions').set({ ticket_expires_ms: 0 }).where('state', '=', 'suspended').execute();
      }
    }
    expect(found).toEqual([]);
    // Both sides could agree by never getting anywhere.
    for (const each of ['allowed', 'forbidden', 'not-signed-in', 'tenant-suspended', 'device-not-found']) {
      expect([each, (said.get(each) ?? 0) > 40]).toEqual([each, true]);
    }
  },
  matrixLimits.timeoutMs,
);

/** One request of the matrix. */
interface Asked {
  readonly who: Credentials;
  readonly route: string;
  readonly rule: RouteRule;
  readonly target: Target;
  readonly expected: string;
  readonly isRefused: boolean;
  readonly id: string;
  readonly member: string;
}

/** Every route, on everything that makes a difference, with what is there to be refused. */
async function casesOf(who: Credentials): Promise<Asked[]> {
  const cases: Asked[] = [];
  for (const [route, rule] of Object.entries(routeRules)) {
    for (const target of targets(rule, who)) {
      const expected = expectedAnswer(callersWorld, { rule, caller: who.caller, ...target });
      // Whose it is makes no difference to who may not ask at all.
      if (['not-signed-in', 'tenant-suspended', 'forbidden'].includes(expected) && target.whose !== 'own') continue;
      const isRefused = expected !== 'allowed' && expected !== rule.hears;
      const ids = isRefused ? await idsFor(rule, target, true) : { id: unknownId, member: unknownId };
      cases.push({ who, route, rule, target, expected, isRefused, ...ids });
    }
  }
  return cases;
}

/** What no further call undoes is undone here: the next caller finds what this one found. */
async function unchanged({ route, who, target }: Asked, work: () => Promise<void>): Promise<void> {
  if (route === 'POST /v1/suspension') {
    await work();
    await db
      .updateTable('tenants')
      .set({ suspended_ms: null })
      .where('id', '=', idOf(tenantOf(who)))
      .execute();
  } else if (route === 'DELETE /v1/devices/:id') {
    const id = idOf(target.device);
    const device = await db.selectFrom('devices').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
    const presence = await db.selectFrom('presence').where('device_id', '=', id).selectAll().execute();
    const groups = await db.selectFrom('group_members').where('member_id', '=', id).selectAll().execute();
    await work();
    await db.updateTable('devices').set(device).where('id', '=', id).execute();
    if (presence.length > 0) await db.insertInto('presence').values(presence).execute();
    if (groups.length > 0) await db.insertInto('group_members').values(groups).execute();
  } else await work();
}

/** A sign-in of its own, to be given up. */
async function again(who: Credentials): Promise<Record<string, string>> {
  return who.via === 'page' && who.caller !== 'nobody' ? byCookie(who.caller.user) : who.headers;
}
