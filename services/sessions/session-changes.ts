/** Applies a change to a session: its row and its log record in one transaction, or neither. */
import { type Actor, appendEvent } from '../audit/event-log.ts';
import type { Sources } from '../sources.ts';
import type { Tx } from '../store/schema.ts';
import { type Session, updateSession } from './session-records.ts';
import { nextState, type SessionChange } from './session-state.ts';

export interface ChangeContext {
  readonly tx: Tx;
  readonly sources: Sources;
  readonly actor: Actor;
  /** Why it was suspended, for the log. */
  readonly suspendedBecause?: 'viewer-lost' | 'node-replaced';
  /** Nobody reported it: it follows from the relay's silence, and so does its time. */
  readonly reconstructed?: boolean;
}

/** @returns the session as it is now, or undefined when the change did not apply: then nothing was written */
export async function changeSession(
  context: ChangeContext,
  session: Session,
  change: SessionChange,
): Promise<Session | undefined> {
  const state = nextState(session.state, change);
  if (state === undefined) return undefined;
  const changed: Session = { ...session, state };
  await updateSession(context.tx, changed);
  await logChange(context, session, changed, change);
  return changed;
}

async function logChange(
  { tx, sources, actor, suspendedBecause, reconstructed = false }: ChangeContext,
  before: Session,
  { state, ...session }: Session,
  change: SessionChange,
): Promise<void> {
  const about = {
    tenantId: session.tenantId,
    actor,
    operatorId: session.operatorId,
    deviceId: session.deviceId,
    sessionId: session.id,
  };
  switch (state.phase) {
    case 'requested':
      return;
    case 'started': {
      const kind = before.state.phase === 'suspended' ? 'session.resumed' : 'session.started';
      const timeMs = change.kind === 'start' ? change.atMs : state.startedMs;
      return appendEvent(tx, sources, { ...about, kind, timeMs, detail: {} });
    }
    case 'suspended': {
      if (change.kind !== 'suspend') return;
      const detail = { because: suspendedBecause ?? 'viewer-lost', reconstructed } as const;
      return appendEvent(tx, sources, { ...about, kind: 'session.suspended', timeMs: change.atMs, detail });
    }
    case 'ended': {
      const { startedMs, endedMs, reason } = state;
      const durationMs = startedMs === null ? 0 : Math.max(0, endedMs - startedMs);
      const { permission, requestedMs } = session;
      const detail = { reason, permission, requestedMs, startedMs, durationMs, reconstructed };
      return appendEvent(tx, sources, { ...about, kind: 'session.ended', timeMs: endedMs, detail });
    }
    default:
      return state satisfies never;
  }
}
