/** Relay sockets that the test plays by hand, for what takes time or a broken network. */
import { decodeAgentMessage, encodeToAgentMessage, wireVersion } from '@ringside/protocol';
import type { Leaving, OpenRelaySocket, RelaySocketEvents } from '../link/relay-socket.ts';
import { type TestServices, testHome } from './test-services.ts';

export interface FakeRelaySocket {
  readonly url: string;
  readonly events: RelaySocketEvents;
  readonly sent: Uint8Array[];
  pings: number;
  /** What the relay leaves unread. */
  queuedBytes: number;
  leaving: Leaving;
  /** Code of the close that the agent asked for. */
  closed: number | undefined;
  terminated: boolean;
  send(message: Parameters<typeof encodeToAgentMessage>[0]): void;
  /** Opens and welcomes, with everything a good relay says. */
  welcome(services: TestServices): Promise<void>;
}

export function createFakeRelaySockets(): { readonly open: OpenRelaySocket; readonly sockets: FakeRelaySocket[] } {
  const sockets: FakeRelaySocket[] = [];
  return {
    sockets,
    open(url, events) {
      let sentSomething = Promise.withResolvers<void>();
      const socket: FakeRelaySocket = {
        url,
        events,
        sent: [],
        pings: 0,
        queuedBytes: 0,
        leaving: { unsent: 0, unacknowledged: 0 },
        closed: undefined,
        terminated: false,
        send: (message) => events.message(encodeToAgentMessage(message)),
        async welcome(services) {
          events.opened();
          const proven = sentSomething.promise;
          socket.send({
            challenge: { nonce: new Uint8Array(32), version: wireVersion, oldestVersion: 1, ...testHome },
          });
          await proven;
          const first = socket.sent[0];
          if (first === undefined || decodeAgentMessage(first).message !== 'authenticate') throw new Error('no proof');
          const { device } = services.identity;
          socket.send({ welcome: { device, ...testHome, keySet: await services.keySet() } });
        },
      };
      sockets.push(socket);
      return {
        send(bytes) {
          socket.sent.push(bytes);
          sentSomething.resolve();
          sentSomething = Promise.withResolvers();
          return true;
        },
        queuedBytes: () => socket.queuedBytes,
        leaving: () => socket.leaving,
        ping() {
          socket.pings += 1;
        },
        close(code) {
          socket.closed = code;
        },
        terminate() {
          socket.terminated = true;
        },
      };
    },
  };
}
