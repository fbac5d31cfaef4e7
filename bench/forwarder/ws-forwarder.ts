/** The bare forwarder on `ws`: what arrives on one side of a pair leaves on the other, and nothing else. */
import { type WebSocket, WebSocketServer } from 'ws';
import { forwarderMessageBytes, parsePairPath } from './pair-path.ts';

const waiting = new Map<string, WebSocket>();
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
  maxPayload: forwarderMessageBytes,
  // An echo of the subprotocol, as the relay does.
  handleProtocols: (offered) => [...offered][0] ?? false,
});

server.on('connection', (socket, request) => {
  const { pair } = parsePairPath(request.url ?? '');
  // Peers that vanish are no news here.
  socket.on('error', () => {});
  const peer = waiting.get(pair);
  if (peer === undefined) {
    waiting.set(pair, socket);
    socket.on('close', () => {
      if (waiting.get(pair) === socket) waiting.delete(pair);
    });
    return;
  }
  waiting.delete(pair);
  join(socket, peer);
  join(peer, socket);
});

function join(from: WebSocket, to: WebSocket): void {
  from.on('message', (message) => to.send(message, { binary: true }));
}

server.on('listening', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.send?.({ ready: { port } });
});
process.on('disconnect', () => process.exit(0));
