/** The room and its displays as the wire says them. */
import { AccountAction, AccountState, CallState, encodeAgentMessage, RingState } from '@ringside/protocol';
import type { AccountStanding } from '../account/account-duty.ts';
import type { AccountNews, AccountStatus, AccountAction as RoomAccountAction } from '../account/account-watch.ts';
import type { CallState as RoomCallState } from '../call-state/call-state-source.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { GuardState } from '../guard/guard-state.ts';

const callStates: Readonly<Record<RoomCallState, CallState>> = {
  idle: CallState.CALL_STATE_IDLE,
  'in-call': CallState.CALL_STATE_IN_CALL,
  unknown: CallState.CALL_STATE_UNKNOWN,
};

const accountStates: Readonly<Record<AccountStanding, AccountState>> = {
  unknown: AccountState.ACCOUNT_STATE_UNSPECIFIED,
  same: AccountState.ACCOUNT_STATE_SAME,
  changed: AccountState.ACCOUNT_STATE_CHANGED,
  'signed-out': AccountState.ACCOUNT_STATE_SIGNED_OUT,
};

const accountActions: Readonly<Record<RoomAccountAction, AccountAction>> = {
  none: AccountAction.ACCOUNT_ACTION_UNSPECIFIED,
  'sign-out': AccountAction.ACCOUNT_ACTION_SIGN_OUT,
  lock: AccountAction.ACCOUNT_ACTION_LOCK,
  restart: AccountAction.ACCOUNT_ACTION_RESTART,
};

/** What else the room tells of itself. */
interface RoomFacts {
  readonly callStateSource: string;
  readonly restartAfterSession: boolean;
  readonly account: AccountStatus;
}

export function encodeRoomStatus(state: GuardState, facts: RoomFacts): Uint8Array {
  const { callStateSource, restartAfterSession, account } = facts;
  return encodeAgentMessage({
    room: {
      callState: callStates[state.room.call],
      callStateSource,
      ring: ringOf(state),
      ejected: state.room.ejectedUntilMs > 0,
      restartAfterSession,
      account: accountStates[account.standing],
      accountLocked: account.locked,
      accountAction: accountActions[account.action],
    },
  });
}

export function encodeAccountNews({ session, standing, locked, done }: AccountNews): Uint8Array {
  const [atEnd, action] = [done !== undefined, accountActions[done ?? 'none']];
  return encodeAgentMessage({ account: { session, account: accountStates[standing], locked, atEnd, action } });
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
