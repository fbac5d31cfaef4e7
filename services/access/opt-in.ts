/** ACC-1: remote access is off until an administrator switches it on and acknowledges what that means. */
import { appendEvent } from '../audit/event-log.ts';
import type { Queryable, Tx } from '../store/schema.ts';
import { type Change, isStale, type Refused, refuse } from './access-change.ts';

/** What is acknowledged; another text is another version. */
export const acknowledgementText = {
  version: '2026-1',
  text:
    'With remote access, operators to whom it is assigned see the displays of meeting-room devices, and may use their ' +
    'keyboard and pointer, without anybody in the room having to agree. Rooms show a red ring meanwhile. Every session ' +
    'is recorded in the log: who, which device, when, and why it ended. I may switch this on for my organisation, and ' +
    'have informed those concerned where the law demands it.',
} as const;

export interface OptIn {
  readonly enabled: boolean;
  readonly sinceMs: number | null;
  readonly acknowledgedBy: string | null;
  readonly textVersion: string | null;
}

export interface Acknowledgement {
  /** The administrator's e-mail address. */
  readonly email: string;
  readonly textVersion: string;
}

export async function readOptIn(db: Queryable, tenantId: string): Promise<OptIn> {
  const row = await db
    .selectFrom('tenants')
    .where('id', '=', tenantId)
    .select(['opted_in_ms', 'acknowledged_by', 'acknowledged_text'])
    .executeTakeFirst();
  const sinceMs = row?.opted_in_ms ?? null;
  return {
    enabled: sinceMs !== null,
    sinceMs,
    acknowledgedBy: row?.acknowledged_by ?? null,
    textVersion: row?.acknowledged_text ?? null,
  };
}

export async function optIn(change: Change, { email, textVersion }: Acknowledgement): Promise<OptIn | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  if (isStale(change, await readOptIn(tx, tenantId))) return refuse('changed-meanwhile');
  if (textVersion !== acknowledgementText.version) return refuse('acknowledgement-outdated');
  const opted_in_ms = sources.nowMs();
  await write(tx, tenantId, { opted_in_ms, acknowledged_by: email, acknowledged_text: textVersion });
  const about = { operatorId: facts.operator.id, detail: { textVersion }, personal: { email } };
  await appendEvent(tx, sources, { kind: 'tenant.opted-in', tenantId, actor, ...about });
  return readOptIn(tx, tenantId);
}

export async function optOut(change: Change): Promise<OptIn | Refused> {
  const { tx, sources, facts, actor } = change;
  const tenantId = facts.tenant.id;
  if (isStale(change, await readOptIn(tx, tenantId))) return refuse('changed-meanwhile');
  await write(tx, tenantId, { opted_in_ms: null, acknowledged_by: null, acknowledged_text: null });
  await appendEvent(tx, sources, { kind: 'tenant.opted-out', tenantId, actor, detail: {} });
  return readOptIn(tx, tenantId);
}

async function write(
  tx: Tx,
  tenantId: string,
  columns: { opted_in_ms: number | null; acknowledged_by: string | null; acknowledged_text: string | null },
): Promise<void> {
  await tx.updateTable('tenants').set(columns).where('id', '=', tenantId).execute();
}
