/** Ends that services decide: by the operator, by an administrator, by a withdrawal, by a limit of time. */
import { readAccessFacts } from '../access/access-facts.ts';
import { authorize, type SessionScope } from '../access/authorize.ts';
import { readDeviceGroups } from '../access/device-scopes.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import type { Actor } from '../audit/event-log.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import type { Db, Queryable, Tx } from '../store/schema.ts';
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

/**
 * Ends one session inside a transaction.
 * @param by with the most likely time of an end that nobody could report
 * @returns nothing when it was over already */
export async function endSession(
  tx: Tx,
  sources: Sources,
  session: Session,
  by: { readonly reason: EndReasonName; readonly actor: Actor; readonly reconstructedMs?: number | undefined },
): Promise<Ending | undefined> {
  const { reason, actor, reconstructedMs } = by;
  const change = { kind: 'end', atMs: reconstructedMs ?? sources.nowMs(), reason } as const;
  const context = { tx, sources, actor, reconstructed: reconstructedMs !== undefined };
  const ended = await changeSession(context, session, change);
  return ended === undefined ? undefined : { session: ended, reason };
}

/**
 * The operator's own session, or anybody's for those who may. Ending twice is fine. Where it cannot be stored (a full
 * disk, a locked database) the relay ends it all the same, and its report is stored once that is possible again.
 */
export async function endSessionFor(
  { db, sources, relays }: EndPorts,
  principal: Principal,
  sessionId: string,
): Promise<'ended' | 'session-not-found' | 'not-signed-in'> {
  const reasonOf = ({ operatorId }: Session) => (operatorId === principal.operatorId ? 'operator' : 'administrator');
  try {
    const result = await db.transaction().execute(async (tx) => {
      const session = await endable(tx, sources, principal, sessionId);
      if (typeof session === 'string') return session;
      const by = { reason: reasonOf(session), actor: actorOf(principal) } as const;
      const ending = await endSession(tx, sources, session, by);
      return ending === undefined ? [] : [ending];
    });
    if (typeof result === 'string') return result;
    announceEndings(relays, result);
    return 'ended';
  } catch (error) {
    const session = await endable(db, sources, principal, sessionId);
    if (typeof session !== 'string') announceEndings(relays, [{ session, reason: reasonOf(session) }]);
    throw error;
  }
}

/** The session, when this operator may end it. */
async function endable(
  db: Queryable,
  sources: Sources,
  principal: Principal,
  sessionId: string,
): Promise<Session | 'session-not-found' | 'not-signed-in'> {
  const facts = await readAccessFacts(db, principal, sources.nowMs());
  if (facts === undefined) return 'not-signed-in';
  const session = await readSession(db, sessionId);
  const scope = session && (await scopeOf(db, session));
  const decision = authorize(facts, { action: 'end-session', session: scope });
  return decision.allowed && session !== undefined ? session : 'session-not-found';
}

async function scopeOf(db: Queryable, { tenantId, operatorId, deviceId }: Session): Promise<SessionScope> {
  const groups = await readDeviceGroups(db, { deviceIds: [deviceId] });
  return { tenantId, operatorId, device: { id: deviceId, tenantId, groupIds: groups.get(deviceId) ?? [] } };
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
