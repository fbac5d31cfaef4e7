/**
 * Finds sessions that nobody else will end: tickets never used, resume windows that ran out with no relay to say so,
 * time limits that an agent let pass, nodes that never came back, and permissions that ended by the clock or were withdrawn from outside this process.
 */
import { limits } from '@ringside/protocol';
import { claimsGraceMs } from '../access/access-facts.ts';
import { servicesLimits } from '../limits.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
import type { EndReasonName } from './end-reason.ts';
import { unheldSessions } from './held-sessions.ts';
import { announceEndings, type Ending, endSession } from './session-end.ts';
import { livePhases, readSession, type Session, sessionOf } from './session-records.ts';

export interface SweepPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly relays: RelayLink & { lostForMs(instance: string): number };
}

/** Looks at all of them: for when something has ended by the clock, or was changed from outside this process. */
export async function sweepSessions(ports: SweepPorts): Promise<void> {
  const live = ports.db.selectFrom('sessions').where('state', 'in', livePhases);
  await sweepAll(ports, await live.select('id').orderBy('id').execute());
}

/**
 * Looks, each time, at those that may be overdue and at a part of the others, by the last digit of their IDs: should a
 * right have ended without a word, that is found within as many times as there are parts.
 */
export function sweepInTurns(ports: SweepPorts): () => Promise<void> {
  let turn = 0;
  return async () => {
    turn = (turn + 1) % servicesLimits.sweepTurns;
    const nowMs = ports.sources.nowMs();
    const live = ports.db.selectFrom('sessions').where('state', 'in', livePhases);
    const instances = await live.select('instance').distinct().execute();
    const away = instances.map(({ instance }) => instance).filter((instance) => ports.relays.lostForMs(instance) > 0);
    const due = live.where((row) =>
      row.or([
        row('ends_ms', '<=', nowMs),
        row('resume_until_ms', '<=', nowMs),
        row.and([row('state', '=', 'requested'), row('ticket_expires_ms', '<=', nowMs)]),
        ...(away.length === 0 ? [] : [row('instance', 'in', away)]),
        ...digitsOf(turn).map((digit) => row('id', 'like', `%${digit}`)),
      ]),
    );
    await sweepAll(ports, await due.select('id').orderBy('id').execute());
  };
}

const digitsOf = (turn: number): string[] =>
  [...'0123456789abcdef'].filter((_, index) => index % servicesLimits.sweepTurns === turn);

async function sweepAll(ports: SweepPorts, ids: readonly { readonly id: string }[]): Promise<void> {
  for (let at = 0; at < ids.length; at += servicesLimits.sweepAtOnce) {
    const some = ids.slice(at, at + servicesLimits.sweepAtOnce).map(({ id }) => id);
    await sweepSome(ports, some);
  }
}

async function sweepSome({ db, sources, relays }: SweepPorts, ids: readonly string[]): Promise<void> {
  const rows = await db.selectFrom('sessions').where('id', 'in', ids).selectAll().execute();
  for (const { session } of await dueSessions(db, { sources, relays }, rows.map(sessionOf))) {
    const ending = await db.transaction().execute(async (tx): Promise<Ending | undefined> => {
      // Decided again on what is true now: an event may have been stored in between.
      const current = await readSession(tx, session.id);
      const [still] = await dueSessions(tx, { sources, relays }, current === undefined ? [] : [current]);
      if (still === undefined) return undefined;
      const { reason } = still;
      const lostMs = relays.lostForMs(still.session.instance);
      const reconstructedMs = reconstructedEnd(still.session, reason, lostMs, sources.nowMs());
      return endSession(tx, sources, still.session, { reason, actor: { kind: 'services' }, reconstructedMs });
    });
    if (ending !== undefined) announceEndings(relays, [ending]);
  }
}

/** Sweeps when an assignment, a sign-in, an API key or an identity provider's word has ended since it was last asked. */
export function timedEnds(ports: SweepPorts): () => Promise<void> {
  let askedMs = ports.sources.nowMs();
  return async () => {
    const [sinceMs, nowMs] = [askedMs, ports.sources.nowMs()];
    if (await anyEnded(ports.db, sinceMs, nowMs)) await sweepSessions(ports);
    askedMs = nowMs;
  };
}

