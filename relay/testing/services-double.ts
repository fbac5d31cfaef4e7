/**
 * Stands in for services on the control link: a real WebSocket, real signatures, and a script instead of a database.
 * It signs the tickets and credentials that scripted peers need, and hears the relay's events.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  decodeNodeMessage,
  encodeHeartbeat,
  encodeTimeAnchor,
  encodeToNodeMessage,
  type GrantPermission,
  limits,
  type NodeEvent,
  type NodeHello,
  type NodeMessage,
  type PublicKeyJwk,
  type RoomConsentName,
  type SignedStatement,
  type SigningKeyJwk,
  signDeviceCredential,
  signStatement,
  signTicket,
  type TokenSigner,
} from '@ringside/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { Heard } from './event-wait.ts';
import { generateSigningKey, signKeySet } from './services-keys.ts';

export interface TicketRequest {
  readonly device: string;
  readonly viewerKey: PublicKeyJwk;
  readonly origin: string;
  readonly session?: string;
  readonly permission?: GrantPermission;
  readonly operator?: string;
  readonly restartsWithheld?: boolean;
  readonly viewShortcuts?: boolean;
  readonly roomConsent?: RoomConsentName;
  readonly tenant?: string;
  readonly node?: string;
  readonly instance?: string;
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
}

type Command = NonNullable<Parameters<typeof encodeToNodeMessage>[0]['command']>;

export interface ServicesDouble {
  readonly url: string;
  readonly secret: string;
  readonly tenant: string;
  /** Every event, resent ones included, in order of arrival. */
  readonly events: Heard<NodeEvent>;
  readonly hellos: Heard<NodeHello>;
  readonly acks: Heard<number>;
  readonly rootKey: SigningKeyJwk;
  readonly signer: TokenSigner;
  /** Publishes one more key, or that one alone. @returns has it sign from then on */
  publish(kid: string, options?: { readonly alone?: boolean }): Promise<() => void>;
  /** Switched off, nothing is acknowledged any more. */
  acknowledge: boolean;
  /** Switched off, heartbeats stop; a script may send its own. */
  beating: boolean;
  /** Set, questions of time are answered as the script says. */
  heldTimes?: (() => Promise<void>)[];
  withdrawnDevices: string[];
  endedSessions: string[];
  ticket(request: TicketRequest): Promise<string>;
  credential(device: string, deviceKey: PublicKeyJwk, tenant?: string): Promise<string>;
  command(command: Omit<Command, 'sequence'>): number;
  /** Sends a command again as it was: what a resend after a lost ack looks like. */
  resend(sequence: number): void;
  heartbeat(fields?: { sequence?: number; timeMs?: number }): Promise<void>;
  send(message: Parameters<typeof encodeToNodeMessage>[0]): void;
  /** Knows only so many of the relay's events from now on, as after a restore from a backup. */
  restore(lastEvent: number): void;
  /** Cuts the relay off, as a broken network does. */
  disconnect(): void;
  /** Refuses or takes new connections. */
  accepting: boolean;
  /** Answers no hello by itself. */
  silent: boolean;
  readonly refusals: Heard<true>;
  welcome(): void;
  /** Sends bytes that need not be a message. */
  sendRaw(bytes: Uint8Array): void;
  stop(): Promise<void>;
}

