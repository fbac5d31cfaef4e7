/**
 * WebSocket server on uWebSockets.js. Messages arrive as memory that uWebSockets takes back when the callback returns,
 * and leave by `send` (never `publish`, which gives up the direct write).
 */

import type { us_listen_socket, WebSocket, WebSocketBehavior } from 'uWebSockets.js';
import { createServer } from 'node:net';
import { type CloseName, closeCodes, subprotocol } from '@ringside/protocol';
import { listenError } from '../listen-error.ts';
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

/** The binding's module, loaded late: on a machine without a binary for it the relay falls back to `ws`. */
type Binding = typeof import('uWebSockets.js');
/** uWebSockets copies these properties onto its socket object; so the connection hangs on it as one. */
interface SocketOwner {
  readonly connection: UwsConnection;
}
type Socket = WebSocket<SocketOwner>;

/** Why uWebSockets cuts a peer off by itself, in its words. */
const violations: Readonly<Record<string, Violation>> = {
  'Received too big message': 'tooLarge',
  'Received invalid WebSocket frame': 'malformed',
  'Received invalid UTF-8': 'malformed',
  'Received invalid close payload': 'malformed',
};

/** uWebSockets' answers to send. */
const dropped = 2;
const built = 0;

class UwsConnection implements Connection, Heard {
  readonly address: string;
  readonly origin: string;
  readonly route: Route;
  heardAt = 0;
  /** Undefined before the opening is complete and after the end: the binding crashes on a dead socket. */
  socket: Socket | undefined;
  handler: ConnectionHandler | undefined;
  /** Who asked whether the peer is there. */
  answered: (() => void) | undefined;
  proven = false;
  /** Why we close or cut off, once we do. */
  closing: CloseName | undefined;
  readonly #gate: OpeningGate;

  constructor(route: Route, address: string, origin: string, gate: OpeningGate) {
    this.route = route;
    this.address = address;
    this.origin = origin;
    this.#gate = gate;
  }

  send(message: Uint8Array): SendOutcome {
    const { socket } = this;
    if (socket === undefined) return 'closed';
    const status = socket.send(message, true, false);
    if (status === built) return 'queued';
    if (status !== dropped) return 'sent';
    // Beyond the bound: uWebSockets closes the socket by itself, a little later.
    this.closing ??= 'unread';
    return 'closed';
  }

  queuedBytes(): number {
    return this.socket?.getBufferedAmount() ?? 0;
  }

  cork(sends: () => void): void {
    if (this.socket === undefined) sends();
    else this.socket.cork(sends);
  }

  close(name: CloseName): void {
    const { socket } = this;
    if (socket === undefined) return;
    this.closing ??= name;
    socket.end(closeCodes[name].code, closeCodes[name].meaning);
  }

  authenticated(): void {
    if (this.proven || this.socket === undefined) return;
    this.proven = true;
    this.#gate.authenticated(this.address);
  }

  ask(answered: () => void): void {
    this.answered = answered;
    this.socket?.ping(askedPayload);
  }

  ping(): void {
    this.socket?.ping();
  }

  cutOff(): void {
    this.closing ??= 'silent';
    this.socket?.close();
  }
}

