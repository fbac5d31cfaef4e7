/** The device's side: challenge, enrolment, renewal, unenrolment. Public routes: the enrolment key or the device's key is the credential. */
import { enrolDevice, renewCredential, unenrolDevice } from '../../devices/enrolment.ts';
import { relayForDevices } from '../../devices/relay-choice.ts';
import { servicesLimits } from '../../limits.ts';
import type { Api } from '../api.ts';
import { ProblemError } from '../problem.ts';
import {
  challengeSchema,
  enrolmentBody,
  enrolmentSchema,
  noContent,
  problems,
  renewalBody,
  renewalSchema,
  unenrolmentBody,
} from '../schemas.ts';
import { perMinute, type TypedServer } from '../typed-server.ts';

export function enrolmentRoutes(server: TypedServer, api: Api): void {
  const tags = ['for devices'];
  const config = { access: 'public', rateLimit: perMinute(servicesLimits.deviceRequestsPerMinute) } as const;

  const relayUrl = async () => {
    const url = await relayForDevices(api.db, api.relays);
    if (url === undefined) throw new ProblemError('no-relay');
    return url;
  };

  server.post(
    '/v1/device-challenges',
    { config, schema: { tags, response: { 201: challengeSchema, ...problems } } },
    async (_, reply) => reply.code(201).send({ nonce: api.challenges.issue() }),
  );

  server.post(
    '/v1/enrolments',
    { config, schema: { tags, body: enrolmentBody, response: { 201: enrolmentSchema, ...problems } } },
    async (request, reply) => {
      // Before a use of the key is spent.
      const relay = await relayUrl();
      const enrolment = await enrolDevice(api, request.body);
      if (!enrolment.enrolled) throw new ProblemError(enrolment.reason);
      const { deviceId, tenantId, credential } = enrolment;
      const { issuer, rootKey } = api.keys;
      api.log.info({ device: deviceId }, 'device enrolled');
      return reply.code(201).send({ deviceId, tenantId, credential, relayUrl: relay, issuer, rootKey });
    },
  );

  server.post(
    '/v1/device-credentials',
    { config, schema: { tags, body: renewalBody, response: { 201: renewalSchema, ...problems } } },
    async (request, reply) => {
      const relay = await relayUrl();
      const renewal = await renewCredential(api, request.body);
      if (!renewal.renewed) throw new ProblemError(renewal.reason);
      return reply.code(201).send({ credential: renewal.credential, relayUrl: relay });
    },
  );

  server.post(
    '/v1/device-unenrolments',
    { config, schema: { tags, body: unenrolmentBody, response: { 204: noContent, ...problems } } },
    async (request, reply) => {
      const refused = await unenrolDevice(api, request.body);
      if (refused !== undefined) throw new ProblemError(refused);
      api.log.info({ device: request.body.deviceId }, 'device unenrolled itself');
      return reply.code(204).send(null);
    },
  );
}
