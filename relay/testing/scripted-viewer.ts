/** A viewer that follows a script: the real protocol and real proofs, nothing painted. */
import { randomUUID } from 'node:crypto';
import {
  createFrameHeader,
  decodeToViewerMessage,
  encodeViewerMessage,
  exportPublicKey,
  type FrameHeader,
  type GrantPermission,
  generateProofKeys,
  isFrame,
  type RoomConsentName,
  readFrameHeader,
  signProof,
  type ToViewerMessage,
  wireVersion,
} from '@ringside/protocol';
import { Heard } from './event-wait.ts';
import { ScriptedPeer } from './scripted-peer.ts';
import type { ServicesDouble } from './services-double.ts';

type FromViewer = Parameters<typeof encodeViewerMessage>[0];
type ControlMessage = Exclude<ToViewerMessage, { message: 'frame' }>;

export interface HeardFrame {
  readonly header: FrameHeader;
  readonly bytes: Uint8Array;
}

export interface ScriptedViewerOptions {
  readonly device: string;
  readonly session?: string;
  readonly permission?: GrantPermission;
  readonly operator?: string;
  /** What the tenant says of commands. */
  readonly restartsWithheld?: boolean;
  readonly viewShortcuts?: boolean;
  readonly roomConsent?: RoomConsentName;
  readonly origin?: string;
  readonly ticket?: string;
  /** Answers each complete frame with Painted. */
  readonly paints?: boolean;
  /** Keeps frames in `frames`; a load run only counts them. */
  readonly keepsFrames?: boolean;
  /** Heard by the load as it comes; the header is reused, the bytes are not. */
  readonly onFrame?: (header: FrameHeader, bytes: Uint8Array) => void;
  readonly unmasked?: boolean;
  /** What it asks to see right behind its authentication; undefined asks nothing. */
  readonly subscribe?: { readonly all?: boolean; readonly displays?: readonly number[]; readonly focused?: number };
}

export class ScriptedViewer {
  readonly session: string;
  readonly peer: ScriptedPeer;
  readonly heard = new Heard<ControlMessage>('message to the viewer');
  readonly frames = new Heard<HeardFrame>('frame');
  frameCount = 0;
  frameBytes = 0;
  paints: boolean;
  #input = 0;
  readonly #header = createFrameHeader();

  constructor(url: string, session: string, options: ScriptedViewerOptions) {
    this.session = session;
    this.paints = options.paints !== false;
    const { origin = 'https://portal.test' } = options;
    this.peer = new ScriptedPeer(`${url}/viewer`, { origin, unmasked: options.unmasked === true });
    this.peer.socket.on('message', (bytes) => {
      if (!(bytes instanceof Buffer)) return;
      if (isFrame(bytes)) return this.#frame(bytes, options);
      const message = decodeToViewerMessage(bytes);
      if (message.message !== 'frame') this.heard.add(message);
    });
  }

  send(message: FromViewer): void {
    this.peer.send(encodeViewerMessage(message));
  }

  /** Sends one input event with the next number. */
  input(event: Omit<NonNullable<FromViewer['input']>, 'sequence'>): void {
    this.send({ input: { sequence: ++this.#input, ...event } });
  }

  painted({ display, epoch, frame }: { display: number; epoch: number; frame: number }): void {
    this.send({ painted: { display, epoch, frame } });
  }

  close(): void {
    this.peer.close();
  }

  #frame(bytes: Uint8Array, options: ScriptedViewerOptions): void {
    const header = options.keepsFrames === false ? this.#header : createFrameHeader();
    readFrameHeader(bytes, header);
    this.frameCount++;
    this.frameBytes += bytes.length;
    options.onFrame?.(header, bytes);
    if (this.paints && header.chunk + 1 === header.chunks) this.painted(header);
    if (options.keepsFrames !== false) this.frames.add({ header, bytes });
  }
}

/** Starts to connect a viewer: authenticated as far as it is concerned, its answer still to come. */
export async function approachViewer(
  url: string,
  services: Pick<ServicesDouble, 'ticket'>,
  options: ScriptedViewerOptions,
): Promise<ScriptedViewer> {
  const { device, permission = 'modify', operator = 'operator-1', origin = 'https://portal.test' } = options;
  const session = options.session ?? randomUUID();
  const keys = await generateProofKeys();
  const viewerKey = await exportPublicKey(keys);
  const { restartsWithheld = false, viewShortcuts = false, roomConsent = 'none' } = options;
  const tenant = { restartsWithheld, viewShortcuts, roomConsent };
  const request = { device, viewerKey, origin, session, permission, operator, ...tenant };
  const ticket = options.ticket ?? (await services.ticket(request));
  const viewer = new ScriptedViewer(url, session, options);
  const challenged = await viewer.heard.first(({ message }) => message === 'challenge');
  if (challenged.message !== 'challenge') throw new Error('no challenge');
  const proof = await signProof(keys.privateKey, 'viewer', challenged.challenge.nonce, ticket);
  viewer.send({ authenticate: { version: wireVersion, ticket, proof } });
  const { subscribe = { all: true } } = options;
  viewer.send({ subscribe });
  return viewer;
}

/** Connects a viewer whose session is open. */
export async function connectViewer(
  url: string,
  services: Pick<ServicesDouble, 'ticket'>,
  options: ScriptedViewerOptions,
): Promise<ScriptedViewer> {
  const viewer = await approachViewer(url, services, options);
  const answer = await viewer.heard.first(({ message }) => message === 'opened' || message === 'refused');
  if (answer.message !== 'opened') throw new Error(`refused: ${JSON.stringify(answer)}`);
  return viewer;
}
