/**
 * Puts a relay together: control link first, then, once services have said what is in force, the listener for agents
 * and viewers. Stops in the reverse order.
 */
import { EndReason, limits } from '@ringside/protocol';
import { readTlsPair } from '@ringside/settings';
import type { Clock } from './clock.ts';
import { AgentConnection } from './connection/agent-connection.ts';
import { TicketRedemption } from './connection/ticket-redemption.ts';
import { ViewerConnection } from './connection/viewer-connection.ts';
import { ControlLink } from './control/control-link.ts';
import { EventJournal } from './control/event-journal.ts';
import { Lease } from './control/lease.ts';
import { ServicesClock } from './control/services-clock.ts';
import { ServicesTrust } from './control/services-trust.ts';
import { TimeRequests } from './control/time-requests.ts';
import { ChunkStore } from './delivery/chunk-store.ts';
import { Turn } from './delivery/turn.ts';
import { relayLimits } from './limits.ts';
import { type AdminListener, openAdminListener } from './monitoring/admin-listener.ts';
import { Counters, increment } from './monitoring/counters.ts';
import type { Log } from './monitoring/log.ts';
import { createMetrics } from './monitoring/metrics.ts';
import { RelayError } from './relay-error.ts';
import type { RelayNode } from './relay-node.ts';
import { carryOut, reportAll, reportDevice } from './session/services-word.ts';
import { SessionDirectory } from './session/session-directory.ts';
import { checkSettings, type RelaySettings } from './settings.ts';
import { chooseTransport } from './transport/choose-transport.ts';
import type { Route, Transport, TransportLimits, TransportOptions } from './transport/transport.ts';

/** What the world gives a relay. */
export interface RelayPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** 32 random bytes. */
  readonly nonce: () => Uint8Array;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** Other transport limits than the relay's, for tests that cannot wait. */
  readonly transportLimits?: Partial<TransportLimits>;
}

export interface Relay {
  /** Where agents and viewers connect, without path. */
  readonly url: string;
  readonly adminUrl: string;
  readonly transport: string;
  readonly instance: string;
  /** Tells everybody, flushes what services must know, and closes. */
  stop(): Promise<void>;
}

