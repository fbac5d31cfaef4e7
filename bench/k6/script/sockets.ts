/** k6's WebSocket as the agent's and the widget's own links want theirs. */
import { subprotocol } from '@ringside/protocol';
import { WebSocket } from 'k6/websockets';
import type { RelaySocket, RelaySocketEvents } from '../../../agent-capture/link/relay-socket.ts';
import type { Socket } from '../../../portal-embed/session/relay-link.ts';

const open = 1;
/** What a connection that broke has for a code, as in the WebSocket protocol; k6 has none. */
const broken = 1006;
/** k6 takes no subprotocols but as a header. */
const protocolHeader = { 'Sec-WebSocket-Protocol': subprotocol };

/** @param url of the relay, without a path */
export function openAgentSocket(url: string, events: RelaySocketEvents): RelaySocket {
  const socket = new WebSocket(`${url}/agent`, null, { headers: protocolHeader });
  let over = false;
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => events.opened();
  socket.onpong = () => events.alive();
  socket.onping = () => events.alive();
  socket.onmessage = ({ data }) => {
    if (!over && data instanceof ArrayBuffer) events.message(new Uint8Array(data));
  };
  socket.onclose = ({ code }) => {
    if (!over) events.closed(code ?? broken, '');
    over = true;
  };
  const close = (code: number): void => {
    over = true;
    socket.close(code);
  };
  return {
    send(bytes) {
      if (over || socket.readyState !== open) return false;
      socket.send(bytes as Uint8Array<ArrayBuffer>);
      return true;
    },
    queuedBytes: () => socket.bufferedAmount,
    // It is not asked for here: no room of k6 ends a session by itself.
    leaving: () => ({ unsent: 0, unacknowledged: 0 }),
    ping() {
      if (!over && socket.readyState === open) socket.ping();
    },
    close,
    terminate: () => close(1000),
  };
}

/** As a page's browser opens it. @param url of the relay, without a path */
export function openViewerSocket(url: string, origin: string): Socket {
  return new WebSocket(`${url}/viewer`, null, { headers: { ...protocolHeader, Origin: origin } });
}
