/**
 * A session's life: requested → started ⇄ suspended → ended. Every move is decided here; a session ends exactly once,
 * with one reason, whatever arrives afterwards.
 */
import type { EndReasonName } from './end-reason.ts';

export type SessionState =
  | { readonly phase: 'requested' }
  | { readonly phase: 'started'; readonly startedMs: number }
  | {
      readonly phase: 'suspended';
      readonly startedMs: number;
      readonly suspendedMs: number;
      readonly resumeUntilMs: number;
    }
  | {
      readonly phase: 'ended';
      readonly startedMs: number | null;
      readonly endedMs: number;
      readonly reason: EndReasonName;
    };

export type SessionChange =
  | { readonly kind: 'start'; readonly atMs: number }
  | { readonly kind: 'suspend'; readonly atMs: number; readonly resumeUntilMs: number }
  | { readonly kind: 'hold-open'; readonly resumeUntilMs: number }
  | { readonly kind: 'end'; readonly atMs: number; readonly reason: EndReasonName };

/** The next state, or undefined when the change does not apply (any more). */
export function nextState(state: SessionState, change: SessionChange): SessionState | undefined {
  if (state.phase === 'ended') return undefined;
  switch (change.kind) {
    case 'start':
      if (state.phase === 'started') return undefined;
      // Resuming keeps the first start: the session is one and the same.
      return { phase: 'started', startedMs: state.phase === 'suspended' ? state.startedMs : change.atMs };
    case 'suspend': {
      if (state.phase !== 'started') return undefined;
      const { startedMs } = state;
      return { phase: 'suspended', startedMs, suspendedMs: change.atMs, resumeUntilMs: change.resumeUntilMs };
    }
    case 'hold-open':
      if (state.phase !== 'suspended') return undefined;
      return { ...state, resumeUntilMs: Math.max(state.resumeUntilMs, change.resumeUntilMs) };
    case 'end': {
      const startedMs = state.phase === 'requested' ? null : state.startedMs;
      return { phase: 'ended', startedMs, endedMs: change.atMs, reason: change.reason };
    }
    default:
      return change satisfies never;
  }
}