export async function startServicesDouble(): Promise<ServicesDouble> {
  const issuer = 'https://services.test';
  const secret = 'a-control-secret-of-tests-with-length';
  const tenant = 'tenant-1';
  const root = await generateSigningKey('root');
  const key = await generateSigningKey('key-1');
  let signer: TokenSigner = { issuer, keyId: 'key-1', privateKey: key.privateKey };
  let keySet = await signKeySet(root, issuer, [key]);
  let keySets = 1;
  let published = [key];
  const events = new Heard<NodeEvent>('event of the relay');
  const hellos = new Heard<NodeHello>('hello of the relay');
  const acks = new Heard<number>('ack of the relay');
  const refusals = new Heard<true>('refused connection');
  const commands = new Map<number, Uint8Array>();
  /** What was commanded of devices and agents holds at the next welcome, too. */
  const rebound = new Map<string, string>();
  const minimum = new Map<string, string>();
  const stored = new Map<string, number>();
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  let socket: WebSocket | undefined;
  let instance = '';
  let beat = 0;

  server.on('upgrade', (request, stream, head) => {
    const allowed = request.url === '/control' && request.headers.authorization === `Bearer ${secret}`;
    if (!allowed || !double.accepting) {
      refusals.add(true);
      stream.end(`HTTP/1.1 ${allowed ? '503 Unavailable' : '401 Unauthorized'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (opened) => {
      socket = opened;
      opened.on('message', (bytes) => {
        if (bytes instanceof Buffer)
          void take(decodeNodeMessage(bytes)).catch((error: unknown) => events.add(fail(error)));
      });
    });
  });

  function fail(error: unknown): never {
    throw error;
  }

  async function take(message: NodeMessage): Promise<void> {
    switch (message.message) {
      case 'hello': {
        instance = message.hello.instance;
        if (!double.silent) {
          double.welcome();
          await double.heartbeat();
        }
        hellos.add(message.hello);
        return;
      }
      case 'event': {
        const { sequence } = message.event;
        if (double.acknowledge) {
          stored.set(instance, Math.max(sequence, stored.get(instance) ?? 0));
          double.send({ eventAck: { sequence } });
        }
        events.add(message.event);
        return;
      }
      case 'timeRequest': {
        const { nonce } = message.timeRequest;
        const answer = async () => {
          const anchor = encodeTimeAnchor({ nonce, timeMs: Date.now() });
          double.send({ time: { nonce, statement: await sign('time', anchor) } });
        };
        if (double.heldTimes === undefined) await answer();
        else double.heldTimes.push(answer);
        return;
      }
      case 'ack':
        acks.add(message.ack.sequence);
        return;
      default:
        message satisfies never;
    }
  }

  function sign(kind: 'time' | 'heartbeat', payload: Uint8Array): Promise<SignedStatement> {
    return signStatement(kind, payload, signer.keyId, signer.privateKey);
  }

  const timer = setInterval(() => {
    if (double.beating) void double.heartbeat();
  }, limits.heartbeatMs);

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const double: ServicesDouble = {
    url: `ws://127.0.0.1:${port}/control`,
    secret,
    tenant,
    events,
    hellos,
    acks,
    rootKey: root.jwk,
    get signer() {
      return signer;
    },
    async publish(kid, { alone = false } = {}) {
      const added = await generateSigningKey(kid);
      published = alone ? [added] : [...published, added];
      keySet = await signKeySet(root, issuer, published, ++keySets);
      double.send({ keySet });
      return () => {
        signer = { issuer, keyId: kid, privateKey: added.privateKey };
      };
    },
    acknowledge: true,
    beating: true,
    accepting: true,
    silent: false,
    refusals,
    welcome() {
      const { withdrawnDevices } = double;
      const reboundDevices = [...rebound].map(([device, key]) => ({ device, key }));
      const minimumAgents = [...minimum].map(([of, version]) => ({ tenant: of, version }));
      const lastEvent = stored.get(instance) ?? 0;
      double.send({ welcome: { keySet, withdrawnDevices, reboundDevices, minimumAgents, lastEvent, issuer } });
    },
    sendRaw(bytes) {
      socket?.send(bytes);
    },
    withdrawnDevices: [],
    endedSessions: [],
    ticket: (request) =>
      signTicket(
        {
          id: randomUUID(),
          tenant: request.tenant ?? tenant,
          operator: request.operator ?? 'operator-1',
          operatorName: 'Operator One',
          reason: '',
          cardOff: false,
          roomConsent: request.roomConsent ?? 'none',
          restartsWithheld: request.restartsWithheld ?? false,
          viewShortcuts: request.viewShortcuts ?? false,
          device: request.device,
          session: request.session ?? randomUUID(),
          permission: request.permission ?? 'modify',
          viewerKey: request.viewerKey,
          origin: request.origin,
          node: request.node ?? 'node-1',
          instance: request.instance ?? instance,
          endsAtMs: Date.now() + 3_600_000,
          idleMs: 600_000,
          issuedAtMs: request.issuedAtMs ?? Date.now(),
          expiresAtMs: request.expiresAtMs ?? Date.now() + limits.ticketMs,
        },
        signer,
      ),
    credential: (device, deviceKey, ofTenant = tenant) => {
      const issuedAtMs = Date.now();
      return signDeviceCredential(
        { device, tenant: ofTenant, deviceKey, issuedAtMs, expiresAtMs: issuedAtMs + limits.credentialMs },
        signer,
      );
    },
    command(command) {
      const sequence = commands.size + 1;
      const { rebindDevice, minimumAgent } = command;
      if (rebindDevice) rebound.set(String(rebindDevice.device), String(rebindDevice.key));
      if (minimumAgent) minimum.set(String(minimumAgent.tenant), String(minimumAgent.version));
      commands.set(sequence, encodeToNodeMessage({ command: { sequence, ...command } }));
      double.resend(sequence);
      return sequence;
    },
    resend(sequence) {
      const encoded = commands.get(sequence);
      if (encoded !== undefined) socket?.send(encoded);
    },
    async heartbeat({ sequence = ++beat, timeMs = Date.now() } = {}) {
      const payload = encodeHeartbeat({ sequence, timeMs, endedSessions: double.endedSessions });
      double.send({ heartbeat: await sign('heartbeat', payload) });
    },
    send(message) {
      socket?.send(encodeToNodeMessage(message));
    },
    restore(lastEvent) {
      stored.set(instance, lastEvent);
    },
    disconnect() {
      socket?.terminate();
    },
    async stop() {
      clearInterval(timer);
      for (const open of sockets.clients) open.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return double;
}
