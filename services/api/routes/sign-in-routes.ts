/** Signing in by link, signing out, and who one is. */

import { authorize } from '../../access/authorize.ts';
import { tenantPermissions } from '../../access/permissions.ts';
import { actorOf } from '../../access/principal.ts';
import { signIn, signOut } from '../../access/sign-in.ts';
import { servicesLimits } from '../../limits.ts';
import { withWithdrawals } from '../../sessions/access-changes.ts';
import type { Api } from '../api.ts';
import { callerOf, cookieName, requireOwnOrigin, webSessionCookie } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { meSchema, noContent, problems, signInBody } from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';

export function signInRoutes(server: TypedServer, api: Api): void {
  server.post(
    '/v1/sign-in',
    {
      config: { access: 'public', rateLimit: perMinute(servicesLimits.signInsPerMinute) },
      schema: { tags: ['sign-in'], body: signInBody, response: { 204: noContent, ...problems } },
    },
    async (request, reply) => {
      requireOwnOrigin(api, request);
      const before = request.cookies[cookieName(api)];
      // Somebody else's sign-in in the same browser ends, and with it what was started in it.
      const token = await withWithdrawals(api, api.tenantId, { kind: 'services' }, (tx) =>
        signIn(tx, api.sources, request.body.secret, before),
      );
      if (token === undefined) throw new ProblemError('sign-in-refused');
      reply.setCookie(cookieName(api), token, webSessionCookie(api));
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/v1/sign-out',
    {
      config: { access: 'own-account' },
      schema: { tags: ['sign-in'], response: { 204: noContent, ...problems } },
    },
    async (request, reply) => {
      const { principal } = callerOf(request);
      if (principal.via === 'page') {
        const { tenantId } = principal;
        await withWithdrawals(api, tenantId, actorOf(principal), (tx) => signOut(tx, api.sources, principal));
      }
      reply.clearCookie(cookieName(api), webSessionCookie(api));
      return reply.code(204).send(null);
    },
  );

  server.get(
    '/v1/me',
    { config: { access: 'own-account' }, schema: { tags: ['sign-in'], response: { 200: meSchema, ...problems } } },
    async (request) => {
      const { principal, facts } = callerOf(request);
      return {
        operator: { id: principal.operatorId, name: principal.operatorName },
        tenant: { id: principal.tenantId, name: principal.tenantName },
        administrator: authorize(facts, { action: 'opt-in' }).allowed,
        permissions: tenantPermissions.filter(
          (permission) => authorize(facts, { action: 'administer', permission }).allowed,
        ),
      };
    },
  );
}
