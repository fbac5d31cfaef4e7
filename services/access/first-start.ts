/**
 * The first start: a tenant and its administrator, who can sign in only by a link. Everything else comes from what the
 * administrator gives.
 */
import { type Actor, appendEvent, openLog } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { readOptIn } from './opt-in.ts';
import { holdByAssignment } from './own-assignments.ts';
import { remoteAccessPermissions } from './permissions.ts';
import { madeHere } from './users.ts';

export interface FirstOperator {
  readonly tenantId: string;
  readonly operatorId: string;
}

const services = { kind: 'services' } as const;

/** Makes the tenant and the operator "admin" when there are none, and returns them in any case. */
export async function ensureFirstOperator(
  db: Db,
  sources: Sources,
  { tenantName, embedded }: { readonly tenantName: string; readonly embedded: boolean },
): Promise<FirstOperator> {
  return db.transaction().execute(async (tx) => {
    const first = await tx
      .selectFrom('operators')
      .select(['id', 'tenant_id'])
      .orderBy('created_ms')
      .orderBy('id')
      .executeTakeFirst();
    if (first !== undefined) return { tenantId: first.tenant_id, operatorId: first.id };
    const made = await createTenant(tx, sources, tenantName, services);
    if (embedded) {
      const { tenantId } = made;
      await tx.updateTable('tenants').set({ opted_in_ms: sources.nowMs() }).where('id', '=', tenantId).execute();
      const detail = { textVersion: null };
      await appendEvent(tx, sources, { kind: 'tenant.opted-in', tenantId, actor: services, detail });
    }
    return made;
  });
}

/** A tenant with its administrator, who has remote access to nothing. */
export async function createTenant(tx: Tx, sources: Sources, name: string, actor: Actor): Promise<FirstOperator> {
  const tenantId = sources.newId();
  const operatorId = sources.newId();
  const created_ms = sources.nowMs();
  const off = { opted_in_ms: null, card_off_ms: null, acknowledged_by: null, acknowledged_text: null };
  const commands = { restarts_withheld_ms: null, view_shortcuts_ms: null };
  await tx
    .insertInto('tenants')
    .values({ id: tenantId, name, created_ms, suspended_ms: null, ...off, ...commands })
    .execute();
  await openLog(tx, tenantId);
  await appendEvent(tx, sources, { kind: 'tenant.created', tenantId, actor, detail: {} });
  const operator = { id: operatorId, tenant_id: tenantId, name: 'admin', created_ms, disabled_ms: null };
  await tx
    .insertInto('operators')
    .values({ ...operator, administrator_ms: created_ms, ...madeHere })
    .execute();
  const about = { detail: {}, personal: { name: 'admin' } };
  await appendEvent(tx, sources, { kind: 'operator.created', tenantId, actor, operatorId, ...about });
  return { tenantId, operatorId };
}

/** The embedded default: one person, who may use each device as it enrols. */
export async function grantFirstOperator(
  tx: Tx,
  sources: Sources,
  { tenantId, operatorId }: FirstOperator,
  device: { readonly id: string; readonly tenantId: string },
): Promise<void> {
  if (device.tenantId !== tenantId) return;
  // While remote access is off nothing of it is assigned (ACC-1).
  if (!(await readOptIn(tx, tenantId)).enabled) return;
  const permissions = [...remoteAccessPermissions];
  await holdByAssignment(tx, sources, { tenantId, operatorId, deviceId: device.id, permissions, actor: services });
}
