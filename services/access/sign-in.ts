/**
 * Signing in without passwords: a link that is used once, or the issuer's word (identity/), then a session whose token
 * the browser keeps in a cookie. Links and tokens are random and stored hashed; the server can end either at any time,
 * and what was started with a sign-in ends with it. A browser has one sign-in: the next takes the place of the one before.
 */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tables, Tx } from '../store/schema.ts';
import type { Principal } from './principal.ts';

/** @returns the link's secret; the page reads it from the URL's fragment, which never leaves the browser by itself */
export async function createSignInLink(db: Db, sources: Sources, operatorId: string): Promise<string> {
  const secret = newSecret('signin', sources);
  const expires_ms = sources.nowMs() + servicesLimits.signInLinkMs;
  await db
    .insertInto('sign_in_links')
    .values({ link_hash: hashSecret(secret), operator_id: operatorId, expires_ms, used_ms: null })
    .execute();
  return secret;
}

/**
 * @param before the token that the browser had
 * @returns the new session's token, or undefined for a link that is wrong, used or expired: nothing more is said
 */
export async function signIn(
  tx: Tx,
  sources: Sources,
  secret: string,
  before?: string | undefined,
): Promise<string | undefined> {
  const nowMs = sources.nowMs();
  const link = await tx
    .updateTable('sign_in_links')
    .set({ used_ms: nowMs })
    .where('link_hash', '=', hashSecret(secret))
    .where('used_ms', 'is', null)
    .where('expires_ms', '>', nowMs)
    .returning('operator_id')
    .executeTakeFirst();
  if (link === undefined) return undefined;
  const operator = await tx
    .selectFrom('operators')
    .where('id', '=', link.operator_id)
    .select(['id', 'tenant_id', 'disabled_ms'])
    .executeTakeFirst();
  if (operator === undefined) return undefined;
  const who = { id: operator.id, tenantId: operator.tenant_id };
  if (operator.disabled_ms !== null) {
    const about = { tenantId: who.tenantId, operatorId: who.id, by: 'link' } as const;
    await logSignInRefusal(tx, sources, about, 'operator-disabled');
    return undefined;
  }
  const replaces = before === undefined ? undefined : hashSecret(before);
  return openWebSession(tx, sources, who, { authenticatedMs: nowMs, replaces });
}

export interface Opening {
  /** When the operator proved who they are, if that is known. */
  readonly authenticatedMs: number | undefined;
  /** The hash of the token that the browser had. */
  readonly replaces: string | undefined;
}

/** @returns the token of the new session, or of the same one with another token where its operator signs in anew */
export async function openWebSession(
  tx: Tx,
  sources: Sources,
  { id, tenantId }: { readonly id: string; readonly tenantId: string },
  { authenticatedMs, replaces }: Opening,
): Promise<string> {
  const token = newSecret('web', sources);
  const nowMs = sources.nowMs();
  const row = {
    token_hash: hashSecret(token),
    created_ms: nowMs,
    expires_ms: nowMs + servicesLimits.webSessionMs,
    authenticated_ms: authenticatedMs ?? null,
  };
  if (!(await renew(tx, id, row, replaces))) {
    await tx
      .insertInto('web_sessions')
      .values({ id: sources.newId(), operator_id: id, ...row })
      .execute();
  }
  const actor = { kind: 'operator', id } as const;
  await appendEvent(tx, sources, { kind: 'operator.signed-in', tenantId, actor, operatorId: id, detail: {} });
  return token;
}

/** Who signs in anew keeps what they had open; a sign-in of somebody else's ends. @returns whether it was renewed */
async function renew(
  tx: Tx,
  operatorId: string,
  row: Partial<Tables['web_sessions']> & { readonly created_ms: number },
  replaces: string | undefined,
): Promise<boolean> {
  if (replaces === undefined) return false;
  const { numUpdatedRows } = await tx
    .updateTable('web_sessions')
    .set(row)
    .where('token_hash', '=', replaces)
    .where('operator_id', '=', operatorId)
    .where('expires_ms', '>', row.created_ms)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return true;
  await tx.deleteFrom('web_sessions').where('token_hash', '=', replaces).execute();
  return false;
}

export interface RefusedSignIn {
  readonly tenantId: string;
  readonly by: 'link' | 'issuer';
  /** Whose, where that is known. */
  readonly operatorId?: string;
}

/** Of somebody whom a link or the identity provider names; anybody's wrong guess is counted only (AUD-2). */
export async function logSignInRefusal(
  tx: Tx,
  sources: Sources,
  { tenantId, by, operatorId }: RefusedSignIn,
  reason: string,
): Promise<void> {
  const about = { tenantId, actor: { kind: 'services' }, ...(operatorId === undefined ? {} : { operatorId }) } as const;
  await appendEvent(tx, sources, { kind: 'operator.sign-in-refused', ...about, detail: { by, reason } });
}

export async function signOut(tx: Tx, sources: Sources, principal: Principal & { via: 'page' }): Promise<void> {
  await tx.deleteFrom('web_sessions').where('id', '=', principal.signInId).execute();
  const actor = { kind: 'operator', id: principal.operatorId } as const;
  const about = { tenantId: principal.tenantId, actor, operatorId: principal.operatorId, detail: {} };
  await appendEvent(tx, sources, { kind: 'operator.signed-out', ...about });
}

/** Sign-ins and links that are over. Not at once: by their rows it is found that sessions ended with them. */
export async function forgetEndedSignIns(db: Db, nowMs: number): Promise<void> {
  const overMs = nowMs - servicesLimits.signInSweepMs;
  await db.deleteFrom('web_sessions').where('expires_ms', '<=', overMs).execute();
  await db.deleteFrom('sign_in_links').where('expires_ms', '<=', overMs).execute();
}

export async function pagePrincipal(db: Queryable, sources: Sources, token: string): Promise<Principal | undefined> {
  const row = await db
    .selectFrom('web_sessions')
    .innerJoin('operators', 'operators.id', 'web_sessions.operator_id')
    .innerJoin('tenants', 'tenants.id', 'operators.tenant_id')
    .where('web_sessions.token_hash', '=', hashSecret(token))
    .where('web_sessions.expires_ms', '>', sources.nowMs())
    .where('operators.disabled_ms', 'is', null)
    .select(['operators.id', 'operators.name', 'operators.tenant_id', 'tenants.name as tenant_name'])
    .select(['web_sessions.id as sign_in_id', 'web_sessions.authenticated_ms'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, name, tenant_id, tenant_name, sign_in_id: signInId, authenticated_ms: authenticatedMs } = row;
  const who = { operatorId: id, operatorName: name, tenantId: tenant_id, tenantName: tenant_name };
  return { ...who, via: 'page', signInId, authenticatedMs };
}
