/**
 * Finds out who a request comes from and asks `authorize`: when its headers are there, so that nobody's body is read who
 * may not send it, and again before the handler runs where it came later. Cookies serve only our own page: a request
 * with a cookie that changes something must come from our own origin.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readCallerFacts } from '../access/access-facts.ts';
import { apiKeyPrincipal } from '../access/api-keys.ts';
import { type AccessRequest, authorize } from '../access/authorize.ts';
import type { AccessFacts } from '../access/facts.ts';
import type { Principal } from '../access/principal.ts';
import { pagePrincipal } from '../access/sign-in.ts';
import { servicesLimits } from '../limits.ts';
import type { Api } from './api.ts';
import { ProblemError } from './problem.ts';
import type { RouteAccess } from './route-access.ts';

export const sessionCookie = 'ringside_session';

/** Over TLS the prefix keeps other hosts of the same domain from setting one of theirs in its place. */
export const hostCookie = (api: Api, name: string): string =>
  api.ownOrigin().startsWith('https:') ? `__Host-${name}` : name;

export const cookieName = (api: Api): string => hostCookie(api, sessionCookie);

export const webSessionCookie = (api: Api) =>
  ({
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: api.ownOrigin().startsWith('https:'),
    maxAge: servicesLimits.webSessionMs / 1_000,
  }) as const;

export interface Caller {
  readonly principal: Principal;
  readonly facts: AccessFacts;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Requests whose whole body was there when they were let in. */
const whole = new WeakSet<FastifyRequest>();

/** Who called. Only in handlers of routes that are not public. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new ProblemError('not-signed-in');
  return caller;
}

export const maybeCallerOf = (request: FastifyRequest): Caller | undefined => callers.get(request);

/** Refuses requests of pages that are not ours. */
export function requireOwnOrigin(api: Api, request: FastifyRequest): void {
  if (request.headers.origin !== api.ownOrigin()) throw new ProblemError('foreign-origin');
}

export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

/** @returns the routes, filled as they are registered */
export function authenticateRoutes(server: FastifyInstance, api: Api): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = [];
  server.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new TypeError(`${String(method)} ${url} declares no access`);
    for (const each of [method].flat()) routes.push({ method: each, url, access });
  });
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access !== 'public' && !request.is404) await identify(api, request);
  });
  // After the routes' rate limits, which need to know the caller: what is refused here counts too, and is logged.
  server.addHook('preParsing', async (request) => {
    if (request.is404) return;
    decide(api, request);
    if (request.raw.complete) whole.add(request);
  });
  // A body that was not there yet may have taken its time, and what the caller had may be withdrawn meanwhile.
  server.addHook('preHandler', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === 'public' || request.is404 || isSafe(request.method) || whole.has(request)) return;
    await identify(api, request);
    decide(api, request);
  });
  return routes;
}

async function identify(api: Api, request: FastifyRequest): Promise<void> {
  callers.delete(request);
  const principal = await principalOf(api, request);
  const facts = principal && (await readCallerFacts(api.db, principal, api.sources.nowMs()));
  if (principal !== undefined && facts !== undefined) callers.set(request, { principal, facts });
}

function decide(api: Api, request: FastifyRequest): void {
  const { access } = request.routeOptions.config;
  if (access === 'public') return;
  if (access === undefined) throw new ProblemError('not-signed-in');
  const { principal, facts } = callerOf(request);
  if (principal.via === 'page' && !isSafe(request.method)) requireOwnOrigin(api, request);
  const decision = authorize(facts, requestOf(access));
  if (!decision.allowed) throw new ProblemError(decision.reason);
}

const requestOf = (access: Exclude<RouteAccess, 'public'>): AccessRequest =>
  typeof access === 'object'
    ? { action: 'administer', permission: access.administer }
    : { action: access === 'opt-in' ? 'opt-in' : 'own-account' };

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** An Authorization header decides alone: with one, no cookie is looked at. */
async function principalOf(api: Api, request: FastifyRequest): Promise<Principal | undefined> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [scheme, key] = authorization.split(' ', 2);
    const operator = request.headers['ringside-operator'];
    if (scheme?.toLowerCase() !== 'bearer' || key === undefined || typeof operator !== 'string') return undefined;
    return apiKeyPrincipal(api.db, api.sources, key, operator);
  }
  const token = request.cookies[cookieName(api)];
  return token === undefined ? undefined : pagePrincipal(api.db, api.sources, token);
}
