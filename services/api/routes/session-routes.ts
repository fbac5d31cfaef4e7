/** Sessions: start, resume, end, and their durable records. */
import { parsePublicKey } from '@ringside/protocol';
import { Type } from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { endSessionFor } from '../../sessions/session-end.ts';
import { listSessions } from '../../sessions/session-list.ts';
import { resumeSession, type SessionStart, startSession } from '../../sessions/session-start.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { next, timedCursor, timedPageOf, timedPageQuery } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import {
  idParams,
  isoTime,
  isoTimeOrNull,
  noContent,
  problems,
  resumeBody,
  sessionRequestBody,
  sessionSchema,
  ticketSchema,
} from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function sessionRoutes(server: TypedServer, api: Api): void {
  const tags = ['sessions'];

  server.post(
    '/v1/sessions',
    {
      config: { access: 'by-device' },
      schema: { tags, body: sessionRequestBody, response: { 201: ticketSchema, ...problems } },
    },
    async (request, reply) => {
      const { principal } = callerOf(request);
      const { deviceId, permission, reason = '', publicKey } = request.body;
      const origin = sessionOrigin(principal, api.ownOrigin(), request.body.origin);
      const viewerKey = requireKey(publicKey);
      const { authenticatedAt } = request.body;
      const authenticatedMs = authenticatedAt === undefined ? null : Date.parse(authenticatedAt);
      const asked = { deviceId, permission, reason, viewerKey, origin, authenticatedMs };
      const start = await startSession(api, principal, asked);
      return reply.code(201).send(ticketAnswer(start));
    },
  );

  server.post(
    '/v1/sessions/:id/tickets',
    {
      config: { access: 'by-session' },
      schema: { tags, params: idParams, body: resumeBody, response: { 201: ticketSchema, ...problems } },
    },
    async (request, reply) => {
      const { principal } = callerOf(request);
      const viewerKey = requireKey(request.body.publicKey);
      const origin = principal.via === 'page' ? api.ownOrigin() : undefined;
      const resumed = await resumeSession(api, principal, { sessionId: request.params.id, viewerKey, origin });
      return reply.code(201).send(ticketAnswer(resumed));
    },
  );

  server.post(
    '/v1/sessions/:id/end',
    {
      config: { access: 'by-session' },
      schema: { tags, params: idParams, response: { 204: noContent, ...problems } },
    },
    async (request, reply) => {
      const result = await endSessionFor(api, callerOf(request).principal, request.params.id);
      if (result !== 'ended') throw new ProblemError(result);
      return reply.code(204).send(null);
    },
  );

  server.get(
    '/v1/sessions',
    {
      config: { access: 'by-session' },
      schema: {
        tags,
        querystring: timedPageQuery,
        response: { 200: Type.Object({ sessions: Type.Array(sessionSchema), next }), ...problems },
      },
    },
    async (request) => {
      const page = await listSessions(api.db, callerOf(request).facts, timedPageOf(request.query));
      const sessions = page.sessions.map(({ requestedMs, startedMs, endedMs, ...record }) => ({
        ...record,
        requestedAt: isoTime(requestedMs),
        startedAt: isoTimeOrNull(startedMs),
        endedAt: isoTimeOrNull(endedMs),
        durationSeconds: startedMs === null || endedMs === null ? null : (endedMs - startedMs) / 1_000,
      }));
      return { sessions, next: timedCursor(page.last) };
    },
  );
}

/** Our own page shows sessions at its own origin; a portal's backend names the origin of its page. */
function sessionOrigin(principal: Principal, ownOrigin: string, asked: string | undefined): string {
  if (principal.via === 'page') {
    if (asked !== undefined && asked !== ownOrigin) throw new ProblemError('origin-not-allowed');
    return ownOrigin;
  }
  if (asked === undefined || !principal.origins.includes(asked)) throw new ProblemError('origin-not-allowed');
  return asked;
}

function requireKey(value: unknown) {
  const key = parsePublicKey(value);
  if (key === undefined) throw new ProblemError('invalid-request', { detail: 'publicKey is not a P-256 public key.' });
  return key;
}

function ticketAnswer(start: SessionStart) {
  if (!start.started) throw new ProblemError(start.reason, { isLogged: true, endReason: start.endReason });
  const { session, ticket, relayUrl, expiresAtMs } = start;
  return {
    sessionId: session.id,
    ticket,
    relayUrl,
    permission: session.permission,
    expiresAt: isoTime(expiresAtMs),
  };
}
