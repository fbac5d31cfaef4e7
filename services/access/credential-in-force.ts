/** Whether what somebody acts with is still good in the transaction in which they act: it was read before, outside of it. */
import type { Queryable } from '../store/schema.ts';
import type { Principal } from './principal.ts';

export async function isCredentialInForce(db: Queryable, principal: Principal, atMs: number): Promise<boolean> {
  if (principal.via === 'page') {
    const signIn = db
      .selectFrom('web_sessions')
      .where('id', '=', principal.signInId)
      .where('operator_id', '=', principal.operatorId)
      .where('expires_ms', '>', atMs);
    return (await signIn.select('id').executeTakeFirst()) !== undefined;
  }
  const key = db
    .selectFrom('api_keys')
    .leftJoin('operators as maker', 'maker.id', 'api_keys.created_by')
    .where('api_keys.id', '=', principal.apiKeyId)
    .where('api_keys.tenant_id', '=', principal.tenantId)
    .where('api_keys.revoked_ms', 'is', null)
    .where('api_keys.expires_ms', '>', atMs)
    .where('maker.disabled_ms', 'is', null);
  return (await key.select('api_keys.id').executeTakeFirst()) !== undefined;
}
