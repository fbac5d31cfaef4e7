/** Groups of users, groups of devices, and sites: the same routes for each. */
import { type TSchema, Type } from 'typebox';
import {
  addMember,
  changeGroup,
  createGroup,
  deleteGroup,
  type GroupContent,
  type GroupKind,
  listGroups,
  listMembers,
  readGroup,
  removeMember,
} from '../../access/groups.ts';
import type { TenantPermission } from '../../access/permissions.ts';
import { groupBody, groupSchema, memberParams, userGroupBody, userGroupSchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOf, pageQuery, tagged } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import { idParams, noContent, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function groupRoutes(server: TypedServer, api: Api): void {
  routesOf(server, api, { path: '/v1/user-groups', kind: 'users', permission: 'users.manage', ...ofUsers });
  routesOf(server, api, { path: '/v1/device-groups', kind: 'devices', permission: 'sites.manage', ...ofDevices });
  routesOf(server, api, { path: '/v1/sites', kind: 'site', permission: 'sites.manage', ...ofDevices });
}

interface Collection {
  readonly path: string;
  readonly kind: GroupKind;
  readonly permission: TenantPermission;
  readonly body: TSchema;
  readonly shown: TSchema;
}

const ofUsers = { body: userGroupBody, shown: userGroupSchema };
const ofDevices = { body: groupBody, shown: groupSchema };

/** What either kind of body says. */
const contentOf = (body: unknown): GroupContent => ({
  claim: null,
  ...(body as Partial<GroupContent> & { name: string }),
});

function routesOf(server: TypedServer, api: Api, { path, kind, permission, body, shown: schema }: Collection): void {
  const tags = ['groups and sites'];
  const config = { access: { administer: permission } };
  const needed = { action: 'administer', permission } as const;

  server.get(
    path,
    {
      config,
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ groups: Type.Array(schema), next }), ...problems },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const rows = await listGroups(api.db, callerOf(request).principal.tenantId, kind, page.asked);
      const { shown, next } = page.cut(rows, ({ id }) => id);
      return { groups: shown, next };
    },
  );

  server.post(
    path,
    { config, schema: { tags, body, response: { 201: schema, ...problems } } },
    async (request, reply) => {
      const content = contentOf(request.body);
      const group = await applyChange(api, request, needed, (change) => createGroup(change, kind, content));
      return reply.code(201).send(tagged(reply, group));
    },
  );

  server.get(
    `${path}/:id`,
    { config, schema: { tags, params: idParams, response: { 200: schema, ...problems } } },
    async (request, reply) => {
      const group = await readGroup(api.db, callerOf(request).principal.tenantId, kind, request.params.id);
      if (group === undefined) throw new ProblemError('group-not-found');
      return tagged(reply, group);
    },
  );

  server.put(
    `${path}/:id`,
    { config, schema: { tags, params: idParams, body, response: { 200: schema, ...problems } } },
    async (request, reply) => {
      const { id } = request.params;
      const content = contentOf(request.body);
      const group = await applyChange(api, request, needed, (change) => changeGroup(change, kind, id, content));
      return tagged(reply, group);
    },
  );

  server.delete(
    `${path}/:id`,
    { config, schema: { tags, params: idParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      await applyChange(api, request, needed, (change) => deleteGroup(change, kind, request.params.id));
      return reply.code(204).send(null);
    },
  );

  server.get(
    `${path}/:id/members`,
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: pageQuery,
        response: { 200: Type.Object({ members: Type.Array(Type.String()), next }), ...problems },
      },
    },
    async (request) => {
      const { id } = request.params;
      const group = await readGroup(api.db, callerOf(request).principal.tenantId, kind, id);
      if (group === undefined) throw new ProblemError('group-not-found');
      const page = pageOf(request.query);
      const { shown, next } = page.cut(await listMembers(api.db, id, page.asked), (member) => member);
      return { members: shown, next };
    },
  );

  server.put(
    `${path}/:id/members/:member`,
    { config, schema: { tags, params: memberParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      const { id, member } = request.params;
      await applyChange(api, request, needed, (change) => addMember(change, kind, id, member));
      return reply.code(204).send(null);
    },
  );

  server.delete(
    `${path}/:id/members/:member`,
    { config, schema: { tags, params: memberParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      const { id, member } = request.params;
      await applyChange(api, request, needed, (change) => removeMember(change, kind, id, member));
      return reply.code(204).send(null);
    },
  );
}
