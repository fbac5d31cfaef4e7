/**
 * The bare forwarder on uWebSockets.js: what arrives on one side of a pair leaves on the other, and nothing else. No
 * authentication, no grants, no queue: the floor that a relay on this library can reach.
 */
import { App, us_socket_local_port, type WebSocket } from 'uWebSockets.js';
import { forwarderMessageBytes, parsePairPath, type Side } from './pair-path.ts';

interface End {
  readonly pair: string;
  readonly side: Side;
  peer: WebSocket<End> | undefined;
}

const waiting = new Map<string, WebSocket<End>>();

App()
  .ws<End>('/*', {
    // 0 is DISABLED, which the published types offer as a type only.
    compression: 0,
    maxPayloadLength: forwarderMessageBytes,
    idleTimeout: 0,
    maxBackpressure: 0,
    upgrade(response, request, context) {
      const { pair, side } = parsePairPath(request.getUrl());
      response.upgrade<End>(
        { pair, side, peer: undefined },
        request.getHeader('sec-websocket-key'),
        request.getHeader('sec-websocket-protocol'),
        request.getHeader('sec-websocket-extensions'),
        context,
      );
    },
    open(socket) {
      const end = socket.getUserData();
      const peer = waiting.get(end.pair);
      if (peer === undefined) {
        waiting.set(end.pair, socket);
        return;
      }
      waiting.delete(end.pair);
      end.peer = peer;
      peer.getUserData().peer = socket;
    },
    message(socket, message) {
      socket.getUserData().peer?.send(message, true, false);
    },
    close(socket) {
      const { pair, peer } = socket.getUserData();
      if (waiting.get(pair) === socket) waiting.delete(pair);
      if (peer !== undefined) peer.getUserData().peer = undefined;
    },
  })
  .listen('127.0.0.1', 0, (socket) => {
    process.send?.({ ready: { port: socket === false ? 0 : us_socket_local_port(socket) } });
  });

process.on('disconnect', () => process.exit(0));
