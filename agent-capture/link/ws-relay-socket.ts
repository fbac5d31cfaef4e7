/** The relay socket on the `ws` package. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { limits, subprotocol } from '@ringside/protocol';
import { agentLimits } from '../limits.ts';
import { WebSocket } from '../ws-package.ts';
import type { OpenRelaySocket } from './relay-socket.ts';
import { bytesInSystem } from './unsent-bytes.ts';

/** Masking protects plain proxies from chosen bytes; inside TLS it only costs time. */
function withoutMask(mask: Buffer): void {
  mask.fill(0);
}

/** How http.request() takes a socket that comes later. */
type Created = (error: Error | null, socket?: Socket) => void;

export const openWsRelaySocket: OpenRelaySocket = (url, events) => {
  const encrypted = url.startsWith('wss:');
  /** Below TLS: only the TCP socket itself can be reset, and asked what has left. */
  let tcp: Socket | undefined;

  function createConnection(options: ConnectionOptions, created: Created): Socket | undefined {
    const { host = '', port = 0 } = options;
    const opened = connectTcp({ host, port });
    tcp = opened;
    if (!encrypted) return opened;
    opened.once('error', created);
    // Not before: while several addresses are tried there is no telling on which of them TLS would be.
    opened.once('connect', () => {
      opened.off('error', created);
      // TLS reports it too.
      opened.on('error', () => undefined);
      const servername = isIP(host) === 0 ? host : '';
      created(null, connectTls({ ...options, path: undefined, socket: opened, servername }));
    });
    return undefined;
  }

  const socket = new WebSocket(new URL('agent', url.endsWith('/') ? url : `${url}/`), subprotocol, {
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: agentLimits.handshakeMs,
    maxPayload: limits.relayMessageBytes,
    // The package's types know net's own function only; http.request() calls it as it stands here.
    createConnection: createConnection as unknown as typeof connectTcp,
    ...(encrypted ? { generateMask: withoutMask } : {}),
  });
  let detail = '';
  let over = false;
  socket.binaryType = 'nodebuffer';
  socket.on('open', () => events.opened());
  socket.on('message', (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data)) {
      socket.close(4400, 'binary only');
      return;
    }
    events.message(data);
  });
  socket.on('pong', () => events.alive());
  socket.on('ping', () => events.alive());
  socket.on('error', (error) => {
    detail = error.message;
  });
  socket.on('close', (code, reason) => {
    if (over) return;
    over = true;
    events.closed(code, detail === '' ? reason.toString('utf8') : detail);
  });

  return {
    send(bytes) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      // A failed write shows as 'close', which says why.
      socket.send(bytes, { binary: true, compress: false }, () => undefined);
      return true;
    },
    queuedBytes: () => socket.bufferedAmount,
    leaving() {
      if (tcp === undefined) return { unsent: 0, unacknowledged: 0 };
      const { unsent, unacknowledged } = bytesInSystem(tcp);
      const queued = socket.bufferedAmount;
      return { unsent: unsent + queued, unacknowledged: unacknowledged + queued };
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: (code, reason) => socket.close(code, reason),
    terminate() {
      // A mere close has the system send what it holds. The reset alone would wait for what this process holds.
      tcp?.resetAndDestroy();
      tcp?.destroy();
      socket.terminate();
    },
  };
};
