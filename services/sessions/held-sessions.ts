/** Which live sessions no longer have what they rest on (SES-3): read for many at once. */
import { readFactsOf } from '../access/access-facts.ts';
import { authorize } from '../access/authorize.ts';
import { readHeldDevices } from '../devices/device-records.ts';
import type { Queryable } from '../store/schema.ts';
import type { Session } from './session-records.ts';

/** The scope of an API key matters for starting; a session rests on the operator's own rights. */
export async function unheldSessions(db: Queryable, sessions: readonly Session[], atMs: number): Promise<Session[]> {
  if (sessions.length === 0) return [];
  const facts = await readFactsOf(db, [...new Set(sessions.map(({ operatorId }) => operatorId))], atMs);
  const devices = await readHeldDevices(db, [...new Set(sessions.map(({ deviceId }) => deviceId))]);
  return sessions.filter(({ operatorId, deviceId, permission }) => {
    const operator = facts.get(operatorId);
    const request = { action: 'hold-session', device: devices.get(deviceId), permission } as const;
    return operator === undefined || !authorize(operator, request).allowed;
  });
}
