/** Enrolment: a device with an enrolment key and a key pair of its own becomes a record, and gets its credential. */
import {
  keyThumbprint,
  limits,
  type ProofRole,
  type PublicKeyJwk,
  parsePublicKey,
  verifyProof,
} from '@ringside/protocol';
import type { DeviceState } from '../access/facts.ts';
import { appendEvent } from '../audit/event-log.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { RelayLink } from '../relay-link.ts';
import { hashSecret } from '../secret.ts';
import { announceEndings, type Ending } from '../sessions/session-end.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import type { DeviceChallenges } from './device-challenge.ts';
import { changeDeviceState } from './device-withdrawal.ts';
import { type EnrolmentKeyRefusal, useEnrolmentKey } from './enrolment-keys.ts';
import { hasRoom } from './entitlement.ts';
import { rebindDevice } from './rebinding.ts';
import { isTurnedAway } from './relay-rules.ts';

export interface EnrolmentRequest {
  readonly enrolmentKey: string;
  readonly nonce: string;
  readonly publicKey: unknown;
  readonly proof: string;
  readonly name: string;
  readonly platform: string;
}

export type EnrolmentRefusal =
  | EnrolmentKeyRefusal
  | 'nonce-expired'
  | 'proof-invalid'
  /** The key pair belongs to another enrolment: the device must make a new one. */
  | 'device-key-known';

export type Enrolment =
  | { readonly enrolled: true; readonly deviceId: string; readonly tenantId: string; readonly credential: string }
  | { readonly enrolled: false; readonly reason: EnrolmentRefusal };

export type Renewal =
  | { readonly renewed: true; readonly credential: string }
  | { readonly renewed: false; readonly reason: 'nonce-expired' | 'proof-invalid' | 'device-withdrawn' };

interface Ports {
  readonly db: Db;
  readonly sources: Sources;
  readonly keys: KeyRing;
  readonly challenges: DeviceChallenges;
  readonly relays: RelayLink;
  /** Runs in the enrolment's transaction: the embedded default grants the first operator access here. */
  readonly onEnrolled?: (tx: Tx, device: { readonly id: string; readonly tenantId: string }) => Promise<void>;
}

const refuse = (reason: EnrolmentRefusal): Enrolment => ({ enrolled: false, reason });

export async function enrolDevice(ports: Ports, request: EnrolmentRequest): Promise<Enrolment> {
  const { db, sources, keys, challenges } = ports;
  const nonce = challenges.open(request.nonce);
  if (nonce === undefined) return refuse('nonce-expired');
  const publicKey = parsePublicKey(request.publicKey);
  const proof = Buffer.from(request.proof, 'base64url');
  if (publicKey === undefined) return refuse('proof-invalid');
  if (!(await verifyProof(publicKey, 'enrolment', nonce, request.enrolmentKey, proof))) return refuse('proof-invalid');
  if (!challenges.consume(request.nonce)) return refuse('nonce-expired');

  const nowMs = sources.nowMs();
  const key = { publicKey, thumbprint: await keyThumbprint(publicKey) };
  const enrolled = await db.transaction().execute((tx) => record(tx, ports, request, key, nowMs));
  if (!enrolled.recorded) return refuse(enrolled.reason);
  const { deviceId, tenantId, rebound } = enrolled;
  if (rebound !== undefined) {
    // The machine that had the record before is cut off before this one hears that it has it.
    ports.relays.rebindDevice(deviceId, key.thumbprint);
    announceEndings(ports.relays, rebound);
  }
  const credential = await keys.signCredential(credentialClaims(deviceId, tenantId, publicKey, nowMs));
  return { enrolled: true, deviceId, tenantId, credential };
}

interface DeviceKey {
  readonly publicKey: PublicKeyJwk;
  readonly thumbprint: string;
}

type Recorded =
  | {
      readonly recorded: true;
      readonly deviceId: string;
      readonly tenantId: string;
      /** The sessions that ended, when it took over a record that was there. */
      readonly rebound?: readonly Ending[];
    }
  | { readonly recorded: false; readonly reason: EnrolmentRefusal };

async function record(
  tx: Tx,
  { sources, onEnrolled }: Ports,
  request: EnrolmentRequest,
  { publicKey, thumbprint }: DeviceKey,
  nowMs: number,
): Promise<Recorded> {
  const keyHash = hashSecret(request.enrolmentKey);
  const known = await enrolledBefore(tx, thumbprint, keyHash, nowMs);
  if (known !== undefined) return known;
  const use = await useEnrolmentKey(tx, keyHash, nowMs);
  if (!use.used) return { recorded: false, reason: use.reason };
  const { tenantId } = use;
  if (use.deviceId !== null) {
    const { deviceId } = use;
    const machine = { deviceId, enrolmentKeyId: use.id, publicKey, thumbprint, platform: request.platform };
    return { recorded: true, deviceId, tenantId, rebound: await rebindDevice(tx, sources, machine) };
  }
  const deviceId = sources.newId();
  // What the tenant is not entitled to waits, as what needs approval does.
  const monitored = use.approval === 'automatic' && (await hasRoom(tx, tenantId));
  const state: DeviceState = monitored ? 'monitored' : 'pending';
  await tx
    .insertInto('devices')
    .values({
      id: deviceId,
      tenant_id: tenantId,
      name: request.name,
      platform: request.platform,
      state,
      public_key: JSON.stringify(publicKey),
      key_thumbprint: thumbprint,
      enrolment_key_id: use.id,
      created_ms: nowMs,
      credential_expires_ms: nowMs + limits.credentialMs,
    })
    .execute();
  const actor = { kind: 'device', id: deviceId } as const;
  const detail = { enrolmentKey: use.id, state };
  await appendEvent(tx, sources, { kind: 'device.enrolled', tenantId, actor, deviceId, detail });
  await onEnrolled?.(tx, { id: deviceId, tenantId });
  return { recorded: true, deviceId, tenantId };
}

