/**
 * Creation that may be asked for again (EMB-3): what was answered to a key is remembered for a day. The key is stored
 * before anything is made, so that whatever ends in between leaves a key that is used up, never something made twice.
 */
import { createHash } from 'node:crypto';
import { servicesLimits } from '../limits.ts';
import type { Db, Tx } from '../store/schema.ts';
import { actorOf, type Principal } from './principal.ts';

/** A creation as it is asked for, under the key that its caller chose. */
export interface Attempt {
  readonly key: string;
  /** Method, path and body: another request under the same key is a mistake of its caller. */
  readonly request: readonly unknown[];
}

export interface Answer {
  readonly status: number;
  /** JSON, and the ETag of what it shows; null where the answer held a secret, which is shown once. */
  readonly shown: { readonly body: string; readonly etag: string } | null;
}

export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Being made, or interrupted while it was. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'other-request' };

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Keys are each caller's own: nobody learns by a key what somebody else has made. */
const keyHash = (principal: Principal, key: string): string => digest([actorOf(principal), principal.operatorId, key]);

export async function claimKey(db: Db, principal: Principal, attempt: Attempt, nowMs: number): Promise<Claim> {
  const key_hash = keyHash(principal, attempt.key);
  const request_hash = digest(attempt.request);
  return db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('idempotency_keys')
      .where('key_hash', '=', key_hash)
      .selectAll()
      .executeTakeFirst();
    if (known !== undefined && known.created_ms > nowMs - servicesLimits.idempotencyKeyMs) {
      if (known.request_hash !== request_hash) return { kind: 'other-request' };
      if (known.status === null) return { kind: 'unanswered' };
      const { status, body, etag } = known;
      return { kind: 'answered', answer: { status, shown: body === null || etag === null ? null : { body, etag } } };
    }
    await forget(tx, key_hash);
    const { tenantId: tenant_id, operatorId: operator_id } = principal;
    const unanswered = { status: null, body: null, etag: null };
    await tx
      .insertInto('idempotency_keys')
      .values({ key_hash, tenant_id, operator_id, request_hash, created_ms: nowMs, ...unanswered })
      .execute();
    return { kind: 'first' };
  });
}

export async function answerKey(db: Db, principal: Principal, key: string, { status, shown }: Answer): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status, body: shown?.body ?? null, etag: shown?.etag ?? null })
    .where('key_hash', '=', keyHash(principal, key))
    .execute();
}

/** Nothing was made: the key may be used again. */
export async function releaseKey(db: Db, principal: Principal, key: string): Promise<void> {
  await forget(db, keyHash(principal, key));
}

export async function forgetOldKeys(db: Db, nowMs: number): Promise<void> {
  const before = nowMs - servicesLimits.idempotencyKeyMs;
  await db.deleteFrom('idempotency_keys').where('created_ms', '<=', before).execute();
}

async function forget(db: Db | Tx, key_hash: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('key_hash', '=', key_hash).execute();
}
