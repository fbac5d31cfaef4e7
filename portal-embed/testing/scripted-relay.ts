/**
 * A relay that does what a test says: real sockets and the real wire, no decisions of its own. Each viewer that comes
 * gets a challenge; everything it sends is decoded, kept and can be waited for.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  decodeViewerMessage,
  encodeToViewerMessage,
  type PublicKeyJwk,
  subprotocol,
  type ViewerMessage,
  verifyProof,
  wireVersion,
} from '@ringside/protocol';
import { type WebSocket, WebSocketServer } from 'ws';

type ToViewer = Parameters<typeof encodeToViewerMessage>[0];
type Kind = ViewerMessage['message'];
type Content<K extends Kind> = Extract<ViewerMessage, Record<'message', K>>;

export class ViewerConnection {
  readonly nonce = randomBytes(32);
  readonly received: ViewerMessage[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('message', (data: Buffer) => {
      const message = decodeViewerMessage(new Uint8Array(data));
      this.received.push(message);
      // The far end answers at once, unless a test is about silence.
      if (message.message === 'probe' && this.answersProbes) {
        this.send({ probeReply: { sentUs: message.probe.sentUs, agentUs: 5_000_000 + message.probe.sentUs } });
      }
      for (const wake of this.#waiting) wake();
    });
    this.send({
      challenge: { nonce: this.nonce, version: wireVersion, oldestVersion: wireVersion, node: 'node-1', instance: 'i' },
    });
  }

  answersProbes = true;

  send(...messages: readonly (ToViewer | Uint8Array)[]): void {
    for (const message of messages) {
      this.#socket.send(message instanceof Uint8Array ? message : encodeToViewerMessage(message));
    }
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  /** As a cut cable does. */
  cut(): void {
    this.#socket.terminate();
  }

  /** The first message of a kind, now or when it comes, that `matches`. */
  async heard<K extends Kind>(kind: K, matches: (message: Content<K>) => boolean = () => true): Promise<Content<K>> {
    for (;;) {
      for (const message of this.received) {
        if (isKind(message, kind) && matches(message)) return message;
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** Everything of a kind so far. */
  all<K extends Kind>(kind: K): readonly Content<K>[] {
    return this.received.filter((message) => isKind(message, kind));
  }

  /** Whether ticket and proof are those of this key's holder. */
  async provedBy(key: PublicKeyJwk, ticket: string): Promise<boolean> {
    const { authenticate } = await this.heard('authenticate');
    return authenticate.ticket === ticket && (await verifyProof(key, 'viewer', this.nonce, ticket, authenticate.proof));
  }
}

function isKind<K extends Kind>(message: ViewerMessage, kind: K): message is Content<K> {
  return message.message === kind;
}

export class ScriptedRelay {
  readonly url: string;
  readonly connections: ViewerConnection[] = [];
  readonly #server: WebSocketServer;
  readonly #waiting = new Set<() => void>();

  private constructor(server: WebSocketServer) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/viewer`;
    server.on('connection', (socket) => {
      this.connections.push(new ViewerConnection(socket));
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    });
  }

  static async listen(): Promise<ScriptedRelay> {
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      path: '/viewer',
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    });
    await new Promise((resolve) => server.once('listening', resolve));
    return new ScriptedRelay(server);
  }

  /** The viewer's nth connection, from 0, now or when it comes. */
  async connection(index: number): Promise<ViewerConnection> {
    for (;;) {
      const connection = this.connections[index];
      if (connection !== undefined) return connection;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
