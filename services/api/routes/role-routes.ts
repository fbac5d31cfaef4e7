/** Roles and what they may hold. */
import { Type } from 'typebox';
import { allPermissions, devicePermissions, permissionTable, reservedPermissions } from '../../access/permissions.ts';
import { builtInRoles, createRole, deleteRole, listRoles, readRole, updateRole } from '../../access/roles.ts';
import { previewRole } from '../../sessions/role-preview.ts';
import {
  permissionsSchema,
  roleBody,
  roleParams,
  rolePreviewBody,
  rolePreviewSchema,
  roleSchema,
} from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOf, pageQuery, tagged } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import { noContent, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function roleRoutes(server: TypedServer, api: Api): void {
  const tags = ['roles'];
  const config = { access: { administer: 'roles.manage' } } as const;
  const needed = { action: 'administer', permission: 'roles.manage' } as const;
  const overDevices: readonly string[] = devicePermissions;

  server.get(
    '/v1/permissions',
    { config: { access: 'own-account' }, schema: { tags, response: { 200: permissionsSchema, ...problems } } },
    async () => {
      const permissions = allPermissions.map((name) => {
        const scope = overDevices.includes(name) ? ('device' as const) : ('tenant' as const);
        return { name, allows: permissionTable[name].allows, scope, reserved: reservedPermissions.has(name) };
      });
      return { permissions };
    },
  );

  server.get(
    '/v1/roles',
    {
      config,
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ roles: Type.Array(roleSchema), next }), ...problems },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const custom = await listRoles(api.db, callerOf(request).principal.tenantId, page.asked);
      const { shown, next } = page.cut(custom, ({ id }) => id);
      // The built-in ones stand before all others.
      return { roles: [...(page.asked.after === '' ? builtInRoles : []), ...shown].map(describe), next };
    },
  );

  server.post(
    '/v1/roles',
    { config, schema: { tags, body: roleBody, response: { 201: roleSchema, ...problems } } },
    async (request, reply) => {
      const role = await applyChange(api, request, needed, (change) => createRole(change, request.body));
      tagged(reply, role);
      return reply.code(201).send(describe(role));
    },
  );

  server.get(
    '/v1/roles/:id',
    { config, schema: { tags, params: roleParams, response: { 200: roleSchema, ...problems } } },
    async (request, reply) => {
      const role = await readRole(api.db, callerOf(request).principal.tenantId, request.params.id);
      if (role === undefined) throw new ProblemError('role-not-found');
      return describe(tagged(reply, role));
    },
  );

  server.put(
    '/v1/roles/:id',
    { config, schema: { tags, params: roleParams, body: roleBody, response: { 200: roleSchema, ...problems } } },
    async (request, reply) => {
      const { id } = request.params;
      const role = await applyChange(api, request, needed, (change) => updateRole(change, id, request.body));
      return describe(tagged(reply, role));
    },
  );

  server.delete(
    '/v1/roles/:id',
    { config, schema: { tags, params: roleParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      await applyChange(api, request, needed, (change) => deleteRole(change, request.params.id));
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/v1/roles/:id/preview',
    {
      config,
      schema: {
        tags,
        summary: 'What a change to a role would do',
        params: roleParams,
        body: rolePreviewBody,
        response: { 200: rolePreviewSchema, ...problems },
      },
    },
    async (request) => {
      const { principal } = callerOf(request);
      const preview = await previewRole(api, principal, request.params.id, request.body.permissions);
      if (preview === undefined) throw new ProblemError('role-not-found');
      return preview;
    },
  );
}

type Shown = NonNullable<Awaited<ReturnType<typeof readRole>>>;

const describe = ({ id, name, description, permissions, builtIn }: Shown) => {
  return { id, name, description, permissions: [...permissions], builtIn };
};
