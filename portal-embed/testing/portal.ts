/** The page that Ringside serves, with a scripted API behind it and the widget's scripted relay beside it. */
import type { Page } from 'playwright-core';
import type { Embedding } from './embedding.ts';
import { Site } from './site.ts';

export interface ScriptedApi {
  devices: object[];
  sessions: object[];
  /** Answers POST /v1/sessions; a grant for the scripted relay unless told. */
  start: (body: unknown) => { status: number; body: object };
  signedIn: boolean;
  /** Every call made, as "METHOD path". */
  readonly calls: string[];
  readonly secret: string;
  /** Whether there is an identity provider. */
  issuer: boolean;
  operatorName: string;
  /** What the operator may do for the organisation. */
  permissions: readonly string[];
  /** Answers of further calls, by "METHOD path": a body, or what gives an answer from the call's body. */
  readonly more: Readonly<Record<string, object | ((body: unknown) => { status: number; body: object })>>;
}

export function room(overrides: object = {}): object {
  return {
    id: '0190c0de-0000-7000-8000-000000000001',
    name: 'Boardroom',
    state: 'monitored',
    connected: true,
    callState: 'idle',
    callStateSource: 'room-application',
    ring: 'down',
    displays: [
      { id: 1, name: 'console', width: 1280, height: 800 },
      { id: 2, name: 'front-1', width: 1920, height: 1080 },
      { id: 3, name: 'front-2', width: 1920, height: 1080 },
    ],
    relayUrl: null,
    accessReadable: false,
    reasonRequired: false,
    permissions: ['view', 'modify'],
    refusal: null,
    missing: [],
    incidents: [],
    ...overrides,
  };
}

export async function openPortal(
  embedding: Embedding,
  script: Partial<ScriptedApi> = {},
  context: { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark' } = {},
): Promise<{ page: Page; api: ScriptedApi; site: Site }> {
  const api: ScriptedApi = {
    devices: [room()],
    sessions: [],
    start: () => ({
      status: 201,
      body: { sessionId: 'session-1', ticket: 'ticket', relayUrl: embedding.relay.url, permission: 'modify' },
    }),
    signedIn: true,
    calls: [],
    secret: 'one-time-secret',
    issuer: false,
    operatorName: 'Ada Byron',
    permissions: [],
    more: {},
    ...script,
  };
  const site = await Site.listen({
    folder: embedding.folder,
    api: ({ method, path, body }) => answer(api, method, path, body),
    policy: () =>
      `default-src 'self'; connect-src 'self' ${new URL(embedding.relay.url).origin}; frame-ancestors 'none'; ` +
      "base-uri 'none'; form-action 'none'",
  });
  embedding.alsoClose(site);
  const page = await embedding.browser.newPage({ viewport: { width: 1280, height: 860 }, ...context });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return { page, api, site };
}

function answer(
  api: ScriptedApi,
  method: string,
  path: string,
  body: unknown,
): ReturnType<ScriptedApi['start']> | undefined {
  if (!path.startsWith('/v1/')) return undefined;
  const call = `${method} ${path}`;
  api.calls.push(call);
  const problem = (status: number, code: string) => ({ status, body: { type: 'urn:x', title: code, status, code } });
  if (call === 'POST /v1/sign-in') {
    const right = typeof body === 'object' && body !== null && Reflect.get(body, 'secret') === api.secret;
    if (!right) return problem(401, 'sign-in-refused');
    api.signedIn = true;
    return { status: 200, body: {} };
  }
  if (call === 'GET /v1/sign-in') return { status: 200, body: { issuer: api.issuer } };
  if (!api.signedIn) return problem(401, 'not-signed-in');
  const more = api.more[call];
  if (more !== undefined) return typeof more === 'function' ? more(body) : { status: 200, body: more };
  switch (call) {
    case 'GET /v1/me':
      return {
        status: 200,
        body: {
          operator: { id: 'o', name: api.operatorName },
          tenant: { id: 't', name: 'Example Ltd' },
          administrator: true,
          permissions: api.permissions,
        },
      };
    case 'GET /v1/devices':
      return { status: 200, body: { devices: api.devices, next: null } };
    case 'GET /v1/sessions':
      return { status: 200, body: { sessions: api.sessions, next: null } };
    case 'POST /v1/sessions':
      return api.start(body);
    case 'POST /v1/sign-out':
      api.signedIn = false;
      return { status: 200, body: {} };
    default:
      // No new tickets: a lost session stays lost, without being refused.
      if (path.endsWith('/tickets')) return problem(503, 'store-unavailable');
      return path.endsWith('/end') ? { status: 200, body: {} } : problem(404, 'not-found');
  }
}
