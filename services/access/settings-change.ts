/** Changes what a tenant has set about its sessions, and the log with it. */
import { appendEvent } from '../audit/event-log.ts';
import type { Tx } from '../store/schema.ts';
import { type Change, isStale, type Refused, refuse } from './access-change.ts';
import { defaultTenantSettings, readTenantSettings, type TenantSettings } from './tenant-settings.ts';

async function writeTenantSettings(tx: Tx, tenantId: string, settings: TenantSettings): Promise<void> {
  await tx.deleteFrom('tenant_settings').where('tenant_id', '=', tenantId).execute();
  const defaults = new Map(Object.entries(defaultTenantSettings));
  for (const [name, value] of Object.entries(settings)) {
    if (value === defaults.get(name)) continue;
    await tx
      .insertInto('tenant_settings')
      .values({ tenant_id: tenantId, name, value: JSON.stringify(value) })
      .execute();
  }
}

/** Sessions that run keep the limits that they began with. */
export async function changeTenantSettings(
  change: Change,
  settings: TenantSettings,
): Promise<TenantSettings | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  const before = await readTenantSettings(tx, tenantId);
  if (isStale(change, before)) return refuse('changed-meanwhile');
  await writeTenantSettings(tx, tenantId, settings);
  const detail = { before, after: settings };
  await appendEvent(tx, sources, { kind: 'tenant.settings-changed', tenantId, actor, detail });
  return readTenantSettings(tx, tenantId);
}
