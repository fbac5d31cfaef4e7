/** Who has a place in the room: how viewers come, go away for a while, and end, each session with one reason. */
import { EndReason, limits, RefusalReason } from '@ringside/protocol';
import { agentLimits } from '../limits.ts';
import { type Cause, callCause, causes } from './causes.ts';
import type { Draft } from './draft.ts';
import { rememberEnded } from './ended-sessions.ts';
import type { Grant, HeldSession, Seat, WaitingSeat } from './guard-state.ts';

export function request(draft: Draft, viewer: number, grant: Grant, atMs: number): void {
  const refusal = draft.stopped ? RefusalReason.REFUSAL_REASON_AGENT_REFUSED : refusalOf(draft, viewer, grant, atMs);
  if (refusal !== undefined) {
    draft.tells.push({ effect: 'refused', viewer, reason: refusal });
    return;
  }
  const older = draft.seats.find((seat) => seat.grant.session === grant.session);
  const away = draft.held.find((session) => session.grant.session === grant.session);
  const begun = isBegun(draft, grant.session);
  if (grant.roomConsent !== 'none' && !begun) {
    wait(draft, viewer, grant, atMs);
    return;
  }
  if (older?.stage !== 'told' && older !== undefined) {
    draft.tells.push({ effect: 'refused', viewer: older.viewer, reason: RefusalReason.REFUSAL_REASON_REFUSED });
  }
  const stage = begun ? 'resuming' : 'asking';
  draft.held = draft.held.filter((session) => session.grant.session !== grant.session);
  const { activeMs } = older ?? away ?? { activeMs: atMs };
  draft.seats = [...draft.seats.filter((seat) => seat !== older), { viewer, grant, activeMs, stage }];
}

/** Whether it has been open: its viewer is here, or away for a while. */
export function isBegun({ seats, held }: Draft, session: string): boolean {
  const begun = [...seats.filter(({ stage }) => stage !== 'asking'), ...held];
  return begun.some(({ grant }) => grant.session === session);
}

/** The room is told or asked first. A viewer that comes anew for the same session waits from the beginning. */
function wait(draft: Draft, viewer: number, grant: Grant, atMs: number): void {
  const same = (one: Seat | WaitingSeat): boolean => one.grant.session === grant.session;
  for (const older of [...draft.seats, ...draft.waiting].filter(same)) {
    draft.tells.push({ effect: 'refused', viewer: older.viewer, reason: RefusalReason.REFUSAL_REASON_REFUSED });
  }
  draft.seats = draft.seats.filter((seat) => !same(seat));
  const seat: WaitingSeat = {
    ...{ viewer, grant, activeMs: atMs, stage: 'waiting', shown: false },
    untilMs: atMs + limits.roomShowMs,
  };
  draft.waiting = [...draft.waiting.filter((one) => !same(one)), seat];
  draft.tells.push({ effect: 'ask-room', viewer });
}

/** The console shows who asks: from now on the notice, or the time for an answer, runs. */
export function roomTold(draft: Draft, session: string, atMs: number): void {
  draft.waiting = draft.waiting.map((one) => {
    if (one.shown || one.grant.session !== session) return one;
    const { roomNoticeMs, roomAnswerMs } = limits;
    return { ...one, shown: true, untilMs: atMs + (one.grant.roomConsent === 'notice' ? roomNoticeMs : roomAnswerMs) };
  });
}

/** The room's yes: whoever it is for asks for the ring now, as everybody does. */
export function admitWaiting(draft: Draft, which: (one: WaitingSeat) => boolean): void {
  const admitted = draft.waiting.filter((one) => one.shown && which(one));
  if (admitted.length === 0) return;
  draft.waiting = draft.waiting.filter((one) => !admitted.includes(one));
  draft.seats = [
    ...draft.seats,
    ...admitted.map(({ viewer, grant, activeMs }): Seat => ({ viewer, grant, activeMs, stage: 'asking' })),
  ];
}

/** The room's no, or that it cannot be asked. */
export function refuseWaiting(draft: Draft, reason: RefusalReason, which: (one: WaitingSeat) => boolean): void {
  for (const { viewer } of draft.waiting.filter(which)) draft.tells.push({ effect: 'refused', viewer, reason });
  draft.waiting = draft.waiting.filter((one) => !which(one));
}

