/** Keys, health and readiness: what anybody may read. */
import { Type } from 'typebox';
import { servicesLimits } from '../../limits.ts';
import type { Api } from '../api.ts';
import { addExamples } from '../examples.ts';
import { jwksSchema, problems } from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';

const statusSchema = Type.Object({ status: Type.String() });

export function publicRoutes(server: TypedServer, api: Api): void {
  const config = { access: 'public', rateLimit: perMinute(servicesLimits.publicRequestsPerMinute) } as const;

  server.get(
    '/.well-known/jwks.json',
    { config, schema: { tags: ['keys'], response: { 200: jwksSchema, ...problems } } },
    async () => ({
      keys: api.keys.publicKeys.map((key) => ({ ...key, use: 'sig' as const, alg: 'EdDSA' as const })),
    }),
  );

  server.get(
    '/healthz',
    { config: { access: 'public' }, schema: { tags: ['health'], response: { 200: statusSchema } } },
    async () => ({ status: 'ok' }),
  );

  server.get(
    '/readyz',
    { config, schema: { tags: ['health'], response: { 200: statusSchema, 503: statusSchema } } },
    async (_, reply) => {
      const why = await api.notReady();
      return why === undefined ? { status: 'ready' } : reply.code(503).send({ status: why });
    },
  );

  let description: object | undefined;
  server.get('/v1/openapi.json', { config, schema: { hide: true } }, async () => {
    description ??= addExamples(server.swagger());
    return description;
  });
}
