/** WebSocket server on `ws`: pure JavaScript, for machines where uWebSockets.js has no binary. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type CloseName, closeCodes, subprotocol } from '@ringside/protocol';
import { listenError } from '../listen-error.ts';
import { RelayError } from '../relay-error.ts';
import { type WebSocket, WebSocketServer } from '../websocket.ts';
import { type Heard, Heartbeat } from './heartbeat.ts';
import { OpeningGate, peerAddress } from './opening-gate.ts';
import {
  askedPayload,
  type Connection,
  type ConnectionHandler,
  type OpenTransport,
  openingRefusals,
  type Route,
  type SendOutcome,
  type TransportOptions,
  type Violation,
} from './transport.ts';

/** What ws calls a message, or its pieces, beyond the limit. */
const tooLargeErrors = new Set([
  'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
  'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH',
  'WS_ERR_TOO_MANY_BUFFERED_PARTS',
]);

class WsConnection implements Connection, Heard {
  readonly address: string;
  readonly origin: string;
  heardAt = 0;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #gate: OpeningGate;
  readonly #unreadBytes: number;
  #open = true;
  #proven = false;
  /** Why we close or cut off, once we do. */
  #closing: CloseName | undefined;
  #waiting = false;

  constructor(
    socket: WebSocket,
    stream: Duplex,
    request: { readonly address: string; readonly origin: string },
    gate: OpeningGate,
    unreadBytes: number,
  ) {
    this.#socket = socket;
    this.#stream = stream;
    this.address = request.address;
    this.origin = request.origin;
    this.#gate = gate;
    this.#unreadBytes = unreadBytes;
  }

  /** Connects the socket's events to the owner's handler. */
  attach(route: Route, heartbeat: Heartbeat): void {
    const socket = this.#socket;
    this.#gate.enter(this.address);
    heartbeat.add(this);
    const handler: ConnectionHandler = route.opened(this);
    socket.on('message', (message, isBinary) => {
      this.heardAt = heartbeat.now;
      if (!this.#open) return;
      if (isBinary && message instanceof Buffer) handler.message(message);
      else this.#violated(handler, 'malformed');
    });
    const heard = () => {
      this.heardAt = heartbeat.now;
    };
    socket.on('pong', (payload: Buffer) => {
      heard();
      if (this.#open && payload.toString() === askedPayload) this.#answered();
    });
    socket.on('ping', heard);
    // The stream tells when the kernel has taken what waited; ws itself has no such event.
    this.#stream.on('drain', () => {
      if (!this.#open || !this.#waiting) return;
      this.#waiting = false;
      handler.drained();
    });
    // ws has answered a peer's bytes with a code of WebSocket's own by now; an error of the network is none of ours.
    socket.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : '';
      if (!this.#open || !code.startsWith('WS_ERR')) return;
      this.#violated(handler, tooLargeErrors.has(code) ? 'tooLarge' : 'malformed');
    });
    let told = false;
    this.#ended = (code) => {
      if (told) return;
      told = true;
      this.#open = false;
      heartbeat.remove(this);
      const name = this.#closing;
      handler.closed(name === undefined ? { code, by: 'peer' } : { code: closeCodes[name].code, by: 'relay' });
    };
    socket.on('close', (code) => {
      // Not before: a peer that never answers a close keeps its socket a while, and counts as long.
      this.#gate.leave(this.address, this.#proven);
      this.#ended(code);
    });
  }

  #ended: (code: number) => void = () => {};
  #answered: () => void = () => {};

  ask(answered: () => void): void {
    if (!this.#open) return;
    this.#answered = () => {
      this.#answered = () => {};
      answered();
    };
    this.#socket.ping(askedPayload);
  }

  send(message: Uint8Array): SendOutcome {
    if (!this.#open) return 'closed';
    // Node may hold the bytes until the kernel takes them, and the contract gives them back to the caller at once.
    this.#socket.send(Buffer.from(message), { binary: true, compress: false });
    const queued = this.#socket.bufferedAmount;
    if (queued > this.#unreadBytes) {
      this.#terminate('unread');
      return 'closed';
    }
    if (!this.#stream.writableNeedDrain) return 'sent';
    this.#waiting = true;
    return 'queued';
  }

  queuedBytes(): number {
    return this.#open ? this.#socket.bufferedAmount : 0;
  }

  cork(sends: () => void): void {
    this.#stream.cork();
    try {
      sends();
    } finally {
      this.#stream.uncork();
    }
  }

  close(name: CloseName): void {
    if (!this.#open) return;
    this.#closing ??= name;
    const { code, meaning } = closeCodes[name];
    this.#socket.close(code, meaning);
    this.#ended(code);
  }

  authenticated(): void {
    if (this.#proven || !this.#open) return;
    this.#proven = true;
    this.#gate.authenticated(this.address);
  }

  ping(): void {
    if (this.#open) this.#socket.ping();
  }

  cutOff(): void {
    this.#terminate('silent');
  }

  #violated(handler: ConnectionHandler, name: Violation): void {
    handler.violated(name);
    this.close(name);
  }

  /** `closed` follows by itself: a send that ends here must not call its caller back. */
  #terminate(name: CloseName): void {
    this.#closing ??= name;
    this.#open = false;
    this.#socket.terminate();
  }
}

export const openWsTransport: OpenTransport = async (options) => {
  const { host, port, limits } = options;
  const gate = new OpeningGate(options);
  const heartbeat = new Heartbeat(limits);
  const http = createHttpServer(options);
  // A variable, since its types do not know closeTimeout yet.
  const serverOptions = {
    noServer: true,
    closeTimeout: limits.closingMs,
    maxPayload: limits.receiveBytes,
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  };
  const sockets = new WebSocketServer(serverOptions);
  http.on('request', (_request, response) => response.writeHead(404, { connection: 'close' }).end());
  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const opening = openingOf(request, options.behindProxy);
    const admission = gate.admit(opening);
    if ('refused' in admission) {
      // A refused peer that does not hang up must not keep a socket that nobody counts.
      const answer = `HTTP/1.1 ${openingRefusals[admission.refused]} Refused\r\nConnection: close\r\n\r\n`;
      stream.end(answer, () => stream.destroy());
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      new WsConnection(socket, stream, opening, gate, limits.unreadBytes).attach(admission.route, heartbeat);
    });
  });
  await listen(http, host, port);
  return {
    port: boundPort(http),
    get connections() {
      return gate.connections;
    },
    drain: () => gate.drain(),
    async close() {
      heartbeat.stop();
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
};

function createHttpServer({ tls, limits }: TransportOptions): Server {
  const slow = {
    headersTimeout: limits.openingTimeoutMs,
    requestTimeout: limits.openingTimeoutMs,
    connectionsCheckingInterval: limits.openingTimeoutMs / 2,
  };
  if (tls === undefined) return createServer(slow);
  return createTlsServer({
    ...slow,
    handshakeTimeout: limits.openingTimeoutMs,
    cert: readFileSync(tls.certificateFile),
    key: readFileSync(tls.keyFile),
  });
}

function openingOf(request: IncomingMessage, behindProxy: boolean) {
  const { headers, socket } = request;
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const forwardedFor = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  return {
    path,
    subprotocols: headers['sec-websocket-protocol'] ?? '',
    origin: headers.origin ?? '',
    address: peerAddress(socket.remoteAddress ?? '', forwardedFor, behindProxy),
  };
}

function listen(http: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause) => reject(listenError('transport', host, port, cause)));
    http.listen(port, host, resolve);
  });
}

function boundPort(http: Server): number {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new RelayError('listen', 'The relay has no TCP port.');
  return address.port;
}
