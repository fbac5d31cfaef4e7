/** What ends sessions at the agent: the reason for one that was open, and the refusal for one that only asked. */
import { EndReason, RefusalReason } from '@ringside/protocol';
import type { CallState } from '../call-state/call-state-source.ts';

export interface Cause {
  readonly end: EndReason;
  readonly refusal: RefusalReason;
}

export const causes = {
  callStarted: { end: EndReason.END_REASON_CALL_STARTED, refusal: RefusalReason.REFUSAL_REASON_IN_CALL },
  callStateUnknown: {
    end: EndReason.END_REASON_CALL_STATE_UNKNOWN,
    refusal: RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN,
  },
  ringLost: { end: EndReason.END_REASON_RING_LOST, refusal: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE },
  leaseLapsed: { end: EndReason.END_REASON_LEASE_LAPSED, refusal: RefusalReason.REFUSAL_REASON_LEASE_STALE },
  resumeExpired: { end: EndReason.END_REASON_RESUME_EXPIRED, refusal: RefusalReason.REFUSAL_REASON_REFUSED },
  timeLimit: { end: EndReason.END_REASON_TIME_LIMIT, refusal: RefusalReason.REFUSAL_REASON_REFUSED },
  idleLimit: { end: EndReason.END_REASON_IDLE_LIMIT, refusal: RefusalReason.REFUSAL_REASON_REFUSED },
  ejected: { end: EndReason.END_REASON_EJECTED, refusal: RefusalReason.REFUSAL_REASON_EJECTED },
  withdrawn: { end: EndReason.END_REASON_WITHDRAWN, refusal: RefusalReason.REFUSAL_REASON_REFUSED },
  violation: { end: EndReason.END_REASON_PROTOCOL_VIOLATION, refusal: RefusalReason.REFUSAL_REASON_REFUSED },
  captureFailed: { end: EndReason.END_REASON_CAPTURE_FAILED, refusal: RefusalReason.REFUSAL_REASON_AGENT_REFUSED },
  stopped: { end: EndReason.END_REASON_AGENT_STOPPED, refusal: RefusalReason.REFUSAL_REASON_AGENT_REFUSED },
} as const satisfies Record<string, Cause>;

/** Why the room's answer keeps somebody out who has not been in. */
export const roomRefusals = {
  declined: RefusalReason.REFUSAL_REASON_ROOM_DECLINED,
  silent: RefusalReason.REFUSAL_REASON_ROOM_SILENT,
  notAsked: RefusalReason.REFUSAL_REASON_ROOM_NOT_ASKED,
} as const;

export function callCause(call: Exclude<CallState, 'idle'>): Cause {
  return call === 'in-call' ? causes.callStarted : causes.callStateUnknown;
}
