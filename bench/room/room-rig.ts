/**
 * A room as it is in the building, with full-motion video on its display all the time: services, relay and agent as
 * the real processes, a room application, an operator's viewer; and between agent and relay the bench's tap.
 */
import { fileURLToPath } from 'node:url';
import { CallState, RingState } from '@ringside/protocol';
import { startXvfb, type Xvfb } from '../../agent-capture/testing/xvfb.ts';
import { BenchError } from '../bench-error.ts';
import { openRingsidePath, type RingsidePath } from '../glass/ringside-path.ts';
import { limits } from '../limits.ts';
import { nextMessage, startNode } from '../process/child.ts';
import { freePort } from '../process/free-port.ts';
import { fieldAt } from '../process/message-field.ts';
import type { Launch } from '../relay/servers.ts';
import { fullVideo, Video } from '../scenes/video.ts';
import { RoomScreen } from '../x-server/room-screen.ts';
import { AgentTap, type Said } from './agent-tap.ts';
import { DeviceHands } from './device-hands.ts';
import { Operator, type Session } from './operator.ts';

/** The display, and beside it what a second one may be plugged into. */
const width = limits.deviceWidth + limits.pluggedWidth;
const height = limits.deviceHeight;
/** Where a second one may be plugged in. */
export const plugPlace = { x: limits.deviceWidth, y: 0, width: limits.pluggedWidth, height: limits.pluggedHeight };
const display = { name: 'A', left: 0, top: 0, width: limits.deviceWidth, height, primary: true };

const launchAgent: Launch = (name, file, args, env) => {
  const preload = fileURLToPath(new URL('quick-reopening.ts', import.meta.url));
  return startNode(name, file, args, { env, execArgv: ['--import', preload] });
};

export class RoomRig {
  readonly tap: AgentTap;
  readonly path: RingsidePath;
  readonly xvfb: Xvfb;
  readonly hands: DeviceHands;
  readonly operator: Operator;
  readonly #closers: (() => unknown)[];

  private constructor(
    parts: Pick<RoomRig, 'tap' | 'path' | 'xvfb' | 'hands' | 'operator'>,
    closers: (() => unknown)[],
  ) {
    this.tap = parts.tap;
    this.path = parts.path;
    this.xvfb = parts.xvfb;
    this.hands = parts.hands;
    this.operator = parts.operator;
    this.#closers = closers;
  }

  static async open(): Promise<RoomRig> {
    const closers: (() => unknown)[] = [];
    try {
      const relayPort = await freePort();
      const tap = await AgentTap.open(relayPort);
      closers.push(() => tap.close());
      const xvfb = await startXvfb({ width, height, monitors: [display] });
      closers.push(() => xvfb.stop());
      const path = await openRingsidePath({
        launchAgent,
        openRoom: async () => ({ display: xvfb.display, stop: async () => undefined }),
        relay: { port: relayPort, publicUrl: `ws://127.0.0.1:${tap.port}` },
      });
      closers.push(() => path.close());
      const screen = await RoomScreen.open(xvfb.display);
      closers.push(() => screen.close());
      const video = await Video.prepare(screen.ground, fullVideo(limits.deviceWidth, height));
      const hands = await DeviceHands.open(xvfb.display, { x: limits.deviceWidth / 2, y: height / 2 });
      closers.push(() => hands.close());
      let frame = 0;
      const drawing = setInterval(() => video.draw(frame++), 1_000 / limits.videoFramesPerSecond);
      closers.push(() => clearInterval(drawing));
      const operator = await Operator.signIn({ ...path, relayPort });
      return new RoomRig({ tap, path, xvfb, hands, operator }, closers);
    } catch (error) {
      for (const closer of closers.reverse()) await closer();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0).reverse()) await closer();
  }

  /** A session in which video comes and keys arrive. */
  async busySession(): Promise<Session> {
    const session = await this.operator.open();
    await this.flows(session);
    return session;
  }

  /** The viewer types; resolves when a key and a frame have come through that were not on their way before. */
  async flows({ viewer }: Session): Promise<void> {
    viewer.startTyping();
    await within(Promise.all([this.hands.nextPress(), viewer.nextFrame()]), 'No frames or keys come through.');
  }

  /** @returns right before the agent can have heard of it, on monotonicMs() */
  async reportCall(state: 'idle' | 'in-call'): Promise<number> {
    const { application } = this.path;
    const reported = nextMessage(application, (message) => fieldAt(message, 'reported'), limits.startMs);
    application.process.send({ state });
    return Number(fieldAt(await reported, 'ns')) / 1_000_000;
  }

  /** The next word of the agent that `matches`, from its word number `from` on. */
  says(matches: (said: Said) => boolean, from = this.tap.said.all.length): Promise<Said> {
    return this.tap.said.first(matches, from);
  }

  /** The agent has told that the room may be opened. */
  async restored(from: number): Promise<void> {
    await this.says(({ message }) => message.message === 'room' && isRestored(message.room), from);
  }
}

function isRestored({ callState, ring }: { callState: CallState; ring: RingState }): boolean {
  return callState === CallState.CALL_STATE_IDLE && ring !== RingState.RING_STATE_LOST;
}

/** @throws BenchError with this sentence when it takes too long */
export async function within<T>(work: Promise<T>, sentence: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BenchError('timeout', sentence)), limits.startMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
