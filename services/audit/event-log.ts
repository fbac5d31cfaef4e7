/**
 * The log: appended to in the same transaction as what it tells of, numbered per tenant without gaps, never changed.
 * Its kinds and their fields are closed, so that no frame, keystroke, secret or free text of a peer gets in (AUD-3).
 */
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';

/** What happened. Details are codes, names of our own and numbers. */
export type EventContent =
  | { readonly kind: 'tenant.created'; readonly detail: Record<string, never> }
  | { readonly kind: 'tenant.opted-in' | 'tenant.opted-out'; readonly detail: Record<string, never> }
  | { readonly kind: 'tenant.room-card-on' | 'tenant.room-card-off'; readonly detail: Record<string, never> }
  | {
      readonly kind:
        | 'tenant.restarts-on'
        | 'tenant.restarts-off'
        | 'tenant.view-shortcuts-on'
        | 'tenant.view-shortcuts-off';
      readonly detail: Record<string, never>;
    }
  | { readonly kind: 'operator.created'; readonly detail: { readonly name: string } }
  | { readonly kind: 'operator.signed-in' | 'operator.signed-out'; readonly detail: Record<string, never> }
  | {
      readonly kind: 'grant.created' | 'grant.removed';
      readonly detail: { readonly target: string; readonly permission: string };
    }
  | { readonly kind: 'api-key.created'; readonly detail: { readonly apiKey: string; readonly scope: string } }
  | { readonly kind: 'api-key.revoked'; readonly detail: { readonly apiKey: string } }
  | {
      readonly kind: 'enrolment-key.created';
      readonly detail: { readonly enrolmentKey: string; readonly maxUses: number; readonly expiresMs: number };
    }
  | { readonly kind: 'enrolment-key.revoked'; readonly detail: { readonly enrolmentKey: string } }
  | { readonly kind: 'device.enrolled'; readonly detail: { readonly enrolmentKey: string; readonly state: string } }
  | { readonly kind: 'device.state-changed'; readonly detail: { readonly before: string; readonly after: string } }
  | {
      readonly kind: 'incident.opened' | 'incident.closed';
      readonly detail: { readonly incident: string; readonly incidentKind: string };
    }
  | { readonly kind: 'access.refused'; readonly detail: { readonly reason: string; readonly route: string } }
  | {
      readonly kind: 'session.requested' | 'session.resume-requested';
      readonly detail: { readonly permission: string; readonly origin: string; readonly node: string };
    }
  | {
      readonly kind: 'session.refused';
      readonly detail: {
        /** Null when there was no such session to resume. */
        readonly permission: string | null;
        readonly reason: string;
        readonly by: 'services' | 'relay';
      };
    }
  | {
      /** Of shortcuts only that one was pressed: keys are no business of the log. */
      readonly kind: 'session.command';
      readonly detail: { readonly command: string; readonly result: string };
    }
  | {
      readonly kind: 'device.recovery-requested';
      readonly detail: { readonly recovery: string; readonly command: string };
    }
  | { readonly kind: 'device.recovery-done'; readonly detail: { readonly recovery: string; readonly result: string } }
  | { readonly kind: 'session.started' | 'session.resumed'; readonly detail: Record<string, never> }
  | { readonly kind: 'session.suspended'; readonly detail: { readonly because: 'viewer-lost' | 'node-replaced' } }
  | {
      readonly kind: 'session.ended';
      readonly detail: {
        readonly reason: string;
        readonly permission: string;
        readonly requestedMs: number;
        readonly startedMs: number | null;
        readonly durationMs: number;
      };
    };

export type Actor =
  | { readonly kind: 'operator' | 'device' | 'relay' | 'api-key'; readonly id: string }
  | { readonly kind: 'services' | 'command-line' };

export type EventEntry = EventContent & {
  readonly tenantId: string;
  readonly actor: Actor;
  /** When it happened, if that was earlier than now: a relay's event may have waited for the control link. */
  readonly timeMs?: number;
  readonly operatorId?: string;
  readonly deviceId?: string;
  readonly sessionId?: string;
};

export async function appendEvent(tx: Tx, sources: Sources, entry: EventEntry): Promise<void> {
  const head = await tx
    .updateTable('event_heads')
    .set((expression) => ({ sequence: expression('sequence', '+', 1) }))
    .where('tenant_id', '=', entry.tenantId)
    .returning('sequence')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('events')
    .values({
      tenant_id: entry.tenantId,
      sequence: head.sequence,
      id: sources.newId(),
      time_ms: entry.timeMs ?? sources.nowMs(),
      kind: entry.kind,
      actor_kind: entry.actor.kind,
      actor_id: 'id' in entry.actor ? entry.actor.id : null,
      operator_id: entry.operatorId ?? null,
      device_id: entry.deviceId ?? null,
      session_id: entry.sessionId ?? null,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}

/** A tenant's log begins with its first event as number 1. */
export async function openLog(tx: Tx, tenantId: string): Promise<void> {
  await tx.insertInto('event_heads').values({ tenant_id: tenantId, sequence: 0 }).execute();
}
