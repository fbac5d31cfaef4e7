/** Enrolment: a device with an enrolment key and a key pair of its own becomes a record, and gets its credential. */
import { createHash } from 'node:crypto';
import { limits, type PublicKeyJwk, parsePublicKey, verifyProof } from '@ringside/protocol';
import type { DeviceState } from '../access/facts.ts';
import { appendEvent } from '../audit/event-log.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { hashSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import type { DeviceChallenges } from './device-challenge.ts';
import { deviceState } from './device-records.ts';
import { isWithdrawn } from './device-state.ts';
import { type EnrolmentKeyRefusal, useEnrolmentKey } from './enrolment-keys.ts';

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
  const enrolled = await db.transaction().execute((tx) => record(tx, ports, request, publicKey, nowMs));
  if (!enrolled.recorded) return refuse(enrolled.reason);
  const { deviceId, tenantId } = enrolled;
  const credential = await keys.signCredential(credentialClaims(deviceId, tenantId, publicKey, nowMs));
  return { enrolled: true, deviceId, tenantId, credential };
}

type Recorded =
  | { readonly recorded: true; readonly deviceId: string; readonly tenantId: string }
  | { readonly recorded: false; readonly reason: EnrolmentRefusal };

async function record(
  tx: Tx,
  { sources, onEnrolled }: Ports,
  request: EnrolmentRequest,
  publicKey: PublicKeyJwk,
  nowMs: number,
): Promise<Recorded> {
  const keyHash = hashSecret(request.enrolmentKey);
  const known = await enrolledBefore(tx, publicKey, keyHash, nowMs);
  if (known !== undefined) return known;
  const use = await useEnrolmentKey(tx, keyHash, nowMs);
  if (!use.used) return { recorded: false, reason: use.reason };
  const { tenantId } = use;
  const deviceId = sources.newId();
  const state: DeviceState = use.approval === 'automatic' ? 'monitored' : 'pending';
  await tx
    .insertInto('devices')
    .values({
      id: deviceId,
      tenant_id: tenantId,
      name: request.name,
      platform: request.platform,
      state,
      public_key: JSON.stringify(publicKey),
      key_thumbprint: thumbprint(publicKey),
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
  publicKey: PublicKeyJwk,
  keyHash: string,
  nowMs: number,
): Promise<Recorded | undefined> {
  const row = await tx
    .selectFrom('devices')
    .innerJoin('enrolment_keys', 'enrolment_keys.id', 'devices.enrolment_key_id')
    .where('devices.key_thumbprint', '=', thumbprint(publicKey))
    .select(['devices.id', 'devices.tenant_id', 'devices.state', 'enrolment_keys.key_hash'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.key_hash !== keyHash || isWithdrawn(deviceState(row.state))) {
    return { recorded: false, reason: 'device-key-known' };
  }
  await extendCredential(tx, row.id, nowMs);
  return { recorded: true, deviceId: row.id, tenantId: row.tenant_id };
}

export interface RenewalRequest {
  readonly deviceId: string;
  readonly nonce: string;
  readonly proof: string;
}

/** A new credential for a device that is not withdrawn, on proof of its key; an expired credential does not matter. */
export async function renewCredential(
  { db, sources, keys, challenges }: Ports,
  { deviceId, nonce: text, proof }: RenewalRequest,
): Promise<Renewal> {
  const nonce = challenges.open(text);
  if (nonce === undefined) return { renewed: false, reason: 'nonce-expired' };
  const row = await db.selectFrom('devices').where('id', '=', deviceId).selectAll().executeTakeFirst();
  const publicKey = row === undefined ? undefined : parsePublicKey(JSON.parse(row.public_key));
  // The same answer for an unknown device as for a wrong proof.
  if (row === undefined || publicKey === undefined) return { renewed: false, reason: 'proof-invalid' };
  const valid = await verifyProof(publicKey, 'renewal', nonce, deviceId, Buffer.from(proof, 'base64url'));
  if (!valid) return { renewed: false, reason: 'proof-invalid' };
  if (!challenges.consume(text)) return { renewed: false, reason: 'nonce-expired' };

  const nowMs = sources.nowMs();
  const extended = await db.transaction().execute(async (tx) => {
    const current = await tx.selectFrom('devices').where('id', '=', deviceId).select('state').executeTakeFirstOrThrow();
    if (isWithdrawn(deviceState(current.state))) return false;
    await extendCredential(tx, deviceId, nowMs);
    return true;
  });
  if (!extended) return { renewed: false, reason: 'device-withdrawn' };
  const credential = await keys.signCredential(credentialClaims(deviceId, row.tenant_id, publicKey, nowMs));
  return { renewed: true, credential };
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

/** RFC 7638. */
function thumbprint({ x, y }: PublicKeyJwk): string {
  return createHash('sha256').update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).digest('base64url');
}
