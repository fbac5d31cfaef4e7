/**
 * What must hold of the guard, written down a second time and on its own: the facts as events brought them, and the
 * gate, ring and sessions as effects made them. Tests hold the guard against it after every event.
 */
import { type EndReason, limits } from '@ringside/protocol';
import type { CallState } from '../call-state/call-state-source.ts';
import { isOpen, nextDeadline, openGrant } from '../guard/guard.ts';
import type { Grant, GuardEffect, GuardEvent, GuardState } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';

/** A session that was open and has not ended. */
interface Visit {
  readonly endsMs: number;
  readonly idleMs: number;
  activeMs: number;
  /** Undefined while somebody is there. */
  leftMs: number | undefined;
}

/** The room is told or asked of a session that was never open. */
interface Question {
  readonly viewer: number;
  readonly prompt: boolean;
  shownMs: number | undefined;
  allowed: boolean;
}

export class GuardModel {
  link: 'up' | 'down' = 'down';
  call: CallState = 'unknown';
  leaseUntilMs = 0;
  displays: readonly number[] = [];
  stopped = false;
  gateOpen = false;
  ringUp = false;
  lastRaise = 0;
  ringVerified = false;
  /** Since when the ring is asked for and not seen, if it is. */
  unseenSinceMs: number | undefined;
  ejectedMs = Number.NEGATIVE_INFINITY;
  opened = 0;
  /** Opened after the room's yes, and after a notice. */
  allowed = 0;
  noticed = 0;
  readonly #grants = new Map<number, Grant>();
  readonly #questions = new Map<string, Question>();
  readonly ended = new Map<string, number>();
  readonly visits = new Map<string, Visit>();
  readonly withdrawn = new Map<string, number>();
  /** When the displays changed under a ring that was asked for anew. */
  readonly #changesMs: number[] = [];
  /** When the operators of those who want in last did something. */
  readonly #waitedMs = new Map<string, number>();
  readonly #ends: (reason: EndReason) => void;

  /** @param ends told of each end, for those who count */
  constructor(ends: (reason: EndReason) => void = () => undefined) {
    this.#ends = ends;
  }

  /** @throws Error naming what does not hold */
  check(event: GuardEvent, state: GuardState, effects: readonly GuardEffect[]): void {
    this.#takeEvent(event);
    if (effects.length > 0) {
      checkOrder(effects);
      for (const effect of effects) this.#takeEffect(effect, event.atMs);
    }
    if (event.event === 'layout' && effects.some(({ effect }) => effect === 'raise-ring')) {
      this.#changesMs.push(event.atMs);
    }
    this.#forgetAnswered(state);
    this.#checkOpen(state, event.atMs);
    this.#checkWaiting(state, event);
    this.#checkVisits(state, event);
    this.#checkRing(event.atMs);
  }

  /** After a stop: everything that began has one end, and nothing is left on. */
  checkOver(): void {
    insist(!this.gateOpen, 'gate open after stop');
    insist(!this.ringUp, 'ring up after stop');
    insist(this.visits.size === 0, 'a session without an end');
  }

  /** Told by the test: the viewer of this session has gone. */
  left(session: string, atMs: number): void {
    const visit = this.visits.get(session);
    if (visit !== undefined) visit.leftMs = atMs;
  }

  /** Told by the test: the operator of this session, who is there or waits, has done something. */
  active(session: string, atMs: number): void {
    this.#waitedMs.set(session, atMs);
    const visit = this.visits.get(session);
    if (visit !== undefined) visit.activeMs = atMs;
  }

