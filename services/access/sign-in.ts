/**
 * Signing in without passwords: a link that is used once, then a session whose token the browser keeps in a cookie.
 * Links and tokens are random and stored hashed; the server can end either at any time.
 */
import { appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
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
    const token = newSecret('web', sources);
    await tx
      .insertInto('web_sessions')
      .values({
        token_hash: hashSecret(token),
        operator_id: operator.id,
        created_ms: nowMs,
        expires_ms: nowMs + servicesLimits.webSessionMs,
      })
      .execute();
    const actor = { kind: 'operator', id: operator.id } as const;
    const about = { tenantId: operator.tenant_id, actor, operatorId: operator.id, detail: {} };
    await appendEvent(tx, sources, { kind: 'operator.signed-in', ...about });
    return token;
  });
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
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, name, tenant_id, tenant_name } = row;
  return { operatorId: id, operatorName: name, tenantId: tenant_id, tenantName: tenant_name, via: 'page', tokenHash };
}
