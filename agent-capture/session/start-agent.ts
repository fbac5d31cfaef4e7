/**
 * Starts an agent with the given parts and stops it in reverse. Nothing here knows a platform, a socket library or the
 * environment: main.ts does, and tests bring their own.
 */
import { FrameEncoding } from '@ringside/protocol';
import { boundLog } from '../bounded-log.ts';
import { createCallStates } from '../call-state/call-states.ts';
import type { Clock } from '../clock.ts';
import { commandOffers } from '../commands/command-desk.ts';
import type { OwedRestart } from '../commands/owed-restart-file.ts';
import type { VideoOutlet, VideoPipeline } from '../damage/video-pipeline.ts';
import { createCredentialKeeper } from '../enrolment/credential-keeper.ts';
import type { DeviceIdentity } from '../enrolment/device-identity.ts';
import type { IdentityFile } from '../enrolment/identity-file.ts';
import type { ServicesClient } from '../enrolment/services-client.ts';
import { openRelayLink, type RelayLink } from '../link/relay-link.ts';
import type { OpenRelaySocket } from '../link/relay-socket.ts';
import { createServicesTrust } from '../link/services-trust.ts';
import type { Log } from '../log.ts';
import type { OpenPlatform } from '../platform.ts';
import { createRelayDialogue } from './relay-dialogue.ts';
import { createRoomAccess, type RoomAccess } from './room-access.ts';

export interface AgentSettings {
  readonly identity: DeviceIdentity;
  readonly agentVersion: string;
}

export interface AgentParts {
  readonly openPlatform: OpenPlatform;
  readonly createPipeline: (outlet: VideoOutlet) => VideoPipeline;
  /** Whether the pipeline has an encoder for video streams. */
  readonly videoStreams: boolean;
  readonly openSocket: OpenRelaySocket;
  readonly servicesClient: ServicesClient;
  /** Keeps a changed identity for the next start. */
  readonly saveIdentity: (file: IdentityFile) => void;
  readonly owedRestart: OwedRestart;
  readonly clock: Clock;
  readonly random: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
}

export interface Agent {
  readonly device: string;
  /** Resolves when the relay has welcomed the device for the first time. */
  readonly connected: Promise<void>;
  /**
   * Resolves when the agent is over: undefined after stop(), 'restarted' when its simulated device is to come back, else
   * why it cannot go on, in a sentence.
   */
  readonly over: Promise<Error | 'restarted' | undefined>;
  /** Ends all sessions, releases what is pressed, takes the ring down. Idempotent. */
  stop(): Promise<void>;
}

export async function startAgent(settings: AgentSettings, parts: AgentParts): Promise<Agent> {
  const { clock } = parts;
  const log = boundLog(parts.log, clock);
  const { identity } = settings;
  let access: RoomAccess | undefined;
  let link: RelayLink | undefined;
  const connected = Promise.withResolvers<void>();
  const over = Promise.withResolvers<Error | 'restarted' | undefined>();

  const callStates = createCallStates(clock, (call) => access?.happened({ event: 'call', call }));
  const platform = await parts.openPlatform({
    layoutChanged: () => access?.layoutChanged(),
    damaged: (display, rect) => access?.damaged(display, rect),
    failed(error) {
      access?.happened({ event: 'capture-failed' });
      fail(error);
    },
    disturbed: (display, what) => access?.ringDisturbed(display, what),
    broken: (display, what) => access?.ringBroken(display, what),
    cardTouched: (touch) => access?.card?.touched(touch),
    cardKeysPressed: () => access?.card?.keysPressed(),
    cardGone: () => access?.card?.gone(),
    callState: (source, state, seen) => callStates.reported(source, state, seen),
    disconnect: () => link?.cut(),
    restarted: () => over.resolve('restarted'),
  });
  for (const source of platform.callStateSources) callStates.require(source);

  const keeper = createCredentialKeeper({
    identity,
    client: parts.servicesClient,
    clock,
    nowMs: () => trust.time.nowMs() ?? clock.wallMs(),
    save: parts.saveIdentity,
    log,
  });
  const trust = createServicesTrust({
    anchor: identity,
    clock,
    nonce: () => parts.randomBytes(32),
    keySetSequence: identity.keySetSequence,
    noteKeySet: (sequence) => keeper.noteKeySet(sequence),
  });
  const outgoing = {
    send: (message: Uint8Array) => link?.send(message) ?? false,
    queuedBytes: () => link?.queuedBytes() ?? 0,
    leaving: () => link?.leaving() ?? { unsent: 0, unacknowledged: 0 },
    cut: () => link?.cut(),
    drop: (name: 'malformed' | 'flood') => link?.drop(name),
  };
  const room = createRoomAccess({
    platform,
    callStates,
    createPipeline: parts.createPipeline,
    link: outgoing,
    owedRestart: parts.owedRestart,
    clock,
    random: parts.random,
    log,
  });
  access = room;
  room.happened({ event: 'call', call: callStates.state });
  room.layoutChanged();
  const dialogue = createRelayDialogue({ access: room, trust, link: outgoing, clock, log });
  link = openRelayLink(
    {
      identity: () => keeper.identity,
      capabilities: () => ({
        agentVersion: settings.agentVersion,
        platform: platform.source.platform,
        callStateSources: [...platform.callStateSources],
        input: true,
        encodings: [
          FrameEncoding.FRAME_ENCODING_PNG,
          FrameEncoding.FRAME_ENCODING_JPEG,
          FrameEncoding.FRAME_ENCODING_SOLID,
          FrameEncoding.FRAME_ENCODING_COPY,
          ...(parts.videoStreams ? [FrameEncoding.FRAME_ENCODING_H264] : []),
        ],
        missing: [...platform.missing],
        commands: commandOffers(platform.abilities),
      }),
      run: Buffer.from(parts.randomBytes(16)).toString('hex'),
      renew: () => keeper.renew(),
      openSocket: parts.openSocket,
      clock,
      random: parts.random,
      log,
    },
    {
      welcomed: async ({ keySet }) => keySet !== null && (await trust.acceptKeySet(keySet)),
      up(home) {
        dialogue.up(home);
        connected.resolve();
      },
      down: () => dialogue.down(),
      message: (message) => dialogue.message(message),
      failed: fail,
    },
  );

  let stopping: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopping ??= (async () => {
      await room.close();
      dialogue.close();
      await link?.close();
      keeper.close();
      callStates.close();
      await platform.close();
      over.resolve(undefined);
    })();
    return stopping;
  }

  function fail(error: Error): void {
    over.resolve(error);
  }

  return { device: identity.device, connected: connected.promise, over: over.promise, stop };
}
