/**
 * The states of a session as the widget knows it, and every transition between them, as one pure function.
 * An event that a state does not expect leaves it as it is: answers of an abandoned attempt arrive late.
 */
import { type EndedReason, endOfRefusal } from './reasons.ts';

export type SessionState =
  | { readonly kind: 'idle' }
  /** The host has been asked for a ticket. */
  | { readonly kind: 'requesting' }
  /** The ticket is here, the relay's challenge is not. */
  | { readonly kind: 'connecting'; readonly sessionId: string }
  /** Ticket and proof are sent: relay and agent decide. */
  | {
      readonly kind: 'opening';
      readonly sessionId: string;
      /** The room is told or asked first. */
      readonly room?: 'notice' | 'prompt';
    }
  | {
      readonly kind: 'live';
      readonly sessionId: string;
      readonly viewer: number;
      readonly permission: 'view' | 'modify';
    }
  /** The link is lost; the room still shows its ring. */
  | { readonly kind: 'reconnecting'; readonly sessionId: string; readonly untilMs: number; readonly attempt: number }
  /** `informed`: the relay knows of the end, so the host need not tell its API. */
  | { readonly kind: 'ended'; readonly sessionId: string; readonly reason: EndedReason; readonly informed: boolean }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string };

export type SessionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'granted'; readonly sessionId: string }
  | { readonly type: 'presented' }
  | { readonly type: 'room-asked'; readonly room: 'notice' | 'prompt' }
  | {
      readonly type: 'opened';
      readonly sessionId: string;
      readonly viewer: number;
      readonly permission: 'view' | 'modify';
    }
  | { readonly type: 'lost'; readonly untilMs: number }
  | { readonly type: 'retry' }
  | { readonly type: 'refused'; readonly code: string; readonly detail: string }
  | { readonly type: 'ended'; readonly reason: EndedReason; readonly informed: boolean };

export const idle: SessionState = { kind: 'idle' };

export function nextState(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'start':
      return isOver(state) ? { kind: 'requesting' } : state;
    case 'granted':
      return state.kind === 'requesting' ? { kind: 'connecting', sessionId: event.sessionId } : state;
    case 'presented':
      return state.kind === 'connecting' ? { kind: 'opening', sessionId: state.sessionId } : state;
    case 'room-asked':
      return state.kind === 'opening' ? { ...state, room: event.room } : state;
    case 'opened': {
      if (state.kind !== 'opening' && state.kind !== 'reconnecting') return state;
      const { sessionId, viewer, permission } = event;
      return { kind: 'live', sessionId, viewer, permission };
    }
    case 'lost':
      if (state.kind === 'reconnecting') return { ...state, untilMs: Math.min(state.untilMs, event.untilMs) };
      if (state.kind !== 'live') return state;
      return { kind: 'reconnecting', sessionId: state.sessionId, untilMs: event.untilMs, attempt: 0 };
    case 'retry':
      return state.kind === 'reconnecting' ? { ...state, attempt: state.attempt + 1 } : state;
    case 'refused':
      return refuse(state, event.code, event.detail);
    case 'ended':
      return end(state, event.reason, event.informed);
  }
}

/** Whether a new session may start from here. */
export function isOver(state: SessionState): boolean {
  return state.kind === 'idle' || state.kind === 'ended' || state.kind === 'refused';
}

function refuse(state: SessionState, code: string, detail: string): SessionState {
  switch (state.kind) {
    case 'requesting':
    case 'connecting':
    case 'opening':
      return { kind: 'refused', code, detail };
    case 'live':
    case 'reconnecting':
      return { kind: 'ended', sessionId: state.sessionId, reason: endOfRefusal(code), informed: true };
    case 'idle':
    case 'ended':
    case 'refused':
      return state;
  }
}

function end(state: SessionState, reason: EndedReason, informed: boolean): SessionState {
  switch (state.kind) {
    case 'requesting':
      return idle;
    case 'connecting':
    case 'opening':
    case 'live':
    case 'reconnecting':
      return { kind: 'ended', sessionId: state.sessionId, reason, informed };
    case 'idle':
    case 'ended':
    case 'refused':
      return state;
  }
}
