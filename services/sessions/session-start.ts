/**
 * Starting and resuming: access decides, the request is on disk, and only then a ticket is signed (AUD-5, TOK-1).
 * A refusal of a signed-in operator is one typed reason, and in the log (AUD-2).
 */
import { type GrantPermission, limits, type PublicKeyJwk, type Ticket } from '@ringside/protocol';
import { readAccessFacts } from '../access/access-facts.ts';
import { type AccessRefusal, type AccessRequest, authorize } from '../access/authorize.ts';
import type { AccessFacts, RoomRules } from '../access/facts.ts';
import { credentialOf, type Principal } from '../access/principal.ts';
import { type DeviceRecord, type HomeNode, readDevice } from '../devices/device-records.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { servicesLimits } from '../limits.ts';
import type { RelayLink } from '../relay-link.ts';
import type { Sources } from '../sources.ts';
import { readTogether } from '../store/read-together.ts';
import type { Db, Tx } from '../store/schema.ts';
import type { EndReasonName } from './end-reason.ts';
import { insertSession, readSession, type Session, updateSession } from './session-records.ts';
import { logRefusal, logRequest } from './session-request-log.ts';
import { nextState } from './session-state.ts';
import { countViewers } from './viewer-count.ts';

export interface SessionPorts {
  readonly db: Db;
  readonly sources: Sources;
  readonly keys: KeyRing;
  readonly relays: RelayLink;
}

export interface StartRequest {
  readonly deviceId: string;
  readonly permission: GrantPermission;
  /** Empty when none was given. */
  readonly reason: string;
  readonly viewerKey: PublicKeyJwk;
  readonly origin: string;
  /** By the word of a portal's backend, when its operator last proved who they are; null when it does not say. */
  readonly authenticatedMs: number | null;
}

export interface ResumeRequest {
  readonly sessionId: string;
  readonly viewerKey: PublicKeyJwk;
  readonly origin: string | undefined;
}

export type StartRefusal =
  | AccessRefusal
  /** What the caller acts with has ended meanwhile. */
  | 'not-signed-in'
  | 'origin-not-allowed'
  | 'session-ended'
  /** Its first ticket is still good. */
  | 'ticket-outstanding';

export type SessionStart =
  | {
      readonly started: true;
      readonly session: Session;
      readonly ticket: string;
      readonly relayUrl: string;
      readonly expiresAtMs: number;
    }
  | {
      readonly started: false;
      readonly reason: StartRefusal;
      /** Why the session ended that was to be resumed. */
      readonly endReason?: EndReasonName | undefined;
    };

type Recorded =
  | { readonly recorded: true; readonly session: Session; readonly home: HomeNode; readonly rules: TicketRules }
  | { readonly recorded: false; readonly reason: StartRefusal; readonly endReason?: EndReasonName | undefined };

/** What a ticket carries of the tenant's settings. */
type TicketRules = RoomRules & Pick<Ticket, 'idleMs' | 'roomConsent'>;

const refuse = (reason: StartRefusal, session?: Session): Recorded => ({
  recorded: false,
  reason,
  endReason: session?.state.phase === 'ended' ? session.state.reason : undefined,
});

export async function startSession(
  ports: SessionPorts,
  principal: Principal,
  request: StartRequest,
): Promise<SessionStart> {
  const recorded = await ports.db.transaction().execute(async (tx) => {
    // Not before: a transaction may have to wait, and what the operator has may end meanwhile.
    const nowMs = ports.sources.nowMs();
    const [device, viewers, facts] = await readTogether(tx, (db) => [
      readDevice(db, request.deviceId, ports.relays.isLinked),
      countViewers(db, request.deviceId, { nowMs }),
      readAccessFacts(db, principal, nowMs),
    ]);
    const reasonGiven = request.reason.trim() !== '';
    // Our own sign-in knows; of another's operators only its backend can tell.
    const authenticatedMs = principal.via === 'page' ? principal.authenticatedMs : request.authenticatedMs;
    const { permission } = request;
    const refused = refusalOf(facts, {
      action: 'start-session',
      device,
      permission,
      begun: false,
      viewers,
      reasonGiven,
      authenticatedMs,
    });
    const home = device?.home;
    if (refused !== undefined || facts === undefined || device === undefined || home === undefined) {
      const reason = refused ?? 'device-not-connected';
      await logRefusal(tx, ports.sources, principal, { permission: request.permission, reason, device });
      return refuse(reason);
    }
    const session: Session = {
      id: ports.sources.newId(),
      tenantId: principal.tenantId,
      operatorId: principal.operatorId,
      deviceId: device.id,
      permission: request.permission,
      reason: request.reason,
      origin: request.origin,
      node: home.node,
      instance: home.instance,
      requestedMs: nowMs,
      endsAtMs: nowMs + facts.tenant.settings.sessionMinutes * minuteMs,
      ticketExpiresMs: nowMs + limits.ticketMs,
      replacedTickets: 0,
      credential: credentialOf(principal),
      state: { phase: 'requested' },
    };
    await insertSession(tx, session);
    await logRequest(tx, ports.sources, principal, session, 'session.requested');
    return { recorded: true, session, home, rules: ticketRules(facts) } as const;
  });
  return ticketFor(ports, principal, recorded, request.viewerKey);
}

