/**
 * All sessions and devices of the node, and the one place where a session changes its state: opened after the agent
 * agreed, suspended when a link is lost, resumed by a new ticket, ended once with one reason. It is long because every
 * transition stands here, next to the others that it must not contradict.
 */
import {
  EndReason,
  encodeToAgentMessage,
  limits,
  RefusalReason,
  type RingLoss,
  RoomConsent,
  type SignedStatement,
  type Ticket,
} from '@ringside/protocol';
import { relayLimits } from '../limits.ts';
import { increment } from '../monitoring/counters.ts';
import type { RelayNode } from '../relay-node.ts';
import type { Connection } from '../transport/transport.ts';
import type { DeviceLink, DeviceLinkEvents } from './device-link.ts';
import { EndedSessions } from './ended-sessions.ts';
import { type OpeningAnswer, Session, type SessionState, type Suspension } from './session.ts';
import { agentEndReason, closeNameOf, ringLost, ringVerified, roomEnds, roomRefuses } from './session-end.ts';
import { SessionTable } from './session-table.ts';
import { ViewerLink, type ViewerLinkEvents } from './viewer-link.ts';

type Opening = Extract<SessionState, { name: 'opening' }>;
type Live = Extract<SessionState, { name: 'live' }>;

interface Ending {
  /** False when it was the agent that said so. */
  readonly tellAgent?: boolean;
  readonly ringLoss?: RingLoss | null;
}

export class SessionDirectory implements DeviceLinkEvents, ViewerLinkEvents {
  readonly #node: RelayNode;
  readonly #devices = new Map<string, DeviceLink>();
  readonly #sessions = new SessionTable();
  readonly #ended: EndedSessions;
  #draining = false;
  /** Sessions that this run does not know may have been begun under the one before, and come back (SES-5). */
  #isYoung = true;
  readonly #cancelYouth: () => void;

