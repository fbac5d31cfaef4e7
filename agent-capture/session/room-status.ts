/** The room and its displays as the wire says them. */
import { CallState, encodeAgentMessage, RingState } from '@ringside/protocol';
import type { CallState as RoomCallState } from '../call-state/call-state-source.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { GuardState } from '../guard/guard-state.ts';

const callStates: Readonly<Record<RoomCallState, CallState>> = {
  idle: CallState.CALL_STATE_IDLE,
  'in-call': CallState.CALL_STATE_IN_CALL,
  unknown: CallState.CALL_STATE_UNKNOWN,
};

export function encodeRoomStatus(state: GuardState, callStateSource: string, restartAfterSession: boolean): Uint8Array {
  return encodeAgentMessage({
    room: {
      callState: callStates[state.room.call],
      callStateSource,
      ring: ringOf(state),
      ejected: state.room.ejectedUntilMs > 0,
      restartAfterSession,
    },
  });
}

function ringOf(state: GuardState): RingState {
  if (state.room.ringLostUntilMs > 0) return RingState.RING_STATE_LOST;
  const verified = 'ring' in state && state.ring.kind === 'verified';
  return verified ? RingState.RING_STATE_VERIFIED : RingState.RING_STATE_DOWN;
}

export function encodeLayout(epoch: number, displays: readonly DisplayInfo[]): Uint8Array {
  const shown = displays.map(({ id, name, width, height, asleep }) => ({ display: id, name, width, height, asleep }));
  return encodeAgentMessage({ layout: { epoch, displays: shown } });
}