  #takeEvent(event: GuardEvent): void {
    switch (event.event) {
      case 'link':
        this.link = event.link;
        this.#questions.clear();
        return;
      case 'call':
        this.call = event.call;
        return;
      case 'lease':
        this.leaseUntilMs = Math.max(this.leaseUntilMs, event.untilMs);
        return;
      case 'layout':
        this.displays = event.displays;
        this.ringVerified = false;
        return;
      case 'ring-verified':
        if (event.raise !== this.lastRaise || !this.ringUp || this.displays.length === 0) return;
        this.ringVerified = true;
        this.unseenSinceMs = undefined;
        return;
      case 'ring-lost':
      case 'ring-doubtful':
        this.ringVerified = false;
        return;
      case 'request':
        this.#waitedMs.set(event.grant.session, event.atMs);
        this.#grants.set(event.viewer, event.grant);
        return;
      case 'room-told': {
        const question = this.#questions.get(event.session);
        if (question !== undefined) question.shownMs ??= event.atMs;
        return;
      }
      case 'allowed': {
        const question = this.#questions.get(event.session);
        const { shownMs } = question ?? {};
        if (question === undefined || shownMs === undefined) return;
        if (event.atMs < shownMs + limits.roomAnswerMs) question.allowed = true;
        return;
      }
      case 'declined':
        // Not before another question may it open, whatever was said or not said to this one.
        this.#questions.delete(event.session);
        return;
      case 'withdrawn':
        for (const session of event.sessions) this.withdrawn.set(session, event.atMs);
        return;
      case 'eject':
        this.ejectedMs = event.atMs;
        return;
      case 'stop':
        this.stopped = true;
        return;
      default:
        return;
    }
  }

  /** A question is over with whoever asked: another viewer of the session is another question. */
  #forgetAnswered(state: GuardState): void {
    const seats = 'seats' in state ? state.seats : [];
    const there = new Map([...state.waiting, ...seats].map(({ viewer, grant }) => [viewer, grant.session]));
    for (const [session, { viewer }] of this.#questions) {
      if (there.get(viewer) !== session) this.#questions.delete(session);
    }
  }

  /** SES-2: nobody is let in that the room was not told of for long enough, or has not allowed. */
  #checkConsent({ session, roomConsent }: Grant, atMs: number): void {
    if (roomConsent === 'none' || this.visits.has(session)) return;
    const question = this.#questions.get(session);
    if (question?.shownMs === undefined) throw new Error('opened without the room being told');
    insist(question.prompt === (roomConsent === 'prompt'), 'asked otherwise than the ticket says');
    const long = atMs >= question.shownMs + limits.roomNoticeMs;
    insist(question.allowed || (roomConsent === 'notice' && long), 'opened without the consent of the room');
    this.#questions.delete(session);
    if (question.allowed) this.allowed += 1;
    else this.noticed += 1;
  }

  #takeEffect(effect: GuardEffect, atMs: number): void {
    switch (effect.effect) {
      case 'shut':
        insist(this.gateOpen, 'shut while shut');
        this.gateOpen = false;
        return;
      case 'open':
        insist(!this.gateOpen, 'open while open');
        insist(this.ringUp && this.ringVerified, 'opened before the ring was verified');
        this.gateOpen = true;
        return;
      case 'raise-ring':
        insist(effect.raise > this.lastRaise, 'a raise number used twice');
        this.lastRaise = effect.raise;
        this.ringUp = true;
        this.ringVerified = false;
        this.unseenSinceMs ??= atMs;
        return;
      case 'lower-ring':
        insist(this.ringUp, 'lowered while down');
        this.ringUp = false;
        this.ringVerified = false;
        this.unseenSinceMs = undefined;
        return;
      case 'opened': {
        const { session, endsMs, idleMs } = effect.grant;
        insist(this.gateOpen, 'opened a session behind a shut gate');
        this.#checkConsent(effect.grant, atMs);
        insist(!remembers(this.ended, session, atMs), 'an ended session opened again');
        insist(atMs >= this.ejectedMs + agentLimits.ejectedMs, 'opened after the room had ejected');
        insist(!remembers(this.withdrawn, session, atMs), 'a withdrawn session opened');
        const activeMs = this.visits.get(session)?.activeMs ?? this.#waitedMs.get(session) ?? 0;
        this.visits.set(session, { endsMs, idleMs, activeMs, leftMs: undefined });
        this.opened += 1;
        return;
      }
      case 'ended':
        insist(this.visits.has(effect.session), 'a session ended twice, or before it began');
        this.visits.delete(effect.session);
        // Whoever has come in the same moment has a time of its own for a ring that was not seen yet.
        if (this.visits.size === 0 && this.unseenSinceMs !== undefined) this.unseenSinceMs = atMs;
        this.ended.set(effect.session, atMs);
        this.#ends(effect.reason);
        return;
      case 'ask-room': {
        const grant = this.#grants.get(effect.viewer);
        if (grant === undefined || grant.roomConsent === 'none') throw new Error('asked the room for no reason');
        const prompt = grant.roomConsent === 'prompt';
        this.#questions.set(grant.session, { viewer: effect.viewer, prompt, shownMs: undefined, allowed: false });
        return;
      }
      case 'refused':
      case 'release-input':
        return;
      default:
        effect satisfies never;
    }
  }

  #checkOpen(state: GuardState, atMs: number): void {
    insist(this.gateOpen === (state.phase === 'open'), 'gate and phase differ');
    if (state.phase !== 'open') {
      insist(!isOpen(state, atMs), 'open outside its phase');
      return;
    }
    insist(this.link === 'up', 'open without a link');
    insist(this.call === 'idle', 'open in a call');
    insist(atMs < this.leaseUntilMs, 'open without a lease');
    insist(!isOpen(state, this.leaseUntilMs), 'open when the lease is over');
    insist(this.displays.length > 0, 'open without displays');
    insist(this.ringUp && this.ringVerified, 'open without a verified ring');
    insist(!this.stopped, 'open after stop');
    insist(state.seats.length <= agentLimits.seats, 'too many seats');
    let lastMs = 0;
    for (const { viewer, grant } of state.seats) {
      const visit = this.visits.get(grant.session);
      if (visit === undefined) throw new Error('a seat whose session was not opened');
      insist(openGrant(state, viewer, atMs) === grant, 'a seat without its grant');
      insist(openGrant(state, viewer, limitOf(visit)) === undefined, 'a grant when its limit is reached');
      lastMs = Math.max(lastMs, limitOf(visit));
    }
    insist(!isOpen(state, lastMs), 'open when every limit is reached');
  }

  /** RING-2, RING-3: it is up, is seen in time, and stands still for most of the time. */
  #checkRing(atMs: number): void {
    if (this.visits.size === 0) return;
    insist(this.ringUp, 'the ring is down while a session lives');
    insist(atMs < (this.unseenSinceMs ?? atMs) + agentLimits.ringUnseenMs, 'the ring was not seen for too long');
    for (const [index, sinceMs] of this.#changesMs.entries()) {
      const allowed = agentLimits.layoutChanges + (atMs - sinceMs) / agentLimits.layoutChangeMs;
      insist(this.#changesMs.length - index <= allowed, 'the displays change all the while');
    }
  }

  /** Whoever waits for the room has no seat, is refused with everybody else, and has its tick. */
  #checkWaiting(state: GuardState, { event, atMs }: GuardEvent): void {
    if (state.waiting.length === 0) return;
    insist(this.call === 'idle' && this.link === 'up' && atMs < this.leaseUntilMs, 'waits in a room that is not fit');
    insist(event !== 'eject' && event !== 'stop', 'waits although the room has refused');
    const deadlineMs = nextDeadline(state) ?? Number.POSITIVE_INFINITY;
    for (const { viewer, grant, untilMs } of state.waiting) {
      insist(openGrant(state, viewer, atMs) === undefined, 'a grant for somebody who waits');
      insist(!remembers(this.withdrawn, grant.session, atMs), 'waits although withdrawn');
      insist(atMs < untilMs && deadlineMs <= untilMs, 'waits too long, or without a tick');
    }
  }

  /** SES-3: what ends a session has ended it; and whatever time alone will end has its tick. */
  #checkVisits(state: GuardState, { event, atMs }: GuardEvent): void {
    if (this.visits.size === 0) return;
    insist(this.call === 'idle', 'a session in a call');
    insist(this.displays.length > 0, 'a session without displays');
    insist(!this.stopped, 'a session after stop');
    insist(event !== 'eject', 'a session that the room did not eject');
    insist(event !== 'capture-failed', 'a session without capture');
    const deadlineMs = nextDeadline(state) ?? Number.POSITIVE_INFINITY;
    for (const [session, visit] of this.visits) {
      // Who has come back in time and waits for the ring may wait for it longer than the window.
      const there = 'seats' in state && state.seats.some(({ grant }) => grant.session === session);
      const window = there || visit.leftMs === undefined ? this.leaseUntilMs : visit.leftMs + limits.resumeMs;
      insist(!remembers(this.withdrawn, session, atMs), 'a session that was withdrawn');
      insist(atMs < window, 'a session outlived the lease, or its resume window');
      insist(atMs < visit.endsMs, 'a session outlived its time limit');
      insist(atMs < visit.activeMs + visit.idleMs, 'a session outlived its idle limit');
      insist(deadlineMs <= Math.min(window, limitOf(visit)), 'no tick at the end of a session');
    }
  }
}

/** Closing comes first, telling last. */
function checkOrder(effects: readonly GuardEffect[]): void {
  let told = false;
  let ring: string | undefined;
  for (const [index, { effect }] of effects.entries()) {
    if (effect === 'opened' || effect === 'refused' || effect === 'ended' || effect === 'ask-room') {
      told = true;
      continue;
    }
    insist(!told, 'done after telling');
    if (effect === 'shut') insist(index === 0, 'shut is not the first effect');
    if (effect !== 'raise-ring' && effect !== 'lower-ring') continue;
    insist(ring === undefined, 'raised and lowered at once');
    ring = effect;
  }
}

function limitOf({ endsMs, idleMs, activeMs }: Visit): number {
  return Math.min(endsMs, activeMs + idleMs);
}

function remembers(past: ReadonlyMap<string, number>, session: string, atMs: number): boolean {
  const thenMs = past.get(session);
  return thenMs !== undefined && atMs < thenMs + agentLimits.endedMemoryMs;
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
