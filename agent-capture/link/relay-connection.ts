/**
 * One connection to a relay, from the open socket to its end: challenge, proof, welcome, then messages. Whatever the
 * relay sends that does not belong there closes it with the wire's own code.
 */
import {
  type CloseName,
  closeCodes,
  decodeToAgentMessage,
  encodeAgentMessage,
  limits,
  negotiateVersion,
  ProtocolError,
  signProof,
  type ToAgentMessage,
} from '@ringside/protocol';
import type { Clock } from '../clock.ts';
import type { DeviceIdentity } from '../enrolment/device-identity.ts';
import { agentLimits } from '../limits.ts';
import type { Leaving, OpenRelaySocket } from './relay-socket.ts';

/** What the agent says of its platform, as the codec takes it. */
export type DeclaredCapabilities = NonNullable<
  NonNullable<Parameters<typeof encodeAgentMessage>[0]['authenticate']>['capabilities']
>;

export interface Home {
  readonly node: string;
  readonly instance: string;
}

export type WelcomeMessage = Extract<ToAgentMessage, { message: 'welcome' }>['welcome'];
/** What the relay may say after the welcome. */
export type RoomMessage = Exclude<ToAgentMessage, { message: 'welcome' | 'challenge' }>;

export interface ConnectionEvents {
  /** Resolves to whether the welcome is believed. */
  welcomed(welcome: WelcomeMessage): Promise<boolean>;
  up(home: Home): void;
  message(message: RoomMessage): void;
}

export interface ConnectionEnd {
  readonly code: number;
  readonly detail: string;
  /** How long it was up; undefined when it never was. */
  readonly upMs: number | undefined;
}

export interface RelayConnection {
  send(bytes: Uint8Array): boolean;
  queuedBytes(): number;
  leaving(): Leaving;
  close(name: CloseName): void;
  /** Breaks it as a network would: what has not left yet never does. */
  cut(): void;
  readonly over: Promise<ConnectionEnd>;
}

export interface ConnectionParts {
  readonly identity: Pick<DeviceIdentity, 'device' | 'relayUrl' | 'credential' | 'privateKey'>;
  readonly capabilities: DeclaredCapabilities;
  /** Names this run of the agent. */
  readonly run: string;
  readonly openSocket: OpenRelaySocket;
  readonly clock: Clock;
}

type Stage = 'connecting' | 'challenge' | 'proving' | 'welcome' | 'believing' | 'up' | 'over';

export function connectRelay(parts: ConnectionParts, events: ConnectionEvents): RelayConnection {
  const { identity, clock } = parts;
  let stage: Stage = 'connecting';
  let upSinceMs: number | undefined;
  let heardMs = clock.monotonicMs();
  /** What came between the welcome and its check. */
  const early: RoomMessage[] = [];
  let finish: (end: ConnectionEnd) => void;
  const over = new Promise<ConnectionEnd>((resolve) => {
    finish = resolve;
  });
  let cancelPing = (): void => undefined;
  const cancelOpening = clock.after(agentLimits.openingMs + agentLimits.handshakeMs, () => {
    if (stage !== 'up') end(1006, 'no welcome in time');
  });

  function end(code: number, detail: string): void {
    if (stage === 'over') return;
    stage = 'over';
    cancelOpening();
    cancelPing();
    socket.terminate();
    finish({ code, detail, upMs: upSinceMs === undefined ? undefined : clock.monotonicMs() - upSinceMs });
  }

  function close(name: CloseName, detail: string = closeCodes[name].meaning): void {
    if (stage === 'over') return;
    const { code, meaning } = closeCodes[name];
    // CALL-2: pictures that wait would leave before the word of the close, and after whatever stops them meanwhile.
    const late = name !== 'ended' && socket.leaving().unsent > 0;
    stage = 'over';
    cancelOpening();
    cancelPing();
    if (late) socket.terminate();
    else {
      socket.close(code, meaning);
      // The handshake of a peer that does not answer must not hold the next connection up.
      clock.after(agentLimits.retryBaseMs, () => socket.terminate());
    }
    finish({ code, detail, upMs: upSinceMs === undefined ? undefined : clock.monotonicMs() - upSinceMs });
  }

  /** Wakes when silence has lasted long enough to ask, and when it has lasted too long. */
  function keepAlive(): void {
    const silentMs = clock.monotonicMs() - heardMs;
    if (silentMs >= limits.silenceMs) {
      end(closeCodes.silent.code, closeCodes.silent.meaning);
      return;
    }
    const asks = silentMs >= agentLimits.pingAfterMs;
    if (asks) socket.ping();
    const untilMs = asks ? limits.silenceMs : agentLimits.pingAfterMs;
    cancelPing = clock.after(untilMs - silentMs, keepAlive);
  }

  async function prove(challenge: Extract<ToAgentMessage, { message: 'challenge' }>['challenge']): Promise<void> {
    const version = negotiateVersion(challenge.version, challenge.oldestVersion);
    if (version === undefined) {
      close('version');
      return;
    }
    const { credential, privateKey } = identity;
    const proof = await signProof(privateKey, 'agent', challenge.nonce, credential);
    if (stage !== 'proving') return;
    stage = 'welcome';
    socket.send(
      encodeAgentMessage({
        authenticate: { version, credential, proof, capabilities: parts.capabilities, run: parts.run },
      }),
    );
  }

  async function believe(welcome: WelcomeMessage): Promise<void> {
    const believed = welcome.device === identity.device && (await events.welcomed(welcome));
    if (stage !== 'believing') return;
    if (!believed) {
      close('malformed', 'the relay could not show a key set of services');
      return;
    }
    stage = 'up';
    upSinceMs = clock.monotonicMs();
    cancelOpening();
    events.up({ node: welcome.node, instance: welcome.instance });
    for (const message of early.splice(0)) events.message(message);
  }

  function receive(message: ToAgentMessage): void {
    if (stage === 'challenge' && message.message === 'challenge') {
      stage = 'proving';
      void prove(message.challenge);
    } else if (stage === 'welcome' && message.message === 'welcome') {
      stage = 'believing';
      void believe(message.welcome);
    } else if (stage === 'up' && message.message !== 'welcome' && message.message !== 'challenge') {
      events.message(message);
    } else if (stage === 'believing' && message.message !== 'welcome' && message.message !== 'challenge') {
      // Right behind its welcome the relay may go on; none of it counts before the key set is checked.
      early.push(message);
      if (early.length > agentLimits.linkBacklog) close('flood');
    } else close('malformed', `${message.message} at the wrong moment`);
  }

  const socket = parts.openSocket(identity.relayUrl, {
    opened() {
      if (stage === 'connecting') stage = 'challenge';
      heardMs = clock.monotonicMs();
      keepAlive();
    },
    alive() {
      heardMs = clock.monotonicMs();
    },
    message(bytes) {
      heardMs = clock.monotonicMs();
      if (stage === 'over') return;
      try {
        receive(decodeToAgentMessage(bytes));
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        close(error.closeName, error.message);
      }
    },
    closed: end,
  });

  return {
    send(bytes) {
      if (stage !== 'up') return false;
      if (socket.queuedBytes() <= agentLimits.unreadBytes) return socket.send(bytes);
      end(closeCodes.silent.code, 'the relay does not read');
      return false;
    },
    queuedBytes: () => socket.queuedBytes(),
    leaving: () => socket.leaving(),
    close,
    cut: () => end(1006, 'cut'),
    over,
  };
}
