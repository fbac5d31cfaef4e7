/**
 * Just enough of services for a relay to work in a bench: one signing key, the control link with its welcome, heartbeats,
 * time and acknowledgements, and signatures on tickets and credentials. Nothing is stored, nobody is asked.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  type DeviceCredential,
  decodeNodeMessage,
  encodeHeartbeat,
  encodeKeySet,
  encodeTimeAnchor,
  encodeToNodeMessage,
  type SignedStatement,
  type SigningKeyJwk,
  signDeviceCredential,
  signStatement,
  signTicket,
  type Ticket,
  limits as wire,
} from '@ringside/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { BenchError } from '../bench-error.ts';

const issuer = 'https://services.bench.invalid';

export class ServicesDouble {
  readonly secret = randomBytes(32).toString('hex');
  private readonly server: WebSocketServer;
  private readonly privateKey: CryptoKey;
  private readonly keyId: string;
  private readonly keySet: SignedStatement;
  private readonly heart: NodeJS.Timeout;
  private heartbeats = Date.now();

  private constructor(server: WebSocketServer, privateKey: CryptoKey, keyId: string, keySet: SignedStatement) {
    this.server = server;
    this.privateKey = privateKey;
    this.keyId = keyId;
    this.keySet = keySet;
    server.on('connection', (socket) => this.serve(socket));
    this.heart = setInterval(() => void this.beat(), wire.heartbeatMs);
  }

  static async start(): Promise<ServicesDouble> {
    const keys = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
    if (!('publicKey' in keys)) throw new BenchError('not-ready', 'This Node has no Ed25519.');
    const { x } = await crypto.subtle.exportKey('jwk', keys.publicKey);
    if (x === undefined) throw new BenchError('not-ready', 'This Node has no Ed25519.');
    const keyId = 'bench';
    const key: SigningKeyJwk = { kty: 'OKP', crv: 'Ed25519', x, kid: keyId };
    const payload = encodeKeySet({ issuer, sequence: 1, keys: [key] });
    const keySet = await signStatement('key-set', payload, keyId, keys.privateKey);
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/control', perMessageDeflate: false });
    await new Promise((resolve) => server.once('listening', resolve));
    return new ServicesDouble(server, keys.privateKey, keyId, keySet);
  }

  get controlUrl(): string {
    const address = this.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `ws://127.0.0.1:${port}/control`;
  }

  credential(device: string, deviceKey: DeviceCredential['deviceKey']): Promise<string> {
    const issuedAtMs = Date.now();
    const expiresAtMs = issuedAtMs + wire.credentialMs;
    return signDeviceCredential({ device, tenant: 'bench', deviceKey, issuedAtMs, expiresAtMs }, this.signer());
  }

  ticket(grant: Pick<Ticket, 'device' | 'node' | 'instance' | 'origin' | 'viewerKey'>): Promise<string> {
    const issuedAtMs = Date.now();
    return signTicket(
      {
        ...grant,
        id: randomUUID(),
        tenant: 'bench',
        operator: 'bench',
        operatorName: 'Bench',
        session: randomUUID(),
        permission: 'modify',
        issuedAtMs,
        expiresAtMs: issuedAtMs + wire.ticketMs,
      },
      this.signer(),
    );
  }

  close(): void {
    clearInterval(this.heart);
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }

  private signer(): { issuer: string; keyId: string; privateKey: CryptoKey } {
    return { issuer, keyId: this.keyId, privateKey: this.privateKey };
  }

  private serve(socket: WebSocket): void {
    const send = (message: Parameters<typeof encodeToNodeMessage>[0]): void => {
      socket.send(encodeToNodeMessage(message));
    };
    socket.on('error', () => {});
    socket.on('message', (bytes) => {
      if (!(bytes instanceof Buffer)) return;
      const message = decodeNodeMessage(bytes);
      switch (message.message) {
        case 'hello':
          send({ welcome: { keySet: this.keySet, withdrawnDevices: [], lastEvent: 0, issuer } });
          void this.beat();
          return;
        case 'event':
          send({ eventAck: { sequence: message.event.sequence } });
          return;
        case 'timeRequest': {
          const { nonce } = message.timeRequest;
          void this.sign('time', encodeTimeAnchor({ nonce, timeMs: Date.now() })).then((statement) =>
            send({ time: { nonce, statement } }),
          );
          return;
        }
        case 'ack':
          return;
        default:
          message satisfies never;
      }
    });
  }

  private async beat(): Promise<void> {
    const payload = encodeHeartbeat({ sequence: ++this.heartbeats, timeMs: Date.now(), endedSessions: [] });
    const message = encodeToNodeMessage({ heartbeat: await this.sign('heartbeat', payload) });
    for (const client of this.server.clients) client.send(message);
  }

  private sign(kind: 'heartbeat' | 'time', payload: Uint8Array): Promise<SignedStatement> {
    return signStatement(kind, payload, this.keyId, this.privateKey);
  }
}