  constructor(node: RelayNode) {
    this.#node = node;
    this.#cancelYouth = node.clock.after(relayLimits.earlierSessionsMs, () => {
      this.#isYoung = false;
    });
    this.#ended = new EndedSessions(relayLimits.endedSessions, () => node.time.nowMs());
  }

  get devices(): ReadonlyMap<string, DeviceLink> {
    return this.#devices;
  }

  get sessions(): ReadonlyMap<string, Session> {
    return this.#sessions.byId;
  }

  // ---- Agents ----

  agentConnected(link: DeviceLink): void {
    const former = this.#devices.get(link.device);
    if (former !== undefined) {
      this.agentLost(former);
      this.#replace(former, link);
    }
    this.#devices.set(link.device, link);
    this.#awaited(link);
  }

  /**
   * DEV-3: an agent that comes back, or starts anew, leaves a connection behind on which nobody answers. Where somebody
   * does, as another run than the one that just came, there are two machines with one identity: both are stopped, since
   * nobody can tell which is the right one, and services suspend the device.
   */
  #replace(former: DeviceLink, link: DeviceLink): void {
    if (former.run === '' || link.run === '' || former.run === link.run) {
      former.close('replaced');
      return;
    }
    const { device } = link;
    const { clock, trust, journal, log } = this.#node;
    const giveUp = clock.after(relayLimits.doubledMs, () => former.close('replaced'));
    former.retire(() => {
      giveUp();
      log.warn({ device }, 'two machines answer under one identity');
      trust.withdrawnDevices.add(device);
      // Kept as a session's events are: whoever stops a device must say why.
      journal.session({ deviceDoubled: { device } });
      former.close('withdrawn');
      this.withdraw(device);
    });
  }

  /**
   * A device that was away longer than a viewer may be, and has not restarted, has ended its sessions by itself (SES-5);
   * the others have a viewer's window from now on.
   */
  #awaited({ device, run }: DeviceLink): void {
    for (const session of this.#sessions.of(device)) {
      const { state } = session;
      if (state.name !== 'suspended' || state.suspension.lostRun === undefined) continue;
      if (run !== '' && run !== state.suspension.lostRun) continue;
      const { suspension } = state;
      suspension.cancelExpiry();
      const awayMs = this.#node.clock.monotonicMs() - suspension.sinceMs;
      if (awayMs >= limits.resumeMs) this.#end(session, EndReason.END_REASON_RESUME_EXPIRED);
      else suspension.cancelExpiry = this.#expiry(session, suspension, limits.resumeMs);
    }
  }

  /** Its sessions wait for it, as long as a restart of the device takes: the viewers ask for new tickets, since resuming needs everything anew. */
  agentLost(link: DeviceLink): void {
    if (this.#devices.get(link.device) !== link) return;
    this.#devices.delete(link.device);
    for (const session of this.#of(link)) {
      const { state } = session;
      if (state.name === 'opening') this.#refuse(session, RefusalReason.REFUSAL_REASON_NOT_CONNECTED);
      else if (state.name === 'live') {
        this.#suspend(session, state, limits.restartResumeMs, link.run);
        state.viewer.send({ suspended: { resumeWithinMs: limits.restartResumeMs } });
        state.viewer.drop('deviceGone');
      }
    }
    link.ended();
    this.#node.journal.device(link.device, { deviceDisconnected: { device: link.device } });
  }

  /** Services withdrew the device: its sessions end, its connection too. */
  withdraw(device: string): void {
    this.endSessionsOf(device, EndReason.END_REASON_WITHDRAWN);
    this.#devices.get(device)?.close('withdrawn');
  }

  /** Services bound the device to another key: who holds the former one is cut off for good. */
  rebind(device: string, key: string): void {
    const link = this.#devices.get(device);
    if (link === undefined || link.key === key) return;
    this.endSessionsOf(device, EndReason.END_REASON_WITHDRAWN);
    link.close('replaced');
  }

  /** The tenant wants newer agents from now on. */
  turnOutdatedAway(tenant: string): void {
    for (const link of [...this.#devices.values()]) {
      const { device, capabilities } = link;
      const agentVersion = capabilities?.agentVersion ?? '';
      if (link.tenant !== tenant || !this.#node.trust.isOutdated(tenant, agentVersion)) continue;
      this.endSessionsOf(device, EndReason.END_REASON_WITHDRAWN);
      this.#node.journal.device(device, { deviceOutdated: { device, agentVersion } });
      link.close('outdated');
    }
  }

  sessionOpened(link: DeviceLink, viewerNumber: number): void {
    const session = this.#byViewer(link, viewerNumber);
    if (session?.state.name !== 'opening') {
      this.#node.counters.drops['viewer-gone']++;
      return;
    }
    const { viewer, answer, suspension } = session.state;
    // CALL-5, RING-2: the agent's word is not enough where the relay's own view says otherwise.
    const refusal =
      roomRefuses(link.room, this.#mayHaveBegun(session)) ??
      (ringVerified(link.room) ? undefined : RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE);
    if (refusal !== undefined) {
      this.#takeBack(session.state, EndReason.END_REASON_REFUSED);
      this.#refuse(session, refusal);
      return;
    }
    session.state.cancelTimeout();
    suspension?.cancelExpiry();
    session.state = { name: 'live', viewer, link };
    const resumed = session.started;
    session.started = true;
    const { counters, journal, log } = this.#node;
    counters[resumed ? 'sessionsResumed' : 'sessionsStarted']++;
    journal.session({ sessionStarted: { session: session.id, resumed } });
    log.info({ session: session.id, device: session.device, resumed }, 'session started');
    link.joined(viewer);
    answer.opened(viewer);
  }

  /** Asking people takes longer than asking an agent: only where the ticket says so, and once. */
  roomAsked(link: DeviceLink, viewerNumber: number): void {
    const session = this.#byViewer(link, viewerNumber);
    if (session?.state.name !== 'opening' || session.state.roomConsent === 'none') return;
    const opening = session.state;
    const prompt = opening.roomConsent === 'prompt';
    opening.roomConsent = 'none';
    opening.cancelTimeout();
    const withinMs = limits.roomShowMs + (prompt ? limits.roomAnswerMs : limits.roomNoticeMs);
    opening.cancelTimeout = this.#openingTimeout(session, opening, withinMs + relayLimits.agentAnswerMs);
    opening.answer.roomAsked(prompt ? RoomConsent.ROOM_CONSENT_PROMPT : RoomConsent.ROOM_CONSENT_NOTICE, withinMs);
  }

  sessionRefused(link: DeviceLink, viewerNumber: number, reason: RefusalReason): void {
    const session = this.#byViewer(link, viewerNumber);
    if (session?.state.name !== 'opening') return;
    this.#refuse(
      session,
      reason in RefusalReason && reason !== 0 ? reason : RefusalReason.REFUSAL_REASON_AGENT_REFUSED,
    );
  }

  sessionEnded(link: DeviceLink, id: string, reason: number, ringLoss: RingLoss | null): void {
    const session = this.#sessions.byId.get(id);
    // An agent speaks for its own device's sessions only.
    if (session === undefined || session.device !== link.device) return;
    const { state } = session;
    const neverOpen = state.name === 'opening' && state.suspension === undefined;
    if (neverOpen) this.#refuse(session, RefusalReason.REFUSAL_REASON_AGENT_REFUSED);
    else this.#end(session, agentEndReason(reason), { tellAgent: false, ringLoss });
  }

  statusChanged(link: DeviceLink): void {
    const { device, room, layout } = link;
    this.#node.journal.device(device, { deviceStatus: { device, room, layout } });
    if (room === undefined) return;
    const ended = roomEnds(room);
    if (ended !== undefined) {
      this.endSessionsOf(device, ended);
      return;
    }
    // Down while the agent looks again: no frames pass meanwhile, and it is the agent that gives up in time.
    if (!ringLost(room)) return;
    for (const session of this.#of(link)) {
      // One that is being opened is the agent's to refuse: it may be trying whether the ring can be shown again.
      if (session.state.name !== 'opening') this.#end(session, EndReason.END_REASON_RING_LOST);
    }
  }

  // ---- Viewers ----

  /** A ticket was redeemed: checks what the relay can see, then asks the agent. */
  open(ticket: Ticket, token: string, connection: Connection, answer: OpeningAnswer): void {
    const refused = this.#refusal(ticket);
    const link = this.#devices.get(ticket.device);
    if (refused !== undefined || link === undefined) {
      const reason = refused ?? RefusalReason.REFUSAL_REASON_NOT_CONNECTED;
      this.#tellRefused(ticket.session, reason);
      answer.refused(reason);
      return;
    }
    const former = this.#sessions.byId.get(ticket.session);
    const suspension = former === undefined ? undefined : this.#stepAside(former);
    const session = former ?? new Session(ticket);
    const viewer = new ViewerLink(this.#node, connection, link, ticket, this);
    const { roomConsent } = ticket;
    const cancelTimeout = (): void => undefined;
    const opening: Opening = { name: 'opening', viewer, link, answer, cancelTimeout, suspension, roomConsent };
    opening.cancelTimeout = this.#openingTimeout(session, opening, relayLimits.agentAnswerMs);
    session.state = opening;
    this.#sessions.add(session);
    const { latest } = this.#node.lease;
    if (latest !== undefined) link.send({ heartbeat: latest });
    link.send({ openSession: { viewer: viewer.number, ticket: token } });
  }

  #openingTimeout(session: Session, opening: Opening, inMs: number): () => void {
    return this.#node.clock.after(inMs, () => {
      this.#takeBack(opening, EndReason.END_REASON_REFUSED);
      this.#refuse(session, RefusalReason.REFUSAL_REASON_TIMEOUT);
    });
  }

  /** The viewer's connection is gone while the agent is still asked. */
  openingAbandoned(answer: OpeningAnswer): void {
    for (const session of this.#sessions.byId.values()) {
      const { state } = session;
      if (state.name !== 'opening' || state.answer !== answer) continue;
      this.#takeBack(state, EndReason.END_REASON_NEVER_STARTED);
      this.#refuse(session, RefusalReason.REFUSAL_REASON_TIMEOUT);
      return;
    }
  }

  /** The viewer's connection is gone. */
  viewerLost(viewer: ViewerLink): void {
    const session = this.#sessions.byId.get(viewer.session);
    if (session?.state.name !== 'live' || session.state.viewer !== viewer) return;
    session.state.link.send({ suspendSession: { viewer: viewer.number } });
    this.#suspend(session, session.state);
  }

  /** The viewer ended it, or cost itself the session. */
  ends(viewer: ViewerLink, reason: EndReason): void {
    const session = this.#sessions.byId.get(viewer.session);
    if (session?.state.name === 'live' && session.state.viewer === viewer) this.#end(session, reason);
  }

  // ---- From services, and for the whole node ----

  endSession(id: string, reason: EndReason): void {
    const session = this.#sessions.byId.get(id);
    if (session === undefined) {
      this.#ended.add(id);
      return;
    }
    this.#end(session, reason);
  }

  endSessionsOf(device: string, reason: EndReason): void {
    for (const session of this.#sessions.of(device)) this.#end(session, reason);
  }

  endAll(reason: EndReason): void {
    for (const session of [...this.#sessions.byId.values()]) this.#end(session, reason);
  }

  /** A heartbeat for the agents that have sessions; and sessions that services ended. */
  heartbeat(statement: SignedStatement, ended: readonly string[]): void {
    for (const id of ended) this.endSession(id, EndReason.END_REASON_WITHDRAWN);
    const encoded = encodeToAgentMessage({ heartbeat: statement });
    for (const device of this.#sessions.devices) this.#devices.get(device)?.forward(encoded);
  }

  /** Agents verify the set by themselves; they need it to verify the tickets to come. */
  forwardKeySet(statement: SignedStatement): void {
    const encoded = encodeToAgentMessage({ keySet: statement });
    for (const link of this.#devices.values()) link.forward(encoded);
  }

  /** The node shuts down: no new sessions; live ones may go on elsewhere or after the restart. */
  drain(): void {
    this.#draining = true;
    this.#cancelYouth();
    for (const session of [...this.#sessions.byId.values()]) {
      const { state } = session;
      if (state.name === 'opening') this.#refuse(session, RefusalReason.REFUSAL_REASON_DRAINING);
      else if (state.name === 'live') {
        state.link.send({ suspendSession: { viewer: state.viewer.number } });
        this.#suspend(session, state);
        state.viewer.send({ suspended: { resumeWithinMs: limits.resumeMs } });
        state.viewer.drop('draining');
      }
    }
    for (const link of [...this.#devices.values()]) link.close('draining');
  }

  // ---- Transitions ----

  /** Why this session cannot start now, as far as the relay can see; undefined when the agent is to be asked. */
  #refusal({ session: id, device, operator, tenant }: Ticket): RefusalReason | undefined {
    const { lease, journal } = this.#node;
    if (this.#draining) return RefusalReason.REFUSAL_REASON_DRAINING;
    const link = this.#devices.get(device);
    const former = this.#sessions.byId.get(id);
    const other = former !== undefined && (former.device !== device || former.operator !== operator);
    if (this.#ended.has(id) || other || (link !== undefined && link.tenant !== tenant)) {
      return RefusalReason.REFUSAL_REASON_REFUSED;
    }
    if (link === undefined) return RefusalReason.REFUSAL_REASON_NOT_CONNECTED;
    const room = roomRefuses(link.room, this.#mayHaveBegun(former));
    if (room !== undefined) return room;
    if (!lease.fresh || journal.full) return RefusalReason.REFUSAL_REASON_LEASE_STALE;
    const others = this.#of(link).filter((session) => session.id !== id);
    const viewers = others.filter(({ state }) => state.name === 'live' || state.name === 'opening');
    if (viewers.length >= relayLimits.viewersPerDevice || others.length >= relayLimits.sessionsPerDevice) {
      return RefusalReason.REFUSAL_REASON_TOO_MANY_VIEWERS;
    }
    return undefined;
  }

  /** After a restart only the agent and services know; neither lets anybody in who has not been. */
  #mayHaveBegun(session: Session | undefined): boolean {
    return this.#isYoung || session?.started === true;
  }

  /** A newer connection of the same session takes over. @returns what the session falls back to if that fails */
  #stepAside(session: Session): Suspension | undefined {
    const { state } = session;
    switch (state.name) {
      case 'suspended':
        return state.suspension;
      case 'opening':
        state.cancelTimeout();
        this.#takeBack(state, EndReason.END_REASON_REFUSED);
        // First, so that closing the connection finds no opening of its own to give up.
        session.state =
          state.suspension === undefined ? { name: 'new' } : { name: 'suspended', suspension: state.suspension };
        state.viewer.drop('replaced');
        return state.suspension;
      case 'live': {
        state.link.send({ suspendSession: { viewer: state.viewer.number } });
        const suspension = this.#suspend(session, state);
        state.viewer.drop('replaced');
        return suspension;
      }
      case 'new':
      case 'ended':
        return undefined;
      default:
        return state satisfies never;
    }
  }

  /** @param lostRun the run of the agent that is gone, when it is the agent */
  #suspend(session: Session, { viewer, link }: Live, withinMs: number = limits.resumeMs, lostRun?: string): Suspension {
    const suspension: Suspension = {
      viewerNumber: viewer.number,
      link,
      expired: false,
      sinceMs: this.#node.clock.monotonicMs(),
      lostRun,
      cancelExpiry: () => undefined,
    };
    suspension.cancelExpiry = this.#expiry(session, suspension, withinMs);
    session.state = { name: 'suspended', suspension };
    link.left(viewer);
    this.#node.journal.session({ sessionSuspended: { session: session.id, resumeWithinMs: withinMs } });
    return suspension;
  }

  #expiry(session: Session, suspension: Suspension, inMs: number): () => void {
    return this.#node.clock.after(inMs, () => {
      suspension.expired = true;
      if (session.state.name === 'suspended') this.#end(session, EndReason.END_REASON_RESUME_EXPIRED);
    });
  }

  /** The relay gives an opening up before the agent does: a session that was being resumed waits at the agent too. */
  #takeBack({ viewer, link, suspension }: Opening, reason: EndReason): void {
    if (suspension === undefined) {
      link.send({ closeSession: { viewer: viewer.number, reason } });
      return;
    }
    link.send({ suspendSession: { viewer: viewer.number } });
    suspension.link = link;
    suspension.viewerNumber = viewer.number;
  }

  /** An opening failed: a resumed session falls back to waiting, a new one never was. */
  #refuse(session: Session, reason: RefusalReason): void {
    const { state } = session;
    if (state.name !== 'opening') return;
    state.cancelTimeout();
    const { suspension } = state;
    this.#tellRefused(session.id, reason);
    if (suspension === undefined) {
      session.state = { name: 'ended', reason: EndReason.END_REASON_REFUSED };
      this.#sessions.delete(session);
    } else {
      session.state = { name: 'suspended', suspension };
      if (suspension.expired) this.#end(session, EndReason.END_REASON_RESUME_EXPIRED);
    }
    state.answer.refused(reason);
  }

  #end(session: Session, reason: EndReason, by: Ending = {}): void {
    const { state } = session;
    const { tellAgent = true, ringLoss = null } = by;
    if (state.name === 'ended') return;
    // First, so that closing a connection below finds a session that is over.
    session.state = { name: 'ended', reason };
    this.#sessions.delete(session);
    this.#ended.add(session.id);
    const tell = (link: DeviceLink, viewer: number) => {
      if (tellAgent) link.send({ closeSession: { viewer, reason } });
    };
    if (state.name === 'opening') {
      state.cancelTimeout();
      state.suspension?.cancelExpiry();
      tell(state.link, state.viewer.number);
      if (state.suspension !== undefined) tell(state.suspension.link, state.suspension.viewerNumber);
      state.viewer.send({ ended: { reason } });
      state.viewer.drop(closeNameOf(reason));
    } else if (state.name === 'live') {
      tell(state.link, state.viewer.number);
      state.link.left(state.viewer);
      state.viewer.send({ ended: { reason } });
      state.viewer.drop(closeNameOf(reason));
    } else if (state.name === 'suspended') {
      state.suspension.cancelExpiry();
      tell(state.suspension.link, state.suspension.viewerNumber);
    }
    const { journal, log, counters } = this.#node;
    increment(counters.sessionsEnded, EndReason[reason]);
    journal.session({ sessionEnded: { session: session.id, reason, ringLoss } });
    log.info({ session: session.id, device: session.device, reason: EndReason[reason] }, 'session ended');
  }

  #tellRefused(session: string, reason: RefusalReason): void {
    const { journal, log, counters } = this.#node;
    increment(counters.refusals, RefusalReason[reason]);
    journal.session({ sessionRefused: { session, reason } });
    log.info({ session, reason: RefusalReason[reason] }, 'session refused');
  }

  #of(link: DeviceLink): Session[] {
    return this.#sessions.of(link.device);
  }

  #byViewer(link: DeviceLink, number: number): Session | undefined {
    return this.#of(link).find(
      ({ state }) => (state.name === 'live' || state.name === 'opening') && state.viewer.number === number,
    );
  }
}
