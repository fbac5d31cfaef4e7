/**
 * Applies a change to who may do what: decided, stored, logged, and the sessions ended that rested on what it takes
 * away, in one transaction or not at all; relays are told once that is committed (SES-4).
 */

import { type Change, isRefused, type Refused, refuse } from '../access/access-change.ts';
import { readAccessFacts } from '../access/access-facts.ts';
import { type AccessRequest, authorize } from '../access/authorize.ts';
import { actorOf, type Principal } from '../access/principal.ts';
import type { Actor } from '../audit/event-log.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import type { Db, Tx } from '../store/schema.ts';
import { unheldSessions } from './held-sessions.ts';
import { announceEndings, type Ending, endSession } from './session-end.ts';
import { livePhases, sessionOf } from './session-records.ts';

export interface ChangePorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly relays: RelayLink;
}

/** Of a device, what is true of it in the transaction. */
export type Needed = AccessRequest | ((tx: Tx) => Promise<AccessRequest>);

/** Rolls the transaction back. */
class RolledBack extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.refused);
    this.refused = refused;
  }
}

/** For changes that no operator asks for: the work's own decision, and the endings that follow from it. */
export async function withWithdrawals<T>(
  { db, sources, relays }: ChangePorts,
  tenantId: string,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { result, endings } = await db.transaction().execute(async (tx) => {
    return { result: await work(tx), endings: await endUnheldSessions(tx, sources, tenantId, actor) };
  });
  announceEndings(relays, endings);
  return result;
}

/** @param needed what the caller must be allowed, read and decided in the transaction itself */
export async function changeAccess<T>(
  { db, sources, relays }: ChangePorts,
  {
    principal,
    needed,
    seen,
  }: { readonly principal: Principal; readonly needed: Needed; readonly seen?: string | undefined },
  work: (change: Change) => Promise<T | Refused>,
): Promise<T | Refused> {
  const actor = actorOf(principal);
  try {
    const { result, endings } = await db.transaction().execute(async (tx) => {
      const facts = await readAccessFacts(tx, principal, sources.nowMs());
      if (facts === undefined) throw new RolledBack(refuse('not-signed-in'));
      const decision = authorize(facts, typeof needed === 'function' ? await needed(tx) : needed);
      if (!decision.allowed) throw new RolledBack(refuse(decision.reason));
      const done = await work({ tx, sources, actor, facts, seen });
      if (isRefused(done)) throw new RolledBack(done);
      return { result: done, endings: await endUnheldSessions(tx, sources, facts.tenant.id, actor) };
    });
    announceEndings(relays, endings);
    return result;
  } catch (error) {
    if (error instanceof RolledBack) return error.refused;
    throw error;
  }
}

async function endUnheldSessions(tx: Tx, sources: Sources, tenantId: string, actor: Actor): Promise<Ending[]> {
  const rows = await tx
    .selectFrom('sessions')
    .where('state', 'in', livePhases)
    .where('tenant_id', '=', tenantId)
    .selectAll()
    .execute();
  const endings: Ending[] = [];
  for (const session of await unheldSessions(tx, rows.map(sessionOf), sources.nowMs())) {
    const ending = await endSession(tx, sources, session, { reason: 'withdrawn', actor });
    if (ending !== undefined) endings.push(ending);
  }
  return endings;
}
