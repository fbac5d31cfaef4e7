/** The users of a tenant. */
import { Type } from 'typebox';
import { createUser, listUsers, readUser, updateUser } from '../../access/users.ts';
import { isName } from '../../names.ts';
import { newUserBody, userBody, userSchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOf, pageQuery, tagged } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import { idParams, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function userRoutes(server: TypedServer, api: Api): void {
  const tags = ['users'];
  const config = { access: { administer: 'users.manage' } } as const;
  const needed = { action: 'administer', permission: 'users.manage' } as const;

  server.get(
    '/v1/users',
    {
      config,
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ users: Type.Array(userSchema), next }), ...problems },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const rows = await listUsers(api.db, callerOf(request).principal.tenantId, page.asked);
      const { shown, next } = page.cut(rows, ({ id }) => id);
      return { users: shown, next };
    },
  );

  server.post(
    '/v1/users',
    { config, schema: { tags, body: newUserBody, response: { 201: userSchema, ...problems } } },
    async (request, reply) => {
      const user = await applyChange(api, request, needed, (change) => createUser(change, request.body.name));
      return reply.code(201).send(tagged(reply, user));
    },
  );

  server.get(
    '/v1/users/:id',
    { config, schema: { tags, params: idParams, response: { 200: userSchema, ...problems } } },
    async (request, reply) => {
      const user = await readUser(api.db, callerOf(request).principal.tenantId, request.params.id);
      if (user === undefined) throw new ProblemError('user-not-found');
      return tagged(reply, user);
    },
  );

  server.put(
    '/v1/users/:id',
    { config, schema: { tags, params: idParams, body: userBody, response: { 200: userSchema, ...problems } } },
    async (request, reply) => {
      const { id } = request.params;
      const content = request.body;
      const user = await applyChange(api, request, needed, async (change) => {
        // A name of before it was none is no reason why somebody cannot be disabled at once.
        const isNew = (await readUser(change.tx, change.facts.tenant.id, id))?.name !== content.name;
        if (isNew && !isName(content.name)) throw new ProblemError('invalid-request', { detail: notNamed });
        return updateUser(change, id, content);
      });
      return tagged(reply, user);
    },
  );
}

const notNamed = 'body/name has a form or a character that is not allowed';
