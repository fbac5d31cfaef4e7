/**
 * What relays must know about devices to turn the right ones away: those withdrawn, by themselves or with their tenant;
 * those bound to another key; and the oldest agent that each tenant lets in. One reading serves the welcome of a node and
 * the look for what has changed without this process, by the command line.
 */
import { limits } from '@ringside/protocol';
import type { Sources } from '../sources.ts';
import type { Queryable } from '../store/schema.ts';

export interface RelayRules {
  /** Only those that may still hold a credential: the others are turned away without a name. */
  readonly withdrawn: ReadonlySet<string>;
  /** Device to the only key that is good now. */
  readonly rebound: ReadonlyMap<string, string>;
  /** Tenant to version. */
  readonly minimumAgents: ReadonlyMap<string, string>;
}

export async function readRelayRules(db: Queryable, nowMs: number): Promise<RelayRules> {
  const sinceMs = nowMs - limits.clockSkewMs;
  const withdrawn = await db
    .selectFrom('devices')
    .innerJoin('tenants', 'tenants.id', 'devices.tenant_id')
    .where('devices.credential_expires_ms', '>', sinceMs)
    .where((row) =>
      row.or([row('devices.state', 'in', ['suspended', 'unenrolled']), row('tenants.suspended_ms', 'is not', null)]),
    )
    .select('devices.id')
    .execute();
  const rebound = await db
    .selectFrom('devices')
    .where('rebound_ms', '>', sinceMs - limits.credentialMs)
    .select(['id', 'key_thumbprint'])
    .execute();
  const minimum = await db
    .selectFrom('tenants')
    .where('minimum_agent', 'is not', null)
    .select(['id', 'minimum_agent'])
    .execute();
  return {
    withdrawn: new Set(withdrawn.map(({ id }) => id)),
    rebound: new Map(rebound.map(({ id, key_thumbprint }) => [id, key_thumbprint])),
    minimumAgents: new Map(minimum.map(({ id, minimum_agent }) => [id, minimum_agent ?? ''])),
  };
}

/**
 * Reads the rules and has them used at once: again, where relays were told of a change meanwhile. What was read before it
 * would take it back.
 */
export async function withRelayRules(
  db: Queryable,
  sources: Sources,
  relays: { readonly told: number },
  use: (rules: RelayRules) => void,
): Promise<void> {
  for (;;) {
    const { told } = relays;
    const rules = await readRelayRules(db, sources.nowMs());
    if (relays.told === told) return use(rules);
  }
}

/** Whether this device may not connect at all, whatever it holds. Unknown ones may not. */
export async function isTurnedAway(db: Queryable, deviceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('devices')
    .innerJoin('tenants', 'tenants.id', 'devices.tenant_id')
    .where('devices.id', '=', deviceId)
    .where('devices.state', 'in', ['pending', 'monitored'])
    .where('tenants.suspended_ms', 'is', null)
    .select('devices.id')
    .executeTakeFirst();
  return row === undefined;
}
