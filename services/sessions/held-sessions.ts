/** Which live sessions no longer have what they rest on (SES-3): read for many at once. */
import { readFactsOf } from '../access/access-facts.ts';
import { authorize } from '../access/authorize.ts';
import { readHeldDevices } from '../devices/device-records.ts';
import type { Queryable } from '../store/schema.ts';
import { readCredentials } from './credentials.ts';
import type { Session } from './session-records.ts';

/** The operator's rights, and what the session was started with: a sign-in or an API key, and its maker's rights. */
export async function unheldSessions(db: Queryable, sessions: readonly Session[], atMs: number): Promise<Session[]> {
  if (sessions.length === 0) return [];
  const operators = [...new Set(sessions.map(({ operatorId }) => operatorId))];
  const facts = await readFactsOf(db, operators, atMs, 'current');
  const devices = await readHeldDevices(db, [...new Set(sessions.map(({ deviceId }) => deviceId))]);
  const heldWith = await readCredentials(db, sessions, atMs);
  return sessions.filter(({ operatorId, deviceId, permission, credential }) => {
    const operator = facts.get(operatorId);
    const held = operator && heldWith(operator, credential);
    const request = { action: 'hold-session', device: devices.get(deviceId), permission } as const;
    return held === undefined || !authorize(held, request).allowed;
  });
}
