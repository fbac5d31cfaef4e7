/**
 * DEV-3: a machine that lost its key, or a new one in its place, takes a device's record over. Its history, its name and
 * its assignments stay; the key pair before is void, and its sessions end. Its state stays too: a device that is
 * suspended has to be let back in by somebody.
 */
import type { PublicKeyJwk } from '@ringside/protocol';
import { limits } from '@ringside/protocol';
import { appendEvent } from '../audit/event-log.ts';
import { closeIncident } from '../incidents/incidents.ts';
import { type Ending, endSessionsOfDevice } from '../sessions/session-end.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

export interface NewMachine {
  readonly deviceId: string;
  readonly enrolmentKeyId: string;
  readonly publicKey: PublicKeyJwk;
  readonly thumbprint: string;
  readonly platform: string;
}

/** @returns the sessions that ended, to be announced after the commit */
export async function rebindDevice(
  tx: Tx,
  sources: Sources,
  { deviceId, enrolmentKeyId, publicKey, thumbprint, platform }: NewMachine,
): Promise<Ending[]> {
  const nowMs = sources.nowMs();
  const { tenant_id: tenantId, state } = await tx
    .updateTable('devices')
    .set({
      public_key: JSON.stringify(publicKey),
      key_thumbprint: thumbprint,
      platform,
      enrolment_key_id: enrolmentKeyId,
      credential_expires_ms: nowMs + limits.credentialMs,
      rebound_ms: nowMs,
    })
    .where('id', '=', deviceId)
    .returning(['tenant_id', 'state'])
    .executeTakeFirstOrThrow();
  // What the other machine said of itself.
  await tx.deleteFrom('presence').where('device_id', '=', deviceId).execute();
  const actor = { kind: 'device', id: deviceId } as const;
  const detail = { enrolmentKey: enrolmentKeyId, state };
  await appendEvent(tx, sources, { kind: 'device.rebound', tenantId, actor, deviceId, detail });
  await closeIncident(tx, sources, { deviceId, kind: 'identity-doubled', actor });
  return endSessionsOfDevice(tx, sources, deviceId, actor);
}
