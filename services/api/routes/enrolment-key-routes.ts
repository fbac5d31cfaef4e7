/** Enrolment keys: made, listed without their secrets, revoked. */
import { Type } from 'typebox';
import { refuse } from '../../access/access-change.ts';
import {
  type EnrolmentKey,
  insertEnrolmentKey,
  listEnrolmentKeys,
  revokeEnrolmentKey,
} from '../../devices/enrolment-keys.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, timedCursor, timedPageOf, timedPageQuery } from '../changes.ts';
import {
  enrolmentKeyBody,
  enrolmentKeySchema,
  idParams,
  isoTime,
  isoTimeOrNull,
  newEnrolmentKeySchema,
  noContent,
  problems,
} from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function enrolmentKeyRoutes(server: TypedServer, api: Api): void {
  const tags = ['enrolment keys'];
  const config = { access: { administer: 'enrolment-keys.manage' } } as const;
  const needed = { action: 'administer', permission: 'enrolment-keys.manage' } as const;

  server.post(
    '/v1/enrolment-keys',
    { config, schema: { tags, body: enrolmentKeyBody, response: { 201: newEnrolmentKeySchema, ...problems } } },
    async (request, reply) => {
      const { name = '', approval = 'automatic', maxUses, expiresInSeconds } = request.body;
      const content = { name, approval, maxUses, lifeMs: expiresInSeconds * 1_000 };
      const { key, secret } = await applyChange(api, request, needed, ({ tx, sources, facts, actor }) =>
        insertEnrolmentKey(tx, sources, { ...content, tenantId: facts.tenant.id, actor }),
      );
      return reply.code(201).send({ ...describeEnrolmentKey(key), enrolmentKey: secret });
    },
  );

  server.get(
    '/v1/enrolment-keys',
    {
      config,
      schema: {
        tags,
        querystring: timedPageQuery,
        response: { 200: Type.Object({ enrolmentKeys: Type.Array(enrolmentKeySchema), next }), ...problems },
      },
    },
    async (request) => {
      const { after, limit } = timedPageOf(request.query);
      const { tenantId } = callerOf(request).principal;
      const keys = await listEnrolmentKeys(api.db, tenantId, { after, rows: limit + 1 });
      const last = keys.length > limit ? keys[limit - 1] : undefined;
      const cursor = timedCursor(last && { timeMs: last.createdMs, id: last.id });
      return { enrolmentKeys: keys.slice(0, limit).map(describeEnrolmentKey), next: cursor };
    },
  );

  server.delete(
    '/v1/enrolment-keys/:id',
    { config, schema: { tags, params: idParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      const { id } = request.params;
      await applyChange(api, request, needed, async ({ tx, sources, facts, actor }) => {
        const known = await revokeEnrolmentKey(tx, sources, { tenantId: facts.tenant.id, id, actor });
        return known ? undefined : refuse('enrolment-key-not-found');
      });
      return reply.code(204).send(null);
    },
  );
}

export function describeEnrolmentKey(key: EnrolmentKey) {
  const { id, name, approval, maxUses, uses, createdMs, expiresMs, revokedMs } = key;
  const createdAt = isoTime(createdMs);
  return {
    id,
    name,
    approval,
    maxUses,
    uses,
    createdAt,
    expiresAt: isoTime(expiresMs),
    revokedAt: isoTimeOrNull(revokedMs),
  };
}
