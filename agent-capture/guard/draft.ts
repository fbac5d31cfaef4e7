/** The guard's state while one event works on it: plain parts, which only the guard puts together again. */
import type {
  EndedSessions,
  GuardEffect,
  GuardState,
  HeldSession,
  RingRising,
  RingVerified,
  Room,
  Seat,
  WaitingSeat,
} from './guard-state.ts';

export interface Draft {
  room: Room;
  ring: RingRising | RingVerified | undefined;
  seats: readonly Seat[];
  held: readonly HeldSession[];
  waiting: readonly WaitingSeat[];
  ended: EndedSessions;
  raises: number;
  stopped: boolean;
  readonly tells: GuardEffect[];
}

export function takeApart(state: GuardState): Draft {
  return {
    room: state.room,
    ring: 'ring' in state ? state.ring : undefined,
    seats: 'seats' in state ? state.seats : [],
    held: 'held' in state ? state.held : [],
    waiting: state.waiting,
    ended: state.ended,
    raises: state.raises,
    stopped: state.phase === 'stopped',
    tells: [],
  };
}
