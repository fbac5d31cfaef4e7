/**
 * Signing in without passwords: a link that is used once, or the issuer's word (identity/), then a session whose token
 * the browser keeps in a cookie. Links and tokens are random and stored hashed; the server can end either at any time.
 */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';
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

/** @returns the new session's token, or undefined for a link that is wrong, used or expired: nothing more is said */
export async function signIn(db: Db, sources: Sources, secret: string): Promise<string | undefined> {
  const nowMs = sources.nowMs();
  return db.transaction().execute(async (tx) => {
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
      .where('disabled_ms', 'is', null)
      .select(['id', 'tenant_id'])
      .executeTakeFirst();
    if (operator === undefined) return undefined;
    return openWebSession(tx, sources, { id: operator.id, tenantId: operator.tenant_id }, nowMs);
  });
}

/**
 * @param authenticatedMs when the operator proved who they are, if that is known
 * @returns the token of the new session
 */
export async function openWebSession(
  tx: Tx,
  sources: Sources,
  { id, tenantId }: { readonly id: string; readonly tenantId: string },
  authenticatedMs: number | undefined,
): Promise<string> {
  const token = newSecret('web', sources);
  const nowMs = sources.nowMs();
  await tx
    .insertInto('web_sessions')
    .values({
      token_hash: hashSecret(token),
      operator_id: id,
      created_ms: nowMs,
      expires_ms: nowMs + servicesLimits.webSessionMs,
      authenticated_ms: authenticatedMs ?? null,
    })
    .execute();
  const actor = { kind: 'operator', id } as const;
  await appendEvent(tx, sources, { kind: 'operator.signed-in', tenantId, actor, operatorId: id, detail: {} });
  return token;
}

export async function signOut(db: Db, sources: Sources, principal: Principal & { via: 'page' }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('web_sessions').where('token_hash', '=', principal.tokenHash).execute();
    const actor = { kind: 'operator', id: principal.operatorId } as const;
    const about = { tenantId: principal.tenantId, actor, operatorId: principal.operatorId, detail: {} };
    await appendEvent(tx, sources, { kind: 'operator.signed-out', ...about });
  });
}

export async function pagePrincipal(db: Queryable, sources: Sources, token: string): Promise<Principal | undefined> {
  const tokenHash = hashSecret(token);
  const row = await db
    .selectFrom('web_sessions')
    .innerJoin('operators', 'operators.id', 'web_sessions.operator_id')
    .innerJoin('tenants', 'tenants.id', 'operators.tenant_id')
    .where('web_sessions.token_hash', '=', tokenHash)
    .where('web_sessions.expires_ms', '>', sources.nowMs())
    .where('operators.disabled_ms', 'is', null)
    .select(['operators.id', 'operators.name', 'operators.tenant_id', 'tenants.name as tenant_name'])
    .select('web_sessions.authenticated_ms')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, name, tenant_id, tenant_name, authenticated_ms: authenticatedMs } = row;
  const who = { operatorId: id, operatorName: name, tenantId: tenant_id, tenantName: tenant_name };
  return { ...who, via: 'page', tokenHash, authenticatedMs };
}
