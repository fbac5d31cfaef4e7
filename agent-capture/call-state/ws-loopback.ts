/**
 * The room application's call state where that is a page in a browser: a WebSocket on loopback, which only pages of
 * listed origins may open and which only counts once they prove that they know the secret. The agent asks, and a page
 * answers: a page's own timers slow down when nobody looks at it. Off unless it is switched on (DEV-7).
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import { type WebSocket, WebSocketServer } from '../ws-package.ts';
import { CallStateError } from './call-state-error.ts';
import type { CallStateDetector } from './call-state-source.ts';
import { callStateLimits as limits } from './limits.ts';
import { createReporterDesk, type ReporterDeskParts } from './reporter-desk.ts';
import { readIntroduction } from './reporter-line.ts';
import { isSecret, proofOf } from './reporter-token.ts';

export interface LoopbackParts extends ReporterDeskParts {
  /** 0 takes a free one. */
  readonly port: number;
  /** Origins of the pages that may report, as browsers write them. */
  readonly origins: readonly string[];
  readonly token: string;
  readonly randomBytes: (length: number) => Uint8Array;
}

export interface Loopback extends CallStateDetector {
  readonly port: number;
}

const host = '127.0.0.1';
const path = '/call-state';
const subprotocol = 'ringside.call-state.v1';

/** @throws CallStateError in a sentence for the operator */
export async function openLoopback({ port, origins, token, randomBytes, ...parts }: LoopbackParts): Promise<Loopback> {
  const { clock } = parts;
  const desk = createReporterDesk(parts);
  const sockets = new Set<Duplex>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.lineBytes,
    // Nobody but a flooder pings: browsers cannot.
    autoPong: false,
    handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
  });
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.headersMs,
    connectionsCheckingInterval: limits.headersMs / 2,
  });
  server.maxConnections = limits.loopbackSockets;

  /** The page's origin, when this is an opening that may be answered. Host names the port: no name is rebound to it. */
  function originOf(request: IncomingMessage): string | undefined {
    const { origin, host: named, 'sec-websocket-protocol': offered = '' } = request.headers;
    const boundTo = request.socket.localPort;
    if (request.url !== path || (named !== `${host}:${boundTo}` && named !== `localhost:${boundTo}`)) return undefined;
    if (!offered.split(',').some((one) => one.trim() === subprotocol)) return undefined;
    return origins.find((allowed) => allowed === origin);
  }

  function serve(socket: WebSocket, origin: string): void {
    const challenge = Buffer.from(randomBytes(limits.challengeBytes)).toString('base64url');
    let asker: Asker | undefined;
    socket.on('error', () => undefined);
    const visit = desk.arrive({
      end: () => socket.terminate(),
      introduces(line) {
        const introduction = readIntroduction(line, 'proof');
        const proven = introduction !== undefined && isSecret(introduction.secret, proofOf(token, challenge, origin));
        return proven ? introduction.source : undefined;
      },
      welcomed() {
        asker = createAsker(socket, clock, () => visit?.dismiss('silent'));
      },
    });
    if (visit === undefined) return;
    socket.send(JSON.stringify({ challenge }));
    socket.on('ping', () => visit.dismiss('malformed'));
    socket.on('message', (bytes, isBinary) => {
      asker?.answered();
      if (isBinary) visit.dismiss('malformed');
      else visit.hear(bytes.toString());
    });
    socket.on('close', () => {
      asker?.stop();
      visit.left();
    });
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (_, response) => response.writeHead(404, { connection: 'close' }).end());
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    const origin = originOf(request);
    if (origin === undefined) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => socket.destroy());
    else webSockets.handleUpgrade(request, socket, head, (accepted) => serve(accepted, origin));
  });
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The call state cannot be listened for on port ${port} (${reason}): set agent.callStatePort.`;
    throw new CallStateError('port-unavailable', message, { cause });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

interface Asker {
  answered(): void;
  stop(): void;
}

/** One question at a time: a page that hung finds one to answer when it goes on, not a flood. */
function createAsker(socket: WebSocket, clock: Clock, silent: () => void): Asker {
  let cancel = (): void => undefined;
  function ask(): void {
    socket.send(JSON.stringify({ ask: 'state' }));
    cancel = clock.after(limits.answerMs, silent);
  }
  ask();
  return {
    answered() {
      cancel();
      cancel = clock.after(limits.askMs, ask);
    },
    stop: () => cancel(),
  };
}
