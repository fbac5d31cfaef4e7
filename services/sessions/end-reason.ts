/** Why sessions end and why relays refuse them, as the log and the API name it. One name for each number on the wire. */
import { EndReason, RefusalReason } from '@ringside/protocol';

const endNames = {
  [EndReason.END_REASON_UNSPECIFIED]: 'unspecified',
  [EndReason.END_REASON_OPERATOR]: 'operator',
  [EndReason.END_REASON_CALL_STARTED]: 'call-started',
  [EndReason.END_REASON_CALL_STATE_UNKNOWN]: 'call-state-unknown',
  [EndReason.END_REASON_RING_LOST]: 'ring-lost',
  [EndReason.END_REASON_WITHDRAWN]: 'withdrawn',
  [EndReason.END_REASON_LEASE_LAPSED]: 'lease-lapsed',
  [EndReason.END_REASON_RESUME_EXPIRED]: 'resume-expired',
  [EndReason.END_REASON_TIME_LIMIT]: 'time-limit',
  [EndReason.END_REASON_IDLE_LIMIT]: 'idle-limit',
  [EndReason.END_REASON_ADMINISTRATOR]: 'administrator',
  [EndReason.END_REASON_EJECTED]: 'ejected',
  [EndReason.END_REASON_NEVER_STARTED]: 'never-started',
  [EndReason.END_REASON_CAPTURE_FAILED]: 'capture-failed',
  [EndReason.END_REASON_PROTOCOL_VIOLATION]: 'protocol-violation',
  [EndReason.END_REASON_REFUSED]: 'refused',
  [EndReason.END_REASON_AGENT_STOPPED]: 'agent-stopped',
} as const satisfies Record<EndReason, string>;

const refusalNames = {
  [RefusalReason.REFUSAL_REASON_UNSPECIFIED]: 'unspecified',
  [RefusalReason.REFUSAL_REASON_REFUSED]: 'refused',
  [RefusalReason.REFUSAL_REASON_NOT_CONNECTED]: 'device-not-connected',
  [RefusalReason.REFUSAL_REASON_IN_CALL]: 'in-call',
  [RefusalReason.REFUSAL_REASON_CALL_STATE_UNKNOWN]: 'call-state-unknown',
  [RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE]: 'ring-unavailable',
  [RefusalReason.REFUSAL_REASON_LEASE_STALE]: 'lease-stale',
  [RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS]: 'too-many-viewers',
  [RefusalReason.REFUSAL_REASON_DRAINING]: 'draining',
  [RefusalReason.REFUSAL_REASON_AGENT_REFUSED]: 'agent-refused',
  [RefusalReason.REFUSAL_REASON_VERSION]: 'version',
  [RefusalReason.REFUSAL_REASON_TIMEOUT]: 'timeout',
  [RefusalReason.REFUSAL_REASON_EJECTED]: 'ejected',
  [RefusalReason.REFUSAL_REASON_ROOM_DECLINED]: 'room-declined',
  [RefusalReason.REFUSAL_REASON_ROOM_SILENT]: 'room-silent',
  [RefusalReason.REFUSAL_REASON_ROOM_NOT_ASKED]: 'room-not-asked',
} as const satisfies Record<RefusalReason, string>;

export type EndReasonName = (typeof endNames)[EndReason];

/** A newer relay may know a reason that this build does not. */
export const endReasonName = (reason: EndReason): EndReasonName => endNames[reason] ?? 'unspecified';

export const refusalName = (reason: RefusalReason): string => refusalNames[reason] ?? 'unspecified';

export function parseEndReason(value: string): EndReasonName {
  for (const name of Object.values(endNames)) if (name === value) return name;
  return 'unspecified';
}

export function endReasonCode(name: EndReasonName): EndReason {
  for (const reason of Object.values(EndReason)) {
    if (typeof reason === 'number' && endNames[reason] === name) return reason;
  }
  return EndReason.END_REASON_UNSPECIFIED;
}
