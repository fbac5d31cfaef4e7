/** Sessions between their rows and their union of states. */
import type { GrantPermission } from '@ringside/protocol';
import type { Credential } from '../access/principal.ts';
import type { Queryable, Tables, Tx } from '../store/schema.ts';
import { parseEndReason } from './end-reason.ts';
import type { SessionState } from './session-state.ts';

export interface Session {
  readonly id: string;
  readonly tenantId: string;
  readonly operatorId: string;
  readonly deviceId: string;
  readonly permission: GrantPermission;
  readonly reason: string;
  readonly origin: string;
  readonly node: string;
  readonly instance: string;
  readonly requestedMs: number;
  /** SES-7: what tickets say, agents keep, and services make sure of; resuming changes nothing about it. */
  readonly endsAtMs: number;
  readonly ticketExpiresMs: number;
  readonly replacedTickets: number;
  /** What it was started with, and ends with; undefined where that was not kept yet. */
  readonly credential?: Credential | undefined;
  readonly state: SessionState;
}

export async function readSession(db: Queryable, id: string): Promise<Session | undefined> {
  const row = await db.selectFrom('sessions').where('id', '=', id).selectAll().executeTakeFirst();
  return row === undefined ? undefined : sessionOf(row);
}

export const livePhases = ['requested', 'started', 'suspended'] as const;

export async function insertSession(tx: Tx, session: Session): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({ ...rowOf(session), operator_erased: 0 })
    .execute();
}

export async function updateSession(tx: Tx, session: Session): Promise<void> {
  const { id, ...columns } = rowOf(session);
  await tx.updateTable('sessions').set(columns).where('id', '=', id).execute();
}

export function sessionOf(row: Tables['sessions']): Session {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    operatorId: row.operator_id,
    deviceId: row.device_id,
    permission: row.permission === 'modify' ? 'modify' : 'view',
    reason: row.reason,
    origin: row.origin,
    node: row.node,
    instance: row.instance,
    requestedMs: row.requested_ms,
    endsAtMs: row.ends_ms,
    ticketExpiresMs: row.ticket_expires_ms,
    replacedTickets: row.replaced_tickets,
    credential: credentialOf(row),
    state: stateOf(row),
  };
}

function credentialOf({ credential_kind: kind, credential_id: id }: Tables['sessions']): Credential | undefined {
  return id === null ? undefined : { kind: kind === 'api-key' ? 'api-key' : 'sign-in', id };
}

function stateOf(row: Tables['sessions']): SessionState {
  const { state, started_ms: startedMs, suspended_ms: suspendedMs, resume_until_ms: resumeUntilMs } = row;
  if (row.ended_ms !== null) {
    return { phase: 'ended', startedMs, endedMs: row.ended_ms, reason: parseEndReason(row.end_reason ?? '') };
  }
  if (state === 'started' && startedMs !== null) return { phase: 'started', startedMs };
  if (state === 'suspended' && startedMs !== null && suspendedMs !== null && resumeUntilMs !== null) {
    return { phase: 'suspended', startedMs, suspendedMs, resumeUntilMs };
  }
  return { phase: 'requested' };
}

/** What erasure says of a row stays whatever becomes of its session. */
function rowOf(session: Session): Omit<Tables['sessions'], 'operator_erased'> {
  const { state } = session;
  const suspended = state.phase === 'suspended' ? state : undefined;
  const ended = state.phase === 'ended' ? state : undefined;
  return {
    id: session.id,
    tenant_id: session.tenantId,
    operator_id: session.operatorId,
    device_id: session.deviceId,
    permission: session.permission,
    reason: session.reason,
    origin: session.origin,
    node: session.node,
    instance: session.instance,
    state: state.phase,
    requested_ms: session.requestedMs,
    ends_ms: session.endsAtMs,
    ticket_expires_ms: session.ticketExpiresMs,
    replaced_tickets: session.replacedTickets,
    started_ms: state.phase === 'requested' ? null : state.startedMs,
    suspended_ms: suspended?.suspendedMs ?? null,
    resume_until_ms: suspended?.resumeUntilMs ?? null,
    ended_ms: ended?.endedMs ?? null,
    end_reason: ended?.reason ?? null,
    credential_kind: session.credential?.kind ?? null,
    credential_id: session.credential?.id ?? null,
  };
}
