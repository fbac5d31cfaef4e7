/** What the relay says about the room of a session, in the widget's own terms. */

import {
  AccountAction,
  AccountState,
  CallState,
  type DisplayLayout,
  Permission,
  RingState,
  type ToViewerMessage,
} from '@ringside/protocol';
import { noOffers, type Offers } from './commands.ts';

export type RoomCallState = 'idle' | 'in-call' | 'unknown';
export type RoomRing = 'verified' | 'down' | 'lost';
/** Who acts on the device, seen from this viewer. */
export type ControlHolder = 'you' | 'other' | 'nobody';

/** Somebody else who looks at the room. */
export interface Watcher {
  readonly viewer: number;
  /** As the portal knows the operator; may be empty. */
  readonly name: string;
  readonly mayControl: boolean;
}

export interface Room {
  readonly layout: DisplayLayout;
  readonly callState: RoomCallState;
  readonly ring: RoomRing;
  /** Everybody else who looks at it, in the order in which they came. */
  readonly company: readonly Watcher[];
  readonly control: ControlHolder;
  /** The viewer that has control; 0 for nobody. */
  readonly holder: number;
  /** This viewer has asked for control and waits. */
  readonly controlRequested: boolean;
  /** Others who wait for it, in the order in which they asked. */
  readonly requests: readonly number[];
  /** This viewer has handed control to the holder. */
  readonly mayTakeBack: boolean;
  /** Commands that this viewer may have done, or why not. */
  readonly offers: Offers;
  /** The device restarts after its last session. */
  readonly restartAfterSession: boolean;
  readonly account: RoomAccount;
}

/** Who is signed in on the device itself, against the start of its sessions; nobody is named. */
export interface RoomAccount {
  readonly standing: 'unknown' | 'same' | 'changed' | 'signed-out';
  readonly locked: boolean;
  /** What the device does as the last session ends, if another user is signed in then. */
  readonly atEnd: 'sign-out' | 'lock' | 'restart' | 'nothing';
}

type Message<K extends ToViewerMessage['message']> = Extract<ToViewerMessage, { message: K }>;
type RoomStatus = Message<'room'>['room'];
type ControlState = Message<'control'>['control'];
type Company = Message<'company'>['company'];

const standings = new Map<AccountState, RoomAccount['standing']>([
  [AccountState.ACCOUNT_STATE_SAME, 'same'],
  [AccountState.ACCOUNT_STATE_CHANGED, 'changed'],
  [AccountState.ACCOUNT_STATE_SIGNED_OUT, 'signed-out'],
]);

const actions = new Map<AccountAction, RoomAccount['atEnd']>([
  [AccountAction.ACCOUNT_ACTION_SIGN_OUT, 'sign-out'],
  [AccountAction.ACCOUNT_ACTION_LOCK, 'lock'],
  [AccountAction.ACCOUNT_ACTION_RESTART, 'restart'],
]);

/** What is not said is assumed at its worst. */
export const unknownRoom: Room = {
  layout: { epoch: 0, displays: [] },
  callState: 'unknown',
  ring: 'down',
  company: [],
  control: 'nobody',
  holder: 0,
  controlRequested: false,
  requests: [],
  mayTakeBack: false,
  offers: noOffers,
  restartAfterSession: false,
  account: { standing: 'unknown', locked: false, atEnd: 'nothing' },
};

export function withStatus(room: Room, status: RoomStatus): Room {
  const { restartAfterSession, account, accountLocked, accountAction } = status;
  const standing = standings.get(account) ?? 'unknown';
  return {
    ...room,
    callState: callState(status.callState),
    ring: ring(status.ring),
    restartAfterSession,
    account: { standing, locked: accountLocked, atEnd: actions.get(accountAction) ?? 'nothing' },
  };
}

export function withControl(room: Room, control: ControlState, viewer: number): Room {
  const { holder, requestedBy, lentBy } = control;
  return {
    ...room,
    control: holder === viewer ? 'you' : holder === 0 ? 'nobody' : 'other',
    holder,
    controlRequested: requestedBy.includes(viewer),
    requests: requestedBy.filter((waiting) => waiting !== viewer),
    mayTakeBack: lentBy === viewer,
  };
}

export function withCompany(room: Room, { watchers }: Company, viewer: number): Room {
  const company = watchers
    .filter((watcher) => watcher.viewer !== viewer)
    .map(({ viewer: number, name, permission }) => ({
      viewer: number,
      name,
      mayControl: permission === Permission.PERMISSION_MODIFY,
    }));
  return { ...room, company };
}

function callState(state: CallState): RoomCallState {
  if (state === CallState.CALL_STATE_IDLE) return 'idle';
  return state === CallState.CALL_STATE_IN_CALL ? 'in-call' : 'unknown';
}

function ring(state: RingState): RoomRing {
  if (state === RingState.RING_STATE_VERIFIED) return 'verified';
  return state === RingState.RING_STATE_LOST ? 'lost' : 'down';
}
