/** P9: input must not wait behind video. The clock runs from the key on the viewer's display to the device's window. */
import { setTimeout as wait } from 'node:timers/promises';
import { BenchError } from '../bench-error.ts';
import { limits } from '../limits.ts';
import { type Measured, medianOf, type Row, rowOf } from '../report/row.ts';
import { percentile } from '../report/statistics.ts';
import { play } from '../scenes/scene.ts';
import { seededRandom } from '../x-server/picture.ts';
import type { Contestant } from './contestant.ts';
import { shapes } from './shapes.ts';

/** Keycode of "a" (evdev numbering). */
const keyA = 38;

/** From a key's press to the window on the device. */
interface KeyTimes {
  readonly remoteMs: readonly number[];
  /** Pressed at the device itself: what its X server and the bench take, without any stack. */
  readonly localMs: readonly number[];
}

interface Times {
  readonly idle: KeyTimes;
  readonly underVideo: KeyTimes;
}

export async function inputRows(own: Contestant, peer: Contestant, log: (line: string) => void): Promise<Row[]> {
  const times = new Map<Contestant, Times>();
  for (const contestant of [own, peer]) {
    times.set(contestant, await timesOf(contestant));
    log(`${contestant.name}: input idle and under video`);
  }
  const more = (contestant: Contestant): Measured => {
    const { idle, underVideo } = times.get(contestant) ?? none;
    return medianOf([percentile(underVideo.remoteMs, 0.99) - percentile(idle.remoteMs, 0.99)]);
  };
  const title = {
    id: 'P9.p99',
    what: 'input at the device under full-screen video, beyond idle, p99',
    unit: 'ms',
    beside: peer.name,
  };
  const note = [own, peer].map((contestant) => `${contestant.name}: ${inWords(times.get(contestant))}`).join('; ');
  const { roundTripMs } = shapes.near;
  return [rowOf(title, more(own), more(peer), `${note}. Half of ${roundTripMs} ms is the line's.`)];
}

const none: Times = { idle: { remoteMs: [], localMs: [] }, underVideo: { remoteMs: [], localMs: [] } };

function inWords({ idle, underVideo }: Times = none): string {
  const figures = (samples: readonly number[]): string =>
    `${percentile(samples, 0.5).toFixed(1)} / ${percentile(samples, 0.99).toFixed(1)} ms`;
  return (
    `p50 / p99 idle ${figures(idle.remoteMs)}, under video ${figures(underVideo.remoteMs)}; pressed at the device ` +
    `${figures(idle.localMs)} and ${figures(underVideo.localMs)}`
  );
}

async function timesOf(contestant: Contestant): Promise<Times> {
  const { lined, scenes } = contestant;
  const { screen, input } = lined.stack;
  await lined.line.reshape(shapes.near);
  await screen.clear();
  // The page may have lost the focus to whatever came before.
  input.button(1, true);
  input.button(1, false);
  await wait(limits.settleMs);
  const idle = await keyTimes(contestant);
  scenes.full.begin();
  const video = play(scenes.full, limits.inputRoundMs);
  await wait(limits.settleMs);
  const underVideo = await keyTimes(contestant);
  await video;
  return { idle, underVideo };
}

async function keyTimes({ name, lined: { stack } }: Contestant): Promise<KeyTimes> {
  const { screen, input } = stack;
  const local = await screen.client.fakeInput();
  const random = seededRandom(limits.inputKeys);
  const remoteMs: number[] = [];
  const localMs: number[] = [];
  for (let key = 0; key < limits.inputKeys; key++) {
    const isLocal = key % limits.localKeyEvery === 0;
    const arrived = screen.nextKey();
    const startedMs = performance.now();
    const keyboard = isLocal ? local : input;
    keyboard.key(keyA, true);
    keyboard.key(keyA, false);
    const arrivedMs = await arrived;
    if (arrivedMs === undefined) throw new BenchError('timeout', `${name}: a key never came to the device.`);
    (isLocal ? localMs : remoteMs).push(arrivedMs - startedMs);
    await wait(limits.inputKeyRestMs + random() * limits.restJitterMs);
  }
  return { remoteMs, localMs };
}
