/** The first start: a tenant and its first operator, who administers it and can sign in only by a link. */
import { appendEvent, openLog } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { createGrant } from './grants.ts';
import { remoteAccessPermissions, tenantPermissions } from './permissions.ts';

export interface FirstOperator {
  readonly tenantId: string;
  readonly operatorId: string;
}

const actor = { kind: 'services' } as const;

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
    const tenantId = sources.newId();
    const operatorId = sources.newId();
    const created_ms = sources.nowMs();
    const opted_in_ms = embedded ? created_ms : null;
    await tx
      .insertInto('tenants')
      .values({ id: tenantId, name: tenantName, created_ms, opted_in_ms, card_off_ms: null })
      .execute();
    await openLog(tx, tenantId);
    await appendEvent(tx, sources, { kind: 'tenant.created', tenantId, actor, detail: {} });
    if (embedded) await appendEvent(tx, sources, { kind: 'tenant.opted-in', tenantId, actor, detail: {} });
    const operator = { id: operatorId, tenant_id: tenantId, name: 'admin', created_ms, disabled_ms: null };
    await tx.insertInto('operators').values(operator).execute();
    await appendEvent(tx, sources, {
      kind: 'operator.created',
      tenantId,
      actor,
      operatorId,
      detail: {},
      personal: { name: 'admin' },
    });
    for (const permission of tenantPermissions) {
      await createGrant(tx, sources, { tenantId, operatorId, targetId: tenantId, permission, actor });
    }
    return { tenantId, operatorId };
  });
}

/** The embedded default: one person, who may use each device as it enrols. */
export async function grantFirstOperator(
  tx: Tx,
  sources: Sources,
  { tenantId, operatorId }: FirstOperator,
  device: { readonly id: string; readonly tenantId: string },
): Promise<void> {
  if (device.tenantId !== tenantId) return;
  for (const permission of remoteAccessPermissions) {
    await createGrant(tx, sources, { tenantId, operatorId, targetId: device.id, permission, actor });
  }
}
