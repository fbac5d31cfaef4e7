/**
 * A relay for tests that says exactly what the test tells it to, over a real WebSocket. It proves nothing about the
 * real relay; it makes the agent's side observable, hostile behaviour included.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  type AgentMessage,
  decodeAgentMessage,
  encodeToAgentMessage,
  isFrame,
  subprotocol,
  verifyProof,
  wireVersion,
} from '@ringside/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { type TestServices, testHome } from './test-services.ts';

type ToAgent = Parameters<typeof encodeToAgentMessage>[0];

/** One agent's connection at the double. */
export interface AgentAtDouble {
  send(message: ToAgent): void;
  sendBytes(bytes: Uint8Array): void;
  /** The next message that is not a video frame and that the test accepts; earlier ones are passed over. */
  next<K extends AgentMessage['message']>(kind: K): Promise<Extract<AgentMessage, { message: K }>>;
  /** Video frame messages so far. */
  readonly frames: readonly Uint8Array[];
  readonly messages: readonly AgentMessage[];
  nextFrame(): Promise<Uint8Array>;
  close(code: number): void;
  terminate(): void;
  /** Stops reading, as a frozen relay does. */
  freeze(): void;
  thaw(): void;
  readonly closed: Promise<number>;
  /** Challenge, proof, welcome, and from then on a heartbeat each second and answers to time requests. */
  welcome(): Promise<void>;
  heartbeats(on: boolean): void;
}

export interface RelayDouble {
  readonly url: string;
  /** The next connection of an agent. */
  accept(): Promise<AgentAtDouble>;
  readonly connections: number;
  close(): Promise<void>;
}

export async function openRelayDouble(services: () => TestServices): Promise<RelayDouble> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => subprotocol });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const arrived: AgentAtDouble[] = [];
  const awaited: ((agent: AgentAtDouble) => void)[] = [];
  const sockets = new Set<WebSocket>();
  let connections = 0;
  let sequence = Date.now();

  function attach(socket: WebSocket): AgentAtDouble {
    const frames: Uint8Array[] = [];
    const messages: AgentMessage[] = [];
    let read = 0;
    const wakes = new Set<() => void>();
    let beat: NodeJS.Timeout | undefined;
    const nonce = new Uint8Array(32).fill(7);

    const sendBytes = (bytes: Uint8Array): void => socket.send(bytes, { binary: true });
    const send = (message: ToAgent): void => sendBytes(encodeToAgentMessage(message));
    async function sendHeartbeat(): Promise<void> {
      sequence += 1;
      send({ heartbeat: await services().heartbeat(sequence, Date.now()) });
    }
    socket.on('message', (bytes: Buffer) => {
      if (isFrame(bytes)) frames.push(bytes);
      else {
        const message = decodeAgentMessage(bytes);
        messages.push(message);
        if (message.message === 'timeRequest') {
          void services()
            .time(message.timeRequest.nonce, Date.now())
            .then((time) => send({ time }));
        }
      }
      for (const wake of wakes) wake();
    });
    const closed = new Promise<number>((resolve) => {
      socket.on('close', (code) => {
        clearInterval(beat);
        resolve(code);
      });
    });

    async function until<T>(look: () => T | undefined): Promise<T> {
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        await new Promise<void>((resolve, reject) => {
          const wake = (): void => {
            wakes.delete(wake);
            resolve();
          };
          wakes.add(wake);
          void closed.then((code) => reject(new Error(`the agent's connection closed with ${code}`)));
        });
      }
    }
    const next: AgentAtDouble['next'] = (kind) =>
      until(() => {
        while (read < messages.length) {
          const message = messages[read++];
          if (message !== undefined && isKind(message, kind)) return message;
        }
        return undefined;
      });

    return {
      send,
      sendBytes,
      next,
      frames,
      messages,
      nextFrame() {
        const before = frames.length;
        return until(() => frames[before]);
      },
      close: (code) => socket.close(code),
      terminate: () => socket.terminate(),
      freeze: () => socket.pause(),
      thaw: () => socket.resume(),
      closed,
      async welcome() {
        send({ challenge: { nonce, version: wireVersion, oldestVersion: 1, ...testHome } });
        const { authenticate } = await next('authenticate');
        const claims: unknown = JSON.parse(
          Buffer.from(authenticate.credential.split('.')[1] ?? '', 'base64url').toString(),
        );
        const key = Reflect.get(Reflect.get(claims as object, 'cnf') as object, 'jwk');
        const proven = await verifyProof(key, 'agent', nonce, authenticate.credential, authenticate.proof);
        if (!proven) throw new Error('the agent did not prove possession of its key');
        const { identity } = services();
        send({ welcome: { device: identity.device, ...testHome, keySet: await services().keySet() } });
        await sendHeartbeat();
        beat = setInterval(() => void sendHeartbeat(), 500);
      },
      heartbeats(on) {
        clearInterval(beat);
        if (on) beat = setInterval(() => void sendHeartbeat(), 500);
      },
    };
  }

  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    const agent = attach(socket);
    const first = awaited.shift();
    if (first === undefined) arrived.push(agent);
    else first(agent);
  });

  return {
    url: `ws://127.0.0.1:${port}`,
    accept() {
      const agent = arrived.shift();
      return agent === undefined ? new Promise((resolve) => awaited.push(resolve)) : Promise.resolve(agent);
    },
    get connections() {
      return connections;
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function isKind<K extends AgentMessage['message']>(
  message: AgentMessage,
  kind: K,
): message is Extract<AgentMessage, { message: K }> {
  return message.message === kind;
}
