/**
 * What the guard knows and what it can be. Pixels and input pass in the phase `open` alone, and its type can only be
 * built from a room in which every condition holds.
 */
import type { EndReason, GrantPermission, RefusalReason, RoomConsentName } from '@ringside/protocol';
import type { CallState } from '../call-state/call-state-source.ts';

/** What a verified ticket grants. */
export interface Grant {
  readonly session: string;
  readonly permission: GrantPermission;
  readonly operatorName: string;
  /** Why the operator wants access; empty when that was not said. */
  readonly reason: string;
  /** The tenant wants no card in its rooms. */
  readonly cardOff: boolean;
  /** The tenant withholds both restarts of the device. */
  readonly restartsWithheld: boolean;
  /** The tenant lets who may only look use the shortcuts too. */
  readonly viewShortcuts: boolean;
  /** Whether the room is told or asked before anything is shown. */
  readonly roomConsent: RoomConsentName;
  /** The session is over at this moment of the monotonic clock, however often it is resumed. */
  readonly endsMs: number;
  /** It is over too when its operator has done nothing for this long. */
  readonly idleMs: number;
}

/** A viewer's place. Its number is the link's, and means nothing on the next link. */
export interface Seat {
  readonly viewer: number;
  readonly grant: Grant;
  /** When its operator last did something. Coming back is the widget's doing, and none of it. */
  readonly activeMs: number;
  /**
   * `asking`: its session has never been open, so it is refused, not ended. `resuming`: the session was open before,
   * this viewer is not yet. `told`: the relay has heard that this viewer is in.
   */
  readonly stage: 'asking' | 'resuming' | 'told';
}

export interface ToldSeat extends Seat {
  readonly stage: 'told';
}

/**
 * Somebody whom the room does not know of yet (SES-2): told or asked first, with no ring raised and nothing passing. Who
 * was let in once is not asked for again.
 */
export interface WaitingSeat {
  readonly viewer: number;
  readonly grant: Grant;
  readonly activeMs: number;
  readonly stage: 'waiting';
  /** Whether the console shows it. Silence counts for nothing before. */
  readonly shown: boolean;
  /** Not shown: it cannot be. Shown: the notice has been long enough, or nobody has answered the prompt. */
  readonly untilMs: number;
}

