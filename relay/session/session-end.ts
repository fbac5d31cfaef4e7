/** How each end of a session is told: the close code that goes with its reason, and its name for metrics. */
import { CallState, type CloseName, EndReason, RefusalReason, RingState, type RoomStatus } from '@ringside/protocol';

/** The close code of the viewer's connection when its session ends. */
export function closeNameOf(reason: EndReason): CloseName {
  switch (reason) {
    case EndReason.END_REASON_LEASE_LAPSED:
      return 'leaseLapsed';
    case EndReason.END_REASON_PROTOCOL_VIOLATION:
      return 'forbidden';
    default:
      return 'ended';
  }
}

/** Why this room allows no session, or undefined when it does. The ring is asked for only once it must be up. */
export function roomEnds(room: RoomStatus): EndReason | undefined {
  if (room.callState === CallState.CALL_STATE_IN_CALL) return EndReason.END_REASON_CALL_STARTED;
  if (room.callState !== CallState.CALL_STATE_IDLE) return EndReason.END_REASON_CALL_STATE_UNKNOWN;
  return undefined;
}

/** @param begun it has been open, or may have been, and the room has not ended it: a no to others since then is none to it */
export function roomRefuses(room: RoomStatus | undefined, begun: boolean): RefusalReason | undefined {
  if (room?.callState === CallState.CALL_STATE_IN_CALL) return RefusalReason.REFUSAL_REASON_IN_CALL;
  if (room?.callState !== CallState.CALL_STATE_IDLE) return RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN;
  return room.ejected && !begun ? RefusalReason.REFUSAL_REASON_EJECTED : undefined;
}

export function ringLost(room: RoomStatus): boolean {
  return room.ring === RingState.RING_STATE_LOST;
}

export function ringVerified(room: RoomStatus | undefined): boolean {
  return room?.ring === RingState.RING_STATE_VERIFIED;
}

/** A reason that an agent may give; anything else counts as a failure of its capture. */
export function agentEndReason(reason: number): EndReason {
  switch (reason) {
    case EndReason.END_REASON_CALL_STARTED:
    case EndReason.END_REASON_CALL_STATE_UNKNOWN:
    case EndReason.END_REASON_RING_LOST:
    case EndReason.END_REASON_WITHDRAWN:
    case EndReason.END_REASON_LEASE_LAPSED:
    case EndReason.END_REASON_RESUME_EXPIRED:
    case EndReason.END_REASON_TIME_LIMIT:
    case EndReason.END_REASON_IDLE_LIMIT:
    case EndReason.END_REASON_EJECTED:
    case EndReason.END_REASON_PROTOCOL_VIOLATION:
    case EndReason.END_REASON_AGENT_STOPPED:
      return reason;
    default:
      return EndReason.END_REASON_CAPTURE_FAILED;
  }
}
