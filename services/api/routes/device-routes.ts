/** Devices as operators see them, and moving them between their states. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { refuse } from '../../access/access-change.ts';
import { readAccessFacts } from '../../access/access-facts.ts';
import { type AccessRequest, authorize } from '../../access/authorize.ts';
import type { AccessFacts } from '../../access/facts.ts';
import { actorOf } from '../../access/principal.ts';
import { type DeviceRecord, listDevices, readDevice } from '../../devices/device-records.ts';
import { changeDeviceState, type StateChangeRequest } from '../../devices/device-withdrawal.ts';
import { insertEnrolmentKey } from '../../devices/enrolment-keys.ts';
import { type Incident, openIncidents } from '../../incidents/incidents.ts';
import { recoverDevice } from '../../recoveries/recoveries.ts';
import { countViewers, viewersOfTenant } from '../../sessions/viewer-count.ts';
import type { Tx } from '../../store/schema.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, next, pageOfAll, pageQuery } from '../changes.ts';
import { ProblemError } from '../problem.ts';
import {
  deviceSchema,
  idParams,
  isoTime,
  newEnrolmentKeySchema,
  noContent,
  problems,
  rebindingBody,
  recoveryBody,
  recoverySchema,
  stateBody,
} from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';
import { describeEnrolmentKey } from './enrolment-key-routes.ts';

export function deviceRoutes(server: TypedServer, api: Api): void {
  const tags = ['devices'];

  server.get(
    '/v1/devices',
    {
      config: { access: 'by-device' },
      schema: {
        tags,
        querystring: pageQuery,
        response: { 200: Type.Object({ devices: Type.Array(deviceSchema), next }), ...problems },
      },
    },
    async (request) => {
      const { facts, principal } = callerOf(request);
      const devices = await listDevices(api.db, principal.tenantId, api.relays.isLinked);
      const seen = devices.filter((device) => authorize(facts, { action: 'see-device', device }).allowed);
      const { shown, next } = pageOfAll(seen, request.query, ({ id }) => id);
      const incidents = await openIncidents(api.db, principal.tenantId);
      const viewers = await viewersOfTenant(api.db, principal.tenantId, facts.atMs);
      return {
        devices: shown.map((device) => describe(facts, device, viewers.get(device.id) ?? 0, incidents.get(device.id))),
        next,
      };
    },
  );

  server.get(
    '/v1/devices/:id',
    {
      config: { access: 'by-device' },
      schema: { tags, params: idParams, response: { 200: deviceSchema, ...problems } },
    },
    async (request) => {
      const { facts } = callerOf(request);
      const device = await readDevice(api.db, request.params.id, api.relays.isLinked);
      const decision = authorize(facts, { action: 'see-device', device });
      if (!decision.allowed) throw new ProblemError(decision.reason);
      if (device === undefined) throw new ProblemError('device-not-found');
      const incidents = await openIncidents(api.db, device.tenantId);
      const viewers = await countViewers(api.db, device.id, { nowMs: facts.atMs });
      return describe(facts, device, viewers, incidents.get(device.id));
    },
  );

  server.post(
    '/v1/devices/:id/state',
    {
      config: { access: 'by-device' },
      schema: { tags, params: idParams, body: stateBody, response: { 204: noContent, ...problems } },
    },
    async (request, reply) => {
      await changeState(request, { deviceId: request.params.id, state: request.body.state });
      return reply.code(204).send(null);
    },
  );

  server.delete(
    '/v1/devices/:id',
    {
      config: { access: 'by-device' },
      schema: {
        tags,
        summary: 'Unenrols a device, and deletes what was collected about it; the log stays',
        params: idParams,
        response: { 204: noContent, ...problems },
      },
    },
    async (request, reply) => {
      await changeState(request, { deviceId: request.params.id, state: 'unenrolled', deleteData: true });
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/v1/devices/:id/rebinding',
    {
      config: { access: 'by-device' },
      schema: {
        tags,
        summary: 'Makes an enrolment key, good once, with which another machine takes the record of this device over',
        params: idParams,
        body: rebindingBody,
        response: { 201: newEnrolmentKeySchema, ...problems },
      },
    },
    async (request, reply) => {
      const { id: deviceId } = request.params;
      const lifeMs = request.body.expiresInSeconds * 1_000;
      const needed = (tx: Tx) => toManage(tx, deviceId);
      const { key, secret } = await applyChange(api, request, needed, async ({ tx, sources, facts, actor }) => {
        const device = await readDevice(tx, deviceId, api.relays.isLinked);
        if (device === undefined) return refuse('device-not-found');
        if (device.state === 'unenrolled') return refuse('state-change-not-allowed');
        const name = `rebinding of ${device.name}`.slice(0, 100);
        const once = { name, approval: 'automatic', maxUses: 1 } as const;
        return insertEnrolmentKey(tx, sources, { ...once, tenantId: facts.tenant.id, actor, lifeMs, deviceId });
      });
      return reply.code(201).send({ ...describeEnrolmentKey(key), enrolmentKey: secret });
    },
  );

  /** What managing a device takes. */
  async function toManage(tx: Tx, id: string): Promise<AccessRequest> {
    const device = await readDevice(tx, id, api.relays.isLinked);
    return { action: 'manage-device', permission: 'devices.manage', device };
  }

  async function changeState(request: FastifyRequest, change: Omit<StateChangeRequest, 'tenantId' | 'actor'>) {
    const { principal } = callerOf(request);
    const by = { tenantId: principal.tenantId, actor: actorOf(principal) };
    const result = await changeDeviceState(api, { ...change, ...by }, async (tx) => {
      const facts = await readAccessFacts(tx, principal, api.sources.nowMs());
      if (facts === undefined) return 'not-signed-in';
      const decision = authorize(facts, await toManage(tx, change.deviceId));
      return decision.allowed ? undefined : decision.reason;
    });
    if (result !== 'changed') throw new ProblemError(result);
  }

  server.post(
    '/v1/devices/:id/recovery',
    {
      config: { access: 'by-device' },
      schema: { tags, params: idParams, body: recoveryBody, response: { 200: recoverySchema, ...problems } },
    },
    async (request) => {
      const { principal } = callerOf(request);
      const { command } = request.body;
      const outcome = await recoverDevice(api, principal, { deviceId: request.params.id, command });
      if (!outcome.answered) throw new ProblemError(outcome.reason);
      return { result: outcome.result };
    },
  );
}

