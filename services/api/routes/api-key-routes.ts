/** API keys for portals' backends: made, listed without the keys themselves, revoked. Never by an API key. */
import { Type } from 'typebox';
import { type ApiKey, createOwnApiKey, listApiKeys, revokeApiKey } from '../../access/api-keys.ts';
import { apiKeyBody, apiKeySchema, newApiKeySchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOf, pageQuery } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import { idParams, isoTime, isoTimeOrNull, noContent, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function apiKeyRoutes(server: TypedServer, api: Api): void {
  const tags = ['API keys'];
  const config = { access: { administer: 'api-keys.manage' } } as const;
  const needed = { action: 'administer', permission: 'api-keys.manage' } as const;

  server.get(
    '/v1/api-keys',
    {
      config,
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ apiKeys: Type.Array(apiKeySchema), next }), ...problems },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const rows = await listApiKeys(api.db, callerOf(request).principal.tenantId, page.asked);
      const { shown, next } = page.cut(rows, ({ id }) => id);
      return { apiKeys: shown.map(describe), next };
    },
  );

  server.post(
    '/v1/api-keys',
    {
      config,
      schema: {
        tags,
        summary: 'Makes a key, which is shown this once and stays within its maker’s rights',
        body: apiKeyBody,
        response: { 201: newApiKeySchema, ...problems },
      },
    },
    async (request, reply) => {
      const { name, scope = 'sessions', origins, expiresInSeconds } = request.body;
      const stranger = origins.find((origin) => !isOrigin(origin));
      if (stranger !== undefined) {
        throw new ProblemError('invalid-request', { detail: 'An origin is such as https://portal.example.' });
      }
      const content = { name, scope, origins, lifeMs: expiresInSeconds * 1_000 };
      const { key, secret } = await applyChange(api, request, needed, (change) => createOwnApiKey(change, content));
      return reply.code(201).send({ ...describe(key), apiKey: secret });
    },
  );

  server.delete(
    '/v1/api-keys/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Revokes a key: it stops acting at once, and sessions that it started end',
        params: idParams,
        response: { 204: noContent, ...problems },
      },
    },
    async (request, reply) => {
      await applyChange(api, request, needed, (change) => revokeApiKey(change, request.params.id));
      return reply.code(204).send(null);
    },
  );
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

function describe({ createdMs, expiresMs, revokedMs, origins, ...key }: ApiKey) {
  return {
    ...key,
    origins: [...origins],
    createdAt: isoTime(createdMs),
    expiresAt: isoTime(expiresMs),
    revokedAt: isoTimeOrNull(revokedMs),
  };
}
