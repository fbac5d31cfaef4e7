/** The relay socket on the `ws` package. */
import { limits, subprotocol } from '@ringside/protocol';
import { agentLimits } from '../limits.ts';
import { WebSocket } from '../ws-package.ts';
import type { OpenRelaySocket } from './relay-socket.ts';

/** Masking protects plain proxies from chosen bytes; inside TLS it only costs time. */
function withoutMask(mask: Buffer): void {
  mask.fill(0);
}

export const openWsRelaySocket: OpenRelaySocket = (url, events) => {
  const encrypted = url.startsWith('wss:');
  const socket = new WebSocket(new URL('agent', url.endsWith('/') ? url : `${url}/`), subprotocol, {
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: agentLimits.handshakeMs,
    maxPayload: limits.relayMessageBytes,
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
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };
};
