/** What the relay says about the room of a session, in the widget's own terms. */
import { CallState, type DisplayLayout, RingState, type ToViewerMessage } from '@ringside/protocol';

export type RoomCallState = 'idle' | 'in-call' | 'unknown';
export type RoomRing = 'verified' | 'down' | 'lost';
/** Who acts on the device, seen from this viewer. */
export type ControlHolder = 'you' | 'other' | 'nobody';

export interface Room {
  readonly layout: DisplayLayout;
  readonly callState: RoomCallState;
  readonly ring: RoomRing;
  readonly control: ControlHolder;
  /** This viewer has asked for control and waits. */
  readonly controlRequested: boolean;
}

type Message<K extends ToViewerMessage['message']> = Extract<ToViewerMessage, { message: K }>;
type RoomStatus = Message<'room'>['room'];
type ControlState = Message<'control'>['control'];

/** What is not said is assumed at its worst. */
export const unknownRoom: Room = {
  layout: { epoch: 0, displays: [] },
  callState: 'unknown',
  ring: 'down',
  control: 'nobody',
  controlRequested: false,
};

export function withStatus(room: Room, status: RoomStatus): Room {
  return { ...room, callState: callState(status.callState), ring: ring(status.ring) };
}

export function withControl(room: Room, control: ControlState, viewer: number): Room {
  const holder = control.holder === viewer ? 'you' : control.holder === 0 ? 'nobody' : 'other';
  return { ...room, control: holder, controlRequested: control.requestedBy.includes(viewer) };
}

function callState(state: CallState): RoomCallState {
  if (state === CallState.CALL_STATE_IDLE) return 'idle';
  return state === CallState.CALL_STATE_IN_CALL ? 'in-call' : 'unknown';
}

function ring(state: RingState): RoomRing {
  if (state === RingState.RING_STATE_VERIFIED) return 'verified';
  return state === RingState.RING_STATE_LOST ? 'lost' : 'down';
}
