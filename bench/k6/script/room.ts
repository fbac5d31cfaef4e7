/**
 * A device as k6 plays it: the agent's own connection and back-off, a room without a call and with a verified ring, and
 * frames of random bytes while somebody looks.
 */
import { CallState, encodeAgentMessage, FrameEncoding, FrameKind, limits, RingState } from '@ringside/protocol';
import { createBackOff } from '../../../agent-capture/link/back-off.ts';
import {
  type ConnectionParts,
  connectRelay,
  type RelayConnection,
  type RoomMessage,
} from '../../../agent-capture/link/relay-connection.ts';
import { limits as bench } from '../../limits.ts';
import type { ConductorLink } from './conductor-link.ts';
import { figures } from './figures.ts';
import { openAgentSocket } from './sockets.ts';

export type Identity = ConnectionParts['identity'];

const clock: ConnectionParts['clock'] = {
  monotonicMs: () => Date.now(),
  wallMs: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const capabilities: ConnectionParts['capabilities'] = {
  agentVersion: '0.0.0',
  platform: 'k6',
  callStateSources: ['k6'],
  input: true,
  encodings: [FrameEncoding.FRAME_ENCODING_JPEG],
  missing: [],
};

/** The same for every room: encoded once, since k6's JavaScript is what holds a storm back. */
const display = { display: 1, name: 'front-1', width: bench.deviceWidth, height: bench.deviceHeight };
const ring = RingState.RING_STATE_VERIFIED;
const layout = encodeAgentMessage({ layout: { epoch: 1, displays: [display] } });
const room = encodeAgentMessage({ room: { callState: CallState.CALL_STATE_IDLE, callStateSource: 'k6', ring } });

/** Random bytes would tell the relay nothing more: it does not look at them. */
const payload = new Uint8Array(bench.k6FrameBytes).fill(0x5a);

export class Room {
  readonly identity: Identity;
  private readonly conductor: ConductorLink;
  private readonly backOff = createBackOff(Math.random);
  private connection: RelayConnection | undefined;
  private granted = 0;
  private update = 0;
  private lostMs: number | undefined;
  private closed = false;

  constructor(identity: Identity, conductor: ConductorLink) {
    this.identity = identity;
    this.conductor = conductor;
  }

  /** Connects and comes back until it is closed. */
  async live(): Promise<void> {
    let firstMs: number | undefined = Date.now();
    while (!this.closed) {
      this.connection = connectRelay(
        { identity: this.identity, capabilities, run: '', openSocket: openAgentSocket, clock },
        {
          // What the agent checks here is its own affair, and costs the relay nothing.
          welcomed: async () => true,
          up: () => {
            if (firstMs !== undefined) figures.connectMs.add(Date.now() - firstMs);
            if (this.lostMs !== undefined) figures.backMs.add(Date.now() - this.lostMs);
            firstMs = undefined;
            this.lostMs = undefined;
            this.welcomed();
          },
          message: (message) => this.take(message),
        },
      );
      const end = await this.connection.over;
      if (this.closed) return;
      if (end.upMs === undefined) figures.retries.add(1);
      else {
        this.lostMs = Date.now();
        this.backOff.reset();
        if (this.conductor.phase !== 'storm')
          this.conductor.blame(`a device was closed with ${end.code} ${end.detail}`);
      }
      await new Promise((resolve) => setTimeout(resolve, this.backOff.nextMs()));
    }
  }

  /** One small picture, if the relay's credit allows. */
  draw(): void {
    if (this.connection === undefined || this.update >= this.granted) return;
    this.update++;
    const area = { tileX: 0, tileY: 0, tilesWide: 1, tilesHigh: 1 };
    const number = { display: 1, epoch: 1, frame: this.update, update: this.update, lastOfUpdate: true };
    const image = { kind: FrameKind.FRAME_KIND_TILES, encoding: FrameEncoding.FRAME_ENCODING_JPEG, chunks: 1, payload };
    this.connection.send(
      encodeAgentMessage({ frame: { ...number, ...area, ...image, capturedUs: Date.now() * 1_000 } }),
    );
  }

  close(): void {
    this.closed = true;
    this.connection?.close('ended');
  }

  private welcomed(): void {
    this.granted = 0;
    this.update = 0;
    this.connection?.send(layout);
    this.connection?.send(room);
    // As the agent does on each new link.
    this.say({ timeRequest: { nonce: crypto.getRandomValues(new Uint8Array(limits.nonceBytes)) } });
  }

  private take(message: RoomMessage): void {
    switch (message.message) {
      case 'openSession':
        this.say({ sessionOpened: { viewer: message.openSession.viewer } });
        return;
      case 'demand':
        this.granted = message.demand.update;
        return;
      case 'input': {
        const typedMs = Number(message.input.input?.text?.text);
        if (this.conductor.phase !== 'sessions') return;
        figures.textsTyped.add(1);
        figures.inputMs.add(Date.now() - typedMs);
        return;
      }
      default:
    }
  }

  private say(message: Parameters<typeof encodeAgentMessage>[0]): void {
    this.connection?.send(encodeAgentMessage(message));
  }
}
