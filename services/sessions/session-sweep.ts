/**
 * Finds sessions that nobody else will end: tickets never used, resume windows that ran out with no relay to say so,
 * time limits that an agent let pass, nodes that never came back, and permissions withdrawn from outside this process.
 */
import { limits } from '@ringside/protocol';
import { type AccessFacts, authorize, type DeviceFacts } from '../access/authorize.ts';
import { readAccessFacts } from '../access/grant-facts.ts';
import { readDevice } from '../devices/device-records.ts';
import { servicesLimits } from '../limits.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable } from '../store/schema.ts';
import type { EndReasonName } from './end-reason.ts';
import { announceEndings, type Ending, endSession } from './session-end.ts';
import { livePhases, readSession, type Session, sessionEndsAtMs, sessionOf } from './session-records.ts';

export interface SweepPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly relays: RelayLink & { lostForMs(instance: string): number };
}

export async function sweepSessions({ db, sources, relays }: SweepPorts): Promise<void> {
  const rows = await db.selectFrom('sessions').where('state', 'in', livePhases).selectAll().execute();
  const facts = new SweepFacts(db, relays);
  for (const row of rows) {
    const session = sessionOf(row);
    if ((await dueReason(facts, relays, session, sources.nowMs())) === undefined) continue;
    const ending = await db.transaction().execute(async (tx): Promise<Ending | undefined> => {
      // Decided again on what is true now: an event may have been stored in between.
      const current = await readSession(tx, session.id);
      const reason = current && (await dueReason(new SweepFacts(tx, relays), relays, current, sources.nowMs()));
      if (current === undefined || reason === undefined) return undefined;
      const reconstructedMs = reconstructedEnd(current, reason, relays.lostForMs(current.instance), sources.nowMs());
      return endSession(tx, sources, current, { reason, actor: { kind: 'services' }, reconstructedMs });
    });
    if (ending !== undefined) announceEndings(relays, [ending]);
  }
}

/** What one sweep has read already: many sessions share few operators and devices. */
class SweepFacts {
  readonly #db: Queryable;
  readonly #relays: RelayLink;
  readonly #operators = new Map<string, Promise<AccessFacts | undefined>>();
  readonly #devices = new Map<string, Promise<DeviceFacts | undefined>>();

  constructor(db: Queryable, relays: RelayLink) {
    this.#db = db;
    this.#relays = relays;
  }

  /** The scope of an API key matters for starting; a session rests on the operator's own grants. */
  operator(id: string): Promise<AccessFacts | undefined> {
    return remember(this.#operators, id, () => readAccessFacts(this.#db, id, false));
  }

  device(id: string): Promise<DeviceFacts | undefined> {
    return remember(this.#devices, id, () => readDevice(this.#db, id, this.#relays.isLinked));
  }
}

function remember<T>(known: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(id);
  if (before !== undefined) return before;
  const reading = read();
  known.set(id, reading);
  return reading;
}

async function dueReason(
  facts: SweepFacts,
  relays: SweepPorts['relays'],
  session: Session,
  nowMs: number,
): Promise<EndReasonName | undefined> {
  const overdue = overdueReason(session, relays.lostForMs(session.instance), nowMs);
  if (overdue !== undefined || session.state.phase === 'ended') return overdue;
  // Whether all that a live session rests on still holds (SES-3).
  const operator = await facts.operator(session.operatorId);
  if (operator === undefined) return 'withdrawn';
  const device = await facts.device(session.deviceId);
  const request = { action: 'hold-session', device, permission: session.permission } as const;
  return authorize(operator, request).allowed ? undefined : 'withdrawn';
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
  if (begun && nowMs > sessionEndsAtMs(session) + servicesLimits.sessionGraceMs) return 'time-limit';
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