/** @throws RelayError, one sentence for the operator */
export async function startRelay(settings: RelaySettings, ports: RelayPorts): Promise<Relay> {
  checkSettings(settings);
  const { clock, log, random, nonce, newId } = ports;
  const instance = newId();
  const trust = new ServicesTrust();
  const time = new ServicesClock(clock);
  const counters = new Counters();
  const journal = new EventJournal(relayLimits.journalEvents, () => time.nowMs());
  const timeRequests = new TimeRequests(relayLimits.timeRequests);
  const lease = new Lease(clock, time, trust, {
    renewed(statement, ended) {
      sessions.heartbeat(statement, ended);
      for (const device of journal.takeCondensed()) reportDevice(node, sessions, device);
      leased();
    },
    lapsed() {
      log.error('no heartbeat of services: all sessions end');
      sessions.endAll(EndReason.END_REASON_LEASE_LAPSED);
    },
  });
  const redemption = new TicketRedemption({
    node: settings.node,
    instance,
    trust,
    mostUsed: relayLimits.usedTickets,
    nowMs: () => time.nowMs(),
  });
  const node: RelayNode = {
    name: settings.node,
    instance,
    clock,
    time,
    trust,
    lease,
    journal,
    redemption,
    store: new ChunkStore(relayLimits.freeSlotBytes, relayLimits.slotBytes),
    turn: new Turn(setImmediate),
    counters,
    log,
    nonce,
    requestTime(asked, answer) {
      timeRequests.add(asked, answer);
      control.requestTime(asked);
    },
  };
  const sessions = new SessionDirectory(node);
  let leased = (): void => {};
  let failed = (_error: RelayError): void => {};
  let transport: Transport | undefined;
  let admin: AdminListener | undefined;
  let url = '';
  let draining = false;
  const control = new ControlLink({
    url: settings.controlUrl,
    secret: settings.controlSecret,
    node: settings.node,
    instance,
    clock,
    time,
    trust,
    lease,
    journal,
    log,
    random,
    nonce,
    viewerUrl: () => settings.publicUrl ?? url,
    liveSessions: () => [...sessions.sessions.keys()],
    welcomed(again) {
      log.info('services are there');
      for (const device of trust.withdrawnDevices) sessions.withdraw(device);
      for (const [device, key] of trust.reboundDevices) sessions.rebind(device, key);
      for (const tenant of trust.minimumAgents.keys()) sessions.turnOutdatedAway(tenant);
      if (again) reportAll(node, sessions);
    },
    command: (command) => carryOut(command, node, sessions),
    keySetChanged: (statement) => sessions.forwardKeySet(statement),
    agentTime: (asked, statement) => timeRequests.answered(asked, statement),
    refused() {
      const sentence =
        'Services refuse the control secret: relay.controlSecret and services.controlSecret must be the same.';
      log.error(sentence);
      failed(new RelayError('control-refused', sentence));
    },
  });

  async function stop(): Promise<void> {
    if (draining) return;
    draining = true;
    transport?.drain();
    sessions.drain();
    const flushed = await journal.flushed(new Promise((resolve) => clock.after(relayLimits.drainMs, resolve)));
    if (!flushed) log.error({ events: journal.waiting }, 'stopped with events that services have not stored');
    await transport?.close();
    lease.stop();
    control.stop();
    await admin?.close();
  }

  try {
    const chosen = await chooseTransport(settings.transport);
    admin = await openAdminListener({
      host: settings.adminHost,
      port: settings.adminPort,
      notReady() {
        if (draining) return 'draining';
        if (transport === undefined) return 'starting';
        return lease.fresh ? undefined : 'no heartbeat of services';
      },
      metrics: createMetrics({
        node,
        sessions,
        connections: () => transport?.connections ?? 0,
        controlConnected: () => control.connected,
      }),
    });
    // Listening is decided before services hear where; accepting begins with the lease.
    const tls = readableTls(settings);
    const route = (path: string, originRequired: boolean, opened: Route['opened']): Route => ({
      path,
      originRequired,
      opened,
    });
    const scheme = tls === undefined ? 'ws' : 'wss';
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    if (settings.port !== 0) url = `${scheme}://${host}:${settings.port}`;
    const first = new Promise<void>((resolve, reject) => {
      leased = resolve;
      failed = reject;
    });
    control.start();
    await first;
    transport = await chosen.open({
      host: settings.host,
      port: settings.port,
      tls,
      behindProxy: settings.behindProxy,
      limits: { ...transportLimits, ...ports.transportLimits },
      routes: [
        route('/agent', false, (connection) => new AgentConnection(node, sessions, connection)),
        route('/viewer', true, (connection) => new ViewerConnection(node, sessions, connection)),
      ],
      refused: (reason) => increment(counters.openingRefusals, reason),
    });
    if (settings.port === 0) {
      url = `${scheme}://${host}:${transport.port}`;
      // Services were told no address before there was one.
      control.hello();
    }
    log.info({ url, adminUrl: admin.url, transport: chosen.name, node: settings.node, instance }, 'relay listens');
    return { url, adminUrl: admin.url, transport: chosen.name, instance, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The transports differ in what they say of files that are no certificate with its key; so it is said before. */
function readableTls({ tlsCertificate, tlsKey }: RelaySettings): TransportOptions['tls'] {
  if (tlsCertificate === undefined || tlsKey === undefined) return undefined;
  readTlsPair({ section: 'relay', tlsCertificate, tlsKey });
  return { certificateFile: tlsCertificate, keyFile: tlsKey };
}

const transportLimits: TransportLimits = {
  receiveBytes: relayLimits.receiveBytes,
  unreadBytes: relayLimits.unreadBytes,
  closingMs: relayLimits.closingMs,
  unauthenticatedPerAddress: relayLimits.unauthenticatedPerAddress,
  connections: relayLimits.connections,
  pingAfterMs: relayLimits.pingAfterMs,
  silenceMs: limits.silenceMs,
  heartbeatSweepMs: relayLimits.heartbeatSweepMs,
  openingTimeoutMs: limits.openingTimeoutMs,
};
