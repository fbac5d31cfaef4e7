/** The control link's listener on the `ws` library: checks path and secret, then hands sockets on. */
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes, limits } from '@ringside/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import { servicesLimits } from '../limits.ts';
import { sameSecret } from '../secret.ts';
import type { NodeLink } from './node-link.ts';
import type { NodeSocket } from './node-socket.ts';

export interface ControlServer {
  stop(): void;
}

/** Serves `/control` on an HTTP server. @param accept gets each connection whose secret was right */
export function serveControlLink(
  server: Server,
  controlSecret: string,
  accept: (socket: NodeSocket) => NodeLink,
): ControlServer {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: limits.controlMessageBytes,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/control') {
      reject(socket, 404);
      return;
    }
    const secret = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (secret === undefined || !sameSecret(secret, controlSecret)) {
      reject(socket, 401);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, accept));
  });
  return {
    stop: () => {
      for (const socket of sockets.clients) socket.close(closeCodes.draining.code, closeCodes.draining.meaning);
      sockets.close();
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 500).unref();
    },
  };
}

function reject(socket: Duplex, status: 401 | 404): void {
  socket.on('error', () => undefined);
  const answer = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  // One that does not hang up must not keep its socket.
  socket.end(answer, () => socket.destroy());
}

function serve(webSocket: WebSocket, accept: (socket: NodeSocket) => NodeLink): void {
  const link = accept(nodeSocket(webSocket));
  const helloTimer = setTimeout(() => {
    if (link.hello === undefined) link.close('openingTimeout', 'no hello in time');
  }, servicesLimits.helloTimeoutMs);
  let aliveMs = performance.now();
  const pinger = setInterval(() => {
    if (performance.now() - aliveMs > limits.silenceMs) link.close('silent', 'no sign of life');
    else link.ping();
  }, servicesLimits.controlPingMs);
  const alive = () => {
    aliveMs = performance.now();
  };
  webSocket.on('pong', alive);
  webSocket.on('message', (message, isBinary) => {
    alive();
    if (!isBinary || !(message instanceof Buffer)) link.close('malformed', 'not a binary message');
    else link.receive(message);
  });
  // A close event follows each error.
  webSocket.on('error', () => undefined);
  webSocket.on('close', () => {
    clearTimeout(helloTimer);
    clearInterval(pinger);
    link.onClose();
  });
}

function nodeSocket(webSocket: WebSocket): NodeSocket {
  return {
    send: (bytes) => {
      // A failed send closes the socket, and the close event does the rest.
      webSocket.send(bytes, () => undefined);
    },
    close: (name) => {
      webSocket.close(closeCodes[name].code, closeCodes[name].meaning);
      setTimeout(() => webSocket.terminate(), servicesLimits.helloTimeoutMs).unref();
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    ping: () => {
      if (webSocket.readyState === WebSocket.OPEN) webSocket.ping();
    },
    get bufferedBytes() {
      return webSocket.bufferedAmount;
    },
  };
}
