/** What the log says of asking for a session: the request that stands before each ticket, or the one reason against it. */
import type { GrantPermission } from '@ringside/protocol';
import { actorOf, type Principal } from '../access/principal.ts';
import { appendEvent } from '../audit/event-log.ts';
import type { DeviceRecord } from '../devices/device-records.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import type { Session } from './session-records.ts';

export function logRequest(
  tx: Tx,
  sources: Sources,
  principal: Principal,
  session: Session,
  kind: 'session.requested' | 'session.resume-requested',
): Promise<void> {
  const { permission, origin, node, reason } = session;
  const about = {
    tenantId: session.tenantId,
    actor: actorOf(principal),
    operatorId: session.operatorId,
    deviceId: session.deviceId,
    sessionId: session.id,
    detail: { permission, origin, node },
  };
  if (kind === 'session.resume-requested' || reason === '') return appendEvent(tx, sources, { ...about, kind });
  return appendEvent(tx, sources, { ...about, kind, personal: { reason } });
}

interface Refused {
  readonly permission?: GrantPermission;
  /** Of the refusal. */
  readonly reason: string;
  readonly device: DeviceRecord | undefined;
  readonly session?: Session | undefined;
}

export function logRefusal(tx: Tx, sources: Sources, principal: Principal, refused: Refused): Promise<void> {
  const { permission, reason, device, session } = refused;
  return appendEvent(tx, sources, {
    kind: 'session.refused',
    tenantId: principal.tenantId,
    actor: actorOf(principal),
    operatorId: principal.operatorId,
    // A device of another tenant is none at all.
    ...(device?.tenantId === principal.tenantId ? { deviceId: device.id } : {}),
    ...(session === undefined ? {} : { sessionId: session.id }),
    detail: { permission: permission ?? session?.permission ?? null, reason, by: 'services' },
  });
}
