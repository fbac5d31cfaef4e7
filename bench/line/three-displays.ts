/**
 * Three displays at once, a small video on each, the viewer behind a line. VNC shows one screen only, so nothing stands
 * beside it: on a room's three displays its viewers would look at one large picture.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { startXvfb } from '../../agent-capture/testing/xvfb.ts';
import { BenchError } from '../bench-error.ts';
import { openBrowser } from '../glass/browser.ts';
import { openRingsidePath } from '../glass/ringside-path.ts';
import { limits } from '../limits.ts';
import { type Measured, medianOf, percentileOf, type Row, rowOf } from '../report/row.ts';
import { play } from '../scenes/scene.ts';
import { smallVideo, Video } from '../scenes/video.ts';
import { findOffset, type Offset, shifted } from '../x-server/calibration.ts';
import { type Exactness, exactWithin } from '../x-server/exactness.ts';
import { MarkWatcher } from '../x-server/mark-watcher.ts';
import { PixelWatcher } from '../x-server/pixel-watcher.ts';
import { RoomScreen } from '../x-server/room-screen.ts';
import { startVirtualDisplay } from '../x-server/virtual-display.ts';
import type { Area } from '../x-server/x-client.ts';
import { exactnessInWords } from './exactness-rows.ts';
import { Line } from './line.ts';
import { shapes } from './shapes.ts';

const { displayCount, displayWidth, displayHeight, displayGap } = limits;
const displays: readonly Area[] = Array.from({ length: displayCount }, (_, index) => ({
  x: index * displayWidth,
  y: 0,
  width: displayWidth,
  height: displayHeight,
}));
const picturesWidth = displayCount * displayWidth + (displayCount - 1) * displayGap;

/** One display of the room, and where the viewer shows it. */
interface Shown {
  readonly display: Area;
  readonly offset: Offset;
  readonly video: Video;
}

export async function threeDisplayRows(log: (line: string) => void): Promise<Row[]> {
  const closers: (() => unknown)[] = [];
  try {
    const path = await openRingsidePath({ openRoom: openThreeDisplays, picturesWidth });
    closers.push(() => path.close());
    const line = await Line.open(path.ports, shapes.near);
    closers.push(() => line.close());
    const screen = await RoomScreen.open(path.deviceDisplay);
    closers.push(() => screen.close());
    const size = { width: picturesWidth + limits.barsWidth, height: displayHeight + limits.barsHeight };
    const viewer = await startVirtualDisplay("viewer's Xvfb of three displays", size.width, size.height);
    closers.push(() => viewer.server.stop());
    const watcher = await PixelWatcher.open(viewer.name);
    closers.push(() => watcher.close());
    const { resolverRules } = line;
    const browser = await openBrowser('three displays', viewer.name, path.url, { resolverRules, size });
    closers.push(() => browser.close());
    const shown: Shown[] = [];
    for (const display of displays) {
      const offset = await offsetOf(display, screen, watcher, shown.at(-1));
      shown.push({ display, offset, video: await Video.prepare(screen.ground, smallVideo(display)) });
    }
    log('three displays: the pictures are there');
    await screen.clear();
    await wait(limits.settleMs);
    return [...(await videoRows(shown, viewer.name)), await restRow(shown, screen, watcher)];
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

async function openThreeDisplays() {
  const monitors = displays.map(({ x, y, width, height }, index) => {
    return { name: `M${index + 1}`, left: x, top: y, width, height };
  });
  const { display, stop } = await startXvfb({ monitors });
  return { display, stop };
}

/** @param before the display that was looked for last: its marks look the same, and must be gone from the viewer's screen */
async function offsetOf(
  display: Area,
  screen: RoomScreen,
  watcher: PixelWatcher,
  before: Shown | undefined,
): Promise<Offset> {
  await screen.clear();
  const marks = before === undefined ? [] : shifted(screen.marksOf(before.display), before.offset);
  const end = performance.now() + limits.startMs;
  while (before !== undefined && (await watcher.seenNow(marks))) {
    if (performance.now() > end) throw new BenchError('not-ready', 'Ringside goes on showing marks that are gone.');
    await wait(limits.pollMs);
  }
  return findOffset(watcher, screen.mark(display), 'Ringside');
}

async function videoRows(shown: readonly Shown[], viewer: string): Promise<Row[]> {
  const drawnMs: number[] = [];
  const latenciesMs = shown.map((): number[] => []);
  const newest = shown.map(() => -1);
  const places = shown.flatMap(({ offset, video }) =>
    video.format.marks.map(({ x, y }) => ({ x: x + offset.x, y: y + offset.y })),
  );
  const marksEach = places.length / shown.length;
  const marks = await MarkWatcher.open(viewer, places, (numbers, atMs) => {
    for (const index of shown.keys()) {
      const own = numbers.slice(index * marksEach, (index + 1) * marksEach);
      const frame = Math.min(...own.map((number) => number ?? -1));
      const drawn = drawnMs[frame];
      if (drawn === undefined || frame <= (newest[index] ?? frame)) continue;
      newest[index] = frame;
      latenciesMs[index]?.push(atMs - drawn);
    }
  });
  const draw = (frame: number): void => {
    drawnMs.push(performance.now());
    for (const { video } of shown) video.draw(frame);
  };
  const frames = await play({ stepMs: 1_000 / limits.videoFramesPerSecond, step: draw }, limits.displaysMs);
  await wait(limits.pictureRestMs);
  marks.close();
  const shares = latenciesMs.map((each) => `${Math.round((100 * each.length) / frames)} %`).join(', ');
  const note = `Frames shown: ${shares}. VNC shows one screen only: nothing to stand beside.`;
  const row = (name: string, share: number): Row => {
    const measured: Measured = percentileOf(latenciesMs, share);
    const what = `640x360 video at 30 fps on each of three displays, ${name}`;
    return rowOf({ id: `D3.${name}`, what, unit: 'ms', beside: '' }, measured, undefined, note);
  };
  return [row('p50', 0.5), row('p99', 0.99)];
}

async function restRow(shown: readonly Shown[], screen: RoomScreen, watcher: PixelWatcher): Promise<Row> {
  const found: Exactness[] = [];
  for (const { display, offset } of shown) {
    found.push(
      await exactWithin({
        device: screen.client,
        viewer: watcher.client,
        offset,
        display,
        withinMs: limits.transferMs,
        pollMs: limits.pollMs,
      }),
    );
  }
  const title = {
    id: 'D3.exact',
    what: 'wrong pixels on three displays once their videos rest',
    unit: 'px',
    beside: '',
  };
  const note = found.map((exactness, index) => exactnessInWords(`display ${index + 1}`, exactness)).join('; ');
  return rowOf(title, medianOf([found.reduce((sum, { wrong }) => sum + wrong, 0)]), undefined, note);
}
