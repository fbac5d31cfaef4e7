/**
 * What must hold of the guard, written down a second time and on its own: the facts as events brought them, and the
 * gate, ring and sessions as effects made them. Tests hold the guard against it after every event.
 */
import { limits } from '@ringside/protocol';
import type { CallState } from '../call-state/call-state-source.ts';
import { isOpen, openGrant } from '../guard/guard.ts';
import type { GuardEffect, GuardEvent, GuardState } from '../guard/guard-state.ts';
import { agentLimits } from '../limits.ts';

interface Visit {
  readonly session: string;
  /** Undefined while somebody is there. */
  leftMs: number | undefined;
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
  opened = 0;
  readonly ended = new Map<string, number>();
  /** Sessions that were open and have not ended. */
  readonly visits = new Map<string, Visit>();
  readonly withdrawn = new Map<string, number>();

  /** @throws Error naming what does not hold */
  check(event: GuardEvent, state: GuardState, effects: readonly GuardEffect[]): void {
    this.#takeEvent(event);
    this.#checkOrder(effects);
    for (const effect of effects) this.#takeEffect(effect, event.atMs);
    this.#checkRingRaise(effects);
    this.#checkOpen(state, event);
    this.#checkRing(event.atMs);
  }

  /** After a stop: everything that began has one end, and nothing is left on. */
  checkOver(): void {
    insist(!this.gateOpen, 'gate open after stop');
    insist(!this.ringUp, 'ring up after stop');
    insist(this.visits.size === 0, 'a session without an end');
  }

  #takeEvent(event: GuardEvent): void {
    switch (event.event) {
      case 'link':
        this.link = event.link;
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
        if (event.raise === this.lastRaise && this.ringUp && this.displays.length > 0) this.ringVerified = true;
        return;
      case 'ring-lost':
      case 'ring-doubtful':
        this.ringVerified = false;
        return;
      case 'withdrawn':
        for (const session of event.sessions) this.withdrawn.set(session, event.atMs);
        return;
      case 'stop':
        this.stopped = true;
        return;
      default:
        return;
    }
  }

  /** Closing comes first, telling last. */
  #checkOrder(effects: readonly GuardEffect[]): void {
    const told = effects.findIndex(({ effect }) => ['opened', 'refused', 'ended'].includes(effect));
    for (const [index, { effect }] of effects.entries()) {
      if (effect === 'shut') insist(index === 0, 'shut is not the first effect');
      if (['shut', 'release-input', 'raise-ring', 'lower-ring', 'open'].includes(effect) && told >= 0) {
        insist(index < told, `${effect} after telling`);
      }
    }
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
        return;
      case 'lower-ring':
        insist(this.ringUp, 'lowered while down');
        this.ringUp = false;
        this.ringVerified = false;
        return;
      case 'opened': {
        const { session } = effect.grant;
        insist(this.gateOpen, 'opened a session behind a shut gate');
        insist(!this.#remembers(this.ended, session, atMs), 'an ended session opened again');
        insist(!this.#remembers(this.withdrawn, session, atMs), 'a withdrawn session opened');
        this.visits.set(session, { session, leftMs: undefined });
        this.opened += 1;
        return;
      }
      case 'ended':
        insist(this.visits.has(effect.session), 'a session ended twice, or before it began');
        this.visits.delete(effect.session);
        this.ended.set(effect.session, atMs);
        return;
      case 'refused':
      case 'release-input':
        return;
      default:
        effect satisfies never;
    }
  }

  #checkRingRaise(effects: readonly GuardEffect[]): void {
    const lowered = effects.some(({ effect }) => effect === 'lower-ring');
    const raised = effects.some(({ effect }) => effect === 'raise-ring');
    insist(!(lowered && raised), 'raised and lowered at once');
  }

  #checkOpen(state: GuardState, { atMs }: GuardEvent): void {
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
    for (const seat of state.seats) {
      insist(this.visits.has(seat.grant.session), 'a seat whose session was not opened');
      insist(openGrant(state, seat.viewer, atMs) === seat.grant, 'a seat without its grant');
    }
  }

  /** RING-3: up until the last one has left, those who may come back included. */
  #checkRing(atMs: number): void {
    if (this.visits.size > 0) insist(this.ringUp, 'the ring is down while a session lives');
    for (const visit of this.visits.values()) {
      if (visit.leftMs === undefined) continue;
      insist(atMs < visit.leftMs + limits.resumeMs, 'a session outlived its resume window');
    }
  }

  /** Told by the test: the viewer of this session has gone, or is back. */
  left(session: string, atMs: number): void {
    const visit = this.visits.get(session);
    if (visit !== undefined) visit.leftMs = atMs;
  }

  #remembers(past: ReadonlyMap<string, number>, session: string, atMs: number): boolean {
    const thenMs = past.get(session);
    return thenMs !== undefined && atMs < thenMs + agentLimits.endedMemoryMs;
  }
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