/** A device whose answer was lost asks again with the same keys: it gets its record, and costs the key no second use. */
async function enrolledBefore(
  tx: Tx,
  thumbprint: string,
  keyHash: string,
  nowMs: number,
): Promise<Recorded | undefined> {
  const row = await tx
    .selectFrom('devices')
    .innerJoin('enrolment_keys', 'enrolment_keys.id', 'devices.enrolment_key_id')
    .where('devices.key_thumbprint', '=', thumbprint)
    .select(['devices.id', 'devices.tenant_id', 'enrolment_keys.key_hash'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.key_hash !== keyHash || (await isTurnedAway(tx, row.id))) {
    return { recorded: false, reason: 'device-key-known' };
  }
  await extendCredential(tx, row.id, nowMs);
  return { recorded: true, deviceId: row.id, tenantId: row.tenant_id };
}

export interface DeviceProof {
  readonly deviceId: string;
  readonly nonce: string;
  readonly proof: string;
}

/** A new credential for a device that is not withdrawn, on proof of its key; an expired credential does not matter. */
export async function renewCredential(ports: Ports, request: DeviceProof): Promise<Renewal> {
  const { db, sources, keys } = ports;
  const proven = await prove(ports, 'renewal', request);
  if (typeof proven === 'string') return { renewed: false, reason: proven };
  const { deviceId } = request;
  const nowMs = sources.nowMs();
  const extended = await db.transaction().execute(async (tx) => {
    if ((await isTurnedAway(tx, deviceId)) || !(await hasKey(tx, deviceId, proven))) return false;
    await extendCredential(tx, deviceId, nowMs);
    return true;
  });
  if (!extended) return { renewed: false, reason: 'device-withdrawn' };
  const credential = await keys.signCredential(credentialClaims(deviceId, proven.tenantId, proven.publicKey, nowMs));
  return { renewed: true, credential };
}

/**
 * A device leaves by itself, as when its agent is uninstalled (DEV-4).
 * @returns undefined when it is done, also when it was before
 */
export async function unenrolDevice(
  ports: Ports,
  { deleteData, ...request }: DeviceProof & { readonly deleteData: boolean },
): Promise<'nonce-expired' | 'proof-invalid' | 'device-not-found' | undefined> {
  const proven = await prove(ports, 'unenrolment', request);
  if (typeof proven === 'string') return proven;
  const { deviceId } = request;
  const actor = { kind: 'device', id: deviceId } as const;
  const change = { tenantId: proven.tenantId, deviceId, state: 'unenrolled', actor, deleteData } as const;
  const result = await changeDeviceState(ports, change, async (tx) =>
    (await hasKey(tx, deviceId, proven)) ? undefined : 'proof-invalid',
  );
  if (result === 'changed') return undefined;
  return result === 'proof-invalid' ? result : 'device-not-found';
}

interface Proven {
  readonly tenantId: string;
  readonly publicKey: PublicKeyJwk;
  readonly thumbprint: string;
}

/** Whether the record is still that of the key that was proven: another machine may have taken it over meanwhile. */
async function hasKey(tx: Tx, deviceId: string, { thumbprint }: Proven): Promise<boolean> {
  const devices = tx.selectFrom('devices').where('id', '=', deviceId).where('key_thumbprint', '=', thumbprint);
  return (await devices.select('id').executeTakeFirst()) !== undefined;
}

/** Whether this is the device that it says it is: it has answered a challenge of ours, once, with its key. */
async function prove(
  { db, challenges }: Ports,
  role: ProofRole,
  { deviceId, nonce: text, proof }: DeviceProof,
): Promise<Proven | 'nonce-expired' | 'proof-invalid'> {
  const nonce = challenges.open(text);
  if (nonce === undefined) return 'nonce-expired';
  const row = await db.selectFrom('devices').where('id', '=', deviceId).selectAll().executeTakeFirst();
  const publicKey = row === undefined ? undefined : parsePublicKey(JSON.parse(row.public_key));
  // The same answer for an unknown device as for a wrong proof.
  if (row === undefined || publicKey === undefined) return 'proof-invalid';
  if (!(await verifyProof(publicKey, role, nonce, deviceId, Buffer.from(proof, 'base64url')))) return 'proof-invalid';
  if (!challenges.consume(text)) return 'nonce-expired';
  return { tenantId: row.tenant_id, publicKey, thumbprint: row.key_thumbprint };
}

async function extendCredential(tx: Tx, deviceId: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('devices')
    .set({ credential_expires_ms: nowMs + limits.credentialMs })
    .where('id', '=', deviceId)
    .execute();
}

function credentialClaims(device: string, tenant: string, deviceKey: PublicKeyJwk, nowMs: number) {
  return { device, tenant, deviceKey, issuedAtMs: nowMs, expiresAtMs: nowMs + limits.credentialMs };
}