function describe(facts: AccessFacts, device: DeviceRecord, viewers: number, incidents: readonly Incident[] = []) {
  const may = (permission: 'view' | 'modify') =>
    authorize(facts, {
      action: 'start-session',
      device,
      permission,
      begun: false,
      viewers,
      reasonGiven: true,
      authenticatedMs: facts.atMs,
    });
  // What the operator holds on the device, whatever keeps a session from starting at the moment.
  const permissions = (['view', 'modify'] as const).filter((permission) => {
    const decision = may(permission);
    return decision.allowed || decision.reason !== 'device-not-found';
  });
  const decision = may(permissions.includes('modify') ? 'modify' : 'view');
  return {
    id: device.id,
    name: device.name,
    platform: device.platform,
    state: device.state,
    connected: device.connected,
    callState: device.callState,
    callStateSource: device.callStateSource,
    ring: device.ring,
    displays: [...device.displays],
    relayUrl: device.home?.viewerUrl ?? null,
    permissions,
    accessReadable: authorize(facts, { action: 'manage-device', permission: 'access.read', device }).allowed,
    refusal: decision.allowed ? null : decision.reason,
    incidents: incidents.map(({ kind, detail, openedMs }) => ({ kind, detail, openedAt: isoTime(openedMs) })),
    reasonRequired: facts.tenant.settings.reasonRequired,
    missing: device.capabilities?.missing ?? [],
    capabilities: device.capabilities ?? null,
  };
}
