/**
 * `Idempotency-Key` on every creation: asked for again, it is answered as it was the first time and made once. What has
 * an ETag may be read again and is remembered; an answer without one may hold a secret, and is not.
 */
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preHandlerAsyncHookHandler,
  RouteOptions,
} from 'fastify';
import { Type } from 'typebox';
import { answerKey, claimKey, releaseKey } from '../access/idempotency-keys.ts';
import type { Principal } from '../access/principal.ts';
import type { Api } from './api.ts';
import { callerOf } from './authentication.ts';
import { ProblemError } from './problem.ts';

const header = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      // Visible ASCII: what a header carries unharmed.
      pattern: '^[\\x21-\\x7e]+$',
      minLength: 8,
      maxLength: 200,
      description: 'Chosen by the caller, a UUID best: asked for again under it within a day, it is made once',
      examples: ['5d9c1f0e-8a5b-4f7e-9d55-6d0f6f3c1a27'],
    }),
  ),
});

/** Keys that wait for their answer. */
const claimed = new WeakMap<FastifyRequest, string>();

export function idempotentCreation(server: FastifyInstance, api: Api): void {
  const claim: preHandlerAsyncHookHandler = async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return;
    const { principal } = callerOf(request);
    const attempt = { key, request: [request.method, request.url, request.body ?? null] };
    const claim = await claimKey(api.db, principal, attempt, api.sources.nowMs());
    if (claim.kind === 'other-request') throw new ProblemError('idempotency-key-reused');
    if (claim.kind === 'unanswered') throw new ProblemError('idempotency-key-unanswered');
    if (claim.kind === 'first') {
      claimed.set(request, key);
      return;
    }
    const { status, shown } = claim.answer;
    if (shown === null) throw new ProblemError('answered-once');
    reply.header('etag', shown.etag).type('application/json; charset=utf-8');
    return reply.code(status).serializer(String).send(shown.body);
  };

  const settle: onSendAsyncHookHandler<unknown> = async (request, reply, payload) => {
    const key = claimed.get(request);
    if (key === undefined) return;
    claimed.delete(request);
    try {
      await settleKey(api, callerOf(request).principal, key, reply, payload);
    } catch (error) {
      // It is made, or refused, all the same: asked for again, it is said to be unanswered.
      api.log.error({ err: error }, 'an idempotency key could not be settled');
    }
  };

  server.addHook('onRoute', (route) => {
    if (!isCreation(route)) return;
    route.schema = { ...route.schema, headers: header };
    route.preHandler = [route.preHandler ?? [], claim].flat();
    route.onSend = [route.onSend ?? [], settle].flat();
  });
}

async function settleKey(
  { db }: Api,
  principal: Principal,
  key: string,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  const status = reply.statusCode;
  // After a fault nobody knows.
  if (status === 500) return;
  if (status >= 300) return releaseKey(db, principal, key);
  const etag = reply.getHeader('etag');
  const shown = typeof etag === 'string' && typeof payload === 'string' ? { body: payload, etag } : null;
  return answerKey(db, principal, key, { status, shown });
}

/** What answers 201 to who is signed in. */
function isCreation({ method, schema, config }: RouteOptions): boolean {
  const answers = schema?.response;
  const creates = typeof answers === 'object' && answers !== null && '201' in answers;
  return method === 'POST' && creates && config?.access !== 'public';
}
