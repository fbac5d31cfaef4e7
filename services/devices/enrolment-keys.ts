/** Enrolment keys: limited in time and count, revocable, stored hashed (DEV-1). Using one up is a single statement. */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';

/** With `required`, devices stay `pending` until somebody approves them. */
export type Approval = 'automatic' | 'required';

export interface EnrolmentKey {
  readonly id: string;
  readonly name: string;
  readonly approval: Approval;
  readonly maxUses: number;
  readonly uses: number;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly revokedMs: number | null;
}

export interface NewEnrolmentKey {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly name: string;
  readonly approval: Approval;
  readonly maxUses: number;
  readonly lifeMs: number;
  /** Whoever uses it takes this device's record over (DEV-3): with one use, and no approval beyond that. */
  readonly deviceId?: string;
}

export interface MadeEnrolmentKey {
  readonly key: EnrolmentKey;
  /** Shown once, and never stored. */
  readonly secret: string;
}

export async function createEnrolmentKey(
  db: Db,
  sources: Sources,
  request: NewEnrolmentKey,
): Promise<MadeEnrolmentKey> {
  return db.transaction().execute((tx) => insertEnrolmentKey(tx, sources, request));
}

/** The same, in the transaction that decides whether it may be made. */
export async function insertEnrolmentKey(
  tx: Tx,
  sources: Sources,
  request: NewEnrolmentKey,
): Promise<MadeEnrolmentKey> {
  const secret = newSecret('enrol', sources);
  const createdMs = sources.nowMs();
  const { name, approval, maxUses, tenantId, actor, deviceId } = request;
  // A part of an hour may be no whole milliseconds, in which the log counts.
  const expiresMs = Math.ceil(createdMs + request.lifeMs);
  const key = { id: sources.newId(), name, approval, maxUses, uses: 0, createdMs, expiresMs, revokedMs: null };
  await tx
    .insertInto('enrolment_keys')
    .values({
      id: key.id,
      tenant_id: tenantId,
      name,
      key_hash: hashSecret(secret),
      approval,
      max_uses: maxUses,
      uses: 0,
      created_ms: createdMs,
      expires_ms: expiresMs,
      revoked_ms: null,
      created_by: 'id' in actor ? actor.id : actor.kind,
      device_id: deviceId ?? null,
    })
    .execute();
  const detail = { enrolmentKey: key.id, maxUses, expiresMs };
  const about = deviceId === undefined ? {} : { deviceId };
  await appendEvent(tx, sources, { kind: 'enrolment-key.created', tenantId, actor, detail, ...about });
  return { key, secret };
}

interface KeyPage {
  /** Begins after this one. */
  readonly after?: { readonly timeMs: number; readonly id: string } | undefined;
  /** At most so many; all, unless told. */
  readonly rows?: number;
}

/** Newest first. */
export async function listEnrolmentKeys(
  db: Queryable,
  tenantId: string,
  { after, rows: most }: KeyPage = {},
): Promise<EnrolmentKey[]> {
  let query = db
    .selectFrom('enrolment_keys')
    .where('tenant_id', '=', tenantId)
    .orderBy('created_ms', 'desc')
    .orderBy('id', 'desc');
  if (most !== undefined) query = query.limit(most);
  if (after !== undefined) {
    query = query
      .where('created_ms', '<=', after.timeMs)
      .where((row) => row.or([row('created_ms', '<', after.timeMs), row('id', '<', after.id)]));
  }
  const rows = await query.selectAll().execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    approval: row.approval === 'automatic' ? 'automatic' : 'required',
    maxUses: row.max_uses,
    uses: row.uses,
    createdMs: row.created_ms,
    expiresMs: row.expires_ms,
    revokedMs: row.revoked_ms,
  }));
}

/** @returns false when the tenant has no such key; revoking twice is fine */
export async function revokeEnrolmentKey(
  tx: Tx,
  sources: Sources,
  { tenantId, id, actor }: { readonly tenantId: string; readonly id: string; readonly actor: Actor },
): Promise<boolean> {
  const row = await tx
    .selectFrom('enrolment_keys')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .select('revoked_ms')
    .executeTakeFirst();
  if (row === undefined) return false;
  if (row.revoked_ms !== null) return true;
  await tx.updateTable('enrolment_keys').set({ revoked_ms: sources.nowMs() }).where('id', '=', id).execute();
  await appendEvent(tx, sources, { kind: 'enrolment-key.revoked', tenantId, actor, detail: { enrolmentKey: id } });
  return true;
}

export type EnrolmentKeyRefusal =
  | 'enrolment-key-unknown'
  | 'enrolment-key-revoked'
  | 'enrolment-key-expired'
  | 'enrolment-key-used-up'
  | 'tenant-suspended';

export type KeyUse =
  | {
      readonly used: true;
      readonly id: string;
      readonly tenantId: string;
      readonly approval: Approval;
      /** The device to be taken over. */
      readonly deviceId: string | null;
    }
  | { readonly used: false; readonly reason: EnrolmentKeyRefusal };

/** Counts one use, or says why not. The count is checked by the statement that raises it, so parallel uses cannot overshoot. */
export async function useEnrolmentKey(tx: Tx, keyHash: string, nowMs: number): Promise<KeyUse> {
  const suspended = tx.selectFrom('tenants').where('suspended_ms', 'is not', null).select('id');
  const used = await tx
    .updateTable('enrolment_keys')
    .set((expression) => ({ uses: expression('uses', '+', 1) }))
    .where('key_hash', '=', keyHash)
    .where('tenant_id', 'not in', suspended)
    .whereRef('uses', '<', 'max_uses')
    .where('revoked_ms', 'is', null)
    .where('expires_ms', '>', nowMs)
    .returning(['id', 'tenant_id', 'approval', 'device_id'])
    .executeTakeFirst();
  if (used !== undefined) {
    const approval = used.approval === 'automatic' ? 'automatic' : 'required';
    return { used: true, id: used.id, tenantId: used.tenant_id, approval, deviceId: used.device_id };
  }
  const row = await tx.selectFrom('enrolment_keys').where('key_hash', '=', keyHash).selectAll().executeTakeFirst();
  if (row === undefined) return { used: false, reason: 'enrolment-key-unknown' };
  if (row.revoked_ms !== null) return { used: false, reason: 'enrolment-key-revoked' };
  if (row.expires_ms <= nowMs) return { used: false, reason: 'enrolment-key-expired' };
  if (row.uses >= row.max_uses) return { used: false, reason: 'enrolment-key-used-up' };
  return { used: false, reason: 'tenant-suspended' };
}
