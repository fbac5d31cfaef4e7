/**
 * Signing in at the organisation's identity provider: there by a redirect, back by another. What goes wrong on the way
 * is told by our own page, since a person stands in front of it.
 */
import { Type } from 'typebox';
import { logSignInRefusal } from '../../access/sign-in.ts';
import { newAttempt, readAttempt } from '../../identity/attempt.ts';
import { IssuerError } from '../../identity/issuer-error.ts';
import { signInByIssuer } from '../../identity/issuer-sign-in.ts';
import { servicesLimits } from '../../limits.ts';
import type { Api } from '../api.ts';
import { cookieName, hostCookie, webSessionCookie } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { problems, strict } from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';

const callbackPath = '/v1/sign-in/issuer/callback';

export function issuerRoutes(server: TypedServer, api: Api): void {
  const tags = ['sign-in'];
  const config = { access: 'public', rateLimit: perMinute(servicesLimits.issuerSignInsPerMinute) } as const;
  const attemptCookie = () => hostCookie(api, 'ringside_attempt');
  // The issuer's redirect comes from another site: a strict cookie would stay behind.
  const attemptOptions = () =>
    ({ httpOnly: true, sameSite: 'lax', path: '/', secure: api.ownOrigin().startsWith('https:') }) as const;

  server.get(
    '/v1/sign-in',
    {
      config: { access: 'public' },
      schema: {
        tags,
        response: {
          200: Type.Object({ issuer: Type.Boolean({ description: 'Whether there is an identity provider' }) }),
          ...problems,
        },
      },
    },
    async () => ({ issuer: api.issuer !== undefined }),
  );

  server.get(
    '/v1/sign-in/issuer',
    {
      config,
      schema: {
        tags,
        description: 'Goes to the identity provider, and comes back signed in',
        querystring: strict({
          fresh: Type.Optional(Type.Literal('yes', { description: 'The user proves anew who they are' })),
        }),
        response: { 200: pageFile, 302: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      if (api.issuer === undefined) throw new ProblemError('issuer-not-set');
      // From a link elsewhere the strict cookie stays behind, and with it the sign-in that this one is to go on with, or end.
      if (isFromElsewhere(request.headers['sec-fetch-site'])) {
        return await reply.type('text/html; charset=utf-8').send(pageThatGoesTo(request.url));
      }
      const cookie = newAttempt(api.sources, request.query.fresh !== undefined, request.cookies[cookieName(api)]);
      const attempt = readAttempt(cookie);
      if (attempt === undefined) throw new ProblemError('fault');
      try {
        const there = await api.issuer.begin(attempt, `${api.ownOrigin()}${callbackPath}`);
        const maxAge = servicesLimits.issuerAttemptMs / 1_000;
        return await reply.setCookie(attemptCookie(), cookie, { ...attemptOptions(), maxAge }).redirect(there);
      } catch (error) {
        return reply.redirect(failedAt(api, error));
      }
    },
  );

  // Its query is the issuer's to make, and checked by what speaks its protocol.
  server.get(callbackPath, { config, schema: { hide: true } }, async (request, reply) => {
    const { issuer } = api;
    if (issuer === undefined) throw new ProblemError('issuer-not-set');
    const attempt = readAttempt(request.cookies[attemptCookie()]);
    reply.clearCookie(attemptCookie(), attemptOptions());
    try {
      if (attempt === undefined) throw new IssuerError('issuer-refused', 'no attempt of this browser');
      const identity = await issuer.finish(attempt, new URL(request.url, api.ownOrigin()));
      const signedIn = await signInByIssuer(api, api.tenantId, issuer.url, identity, attempt.replaces);
      if ('refused' in signedIn) return await reply.redirect(failure(signedIn.refused));
      reply.setCookie(cookieName(api), signedIn.token, webSessionCookie(api));
      // A page of our own goes on: a redirect would still count as coming from the issuer, and leave the cookie behind.
      return await reply.type('text/html; charset=utf-8').send(pageThatGoesTo('/'));
    } catch (error) {
      if (error instanceof IssuerError && error.isLie) await logLie(api, error);
      return reply.redirect(failedAt(api, error));
    }
  });
}

/** Somebody speaks for the issuer who is not it, or it is not set up as it should be: an administrator must hear of it. */
async function logLie({ db, sources, tenantId }: Api, { message }: IssuerError): Promise<void> {
  await db.transaction().execute((tx) => logSignInRefusal(tx, sources, { tenantId, by: 'issuer' }, message));
}

/** HTML, as its own type: it is for a browser alone. */
const pageFile = {
  description: 'A page that goes on by itself, to who comes from another site',
  content: { 'text/html': { schema: Type.String() } },
};

/** @param path of ours, and one that a route has let through */
const pageThatGoesTo = (path: string): string =>
  `<!doctype html><html lang="en"><title>Ringside</title><meta http-equiv="refresh" content="0;url=${path}"><p><a href="${path}">Go on</a>`;

const isFromElsewhere = (site: unknown): boolean => site === 'cross-site' || site === 'same-site';

const failure = (code: string): string => `/#sign-in-failed=${code}`;

function failedAt(api: Api, error: unknown): string {
  if (!(error instanceof IssuerError)) throw error;
  // The library's code: never what the issuer or the browser sent.
  api.log.warn({ why: error.message }, error.code);
  api.countRefusal(error.code);
  return failure(error.code);
}
