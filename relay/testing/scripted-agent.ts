/** An agent that follows a script: the real protocol and real proofs, no device behind it. */
import {
  CallState,
  CommandKind,
  type CommandRefusal,
  type CryptoKeyPair,
  decodeToAgentMessage,
  encodeAgentMessage,
  exportPublicKey,
  FrameEncoding,
  FrameKind,
  generateProofKeys,
  limits,
  RingState,
  signProof,
  type ToAgentMessage,
  wireVersion,
} from '@ringside/protocol';
import { Heard } from './event-wait.ts';
import { ScriptedPeer } from './scripted-peer.ts';
import type { ServicesDouble } from './services-double.ts';

type FromAgent = Parameters<typeof encodeAgentMessage>[0];

export interface ScriptedDisplay {
  readonly display: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export interface ScriptedAgentOptions {
  readonly device?: string;
  readonly keys?: CryptoKeyPair;
  readonly credential?: string;
  /** Names its run. */
  readonly run?: string;
  readonly agentVersion?: string;
  /** What it can do; every command by default. */
  readonly commands?: readonly {
    readonly kind: CommandKind;
    readonly refusal?: CommandRefusal;
    readonly reason?: string;
  }[];
  readonly displays?: readonly ScriptedDisplay[];
  /** Answers OpenSession by itself; otherwise the script does. */
  readonly answers?: boolean;
  /** Waits for the welcome; false for one that is to be refused. */
  readonly waits?: boolean;
  /** Skips masking, for load. */
  readonly unmasked?: boolean;
  /** Heard by the load as it comes, beside being remembered. */
  readonly onDemand?: (display: number, update: number) => void;
  /** Forgets what it hears, for long runs. */
  readonly forgetful?: boolean;
}

/** A picture of whole tiles; it is sent in chunks. */
export interface ScriptedFrame {
  readonly display?: number;
  readonly tileX?: number;
  readonly tileY?: number;
  readonly tilesWide?: number;
  readonly tilesHigh?: number;
  readonly payload: Uint8Array;
  readonly lastOfUpdate?: boolean;
}

interface Numbers {
  frame: number;
  update: number;
  ended: boolean;
}

export class ScriptedAgent {
  readonly device: string;
  readonly peer: ScriptedPeer;
  readonly heard = new Heard<ToAgentMessage>('message to the agent');
  /** Credit in force by display. */
  readonly demand = new Map<number, number>();
  epoch = 1;
  displays: readonly ScriptedDisplay[];
  readonly #numbers = new Map<number, Numbers>();

  constructor(url: string, device: string, options: ScriptedAgentOptions) {
    this.device = device;
    this.displays = options.displays ?? [{ display: 1, name: 'console', width: 1_920, height: 1_080 }];
    this.peer = new ScriptedPeer(`${url}/agent`, { unmasked: options.unmasked === true });
    this.peer.socket.on('message', (bytes) => {
      if (!(bytes instanceof Buffer)) return;
      const message = decodeToAgentMessage(bytes);
      if (message.message === 'demand') {
        const { display, update, epoch } = message.demand;
        if (epoch === this.epoch) this.demand.set(display, update);
        options.onDemand?.(display, update);
      }
      if (message.message === 'openSession' && options.answers !== false) {
        this.room({ ring: RingState.RING_STATE_VERIFIED });
        this.send({ sessionOpened: { viewer: message.openSession.viewer } });
      }
      if (options.forgetful !== true) this.heard.add(message);
      else if (message.message === 'challenge' || message.message === 'welcome') this.heard.add(message);
    });
  }

  send(message: FromAgent): void {
    this.peer.send(encodeAgentMessage(message));
  }

  room({ callState = CallState.CALL_STATE_IDLE as number, ring = RingState.RING_STATE_DOWN as number } = {}): void {
    this.send({ room: { callState, callStateSource: 'script', ring } });
  }

  layout(displays: readonly ScriptedDisplay[] = this.displays, epoch = this.epoch): void {
    if (epoch !== this.epoch) {
      this.#numbers.clear();
      this.demand.clear();
    }
    this.displays = displays;
    this.epoch = epoch;
    this.send({ layout: { epoch, displays } });
  }

  /** Whether the relay lets the display's next update go. */
  mayUpdate(display = 1): boolean {
    const { update, ended } = this.#numbersOf(display);
    return (ended ? update + 1 : update) <= (this.demand.get(display) ?? 0);
  }

  /** The messages of the next frame, numbered; the caller sends them. */
  frameMessages(frame: ScriptedFrame): Uint8Array[] {
    const { display = 1, tileX = 0, tileY = 0, tilesWide = 1, tilesHigh = 1, payload, lastOfUpdate = true } = frame;
    const numbers = this.#numbersOf(display);
    if (numbers.ended) numbers.update++;
    numbers.ended = lastOfUpdate;
    numbers.frame++;
    const chunks = Math.max(1, Math.ceil(payload.length / limits.chunkBytes));
    return Array.from({ length: chunks }, (_, chunk) =>
      encodeAgentMessage({
        frame: {
          display,
          epoch: this.epoch,
          frame: numbers.frame,
          kind: FrameKind.FRAME_KIND_TILES,
          tileX,
          tileY,
          tilesWide,
          tilesHigh,
          chunk,
          chunks,
          update: numbers.update,
          lastOfUpdate,
          capturedUs: Math.round(performance.now() * 1_000),
          encoding: FrameEncoding.FRAME_ENCODING_WEBP,
          payload: payload.subarray(chunk * limits.chunkBytes, (chunk + 1) * limits.chunkBytes),
        },
      }),
    );
  }

  sendFrame(frame: ScriptedFrame): void {
    for (const message of this.frameMessages(frame)) this.peer.send(message);
  }

  close(): void {
    this.peer.close();
  }

  #numbersOf(display: number): Numbers {
    const known = this.#numbers.get(display);
    if (known !== undefined) return known;
    const numbers: Numbers = { frame: 0, update: 0, ended: true };
    this.#numbers.set(display, numbers);
    return numbers;
  }
}

const everyCommand = [
  { kind: CommandKind.COMMAND_KIND_RESTART_DEVICE },
  { kind: CommandKind.COMMAND_KIND_RESTART_AFTER_SESSION },
  { kind: CommandKind.COMMAND_KIND_SHORTCUT },
  { kind: CommandKind.COMMAND_KIND_WAKE_DISPLAY },
];
let devices = 0;

/** Connects an agent and brings it to where sessions can start: welcomed, its layout and an idle room reported. */
export async function connectAgent(
  url: string,
  services: Pick<ServicesDouble, 'credential'>,
  options: ScriptedAgentOptions = {},
): Promise<ScriptedAgent> {
  const device = options.device ?? `device-${++devices}`;
  const keys = options.keys ?? (await generateProofKeys());
  const credential = options.credential ?? (await services.credential(device, await exportPublicKey(keys)));
  const agent = new ScriptedAgent(url, device, options);
  const challenged = await agent.heard.first(({ message }) => message === 'challenge');
  if (challenged.message !== 'challenge') throw new Error('no challenge');
  const proof = await signProof(keys.privateKey, 'agent', challenged.challenge.nonce, credential);
  const { commands = everyCommand, run = '', agentVersion = '0.0.0' } = options;
  const said = { agentVersion, platform: 'scripted', callStateSources: ['script'], input: true };
  const capabilities = { ...said, commands: [...commands] };
  agent.send({ authenticate: { version: wireVersion, credential, proof, capabilities, run } });
  if (options.waits === false) return agent;
  await agent.heard.first(({ message }) => message === 'welcome');
  agent.layout();
  agent.room();
  return agent;
}
