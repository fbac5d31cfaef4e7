/**
 * API keys for a portal's backend: they act for an operator whom each request names, and only within their tenant,
 * origins and scope. Stored hashed, limited in time, revocable.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
import type { Principal } from './principal.ts';

/** `sessions`: start, see and end sessions. `everything`: whatever the named operator may do. */
export type ApiKeyScope = 'sessions' | 'everything';

export interface NewApiKey {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly name: string;
  readonly scope: ApiKeyScope;
  readonly origins: readonly string[];
  readonly lifeMs: number;
}

/** @returns the key, shown once */
export async function createApiKey(db: Db, sources: Sources, request: NewApiKey): Promise<string> {
  const key = newSecret('api', sources);
  const id = sources.newId();
  const { tenantId, actor, name, scope, origins, lifeMs } = request;
  const nowMs = sources.nowMs();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('api_keys')
      .values({
        id,
        tenant_id: tenantId,
        name,
        key_hash: hashSecret(key),
        scope,
        origins: origins.join(' '),
        created_ms: nowMs,
        expires_ms: nowMs + lifeMs,
        revoked_ms: null,
      })
      .execute();
    await appendEvent(tx, sources, { kind: 'api-key.created', tenantId, actor, detail: { apiKey: id, scope } });
  });
  return key;
}

/** Ends every key of this name, from the next request on. @returns how many there were */
export async function revokeApiKeys(
  db: Db,
  sources: Sources,
  { tenantId, actor, name }: Pick<NewApiKey, 'tenantId' | 'actor' | 'name'>,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const revoked = await tx
      .updateTable('api_keys')
      .set({ revoked_ms: sources.nowMs() })
      .where('tenant_id', '=', tenantId)
      .where('name', '=', name)
      .where('revoked_ms', 'is', null)
      .returning('id')
      .execute();
    for (const { id } of revoked) {
      await appendEvent(tx, sources, { kind: 'api-key.revoked', tenantId, actor, detail: { apiKey: id } });
    }
    return revoked.length;
  });
}

/** Undefined for a wrong, expired or revoked key and for an operator that the key's tenant does not have. */
export async function apiKeyPrincipal(
  db: Queryable,
  sources: Sources,
  key: string,
  operatorId: string,
): Promise<Principal | undefined> {
  const row = await db
    .selectFrom('api_keys')
    .innerJoin('operators', 'operators.tenant_id', 'api_keys.tenant_id')
    .innerJoin('tenants', 'tenants.id', 'api_keys.tenant_id')
    .where('api_keys.key_hash', '=', hashSecret(key))
    .where('api_keys.revoked_ms', 'is', null)
    .where('api_keys.expires_ms', '>', sources.nowMs())
    .where('operators.id', '=', operatorId)
    .where('operators.disabled_ms', 'is', null)
    .select(['api_keys.id as api_key_id', 'api_keys.scope', 'api_keys.origins'])
    .select(['operators.id', 'operators.name', 'tenants.id as tenant_id', 'tenants.name as tenant_name'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    operatorId: row.id,
    operatorName: row.name,
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    via: 'api-key',
    apiKeyId: row.api_key_id,
    origins: row.origins.split(' ').filter((origin) => origin !== ''),
    sessionsOnly: row.scope !== 'everything',
  };
}
