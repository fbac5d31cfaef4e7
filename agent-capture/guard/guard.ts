/**
 * The guard: the one small state machine that decides when pixels and input may pass. Pure: an event and a state in,
 * the next state and what must be done out. Every rule looks at levels, not edges: after each event `settle` holds all
 * of them against the facts, so no order of events can slip past one.
 */
import { RefusalReason } from '@ringside/protocol';
import { agentLimits } from '../limits.ts';
import { callCause, causes, roomRefusals } from './causes.ts';
import { type Draft, takeApart } from './draft.ts';
import { forgetEnded, rememberEnded } from './ended-sessions.ts';
import { effectsBetween } from './guard-effects.ts';
import type {
  FitRoom,
  Grant,
  GuardEffect,
  GuardEvent,
  GuardState,
  NonEmpty,
  Room,
  Seat,
  ToldSeat,
} from './guard-state.ts';
import { followDisplays, loseRing, raiseRing } from './raising.ts';
import {
  admitWaiting,
  away,
  close,
  endWhere,
  isBegun,
  refuseAsking,
  refuseWaiting,
  request,
  roomTold,
  suspend,
} from './seating.ts';
import { isIdle, isOverTime, limitMs } from './session-limits.ts';

export const initialGuard: GuardState = {
  phase: 'closed',
  room: {
    link: 'down',
    call: 'unknown',
    leaseUntilMs: 0,
    displays: [],
    ringLostUntilMs: 0,
    ejectedUntilMs: 0,
    changesUntilMs: 0,
  },
  ended: new Map(),
  raises: 0,
  waiting: [],
};

/** Whether pixels and input may pass at this moment: the phase, and lease and limits even when their tick is late. */
export function isOpen(state: GuardState, atMs: number): boolean {
  if (state.phase !== 'open' || atMs >= state.room.leaseUntilMs) return false;
  return state.seats.some((seat) => atMs < limitMs(seat));
}

/** The viewer's grant while it is in and everything is open. */
export function openGrant(state: GuardState, viewer: number, atMs: number): Grant | undefined {
  if (state.phase !== 'open' || atMs >= state.room.leaseUntilMs) return undefined;
  const seat = state.seats.find((one) => one.viewer === viewer);
  return seat !== undefined && atMs < limitMs(seat) ? seat.grant : undefined;
}

