/** Every route that is registered, against callers with nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AccessRequest, authorize } from '../access/authorize.ts';
import { ensureFirstOperator } from '../access/first-start.ts';
import { createSignInLink, signIn } from '../access/sign-in.ts';
import { openLogKey } from '../audit/log-key.ts';
import { NodeRegistry } from '../control/node-registry.ts';
import { DeviceChallenges } from '../devices/device-challenge.ts';
import { createEnrolmentKey } from '../devices/enrolment-keys.ts';
import { openKeyRing } from '../keys/key-ring.ts';
import { createLog } from '../monitoring/log.ts';
import { Recoveries } from '../recoveries/recoveries.ts';
import { insertSession } from '../sessions/session-records.ts';
import type { ServicesSettings } from '../settings.ts';
import type { Db } from '../store/schema.ts';
import { openSqlite } from '../store/sqlite-database.ts';
import { manualSources } from '../testing/manual-sources.ts';
import { sessionCookie } from './authentication.ts';
import { type ApiServer, createApiServer } from './server.ts';

vi.mock('../access/authorize.ts', async (original) => {
  const actual = await original<typeof import('../access/authorize.ts')>();
  return { ...actual, authorize: vi.fn(actual.authorize) };
});

/** The only routes that anybody may use. */
const publicRoutes = [
  'POST /v1/sign-in',
  'GET /v1/sign-in',
  'GET /v1/sign-in/issuer',
  'GET /v1/sign-in/issuer/callback',
  'POST /v1/device-challenges',
  'POST /v1/enrolments',
  'POST /v1/device-credentials',
  'POST /v1/device-unenrolments',
  'GET /.well-known/jwks.json',
  'GET /healthz',
  'GET /readyz',
  'GET /v1/openapi.json',
  'GET /',
  'GET /*',
];

const folder = mkdtempSync(join(tmpdir(), 'ringside-api-'));
const sources = manualSources();
let db: Db;
let api: ApiServer;
let token: string;

