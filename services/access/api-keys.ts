/**
 * API keys for a portal's backend: they act for an operator whom each request names, within their tenant, origins and
 * scope, and within the rights of who made them (ACC-5). Stored hashed, limited in time, revocable.
 */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import { servicesLimits } from '../limits.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tables, Tx } from '../store/schema.ts';
import { type Change, type Refused, refuse } from './access-change.ts';
import type { Principal } from './principal.ts';

export const apiKeyScopes = ['sessions', 'everything'] as const;

/** `sessions`: start, see and end sessions. `everything`: whatever the named operator may do. */
export type ApiKeyScope = (typeof apiKeyScopes)[number];

export interface ApiKeyContent {
  readonly name: string;
  readonly scope: ApiKeyScope;
  /** Where the sessions that it starts may be shown. */
  readonly origins: readonly string[];
  readonly lifeMs: number;
}

export interface NewApiKey extends ApiKeyContent {
  readonly tenantId: string;
  readonly actor: Actor;
  /** Within whose rights it stays; left out: nobody's, whoever runs services makes it. */
  readonly createdBy?: string;
}

/** Without the key itself, which is shown once. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scope: ApiKeyScope;
  readonly origins: readonly string[];
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly revokedMs: number | null;
  /** Null: whoever runs services. */
  readonly createdBy: string | null;
}

/** @returns the key, shown once */
export async function createApiKey(db: Db, sources: Sources, request: NewApiKey): Promise<string> {
  const { secret } = await db.transaction().execute((tx) => insertApiKey(tx, sources, request));
  return secret;
}

/** By an operator, who does not have to hold anything that its use may need: it never does more than they may. */
export async function createOwnApiKey(
  { tx, sources, facts, actor }: Change,
  content: ApiKeyContent,
): Promise<{ readonly key: ApiKey; readonly secret: string } | Refused> {
  const tenantId = facts.tenant.id;
  const inForce = await tx
    .selectFrom('api_keys')
    .where('tenant_id', '=', tenantId)
    .where('revoked_ms', 'is', null)
    .where('expires_ms', '>', sources.nowMs())
    .select('name')
    .execute();
  if (inForce.length >= servicesLimits.apiKeysPerTenant) return refuse('limit-reached');
  return insertApiKey(tx, sources, { ...content, tenantId, actor, createdBy: facts.operator.id });
}

async function insertApiKey(
  tx: Tx,
  sources: Sources,
  { tenantId, actor, createdBy, name, scope, origins, lifeMs }: NewApiKey,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  const secret = newSecret('api', sources);
  const id = sources.newId();
  const nowMs = sources.nowMs();
  const row = {
    id,
    tenant_id: tenantId,
    name,
    key_hash: hashSecret(secret),
    scope,
    origins: origins.join(' '),
    created_ms: nowMs,
    expires_ms: nowMs + lifeMs,
    revoked_ms: null,
    created_by: createdBy ?? null,
  };
  await tx.insertInto('api_keys').values(row).execute();
  const detail = { apiKey: id, name, scope, origins: [...origins], expiresMs: row.expires_ms };
  await appendEvent(tx, sources, { kind: 'api-key.created', tenantId, actor, detail });
  return { key: keyOf(row), secret };
}

export async function listApiKeys(
  db: Queryable,
  tenantId: string,
  { after, rows: most }: { readonly after: string; readonly rows: number },
): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .where('tenant_id', '=', tenantId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .selectAll()
    .execute();
  return rows.map(keyOf);
}

/** What was started with it ends in the same transaction. Revoking twice is fine. */
export async function revokeApiKey({ tx, sources, facts, actor }: Change, id: string): Promise<undefined | Refused> {
  const tenantId = facts.tenant.id;
  const known = await tx
    .selectFrom('api_keys')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .select('revoked_ms')
    .executeTakeFirst();
  if (known === undefined) return refuse('api-key-not-found');
  if (known.revoked_ms !== null) return undefined;
  await tx.updateTable('api_keys').set({ revoked_ms: sources.nowMs() }).where('id', '=', id).execute();
  await appendEvent(tx, sources, { kind: 'api-key.revoked', tenantId, actor, detail: { apiKey: id } });
  return undefined;
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

/**
 * Undefined for a wrong, expired or revoked key, for one whose maker is disabled, and for an operator that the key's
 * tenant does not have.
 */
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
    .leftJoin('operators as maker', 'maker.id', 'api_keys.created_by')
    .where('api_keys.key_hash', '=', hashSecret(key))
    .where('api_keys.revoked_ms', 'is', null)
    .where('api_keys.expires_ms', '>', sources.nowMs())
    .where('maker.disabled_ms', 'is', null)
    .where('operators.id', '=', operatorId)
    .where('operators.disabled_ms', 'is', null)
    .select(['api_keys.id as api_key_id', 'api_keys.scope', 'api_keys.origins', 'api_keys.created_by'])
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
    origins: originsOf(row.origins),
    sessionsOnly: row.scope !== 'everything',
    createdBy: row.created_by,
  };
}

function keyOf(row: Tables['api_keys']): ApiKey {
  return {
    id: row.id,
    name: row.name,
    // What this build does not know is the narrower one.
    scope: row.scope === 'everything' ? 'everything' : 'sessions',
    origins: originsOf(row.origins),
    createdMs: row.created_ms,
    expiresMs: row.expires_ms,
    revokedMs: row.revoked_ms,
    createdBy: row.created_by,
  };
}

const originsOf = (stored: string): string[] => stored.split(' ').filter((origin) => origin !== '');
