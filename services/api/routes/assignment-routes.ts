/** Assignments of roles. */
import { type Static, Type } from 'typebox';
import type { Assignment, AssignmentContent } from '../../access/assignment-content.ts';
import {
  createAssignment,
  listAssignments,
  readAssignment,
  updateAssignment,
  withdrawAssignment,
} from '../../access/assignments.ts';
import { servicesLimits } from '../../limits.ts';
import { assignmentBody, assignmentSchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOf, pageQuery, tagged } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import { idParams, isoTime, isoTimeOrNull, noContent, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function assignmentRoutes(server: TypedServer, api: Api): void {
  const tags = ['assignments'];
  const config = { access: { administer: 'roles.manage' } } as const;
  const bodyLimit = servicesLimits.assignmentBodyBytes;
  const needed = { action: 'administer', permission: 'roles.manage' } as const;

  server.get(
    '/v1/assignments',
    {
      config,
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ assignments: Type.Array(assignmentSchema), next }), ...problems },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const rows = await listAssignments(api.db, callerOf(request).principal.tenantId, page.asked);
      const { shown, next } = page.cut(rows, ({ id }) => id);
      return { assignments: shown.map(describe), next };
    },
  );

  server.post(
    '/v1/assignments',
    { config, bodyLimit, schema: { tags, body: assignmentBody, response: { 201: assignmentSchema, ...problems } } },
    async (request, reply) => {
      const content = contentOf(request.body);
      const assignment = await applyChange(api, request, needed, (change) => createAssignment(change, content));
      tagged(reply, assignment);
      return reply.code(201).send(describe(assignment));
    },
  );

  server.get(
    '/v1/assignments/:id',
    { config, schema: { tags, params: idParams, response: { 200: assignmentSchema, ...problems } } },
    async (request, reply) => {
      const assignment = await readAssignment(api.db, callerOf(request).principal.tenantId, request.params.id);
      if (assignment === undefined) throw new ProblemError('assignment-not-found');
      return describe(tagged(reply, assignment));
    },
  );

  server.put(
    '/v1/assignments/:id',
    {
      config,
      bodyLimit,
      schema: { tags, params: idParams, body: assignmentBody, response: { 200: assignmentSchema, ...problems } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const content = contentOf(request.body);
      const assignment = await applyChange(api, request, needed, (change) => updateAssignment(change, id, content));
      return describe(tagged(reply, assignment));
    },
  );

  server.delete(
    '/v1/assignments/:id',
    { config, schema: { tags, params: idParams, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      await applyChange(api, request, needed, (change) => withdrawAssignment(change, request.params.id));
      return reply.code(204).send(null);
    },
  );
}

function contentOf(body: Static<typeof assignmentBody>): AssignmentContent {
  const content = {
    roleId: body.roleId,
    everyone: body.everyone ?? false,
    userIds: body.userIds ?? [],
    userGroupIds: body.userGroupIds ?? [],
    everyDevice: body.everyDevice ?? false,
    deviceIds: body.deviceIds ?? [],
    deviceGroupIds: body.deviceGroupIds ?? [],
    siteIds: body.siteIds ?? [],
    startsMs: timeOf(body.startsAt),
    endsMs: timeOf(body.endsAt),
  };
  const somebody = content.everyone || content.userIds.length + content.userGroupIds.length > 0;
  const something =
    content.everyDevice || content.deviceIds.length + content.deviceGroupIds.length + content.siteIds.length > 0;
  if (!somebody || !something) {
    throw new ProblemError('invalid-request', { detail: 'An assignment names at least one user and one device.' });
  }
  return content;
}

function timeOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const timeMs = Date.parse(text);
  if (!Number.isSafeInteger(timeMs)) throw new ProblemError('assignment-times');
  return timeMs;
}

function describe({ startsMs, endsMs, createdMs, ...assignment }: Assignment) {
  const lists = {
    userIds: [...assignment.userIds],
    userGroupIds: [...assignment.userGroupIds],
    deviceIds: [...assignment.deviceIds],
    deviceGroupIds: [...assignment.deviceGroupIds],
    siteIds: [...assignment.siteIds],
  };
  return {
    ...assignment,
    ...lists,
    startsAt: isoTimeOrNull(startsMs),
    endsAt: isoTimeOrNull(endsMs),
    createdAt: isoTime(createdMs),
    warnings: [
      ...(assignment.everyone ? (['covers-everyone'] as const) : []),
      ...(assignment.everyDevice ? (['covers-every-device'] as const) : []),
    ],
  };
}