function behavior(options: TransportOptions, gate: OpeningGate, heartbeat: Heartbeat): WebSocketBehavior<SocketOwner> {
  const { limits } = options;
  return {
    compression: 0,
    maxPayloadLength: limits.receiveBytes,
    maxBackpressure: limits.unreadBytes,
    closeOnBackpressureLimit: true,
    // The heartbeat of our own serves both transports and has finer steps.
    idleTimeout: 0,
    sendPingsAutomatically: false,
    upgrade(response, request, context) {
      const socketAddress = Buffer.from(response.getRemoteAddressAsText()).toString();
      const address = peerAddress(socketAddress, request.getHeader('x-forwarded-for'), options.behindProxy);
      const origin = request.getHeader('origin');
      const subprotocols = request.getHeader('sec-websocket-protocol');
      const admission = gate.admit({ path: request.getUrl(), subprotocols, origin, address });
      if ('refused' in admission) {
        response.cork(() => {
          response.writeStatus(`${openingRefusals[admission.refused]} Refused`).end('', true);
        });
        return;
      }
      const connection = new UwsConnection(admission.route, address, origin, gate);
      const key = request.getHeader('sec-websocket-key');
      // Synchronous: nothing can happen between admission and open.
      response.upgrade<SocketOwner>({ connection }, key, subprotocol, '', context);
    },
    open(socket) {
      const { connection } = socket.getUserData();
      connection.socket = socket;
      gate.enter(connection.address);
      heartbeat.add(connection);
      connection.handler = connection.route.opened(connection);
    },
    message(socket, message, isBinary) {
      const { connection } = socket.getUserData();
      connection.heardAt = heartbeat.now;
      if (isBinary) connection.handler?.message(new Uint8Array(message));
      else {
        connection.handler?.violated('malformed');
        connection.close('malformed');
      }
    },
    drain(socket) {
      socket.getUserData().connection.handler?.drained();
    },
    pong(socket, payload) {
      const { connection } = socket.getUserData();
      connection.heardAt = heartbeat.now;
      if (Buffer.from(payload).toString() !== askedPayload) return;
      const { answered, closing } = connection;
      connection.answered = undefined;
      if (closing === undefined) answered?.();
    },
    ping(socket) {
      socket.getUserData().connection.heardAt = heartbeat.now;
    },
    close(socket, code, reason) {
      const { connection } = socket.getUserData();
      connection.socket = undefined;
      connection.answered = undefined;
      heartbeat.remove(connection);
      gate.leave(connection.address, connection.proven);
      const { handler } = connection;
      connection.handler = undefined;
      // A peer may say anything with its own code, but none may send 1006.
      const found = code === 1006 && connection.closing === undefined;
      const violation = found ? violations[Buffer.from(reason).toString()] : undefined;
      if (violation !== undefined) handler?.violated(violation);
      const name = connection.closing ?? violation;
      handler?.closed(name === undefined ? { code, by: 'peer' } : { code: closeCodes[name].code, by: 'relay' });
    },
  };
}

/** Loads the binding, or undefined where there is none for this machine. */
export async function loadUwebsockets(): Promise<OpenTransport | undefined> {
  let binding: Binding;
  try {
    binding = await import('uWebSockets.js');
  } catch {
    return undefined;
  }
  return (options) => open(binding, options);
}

async function open(binding: Binding, options: TransportOptions): ReturnType<OpenTransport> {
  const { host, port, tls, limits } = options;
  const gate = new OpeningGate(options);
  const heartbeat = new Heartbeat(limits);
  const app =
    tls === undefined
      ? binding.App()
      : binding.SSLApp({
          cert_file_name: tls.certificateFile,
          key_file_name: tls.keyFile,
          ssl_prefer_low_memory_usage: true,
        });
  // One route for every path: the gate decides and counts. Anything but an upgrade is answered as an unknown path.
  app.ws('/*', behavior(options, gate, heartbeat));
  app.any('/*', (response) => {
    response.cork(() => {
      response.writeStatus('404 Not Found').end('', true);
    });
  });
  await assertFree(host, port);
  const listening = await new Promise<us_listen_socket | false>((resolve) => {
    app.listen(host, port, resolve);
  });
  if (listening === false) {
    heartbeat.stop();
    app.close();
    // Between the question and this somebody else took it.
    throw listenError('transport', host, port, Object.assign(new Error('taken'), { code: 'EADDRINUSE' }));
  }
  let open = true;
  return {
    // A listening socket is a socket to the binding's C side; its types know only one of the two names.
    port: binding.us_socket_local_port(listening),
    get connections() {
      return gate.connections;
    },
    drain: () => gate.drain(),
    async close() {
      if (!open) return;
      open = false;
      heartbeat.stop();
      app.close();
    },
  };
}

/**
 * uWebSockets shares a port with whoever has it (SO_REUSEPORT), and its exclusive option cannot listen again for a
 * minute after a restart; so Node, which can do both, asks first.
 */
async function assertFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (cause) => reject(listenError('transport', host, port, cause)));
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