/** A session whose viewer is away: nothing passes for it, the ring stays for it. */
export interface HeldSession {
  readonly grant: Grant;
  readonly activeMs: number;
  readonly untilMs: number;
  /** Undefined once the link that numbered the viewer is gone. */
  readonly viewer: number | undefined;
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** The facts about the room that events bring, whatever the phase. */
export interface Room {
  readonly link: 'up' | 'down';
  readonly call: CallState;
  /** The lease is fresh before this moment of the monotonic clock. */
  readonly leaseUntilMs: number;
  /** Ids of the displays there are. */
  readonly displays: readonly number[];
  /**
   * Until then the room's status says that the ring was lost; 0 when it was not. Not for ever: whether the ring can be
   * shown again is only found out by the next session's attempt.
   */
  readonly ringLostUntilMs: number;
  /** Somebody in the room said no: until then nobody gets in who was not in before; 0 when it may be asked for. */
  readonly ejectedUntilMs: number;
  /** When as much time is over as the displays' changes under the ring so far may take. */
  readonly changesUntilMs: number;
}

/** A room in which access is possible. `guard.ts` builds one only after looking at the lease. */
export interface FitRoom extends Room {
  readonly link: 'up';
  readonly call: 'idle';
  readonly displays: NonEmpty<number>;
}

/** The ring is asked for; `raise` numbers the requests, so that a late answer to an older one is not taken for this. */
export interface RingRising {
  readonly kind: 'rising';
  readonly raise: number;
  /** Since when it is asked for, and was not seen. */
  readonly sinceMs: number;
  readonly untilMs: number;
}

export interface RingVerified {
  readonly kind: 'verified';
  readonly raise: number;
}

/** Sessions that have ended, and when each may be forgotten: none of them opens again. */
export type EndedSessions = ReadonlyMap<string, number>;

interface Common {
  readonly ended: EndedSessions;
  /** Number of the last raise. */
  readonly raises: number;
  readonly waiting: readonly WaitingSeat[];
}

export type GuardState =
  /** Nobody is here; the ring is down. */
  | (Common & { readonly phase: 'closed'; readonly room: Room })
  /** Somebody waits for the ring. Nothing passes. */
  | (Common & {
      readonly phase: 'raising';
      readonly room: FitRoom;
      readonly ring: RingRising;
      readonly seats: NonEmpty<Seat>;
      readonly held: readonly HeldSession[];
    })
  /** The one phase in which pixels and input pass. */
  | (Common & {
      readonly phase: 'open';
      readonly room: FitRoom;
      readonly ring: RingVerified;
      readonly seats: NonEmpty<ToldSeat>;
      readonly held: readonly HeldSession[];
    })
  /** Only viewers that are away: the ring stays, nothing passes. */
  | (Common & {
      readonly phase: 'holding';
      readonly room: Room;
      readonly ring: RingRising | RingVerified;
      readonly held: NonEmpty<HeldSession>;
    })
  /** The agent is going away; nothing opens any more. */
  | (Common & { readonly phase: 'stopped'; readonly room: Room });

export type GuardEvent = { readonly atMs: number } & (
  | { readonly event: 'tick' }
  | { readonly event: 'link'; readonly link: 'up' | 'down' }
  | { readonly event: 'lease'; readonly untilMs: number }
  | { readonly event: 'call'; readonly call: CallState }
  | { readonly event: 'layout'; readonly displays: readonly number[] }
  | { readonly event: 'ring-verified'; readonly raise: number }
  | { readonly event: 'ring-lost' }
  /** Too long since the ring was last seen: nothing passes until it is seen again. */
  | { readonly event: 'ring-doubtful' }
  /** The ticket behind this grant has been verified, and was never used before. */
  | { readonly event: 'request'; readonly viewer: number; readonly grant: Grant }
  /** A ticket that was not believed: the answer is the same whatever was wrong with it. */
  | { readonly event: 'bad-ticket'; readonly viewer: number }
  /** The console shows who asks for this session. */
  | { readonly event: 'room-told'; readonly session: string }
  /** The console can show nothing. */
  | { readonly event: 'room-untold' }
  /** Somebody in the room has read who asks for this session, and allows it. */
  | { readonly event: 'allowed'; readonly session: string }
  /** Somebody in the room has read who asks for this session, and refuses. */
  | { readonly event: 'declined'; readonly session: string }
  /** The viewer's operator has done something. */
  | { readonly event: 'active'; readonly viewer: number }
  | { readonly event: 'suspend'; readonly viewer: number }
  | { readonly event: 'close'; readonly viewer: number; readonly reason: EndReason }
  | { readonly event: 'violation'; readonly viewer: number }
  | { readonly event: 'withdrawn'; readonly sessions: readonly string[] }
  /** Somebody in the room wants everybody out. */
  | { readonly event: 'eject' }
  | { readonly event: 'capture-failed' }
  | { readonly event: 'stop' }
);

/** An event before its time is put on it. */
export type Happening = GuardEvent extends infer E ? (E extends GuardEvent ? Omit<E, 'atMs'> : never) : never;

/** What must be done, in this order. Closing comes first, telling last. */
export type GuardEffect =
  | { readonly effect: 'shut' }
  | { readonly effect: 'release-input' }
  | { readonly effect: 'raise-ring'; readonly raise: number }
  | { readonly effect: 'lower-ring' }
  | { readonly effect: 'open' }
  /** The room is told or asked, and the relay hears that it takes longer. */
  | { readonly effect: 'ask-room'; readonly viewer: number }
  | { readonly effect: 'opened'; readonly viewer: number; readonly grant: Grant }
  | { readonly effect: 'refused'; readonly viewer: number; readonly reason: RefusalReason }
  | {
      readonly effect: 'ended';
      readonly session: string;
      readonly reason: EndReason;
      /** Whose word it was: the relay needs no telling of its own. */
      readonly by: 'agent' | 'relay';
    };
