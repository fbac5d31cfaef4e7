/**
 * Tells k6's virtual users which phase holds, signs their credentials and tickets as services would, and collects what
 * they say went wrong: k6 itself has no way to hear anything from outside.
 */
import type { ServicesDouble } from '@ringside/relay/testing';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FromConductor, type Phase, type ToConductor, viewerOrigin } from './conductor-messages.ts';

export class Conductor {
  /** Why something failed, and how often. */
  readonly blamed = new Map<string, number>();
  private readonly server: WebSocketServer;
  private readonly services: ServicesDouble;
  private phase: Phase = 'devices';
  private unheard = new Set<WebSocket>();
  private allHeard = (): void => {};

  private constructor(server: WebSocketServer, services: ServicesDouble) {
    this.server = server;
    this.services = services;
    server.on('connection', (socket) => {
      send(socket, { tell: 'phase', phase: this.phase });
      socket.on('error', () => {});
      // The other end is this folder's own code, of the same type.
      socket.on('message', (bytes) => void this.take(socket, JSON.parse(String(bytes)) as ToConductor));
    });
  }

  static async start(services: ServicesDouble): Promise<Conductor> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
    await new Promise((resolve) => server.once('listening', resolve));
    return new Conductor(server, services);
  }

  get url(): string {
    const address = this.server.address();
    return `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Resolves once every user has heard of it: what happens after that is what the phase says. */
  enter(phase: Phase): Promise<void> {
    this.phase = phase;
    this.unheard = new Set(this.server.clients);
    const heard = Promise.withResolvers<void>();
    this.allHeard = heard.resolve;
    for (const socket of this.unheard) send(socket, { tell: 'phase', phase });
    return heard.promise;
  }

  close(): void {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  private async take(socket: WebSocket, message: ToConductor): Promise<void> {
    switch (message.ask) {
      case 'credentials': {
        const { id, devices } = message;
        const signed = devices.map(({ device, key }) => this.services.credential(device, key));
        return send(socket, { tell: 'tokens', id, tokens: await Promise.all(signed) });
      }
      case 'ticket': {
        const { id, session, viewer } = message;
        const { device, key: viewerKey } = viewer;
        const ticket = await this.services.ticket({ device, viewerKey, origin: viewerOrigin, session });
        return send(socket, { tell: 'tokens', id, tokens: [ticket] });
      }
      case 'heard':
        if (message.phase === this.phase) this.unheard.delete(socket);
        if (this.unheard.size === 0) this.allHeard();
        return;
      case 'blame':
        this.blamed.set(message.why, (this.blamed.get(message.why) ?? 0) + 1);
        return;
      default:
        message satisfies never;
    }
  }
}

function send(socket: WebSocket, message: FromConductor): void {
  socket.send(JSON.stringify(message));
}