/** Whoever waits for the ring with this session has not been in. */
export function refuseAsking(draft: Draft, reason: RefusalReason, session: string): void {
  const asking = draft.seats.filter(({ stage, grant }) => stage === 'asking' && grant.session === session);
  for (const { viewer } of asking) draft.tells.push({ effect: 'refused', viewer, reason });
  draft.seats = draft.seats.filter((seat) => !asking.includes(seat));
}

/** Why this viewer cannot even wait for the ring, in the order of SES-1. */
function refusalOf(draft: Draft, viewer: number, grant: Grant, atMs: number): RefusalReason | undefined {
  const { room, seats, held, waiting, ended } = draft;
  const known = [...seats, ...waiting].some((seat) => seat.viewer === viewer) || ended.has(grant.session);
  if (known || room.link === 'down') return RefusalReason.REFUSAL_REASON_REFUSED;
  if (room.call !== 'idle') return callCause(room.call).refusal;
  // Who was in when somebody else was refused may come back; whom the room put out is in `ended`.
  if (room.ejectedUntilMs > 0 && !isBegun(draft, grant.session)) return causes.ejected.refusal;
  if (atMs >= room.leaseUntilMs) return causes.leaseLapsed.refusal;
  if (room.displays.length === 0) return causes.ringLost.refusal;
  const others = [...seats, ...held, ...waiting].filter((other) => other.grant.session !== grant.session);
  return others.length >= agentLimits.seats ? RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS : undefined;
}

export function suspend(draft: Draft, viewer: number, atMs: number): void {
  draft.waiting = draft.waiting.filter((one) => one.viewer !== viewer);
  const seat = draft.seats.find((candidate) => candidate.viewer === viewer);
  if (seat === undefined) return;
  draft.seats = draft.seats.filter((candidate) => candidate !== seat);
  if (seat.stage === 'asking') return;
  const { grant, activeMs } = seat;
  draft.held = [...draft.held, { grant, activeMs, viewer, untilMs: atMs + limits.resumeMs }];
}

/** The relay says that it is over: it needs no telling. */
export function close(draft: Draft, viewer: number, reason: EndReason, atMs: number): void {
  draft.waiting = draft.waiting.filter((one) => one.viewer !== viewer);
  const over = [...draft.seats, ...draft.held].find((one) => one.viewer === viewer);
  if (over === undefined) return;
  draft.seats = draft.seats.filter((seat) => seat !== over);
  draft.held = draft.held.filter((session) => session !== over);
  if ('stage' in over && over.stage === 'asking') return;
  draft.ended = rememberEnded(draft.ended, [over.grant.session], atMs);
  const known = reason === EndReason.END_REASON_UNSPECIFIED ? EndReason.END_REASON_OPERATOR : reason;
  draft.tells.push({ effect: 'ended', session: over.grant.session, reason: known, by: 'relay' });
}

/** The link is gone: viewers that were in may come back within the window, those that only asked must ask again. */
export function away(draft: Draft, atMs: number): void {
  const untilMs = atMs + limits.resumeMs;
  const left = draft.seats.filter((seat) => seat.stage !== 'asking');
  draft.seats = [];
  draft.waiting = [];
  draft.held = [
    ...draft.held.map((session) => ({ ...session, viewer: undefined })),
    ...left.map(({ grant, activeMs }) => ({ grant, activeMs, untilMs, viewer: undefined })),
  ];
}

/** Ends seats and held sessions, each with the one reason of this cause. */
export function endWhere(
  draft: Draft,
  cause: Cause,
  atMs: number,
  which: (one: Seat | HeldSession | WaitingSeat) => boolean = () => true,
): void {
  refuseWaiting(draft, cause.refusal, which);
  const over = [...draft.seats, ...draft.held].filter(which);
  if (over.length === 0) return;
  draft.seats = draft.seats.filter((seat) => !which(seat));
  draft.held = draft.held.filter((session) => !which(session));
  const begun: string[] = [];
  for (const one of over) {
    const stage = 'stage' in one ? one.stage : 'told';
    if (stage !== 'told' && one.viewer !== undefined) {
      draft.tells.push({ effect: 'refused', viewer: one.viewer, reason: cause.refusal });
    }
    if (stage === 'asking') continue;
    begun.push(one.grant.session);
    draft.tells.push({ effect: 'ended', session: one.grant.session, reason: cause.end, by: 'agent' });
  }
  draft.ended = rememberEnded(draft.ended, begun, atMs);
}