async function anyEnded(db: Queryable, sinceMs: number, nowMs: number): Promise<boolean> {
  const assignments = db.selectFrom('assignments').where('ends_ms', '>', sinceMs).where('ends_ms', '<=', nowMs);
  const signIns = db.selectFrom('web_sessions').where('expires_ms', '>', sinceMs).where('expires_ms', '<=', nowMs);
  const keys = db.selectFrom('api_keys').where('expires_ms', '>', sinceMs).where('expires_ms', '<=', nowMs);
  // An identity provider's word, for whom it is of and for keys that they made.
  const claims = (graceMs: number) =>
    db
      .selectFrom('operators')
      .where('claims_until_ms', '>', sinceMs - graceMs)
      .where('claims_until_ms', '<=', nowMs - graceMs);
  const ended = assignments
    .select('id')
    .unionAll(signIns.select('id'))
    .unionAll(keys.select('id'))
    .unionAll(claims(claimsGraceMs.current).select('id'))
    .unionAll(claims(claimsGraceMs['of-makers']).select('id'));
  return (await ended.execute()).length > 0;
}

async function dueSessions(
  db: Queryable,
  { sources, relays }: Omit<SweepPorts, 'db'>,
  sessions: readonly Session[],
): Promise<{ readonly session: Session; readonly reason: EndReasonName }[]> {
  const nowMs = sources.nowMs();
  const live = sessions.filter(({ state }) => state.phase !== 'ended');
  const unheld = new Set(await unheldSessions(db, live, nowMs));
  return live.flatMap((session) => {
    const overdue = overdueReason(session, relays.lostForMs(session.instance), nowMs);
    const reason = overdue ?? (unheld.has(session) ? 'withdrawn' : undefined);
    return reason === undefined ? [] : [{ session, reason }];
  });
}

/**
 * When a session most likely ended that a relay out of touch can no longer report: a lease after it was last heard of,
 * or with its resume window. Undefined when services decide the end themselves, or the relay is in touch.
 */
export function reconstructedEnd(
  { state }: Session,
  reason: EndReasonName,
  lostMs: number,
  nowMs: number,
): number | undefined {
  if (lostMs === 0 || (reason !== 'lease-lapsed' && reason !== 'resume-expired')) return undefined;
  if (state.phase === 'suspended') return Math.min(nowMs, state.resumeUntilMs);
  const startedMs = state.phase === 'started' ? state.startedMs : 0;
  return Math.min(nowMs, Math.max(startedMs, nowMs - lostMs + limits.leaseMs));
}

/** @param lostMs how long the session's node has been out of touch; 0 when it is in touch */
export function overdueReason(session: Session, lostMs: number, nowMs: number): EndReasonName | undefined {
  const { state, ticketExpiresMs } = session;
  const begun = state.phase === 'started' || state.phase === 'suspended';
  if (begun && nowMs > session.endsAtMs + servicesLimits.sessionGraceMs) return 'time-limit';
  switch (state.phase) {
    case 'requested': {
      // A start reported late is on its way while the node is out of touch, until it counts as lost.
      const waitMs = lostMs === 0 || lostMs > servicesLimits.nodeLostMs ? 0 : Number.POSITIVE_INFINITY;
      const dueMs = ticketExpiresMs + limits.clockSkewMs + servicesLimits.neverStartedGraceMs + waitMs;
      return nowMs > dueMs ? 'never-started' : undefined;
    }
    case 'started':
      return lostMs > servicesLimits.nodeLostMs ? 'lease-lapsed' : undefined;
    case 'suspended': {
      // While its node is in touch the relay ends it, and this only makes sure.
      const graceMs = lostMs === 0 ? servicesLimits.resumeGraceMs : 0;
      return nowMs > state.resumeUntilMs + graceMs ? 'resume-expired' : undefined;
    }
    case 'ended':
      return undefined;
    default:
      return state satisfies never;
  }
}
