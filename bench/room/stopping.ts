/** How long after an act frames still left the device and keys still arrived on it. */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { monotonicMs } from './monotonic.ts';
import type { Session } from './operator.ts';
import { type RoomRig, within } from './room-rig.ts';

export interface Stopping {
  /** From right before the act to the last frame that left the device, and to the last key there; 0 when none came. */
  readonly frameMs: number;
  readonly keyMs: number;
  /** The same for the last frame that reached the viewer. */
  readonly viewerFrameMs: number;
  /** Frames that left after the agent had said that the session was over. */
  readonly late: number;
}

/** Runs an act that ends the session, and watches what comes through until long after. @param act answers when it was done */
export async function stoppingAfter(rig: RoomRig, { viewer }: Session, act: () => Promise<number>): Promise<Stopping> {
  const { tap, hands } = rig;
  hands.pressesMs.length = 0;
  const ended = rig.says(({ message }) => message.message === 'sessionEnded');
  const atMs = await act();
  const { framesBefore } = await within(ended, 'The session goes on.');
  await wait(Math.max(limits.roomQuietMs, atMs + limits.roomWatchedMs - monotonicMs()));
  return {
    frameMs: since(atMs, tap.lastFrameMs),
    keyMs: since(atMs, hands.pressesMs.at(-1) ?? atMs),
    viewerFrameMs: since(atMs, viewer.lastFrameMs),
    late: tap.frames - framesBefore,
  };
}

export function since(startMs: number, atMs: number): number {
  return Math.max(0, atMs - startMs);
}

export function longest({ frameMs, keyMs }: Stopping): number {
  return Math.max(frameMs, keyMs);
}

/** Acts come at any moment of the agent's looks and pictures. */
export function randomMoment(random: () => number): Promise<void> {
  return wait(random() * limits.roomRandomMs);
}
