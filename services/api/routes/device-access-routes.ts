/** ACC-6: who can reach a device now, and why. */
import { authorize } from '../../access/authorize.ts';
import { readDevice } from '../../devices/device-records.ts';
import { whoCanReach } from '../../sessions/device-reach.ts';
import { deviceAccessSchema } from '../access-schemas.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authentication.ts';
import { ProblemError } from '../problem.ts';
import { idParams, isoTimeOrNull, problems } from '../schemas.ts';
import type { TypedServer } from '../typed-server.ts';

export function deviceAccessRoutes(server: TypedServer, api: Api): void {
  server.get(
    '/v1/devices/:id/access',
    {
      config: { access: 'by-device' },
      schema: {
        tags: ['devices'],
        summary: 'Who can reach the device now, and why',
        params: idParams,
        response: { 200: deviceAccessSchema, ...problems },
      },
    },
    async (request) => {
      const { facts } = callerOf(request);
      const device = await readDevice(api.db, request.params.id, api.relays.isLinked);
      const decision = authorize(facts, { action: 'manage-device', permission: 'access.read', device });
      if (!decision.allowed || device === undefined) {
        throw new ProblemError(decision.allowed ? 'device-not-found' : decision.reason);
      }
      const { refusal, users } = await whoCanReach(api.db, device, facts.atMs);
      return {
        refusal,
        users: users.map(({ because, ...user }) => ({
          ...user,
          because: because.map(({ endsMs, ...each }) => ({ ...each, endsAt: isoTimeOrNull(endsMs) })),
        })),
      };
    },
  );
}
