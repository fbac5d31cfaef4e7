/** The wire's reasons as names: what events carry, hosts compare and the table of words is keyed by. */
import { type CloseName, EndReason, RefusalReason } from '@ringside/protocol';

/** Why a session ended. */
export type EndedReason =
  | 'operator'
  | 'call-started'
  | 'call-state-unknown'
  | 'ring-lost'
  | 'withdrawn'
  | 'lease-lapsed'
  | 'resume-expired'
  | 'time-limit'
  | 'idle-limit'
  | 'administrator'
  | 'ejected'
  | 'never-started'
  | 'capture-failed'
  | 'protocol-violation'
  | 'refused'
  | 'agent-stopped'
  | 'replaced'
  | 'unknown';

/** Why the relay or the agent did not open a session. */
export type OpeningRefusal =
  | 'refused'
  | 'not-connected'
  | 'in-call'
  | 'call-state-unknown'
  | 'ring-unavailable'
  | 'lease-stale'
  | 'too-many-viewers'
  | 'draining'
  | 'agent-refused'
  | 'version'
  | 'timeout'
  | 'ejected'
  | 'room-declined'
  | 'room-silent'
  | 'room-not-asked';

const endings = new Map<number, EndedReason>([
  [EndReason.END_REASON_OPERATOR, 'operator'],
  [EndReason.END_REASON_CALL_STARTED, 'call-started'],
  [EndReason.END_REASON_CALL_STATE_UNKNOWN, 'call-state-unknown'],
  [EndReason.END_REASON_RING_LOST, 'ring-lost'],
  [EndReason.END_REASON_WITHDRAWN, 'withdrawn'],
  [EndReason.END_REASON_LEASE_LAPSED, 'lease-lapsed'],
  [EndReason.END_REASON_RESUME_EXPIRED, 'resume-expired'],
  [EndReason.END_REASON_TIME_LIMIT, 'time-limit'],
  [EndReason.END_REASON_IDLE_LIMIT, 'idle-limit'],
  [EndReason.END_REASON_ADMINISTRATOR, 'administrator'],
  [EndReason.END_REASON_EJECTED, 'ejected'],
  [EndReason.END_REASON_NEVER_STARTED, 'never-started'],
  [EndReason.END_REASON_CAPTURE_FAILED, 'capture-failed'],
  [EndReason.END_REASON_PROTOCOL_VIOLATION, 'protocol-violation'],
  [EndReason.END_REASON_REFUSED, 'refused'],
  [EndReason.END_REASON_AGENT_STOPPED, 'agent-stopped'],
]);

const refusals = new Map<number, OpeningRefusal>([
  [RefusalReason.REFUSAL_REASON_REFUSED, 'refused'],
  [RefusalReason.REFUSAL_REASON_NOT_CONNECTED, 'not-connected'],
  [RefusalReason.REFUSAL_REASON_IN_CALL, 'in-call'],
  [RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN, 'call-state-unknown'],
  [RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE, 'ring-unavailable'],
  [RefusalReason.REFUSAL_REASON_LEASE_STALE, 'lease-stale'],
  [RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS, 'too-many-viewers'],
  [RefusalReason.REFUSAL_REASON_DRAINING, 'draining'],
  [RefusalReason.REFUSAL_REASON_AGENT_REFUSED, 'agent-refused'],
  [RefusalReason.REFUSAL_REASON_VERSION, 'version'],
  [RefusalReason.REFUSAL_REASON_TIMEOUT, 'timeout'],
  [RefusalReason.REFUSAL_REASON_EJECTED, 'ejected'],
  [RefusalReason.REFUSAL_REASON_ROOM_DECLINED, 'room-declined'],
  [RefusalReason.REFUSAL_REASON_ROOM_SILENT, 'room-silent'],
  [RefusalReason.REFUSAL_REASON_ROOM_NOT_ASKED, 'room-not-asked'],
]);

/** A reason that only a newer relay knows is `unknown`. */
export function endedReason(reason: EndReason): EndedReason {
  return endings.get(reason) ?? 'unknown';
}

export function openingRefusal(reason: RefusalReason): OpeningRefusal {
  return refusals.get(reason) ?? 'refused';
}

/** What a close without a word before it means for a session, when its code says not to come back. */
export function closeReason(name: CloseName | undefined): EndedReason {
  switch (name) {
    case 'malformed':
    case 'forbidden':
    case 'tooLarge':
      return 'protocol-violation';
    case 'refused':
      return 'refused';
    case 'replaced':
      return 'replaced';
    case 'withdrawn':
      return 'withdrawn';
    default:
      return 'unknown';
  }
}

/** Refusals that the next ticket may not meet: the room or its relay is on its way back. */
export function mayPass(refusal: OpeningRefusal): boolean {
  switch (refusal) {
    case 'not-connected':
    case 'lease-stale':
    case 'draining':
    case 'timeout':
      return true;
    case 'refused':
    case 'in-call':
    case 'call-state-unknown':
    case 'ring-unavailable':
    case 'too-many-viewers':
    case 'agent-refused':
    case 'version':
    case 'ejected':
    case 'room-declined':
    case 'room-silent':
    case 'room-not-asked':
      return false;
  }
}

/** Why a session ended, as the API names it; `unknown` for a name that only newer services know. */
export function endedByName(name: string): EndedReason {
  for (const reason of endings.values()) if (reason === name) return reason;
  return 'unknown';
}

/** A running session that is refused on its return has ended; this is why. */
export function endOfRefusal(code: string): EndedReason {
  switch (code) {
    case 'in-call':
      return 'call-started';
    case 'call-state-unknown':
      return 'call-state-unknown';
    case 'ring-unavailable':
      return 'ring-lost';
    case 'ejected':
    case 'room-declined':
      return 'ejected';
    case 'device-not-monitored':
    case 'device-not-found':
    case 'forbidden':
    case 'operator-disabled':
    case 'origin-not-allowed':
    case 'tenant-not-opted-in':
      return 'withdrawn';
    case 'session-ended':
    case 'session-not-found':
      return 'unknown';
    default:
      return 'refused';
  }
}
