/** What no route describes is refused on every route (EMB-3): query parameters and bodies where there are none. */
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem.ts';
import { strict } from './schemas.ts';

export function refuseUndescribed(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const { url, schema } = route;
    // Files of the page, and what is not ours to describe.
    if (!url.startsWith('/v1/') || schema?.hide === true || schema?.querystring !== undefined) return;
    route.schema = { ...schema, querystring: strict({}) };
  });
  server.addHook('preValidation', async ({ body, routeOptions: { schema } }) => {
    if (body === undefined || body === null || schema?.body !== undefined) return;
    // Some clients cannot POST without one.
    if (typeof body === 'object' && Object.keys(body).length === 0) return;
    throw new ProblemError('invalid-request', { detail: 'There is no body to this request.' });
  });
}
