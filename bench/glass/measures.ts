/** What is done to a stack and timed: blocks, pictures, keys, and nothing at all. One round each. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { cpuSeconds } from '../process/proc-stat.ts';
import { countSent } from '../process/socket-bytes.ts';
import { shifted } from '../x-server/calibration.ts';
import type { Awaited } from '../x-server/pixel-watcher.ts';
import type { Stack } from './stack.ts';

export interface Round {
  /** One per sample; a change that was never seen counts with the longest time, so that losing never looks fast. */
  readonly latenciesMs: readonly number[];
  readonly lost: number;
  /** What the device sent per change. */
  readonly bytesEach: number;
}

/** Keycode of "a" on every X server here (evdev numbering). */
const keyA = 38;

export async function blockRound(stack: Stack, random: () => number): Promise<Round> {
  await atRest(stack);
  return sample(stack, limits.blocksPerRound, limits.restMs, random, () => stack.screen.drawBlock(random()));
}

export async function pictureRound(stack: Stack, random: () => number): Promise<Round> {
  await atRest(stack);
  return sample(stack, limits.picturesPerRound, limits.pictureRestMs, random, () => stack.screen.drawPicture());
}

/** Big changes that count for nothing: every stack is measured as it is in the midst of a session, compiled and cached. */
export async function warmPictures(stack: Stack): Promise<void> {
  await atRest(stack);
  for (let index = 0; index < limits.warmPictures; index++) {
    await stack.watcher.allSeen(shifted(stack.screen.drawPicture(), stack.offset));
    await wait(limits.warmRestMs);
  }
}

/** Keys that count for nothing, for the same reason. */
export async function warmKeys(stack: Stack): Promise<void> {
  await keyRound(stack, () => 0);
}

export async function keyRound(stack: Stack, random: () => number): Promise<Round> {
  await atRest(stack);
  const { input, screen } = stack;
  const press = {
    start: () => input.key(keyA, true),
    // Before it repeats: a held key would go on changing this stack while the others have their turn.
    end: () => input.key(keyA, false),
  };
  const round = await sample(stack, limits.keysPerRound, limits.restMs, random, () => screen.expectAnswer(), press);
  screen.ignoreKeys();
  return round;
}

export async function atRest({ screen }: Stack): Promise<void> {
  await screen.clear();
  await wait(limits.settleMs);
}

interface Trigger {
  start(): void;
  end(): void;
}

/**
 * @param change makes or announces the change and says what must be seen
 * @param trigger what makes it happen, when `change` only announces it
 */
async function sample(
  { name, watcher, offset, path }: Stack,
  count: number,
  restMs: number,
  random: () => number,
  change: () => readonly Awaited[],
  trigger?: Trigger,
): Promise<Round> {
  const latenciesMs: number[] = [];
  let lost = 0;
  let lostInARow = 0;
  const sent = countSent(path.agents);
  for (let index = 0; index < count; index++) {
    await wait(restMs + random() * limits.restJitterMs);
    const announcedMs = performance.now();
    const points = shifted(change(), offset);
    const seen = watcher.allSeen(points);
    const startedMs = trigger === undefined ? announcedMs : performance.now();
    trigger?.start();
    const seenMs = await seen;
    trigger?.end();
    lostInARow = seenMs === undefined ? lostInARow + 1 : 0;
    if (seenMs === undefined) lost++;
    if (lostInARow === limits.lostInARow) {
      throw new BenchError('timeout', `${name} showed none of ${lostInARow} changes in a row.`);
    }
    latenciesMs.push(seenMs === undefined ? limits.sampleMs : seenMs - startedMs);
  }
  await wait(limits.pictureRestMs);
  return { latenciesMs, lost, bytesEach: sent() / count };
}

export interface StillRound {
  /** Share of one core that the device's processes took. */
  readonly cpuShare: number;
  readonly bytes: number;
}

export async function stillRound(stack: Stack): Promise<StillRound> {
  await atRest(stack);
  // What came before may be refined for a while.
  await wait(limits.stillSettleMs);
  const { agents } = stack.path;
  const spent = (): number => agents.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const cpuBefore = spent();
  const sent = countSent(agents);
  await wait(limits.stillSeconds * 1_000);
  return { cpuShare: (spent() - cpuBefore) / limits.stillSeconds, bytes: sent() };
}