beforeAll(async () => {
  const portalFolder = mkdtempSync(join(folder, 'portal-'));
  writeFileSync(join(portalFolder, 'index.html'), '<p>portal');
  const settings: ServicesSettings = {
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    behindProxy: false,
    controlHost: '127.0.0.1',
    controlPort: 0,
    controlSecret: 'x'.repeat(32),
    tenantName: 'Test',
    embedded: true,
    portalFolder,
  };
  db = await openSqlite(folder);
  const log = createLog({ write: () => undefined });
  api = await createApiServer(
    {
      db,
      sources,
      keys: await openKeyRing(folder, sources),
      logSigner: openLogKey(folder, 'test'),
      relays: new NodeRegistry(sources, () => undefined),
      recoveries: new Recoveries(),
      challenges: new DeviceChallenges(sources),
      log,
      issuer: undefined,
      tenantId: 'tenant',
      ownOrigin: () => 'http://127.0.0.1',
      onEnrolled: async () => undefined,
      countRefusal: () => undefined,
      notReady: async () => undefined,
    },
    settings,
    log,
  );
  const { tenantId, operatorId } = await ensureFirstOperator(db, sources, settings);
  await addRows(tenantId, operatorId);
  const link = await createSignInLink(db, sources, operatorId);
  token = (await db.transaction().execute((tx) => signIn(tx, sources, link))) ?? '';
});
afterAll(async () => {
  await api.server.close();
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** A device that is there and a session of the caller's own, both under one ID: only authorize is in the way. */
const id = '00000000-0000-7000-8000-000000000000';

async function addRows(tenant_id: string, operator_id: string): Promise<void> {
  const { key } = await createEnrolmentKey(db, sources, {
    tenantId: tenant_id,
    actor: { kind: 'services' },
    name: 'test',
    approval: 'automatic',
    maxUses: 1,
    lifeMs: 1_000,
  });
  const device = { id, tenant_id, name: 'Room', platform: 'simulated', state: 'monitored', public_key: '{}' };
  await db
    .insertInto('devices')
    .values({ ...device, key_thumbprint: 'x', enrolment_key_id: key.id, created_ms: 0, credential_expires_ms: 0 })
    .execute();
  await db.transaction().execute((tx) =>
    insertSession(tx, {
      id,
      tenantId: tenant_id,
      operatorId: operator_id,
      deviceId: id,
      permission: 'view',
      reason: '',
      origin: 'http://127.0.0.1',
      node: 'n',
      instance: 'i',
      requestedMs: sources.nowMs(),
      endsAtMs: sources.nowMs() + 3_600_000,
      ticketExpiresMs: sources.nowMs(),
      replacedTickets: 0,
      state: { phase: 'started', startedMs: sources.nowMs() },
    }),
  );
}

const bodies: Record<string, object> = {
  'POST /v1/sessions': {
    deviceId: id,
    permission: 'view',
    publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
  },
  'POST /v1/sessions/:id/tickets': {
    publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
  },
  'POST /v1/enrolment-keys': { maxUses: 1, expiresInSeconds: 1 },
  'POST /v1/devices/:id/state': { state: 'suspended' },
  'POST /v1/devices/:id/rebinding': { expiresInSeconds: 1 },
  'PUT /v1/device-rules': { minimumAgentVersion: '1' },
  'POST /v1/devices/:id/recovery': { command: 'restart-device' },
  'PUT /v1/log/retention': { days: 180 },
  'POST /v1/log/erasures': { operatorId: id },
  'POST /v1/roles': { name: 'x', description: '', permissions: [] },
  'PUT /v1/roles/:id': { name: 'x', description: '', permissions: [] },
  'POST /v1/roles/:id/preview': { permissions: [] },
  'POST /v1/assignments': { roleId: 'manager', everyone: true, everyDevice: true },
  'PUT /v1/assignments/:id': { roleId: 'manager', everyone: true, everyDevice: true },
  'POST /v1/users': { name: 'x' },
  'PUT /v1/users/:id': { name: 'x', disabled: false },
  'POST /v1/user-groups': { name: 'x' },
  'PUT /v1/user-groups/:id': { name: 'x' },
  'POST /v1/device-groups': { name: 'x' },
  'PUT /v1/device-groups/:id': { name: 'x' },
  'POST /v1/sites': { name: 'x' },
  'PUT /v1/sites/:id': { name: 'x' },
  'POST /v1/api-keys': { name: 'x', origins: ['https://portal.example'], expiresInSeconds: 1 },
  'PUT /v1/opt-in': { enabled: false },
  'PUT /v1/settings': {
    sessionMinutes: 1,
    idleMinutes: 1,
    viewersPerDevice: 1,
    stepUpMinutes: 0,
    reasonRequired: true,
    roomConsent: 'none',
  },
};

function call(method: string, url: string, headers: Record<string, string>) {
  const payload = bodies[`${method} ${url}`];
  const path = url.replace(':id', id).replace(':member', id).replace('*', 'index.html');
  return api.server.inject({ method: method as 'GET', url: path, headers, ...(payload ? { payload } : {}) });
}

const guarded = () => api.routes.filter(({ method, access }) => access !== 'public' && method !== 'HEAD');
const signedIn = () => ({ cookie: `${sessionCookie}=${token}`, origin: 'http://127.0.0.1' });

describe('every route', () => {
  it('is not public unless it stands in the list', () => {
    const open = api.routes.filter(({ access, method }) => access === 'public' && method !== 'HEAD');
    expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(publicRoutes.toSorted());
    expect(guarded().length).toBeGreaterThan(9);
  });

  it('AUD-6: of the log and its reports wants a permission for the log', () => {
    const about = api.routes.filter(({ url }) => /^\/v1\/(log|reports)\b/.test(url));
    expect(about.length).toBeGreaterThan(9);
    for (const { method, url, access } of about) {
      const changes = method === 'PUT' || method === 'POST';
      expect([url, access]).toEqual([url, { administer: changes ? 'log.manage' : 'log.read' }]);
    }
  });

  it('answers 401 without credentials, with wrong ones and with none of the kinds that there are', async () => {
    for (const { method, url, access } of api.routes) {
      if (access === 'public') continue;
      for (const headers of [
        {},
        { cookie: `${sessionCookie}=rs_web_wrong` },
        { authorization: 'Bearer rs_api_wrong', 'ringside-operator': 'x' },
        { authorization: 'Basic YTpi' },
      ]) {
        const answer = await call(method, url, { origin: 'http://127.0.0.1', ...headers });
        expect(`${method} ${url} ${answer.statusCode}`).toBe(`${method} ${url} 401`);
      }
    }
  });

  it('refuses a cookie that comes from another origin, wherever something is changed', async () => {
    for (const { method, url } of guarded()) {
      if (method === 'GET') continue;
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', '']) {
        const answer = await call(method, url, { ...signedIn(), origin });
        expect([url, answer.json().code]).toEqual([url, 'foreign-origin']);
      }
    }
  });

  it('asks authorize, and shows and does nothing that authorize does not allow', async () => {
    const decide = vi.mocked(authorize);
    decide.mockImplementation((_, { action }: AccessRequest) =>
      action === 'own-account' ? { allowed: true } : { allowed: false, reason: 'forbidden' },
    );
    for (const { method, url, access } of guarded()) {
      if (access === 'own-account') continue;
      decide.mockClear();
      const answer = await call(method, url, signedIn());
      expect([url, decide.mock.calls.length > 0]).toEqual([url, true]);
      const empty = ['{"devices":[],"next":null}', '{"sessions":[],"next":null}'].includes(answer.body);
      expect([url, empty || answer.statusCode === 403 || answer.statusCode === 404]).toEqual([url, true]);
    }
    decide.mockImplementation(() => ({ allowed: false, reason: 'operator-disabled' }));
    for (const { method, url } of guarded()) {
      const answer = await call(method, url, signedIn());
      expect([url, answer.json().code]).toEqual([url, 'operator-disabled']);
    }
  });

  it('cannot be registered without saying who may use it', async () => {
    const { default: fastify } = await import('fastify');
    const { authenticateRoutes } = await import('./authentication.ts');
    const bare = fastify();
    authenticateRoutes(bare, {} as never);
    expect(() => bare.get('/open', async () => 'x')).toThrow(/declares no access/);
  });
});
