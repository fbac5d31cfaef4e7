/** DEV-5: the oldest agent that a tenant lets connect. Relays turn older ones away, and end the sessions of those connected. */

import { type Change, isStale, type Refused, refuse } from '../access/access-change.ts';
import { appendEvent } from '../audit/event-log.ts';
import type { Queryable } from '../store/schema.ts';
import { type Entitlement, readEntitlement } from './entitlement.ts';

/** What of a tenant's devices is decided for all of them. */
export interface DeviceRules {
  /** Null: any. */
  readonly minimumAgentVersion: string | null;
  readonly entitlement: Entitlement;
}

export async function readDeviceRules(db: Queryable, tenantId: string): Promise<DeviceRules> {
  const tenants = db.selectFrom('tenants').where('id', '=', tenantId).select('minimum_agent');
  const { minimum_agent: minimumAgentVersion } = await tenants.executeTakeFirstOrThrow();
  return { minimumAgentVersion, entitlement: await readEntitlement(db, tenantId) };
}

/** What a caller has seen, as far as it is theirs to change. */
export const changeableRules = ({ minimumAgentVersion }: DeviceRules) => ({ minimumAgentVersion });

export async function setMinimumAgent(change: Change, version: string | null): Promise<DeviceRules | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const before = await readDeviceRules(tx, tenantId);
  if (isStale(change, changeableRules(before))) return refuse('changed-meanwhile');
  await tx.updateTable('tenants').set({ minimum_agent: version }).where('id', '=', tenantId).execute();
  const detail = { before: before.minimumAgentVersion, after: version };
  await appendEvent(tx, sources, { kind: 'tenant.minimum-agent-changed', tenantId, actor, detail });
  return readDeviceRules(tx, tenantId);
}
