/** What a tenant decides for itself: whether there is remote access at all, and the rules for its sessions and devices. */
import type { FastifyReply } from 'fastify';
import { acknowledgementText, type OptIn, optIn, optOut, readOptIn } from '../../access/opt-in.ts';
import { changeTenantSettings } from '../../access/settings-change.ts';
import { readTenantSettings, tenantSettingsSchema } from '../../access/tenant-settings.ts';
import { setTenantSuspended } from '../../access/tenant-suspension.ts';
import { changeableRules, type DeviceRules, readDeviceRules, setMinimumAgent } from '../../devices/minimum-agent.ts';
import { withRelayRules } from '../../devices/relay-rules.ts';
import { optInBody, optInSchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { applyChange, tagged } from '../changes.ts';
import { deviceRulesBody, deviceRulesSchema, isoTimeOrNull, noContent, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function organisationRoutes(server: TypedServer, api: Api): void {
  const tags = ['organisation'];
  const config = { access: { administer: 'settings.manage' } } as const;
  const needed = { action: 'administer', permission: 'settings.manage' } as const;

  server.get(
    '/v1/opt-in',
    { config, schema: { tags, response: { 200: optInSchema, ...problems } } },
    async (request, reply) => describe(reply, await readOptIn(api.db, callerOf(request).principal.tenantId)),
  );

  server.put(
    '/v1/opt-in',
    {
      config: { access: 'opt-in' },
      schema: { tags, body: optInBody, response: { 200: optInSchema, ...problems } },
    },
    async (request, reply) => {
      const { body } = request;
      const state = await applyChange(api, request, { action: 'opt-in' }, (change) =>
        body.enabled ? optIn(change, body) : optOut(change),
      );
      return describe(reply, state);
    },
  );

  server.get(
    '/v1/settings',
    { config, schema: { tags, response: { 200: tenantSettingsSchema, ...problems } } },
    async (request, reply) => {
      return tagged(reply, await readTenantSettings(api.db, callerOf(request).principal.tenantId));
    },
  );

  server.put(
    '/v1/settings',
    { config, schema: { tags, body: tenantSettingsSchema, response: { 200: tenantSettingsSchema, ...problems } } },
    async (request, reply) => {
      const settings = await applyChange(api, request, needed, (change) => changeTenantSettings(change, request.body));
      return tagged(reply, settings);
    },
  );

  server.get(
    '/v1/device-rules',
    { config, schema: { tags, response: { 200: deviceRulesSchema, ...problems } } },
    async (request, reply) => showRules(reply, await readDeviceRules(api.db, callerOf(request).principal.tenantId)),
  );

  server.put(
    '/v1/device-rules',
    { config, schema: { tags, body: deviceRulesBody, response: { 200: deviceRulesSchema, ...problems } } },
    async (request, reply) => {
      const { minimumAgentVersion } = request.body;
      const rules = await applyChange(api, request, needed, (change) => setMinimumAgent(change, minimumAgentVersion));
      await tellRelays(api);
      return showRules(reply, rules);
    },
  );

  server.post(
    '/v1/suspension',
    { config: { access: 'opt-in' }, schema: { tags, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      await applyChange(api, request, { action: 'suspend-tenant' }, ({ tx, sources, facts, actor }) =>
        setTenantSuspended(tx, sources, { tenantId: facts.tenant.id, suspended: true, actor }),
      );
      await tellRelays(api);
      return reply.code(204).send(null);
    },
  );
}

async function tellRelays({ db, sources, relays }: Api): Promise<void> {
  await withRelayRules(db, sources, relays, (rules) => relays.apply(rules));
}

function showRules(reply: FastifyReply, rules: DeviceRules) {
  tagged(reply, changeableRules(rules));
  const { minimumAgentVersion, entitlement } = rules;
  return { minimumAgentVersion, entitledDevices: entitlement.devices, monitoredDevices: entitlement.monitored };
}

function describe(reply: FastifyReply, state: OptIn) {
  const { enabled, sinceMs, acknowledgedBy, textVersion } = tagged(reply, state);
  const text = { ...acknowledgementText };
  return { enabled, since: isoTimeOrNull(sinceMs), acknowledgedBy, acknowledgedText: textVersion, text };
}
