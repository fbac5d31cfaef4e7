/**
 * What sessions were started with. A session ends with the sign-in or the API key that it was started with, and one
 * that a key started lives within the rights of who made the key (ACC-5, SES-3).
 */
import { readGivers, throughKey } from '../access/access-facts.ts';
import type { AccessFacts } from '../access/facts.ts';
import type { Credential } from '../access/principal.ts';
import type { Queryable } from '../store/schema.ts';
import type { Session } from './session-records.ts';

/** @returns what an operator may do through a credential; undefined: it has ended */
export type HeldWith = (facts: AccessFacts, credential: Credential | undefined) => AccessFacts | undefined;

export async function readCredentials(db: Queryable, sessions: readonly Session[], atMs: number): Promise<HeldWith> {
  const idsOf = (kind: Credential['kind']) => [
    ...new Set(sessions.flatMap(({ credential }) => (credential?.kind === kind ? [credential.id] : []))),
  ];
  const signIns = await signInsInForce(db, idsOf('sign-in'), atMs);
  const keys = await keysInForce(db, idsOf('api-key'), atMs);
  const makers = [...new Set(keys.values())].flatMap((maker) => (maker === null ? [] : [maker]));
  const givers = await readGivers(db, makers, atMs);
  return (facts, credential) => {
    // One of before that was kept rests on its operator alone.
    if (credential === undefined) return facts;
    if (credential.kind === 'sign-in') return signIns.has(credential.id) ? facts : undefined;
    const maker = keys.get(credential.id);
    if (maker === undefined) return undefined;
    const within = maker === null ? undefined : givers.get(maker);
    return maker !== null && within === undefined ? undefined : throughKey(facts, { sessionsOnly: true, within });
  };
}

async function signInsInForce(db: Queryable, ids: readonly string[], atMs: number): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('web_sessions')
    .where('id', 'in', ids)
    .where('expires_ms', '>', atMs)
    .select('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Their makers, by key. */
async function keysInForce(db: Queryable, ids: readonly string[], atMs: number): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('api_keys')
    .where('id', 'in', ids)
    .where('revoked_ms', 'is', null)
    .where('expires_ms', '>', atMs)
    .select(['id', 'created_by'])
    .execute();
  return new Map(rows.map(({ id, created_by }) => [id, created_by]));
}