/** A new ticket for the session's own operator; everything that starting needs is decided anew (SES-3, SES-5). */
export async function resumeSession(
  ports: SessionPorts,
  principal: Principal,
  request: ResumeRequest,
): Promise<SessionStart> {
  const recorded = await ports.db.transaction().execute(async (tx) => {
    const nowMs = ports.sources.nowMs();
    const found = await readSession(tx, request.sessionId);
    const session = found?.operatorId === principal.operatorId ? found : undefined;
    const device = session && (await readDevice(tx, session.deviceId, ports.relays.isLinked));
    const facts = await readAccessFacts(tx, principal, nowMs);
    const refused = await resumeRefusal(tx, principal, { facts, session, device, origin: request.origin }, nowMs);
    const home = device?.home;
    if (refused !== undefined || facts === undefined || session === undefined || home === undefined) {
      const reason = refused ?? 'device-not-connected';
      await logRefusal(tx, ports.sources, principal, { reason, device, session });
      return refuse(reason, session);
    }
    const resumed = { ...resumable(session, home, nowMs), credential: credentialOf(principal) };
    await updateSession(tx, resumed);
    await logRequest(tx, ports.sources, principal, resumed, 'session.resume-requested');
    return { recorded: true, session: resumed, home, rules: ticketRules(facts) } as const;
  });
  return ticketFor(ports, principal, recorded, request.viewerKey);
}

interface Resuming {
  readonly facts: AccessFacts | undefined;
  readonly session: Session | undefined;
  readonly device: DeviceRecord | undefined;
  readonly origin: string | undefined;
}

async function resumeRefusal(
  tx: Tx,
  principal: Principal,
  { facts, session, device, origin }: Resuming,
  nowMs: number,
): Promise<StartRefusal | undefined> {
  if (session === undefined) return 'session-not-found';
  const over = nowMs >= session.endsAtMs ? 'session-ended' : undefined;
  const refusal = over ?? notResumable(session, device, nowMs) ?? originRefusal(principal, session, origin);
  if (refusal !== undefined) return refusal;
  const { id, deviceId, permission } = session;
  const viewers = await countViewers(tx, deviceId, { nowMs, except: id });
  // Its reason and a fresh sign-in, where they are needed, were there when it was asked for.
  const asked = {
    action: 'start-session',
    device,
    permission,
    begun: session.state.phase === 'started' || session.state.phase === 'suspended',
    viewers,
    reasonGiven: true,
    authenticatedMs: nowMs,
  } as const;
  return refusalOf(facts, asked);
}

function refusalOf(facts: AccessFacts | undefined, asked: AccessRequest): StartRefusal | undefined {
  if (facts === undefined) return 'not-signed-in';
  const decision = authorize(facts, asked);
  return decision.allowed ? undefined : decision.reason;
}

const minuteMs = 60_000;

/**
 * A session that is started may have lost its viewer without anybody noticing yet: its operator may resume it at once,
 * and the relay lets the newer connection replace the older. A ticket never used is replaced once, when its node has
 * restarted since.
 */
function notResumable(session: Session, device: DeviceRecord | undefined, nowMs: number): StartRefusal | undefined {
  switch (session.state.phase) {
    case 'requested': {
      const restarted = device?.home !== undefined && device.home.instance !== session.instance;
      return restarted && session.replacedTickets === 0 ? undefined : 'ticket-outstanding';
    }
    case 'started':
      return undefined;
    case 'suspended':
      return nowMs < session.state.resumeUntilMs ? undefined : 'session-ended';
    case 'ended':
      return 'session-ended';
    default:
      return session.state satisfies never;
  }
}

function originRefusal(principal: Principal, session: Session, origin: string | undefined): StartRefusal | undefined {
  if (principal.via === 'api-key') {
    return principal.origins.includes(session.origin) ? undefined : 'origin-not-allowed';
  }
  return origin === session.origin ? undefined : 'origin-not-allowed';
}

function resumable(session: Session, home: HomeNode, nowMs: number): Session {
  const { node, instance } = home;
  const { state } = session;
  const held = nextState(state, { kind: 'hold-open', resumeUntilMs: nowMs + servicesLimits.resumeTicketMs }) ?? state;
  const replacedTickets = session.replacedTickets + (state.phase === 'requested' ? 1 : 0);
  return { ...session, node, instance, replacedTickets, ticketExpiresMs: nowMs + limits.ticketMs, state: held };
}

function ticketRules({ tenant: { rooms, settings } }: AccessFacts): TicketRules {
  return { ...rooms, roomConsent: settings.roomConsent, idleMs: settings.idleMinutes * minuteMs };
}

async function ticketFor(
  ports: SessionPorts,
  principal: Principal,
  recorded: Recorded,
  viewerKey: PublicKeyJwk,
): Promise<SessionStart> {
  if (!recorded.recorded) return { started: false, reason: recorded.reason, endReason: recorded.endReason };
  const { session, home, rules } = recorded;
  const ticket = await ports.keys.signTicket({
    id: ports.sources.newId(),
    tenant: session.tenantId,
    operator: session.operatorId,
    operatorName: principal.operatorName,
    reason: session.reason,
    ...rules,
    device: session.deviceId,
    session: session.id,
    permission: session.permission,
    viewerKey,
    origin: session.origin,
    node: home.node,
    instance: home.instance,
    endsAtMs: session.endsAtMs,
    issuedAtMs: session.ticketExpiresMs - limits.ticketMs,
    expiresAtMs: session.ticketExpiresMs,
  });
  return { started: true, session, ticket, relayUrl: home.viewerUrl, expiresAtMs: session.ticketExpiresMs };
}
