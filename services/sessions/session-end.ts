/** Ends that services decide: by the operator, by an administrator, by a withdrawal, by a limit of time. */
import { authorize } from '../access/authorize.ts';
import { readAccessFacts } from '../access/grant-facts.ts';
import { actorOf, isSessionsOnly, type Principal } from '../access/principal.ts';
import type { Actor } from '../audit/event-log.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { type EndReasonName, endReasonCode } from './end-reason.ts';
import { changeSession } from './session-changes.ts';
import { livePhases, readSession, type Session, sessionOf } from './session-records.ts';

interface EndPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly relays: RelayLink;
}

/** A session that ended in a transaction: the relay is told once that is committed. */
export interface Ending {
  readonly session: Session;
  readonly reason: EndReasonName;
}

export function announceEndings(relays: RelayLink, endings: readonly Ending[]): void {
  for (const { session, reason } of endings) relays.endSession(session.id, endReasonCode(reason), session.instance);
}

/** Ends one session inside a transaction. @returns nothing when it was over already */
export async function endSession(
  tx: Tx,
  sources: Sources,
  session: Session,
  by: { readonly reason: EndReasonName; readonly actor: Actor },
): Promise<Ending | undefined> {
  const { reason, actor } = by;
  const change = { kind: 'end', atMs: sources.nowMs(), reason } as const;
  const ended = await changeSession({ tx, sources, actor }, session, change);
  return ended === undefined ? undefined : { session: ended, reason };
}

/** The operator's own session, or anybody's for those who may. Ending twice is fine. */
export async function endSessionFor(
  { db, sources, relays }: EndPorts,
  principal: Principal,
  sessionId: string,
): Promise<'ended' | 'session-not-found' | 'operator-disabled'> {
  const result = await db.transaction().execute(async (tx) => {
    const facts = await readAccessFacts(tx, principal.operatorId, isSessionsOnly(principal));
    if (facts === undefined) return 'operator-disabled';
    const session = await readSession(tx, sessionId);
    const decision = authorize(facts, { action: 'end-session', session });
    if (!decision.allowed || session === undefined) return 'session-not-found';
    const reason = session.operatorId === principal.operatorId ? 'operator' : 'administrator';
    const ending = await endSession(tx, sources, session, { reason, actor: actorOf(principal) });
    return ending === undefined ? [] : [ending];
  });
  if (typeof result === 'string') return result;
  announceEndings(relays, result);
  return 'ended';
}

/** Ends every live session of a device, inside the transaction that withdraws it. */
export async function endSessionsOfDevice(tx: Tx, sources: Sources, deviceId: string, actor: Actor): Promise<Ending[]> {
  const rows = await tx
    .selectFrom('sessions')
    .where('state', 'in', livePhases)
    .where('device_id', '=', deviceId)
    .selectAll()
    .execute();
  const endings: Ending[] = [];
  for (const row of rows) {
    const ending = await endSession(tx, sources, sessionOf(row), { reason: 'withdrawn', actor });
    if (ending !== undefined) endings.push(ending);
  }
  return endings;
}
