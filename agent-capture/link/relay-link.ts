/**
 * The device's lasting link to its relay: connects, comes back after a loss with back-off and full jitter, and obeys
 * close codes. After "do not come back" it first needs a new decision of services: a new credential.
 */
import { closeCodes, mayRetry } from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import { trustedAddress } from '../enrolment/addresses.ts';
import type { DeviceIdentity } from '../enrolment/device-identity.ts';
import { agentLimits } from '../limits.ts';
import type { Log } from '../log.ts';
import { createBackOff } from './back-off.ts';
import { LinkError } from './link-error.ts';
import {
  type ConnectionEnd,
  connectRelay,
  type DeclaredCapabilities,
  type Home,
  type RelayConnection,
  type RoomMessage,
  type WelcomeMessage,
} from './relay-connection.ts';
import type { Leaving, OpenRelaySocket } from './relay-socket.ts';

export interface RelayLinkEvents {
  /** Resolves to whether the welcome is believed. */
  welcomed(welcome: WelcomeMessage): Promise<boolean>;
  up(home: Home): void;
  down(): void;
  message(message: RoomMessage): void;
  /** The link is given up for good. Called once. */
  failed(error: LinkError): void;
}

export interface RelayLinkParts {
  /** The identity in force: its credential and relay address change with renewals. */
  readonly identity: () => DeviceIdentity;
  readonly capabilities: () => DeclaredCapabilities;
  /** Names this run of the agent. */
  readonly run: string;
  readonly renew: () => Promise<boolean>;
  readonly openSocket: OpenRelaySocket;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

export interface RelayLink {
  /** False when there is no link. */
  send(bytes: Uint8Array): boolean;
  queuedBytes(): number;
  leaving(): Leaving;
  /** Gives the relay up as hostile or confused; the link comes back by the usual rules. */
  drop(name: 'malformed' | 'flood'): void;
  /** Breaks the connection as a network would: what has not left yet never does. */
  cut(): void;
  close(): Promise<void>;
}

export function openRelayLink(parts: RelayLinkParts, events: RelayLinkEvents): RelayLink {
  const { clock, log } = parts;
  const backOff = createBackOff(parts.random);
  let connection: RelayConnection | undefined;
  let closed = false;
  let everUp = false;
  let wake = (): void => undefined;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async function connectOnce(identity: DeviceIdentity): Promise<ConnectionEnd> {
    const { openSocket } = parts;
    connection = connectRelay(
      { identity, capabilities: parts.capabilities(), run: parts.run, openSocket, clock },
      {
        welcomed: (welcome) => events.welcomed(welcome),
        up: (home) => {
          everUp = true;
          log.info('link-up', { node: home.node });
          events.up(home);
        },
        message: (message) => events.message(message),
      },
    );
    const end = await connection.over;
    connection = undefined;
    if (end.upMs !== undefined) events.down();
    return end;
  }

  /** Waits until the next attempt is due. False when the link is given up. */
  async function recover(end: ConnectionEnd): Promise<boolean> {
    log.warn('link-down', { code: end.code, detail: end.detail });
    if (end.code === closeCodes.replaced.code) {
      const message = 'Another agent with the identity of this device took over: let one of them run only.';
      events.failed(new LinkError('replaced', message));
      return false;
    }
    if (end.upMs !== undefined && end.upMs >= agentLimits.retryResetMs) backOff.reset();
    if (mayRetry(end.code)) {
      await pause(backOff.nextMs());
      // A relay that moved, perhaps while this machine was off, is found by asking services, who know its address.
      const failures = backOff.failures;
      const moved = failures % agentLimits.attemptsBeforeRenewal === 0 || (!everUp && failures === 1);
      if (!closed && moved) await parts.renew();
      return true;
    }
    if (end.code === closeCodes.outdated.code) log.warn('agent-outdated', { detail: 'install a newer agent' });
    // An expired credential is refused like a wrong one, and the first thing to try is a new one.
    if (backOff.failures === 0 && (await parts.renew())) {
      await pause(backOff.nextMs());
      return true;
    }
    do await pause(agentLimits.decisionRetryMs * (0.5 + parts.random()));
    while (!closed && !(await parts.renew()));
    return true;
  }

  const running = (async () => {
    while (!closed) {
      const identity = parts.identity();
      if (trustedAddress(identity.relayUrl, 'ws') === undefined) {
        events.failed(insecure(identity.relayUrl));
        return;
      }
      const end = await connectOnce(identity);
      if (closed || !(await recover(end))) return;
    }
  })();

  return {
    send: (bytes) => connection?.send(bytes) ?? false,
    queuedBytes: () => connection?.queuedBytes() ?? 0,
    leaving: () => connection?.leaving() ?? { unsent: 0, unacknowledged: 0 },
    drop: (name) => connection?.close(name),
    cut: () => connection?.cut(),
    async close() {
      closed = true;
      connection?.close('ended');
      wake();
      await running;
    },
  };
}

function insecure(relayUrl: string): LinkError {
  const message = `The relay's address, ${relayUrl}, must begin with wss:// (ws:// only on this machine).`;
  return new LinkError('insecure-address', message);
}