/** When the next `tick` is due, or undefined when time alone changes nothing. */
export function nextDeadline(state: GuardState): number | undefined {
  const { seats, held, waiting, ring } = takeApart(state);
  const deadlines = [...held, ...waiting].map((one) => Math.min(one.untilMs, limitMs(one)));
  for (const seat of seats) deadlines.push(limitMs(seat));
  const { leaseUntilMs, ringLostUntilMs, ejectedUntilMs } = state.room;
  if (seats.length + waiting.length > 0) deadlines.push(leaseUntilMs);
  if (ringLostUntilMs > 0) deadlines.push(ringLostUntilMs);
  if (ejectedUntilMs > 0) deadlines.push(ejectedUntilMs);
  if (ring?.kind === 'rising') deadlines.push(ring.untilMs);
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

export function step(state: GuardState, event: GuardEvent): readonly [GuardState, readonly GuardEffect[]] {
  const draft = takeApart(state);
  // What time alone has ended is over before the event is looked at, however late its tick.
  settle(draft, event.atMs);
  apply(draft, event);
  settle(draft, event.atMs);
  const next = assemble(draft, event.atMs);
  return [next, effectsBetween(state, next, draft.tells)];
}

function apply(draft: Draft, event: GuardEvent): void {
  switch (event.event) {
    case 'tick':
      return;
    case 'link':
      // A new link numbers its viewers anew, so those of the old one are gone even if its end was not seen.
      away(draft, event.atMs);
      draft.room = { ...draft.room, link: event.link };
      return;
    case 'lease':
      draft.room = { ...draft.room, leaseUntilMs: Math.max(draft.room.leaseUntilMs, event.untilMs) };
      return;
    case 'call':
      draft.room = { ...draft.room, call: event.call };
      return;
    case 'layout':
      draft.room = { ...draft.room, displays: [...event.displays] };
      if (draft.ring !== undefined) followDisplays(draft, event.atMs);
      return;
    case 'ring-verified':
      if (draft.ring?.raise !== event.raise || draft.room.displays.length === 0) return;
      draft.ring = { kind: 'verified', raise: event.raise };
      draft.room = { ...draft.room, ringLostUntilMs: 0 };
      return;
    case 'ring-lost':
      // While it is rising it is not there yet; its deadline speaks for it.
      if (draft.ring?.kind === 'verified') loseRing(draft, event.atMs);
      return;
    case 'ring-doubtful':
      if (draft.ring?.kind === 'verified') raiseRing(draft, event.atMs);
      return;
    case 'request':
      request(draft, event.viewer, event.grant, event.atMs);
      return;
    case 'bad-ticket':
      draft.tells.push({
        effect: 'refused',
        viewer: event.viewer,
        reason: RefusalReason.REFUSAL_REASON_REFUSED,
      });
      return;
    case 'room-told':
      roomTold(draft, event.session, event.atMs);
      return;
    case 'room-untold':
      refuseWaiting(draft, roomRefusals.notAsked, ({ shown }) => !shown);
      return;
    case 'allowed':
      admitWaiting(draft, ({ grant }) => grant.session === event.session);
      return;
    case 'declined':
      decline(draft, event.session, event.atMs);
      return;
    case 'active':
      draft.seats = draft.seats.map((seat) =>
        seat.viewer === event.viewer ? { ...seat, activeMs: event.atMs } : seat,
      );
      return;
    case 'suspend':
      suspend(draft, event.viewer, event.atMs);
      return;
    case 'close':
      close(draft, event.viewer, event.reason, event.atMs);
      return;
    case 'violation':
      endWhere(draft, causes.violation, event.atMs, (seat) => seat.viewer === event.viewer);
      return;
    case 'withdrawn': {
      const sessions = new Set(event.sessions);
      endWhere(draft, causes.withdrawn, event.atMs, ({ grant }) => sessions.has(grant.session));
      draft.ended = rememberEnded(draft.ended, event.sessions, event.atMs);
      return;
    }
    case 'eject':
      draft.room = { ...draft.room, ejectedUntilMs: event.atMs + agentLimits.ejectedMs };
      endWhere(draft, causes.ejected, event.atMs);
      return;
    case 'capture-failed':
      endWhere(draft, causes.captureFailed, event.atMs);
      return;
    case 'stop':
      draft.stopped = true;
      return;
    default:
      event satisfies never;
  }
}

/**
 * The room's no holds until its session has been open, also where time has let it in or kept it out meanwhile. A room
 * that has refused somebody is not asked again at once, by nobody; who is in stays.
 */
function decline(draft: Draft, session: string, atMs: number): void {
  if (isBegun(draft, session)) return;
  draft.room = { ...draft.room, ejectedUntilMs: atMs + agentLimits.ejectedMs };
  refuseWaiting(draft, roomRefusals.declined, () => true);
  refuseAsking(draft, roomRefusals.declined, session);
}

/** What silence means: a notice that was up long enough lets in; a prompt that nobody answered does not. */
function answerForRoom(draft: Draft, atMs: number): void {
  refuseWaiting(draft, roomRefusals.notAsked, ({ shown, untilMs }) => !shown && atMs >= untilMs);
  admitWaiting(draft, ({ grant, untilMs }) => grant.roomConsent === 'notice' && atMs >= untilMs);
  refuseWaiting(draft, roomRefusals.silent, ({ untilMs }) => atMs >= untilMs);
}

/** Holds every rule against the facts: whoever may not stay is out, and the ring is asked for while anybody stays. */
function settle(draft: Draft, atMs: number): void {
  const { ringLostUntilMs, ejectedUntilMs } = draft.room;
  if (ringLostUntilMs > 0 && atMs >= ringLostUntilMs) draft.room = { ...draft.room, ringLostUntilMs: 0 };
  if (ejectedUntilMs > 0 && atMs >= ejectedUntilMs) draft.room = { ...draft.room, ejectedUntilMs: 0 };
  if (draft.stopped) endWhere(draft, causes.stopped, atMs);
  if (draft.room.call !== 'idle') endWhere(draft, callCause(draft.room.call), atMs);
  if (draft.room.displays.length === 0 && (draft.ring !== undefined || draft.waiting.length > 0)) loseRing(draft, atMs);
  if (atMs >= draft.room.leaseUntilMs) endWhere(draft, causes.leaseLapsed, atMs, (one) => 'stage' in one);
  endWhere(draft, causes.timeLimit, atMs, (one) => isOverTime(one, atMs));
  endWhere(draft, causes.idleLimit, atMs, (one) => isIdle(one, atMs));
  endWhere(draft, causes.resumeExpired, atMs, (one) => !('stage' in one) && atMs >= one.untilMs);
  answerForRoom(draft, atMs);
  if (draft.ring?.kind === 'rising' && atMs >= draft.ring.untilMs) loseRing(draft, atMs);

  if (draft.seats.length + draft.held.length === 0) draft.ring = undefined;
  else if (draft.ring === undefined) raiseRing(draft, atMs);
}

/** The only place that builds a state; `open` needs the fit room and the verified ring that its type asks for. */
function assemble(draft: Draft, atMs: number): GuardState {
  const { room, ring, seats, held, waiting, raises, stopped } = draft;
  const common = { ended: forgetEnded(draft.ended, atMs), raises, waiting };
  if (stopped) return { phase: 'stopped', room, ...common };
  const fit = fitRoom(room, atMs);
  if (ring?.kind === 'rising' && fit !== undefined && isNonEmpty(seats)) {
    return { phase: 'raising', room: fit, ring, seats, held, ...common };
  }
  if (ring?.kind === 'verified' && fit !== undefined) {
    const told = seats.map((seat) => admit(seat, draft.tells));
    if (isNonEmpty(told)) return { phase: 'open', room: fit, ring, seats: told, held, ...common };
  }
  if (ring !== undefined && isNonEmpty(held)) return { phase: 'holding', room, ring, held, ...common };
  return { phase: 'closed', room, ...common };
}

function admit(seat: Seat, tells: GuardEffect[]): ToldSeat {
  const { viewer, grant, activeMs } = seat;
  if (seat.stage !== 'told') tells.push({ effect: 'opened', viewer, grant });
  return { viewer, grant, activeMs, stage: 'told' };
}

function fitRoom(room: Room, atMs: number): FitRoom | undefined {
  const { link, call, leaseUntilMs, displays } = room;
  if (link !== 'up' || call !== 'idle' || atMs >= leaseUntilMs || !isNonEmpty(displays)) return undefined;
  return { ...room, link, call, leaseUntilMs, displays };
}

function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
