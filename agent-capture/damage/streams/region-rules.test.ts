import { expect, test } from 'vitest';
import type { Content } from '../../encode/image-encoder.ts';
import { tileGrid, tilesTouched } from '../tile-grid.ts';
import { TileSet } from '../tile-set.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';
import { MotionWatch } from './motion-watch.ts';
import { RegionRules } from './region-rules.ts';

/** Something that is drawn on a display, again and again. */
interface Motion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly everyMs: number;
  readonly content: Content;
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** Drawn anew, but alike. */
  readonly alike?: boolean;
  readonly scrolls?: boolean;
}

interface History {
  readonly width?: number;
  readonly height?: number;
  /** From one look of the display to the next: with little credit they are rare. */
  readonly lookMs?: number;
  readonly lastsMs: number;
  readonly most?: number;
  /** Until then there is something that the region's stream has not looked at to the end. */
  readonly busyUntilMs?: number;
}

/** Plays motions and tells what begins and ends, when. */
function play(motions: readonly Motion[], history: History) {
  const { width = 1920, height = 1080, lookMs = 16, lastsMs, most = 3, busyUntilMs = 0 } = history;
  const grid = tileGrid(width, height);
  const watch = new MotionWatch(grid);
  const rules = new RegionRules(grid);
  const begun: { atMs: number; tiles: TileRect }[] = [];
  const ended: { atMs: number; tiles: TileRect; why: 'rested' | 'outlived' }[] = [];
  const tilesOf = (motion: Motion) => tilesTouched(grid, motion) ?? { tileX: 0, tileY: 0, tilesWide: 0, tilesHigh: 0 };
  const setOf = (some: readonly Motion[]) => {
    const set = new TileSet(grid);
    for (const motion of some) set.addAll(tilesOf(motion));
    return set;
  };
  let pending: Motion[] = [];
  for (let nowMs = 0; nowMs <= lastsMs; nowMs++) {
    for (const motion of motions) {
      if (nowMs < (motion.fromMs ?? 0) || nowMs > (motion.untilMs ?? lastsMs) || nowMs % motion.everyMs > 0) continue;
      watch.damaged(tilesOf(motion), nowMs);
      pending.push(motion);
    }
    if (nowMs % lookMs === 0 && pending.length > 0) {
      const changed = setOf(pending.filter(({ alike }) => alike !== true));
      watch.looked(setOf(pending), changed);
      for (const motion of pending) {
        if (motion.scrolls === true) watch.copied(tilesOf(motion));
        else {
          const drawn = setOf([motion]);
          for (let tile = 0; tile < grid.columns * grid.rows; tile++) {
            if (drawn.has(tile) && changed.has(tile)) watch.holds(tile, motion.content);
          }
        }
      }
      pending = [];
    }
    if (nowMs % streamLimits.considerMs > 0) continue;
    const verdict = rules.consider(watch, nowMs, most, () => nowMs < busyUntilMs);
    for (const tiles of verdict.begun) begun.push({ atMs: nowMs, tiles });
    for (const tiles of verdict.rested) ended.push({ atMs: nowMs, tiles, why: 'rested' });
    for (const tiles of verdict.outlived) ended.push({ atMs: nowMs, tiles, why: 'outlived' });
  }
  return { begun, ended };
}

const video: Motion = { x: 640, y: 320, width: 640, height: 360, everyMs: 33, content: 'picture' };
const videoTiles = { tileX: 10, tileY: 5, tilesWide: 10, tilesHigh: 6 };
const beside: Motion = { x: 64, y: 64, width: 384, height: 256, everyMs: 40, content: 'picture' };
const besideTiles = { tileX: 1, tileY: 1, tilesWide: 6, tilesHigh: 4 };

test('VID-3: a video becomes one stream within a second, and stays one', () => {
  const { begun, ended } = play([video], { lastsMs: 10_000 });
  expect(begun.map(({ tiles }) => tiles)).toEqual([videoTiles]);
  expect(begun[0]?.atMs).toBeGreaterThanOrEqual(streamLimits.movingMs);
  expect(begun[0]?.atMs).toBeLessThan(1_000);
  expect(ended).toEqual([]);
});

test('VID-3: no stream rests before it has looked at everything that was drawn', () => {
  const stopped = { ...video, untilMs: 2_000 };
  const busyUntilMs = 6_000;
  const [idle] = play([stopped], { lastsMs: 8_000 }).ended;
  expect(idle?.why).toBe('rested');
  expect(idle?.atMs).toBeLessThan(busyUntilMs);
  expect(play([stopped], { lastsMs: 8_000, busyUntilMs }).ended).toEqual([
    { atMs: busyUntilMs, tiles: videoTiles, why: 'rested' },
  ]);
});

test('VID-3: two videos become two streams, the larger first; no more than a display may have', () => {
  const two = play([beside, video], { lastsMs: 2_000 });
  expect(two.begun.map(({ tiles }) => tiles)).toEqual([videoTiles, besideTiles]);
  const one = play([beside, video], { lastsMs: 2_000, most: 1 });
  expect(one.begun.map(({ tiles }) => tiles)).toEqual([videoTiles]);
});

test('VID-3: typing, near a video or elsewhere, belongs to no stream', () => {
  const typing: Motion = { x: 1300, y: 400, width: 20, height: 20, everyMs: 33, content: 'flat' };
  const far: Motion = { ...typing, x: 100, y: 900 };
  const { begun } = play([video, typing, far], { lastsMs: 3_000 });
  expect(begun.map(({ tiles }) => tiles)).toEqual([videoTiles]);
});

test('VID-3: a video that fills the display is one stream; odd edges stay with the tiles', () => {
  const full: Motion = { ...video, x: 0, y: 0, width: 1920, height: 1080 };
  const { begun } = play([full], { lastsMs: 2_000 });
  expect(begun.map(({ tiles }) => tiles)).toEqual([{ tileX: 0, tileY: 0, tilesWide: 30, tilesHigh: 17 }]);
  const odd = play([{ ...full, width: 1365, height: 767 }], { width: 1365, height: 767, lastsMs: 2_000 });
  expect(odd.begun.map(({ tiles }) => tiles)).toEqual([{ tileX: 0, tileY: 0, tilesWide: 21, tilesHigh: 11 }]);
});

test('VID-3: a video whose border lies within tiles of interface takes these in', () => {
  const offset = { ...video, x: 660, y: 340 };
  const border: Motion[] = [
    { ...offset, width: 20, content: 'flat' },
    { ...offset, height: 20, content: 'flat' },
  ];
  const { begun } = play([offset, ...border], { lastsMs: 2_000 });
  expect(begun.map(({ tiles }) => tiles)).toEqual([{ tileX: 10, tileY: 5, tilesWide: 11, tilesHigh: 6 }]);
});

test('VID-3: a scrolling page, a blinking cursor, a spinner, an animated menu and slides are no videos', () => {
  const none: Motion[] = [
    { ...video, untilMs: 200 },
    { ...video, fromMs: 201, scrolls: true },
    { x: 200, y: 900, width: 2, height: 20, everyMs: 500, content: 'flat' },
    { x: 1500, y: 900, width: 48, height: 48, everyMs: 33, content: 'picture' },
    { x: 64, y: 64, width: 400, height: 300, everyMs: 16, content: 'flat' },
    { x: 1400, y: 64, width: 480, height: 270, everyMs: 1_000, content: 'picture' },
  ];
  expect(play(none, { lastsMs: 5_000 }).begun).toEqual([]);
});

test('VID-3: what is drawn anew without a change is at rest', () => {
  expect(play([{ ...video, alike: true }], { lastsMs: 3_000 }).begun).toEqual([]);
  const paused = play(
    [
      { ...video, untilMs: 2_000 },
      { ...video, alike: true, fromMs: 2_001 },
    ],
    { lastsMs: 5_000 },
  );
  expect(paused.ended).toMatchObject([{ tiles: videoTiles, why: 'rested' }]);
});

test('VID-3: a change that lasts for a moment only begins nothing', () => {
  expect(play([{ ...video, untilMs: 300 }], { lastsMs: 3_000 }).begun).toEqual([]);
});

test('VID-3: a stream outlives a short pause, and ends when its region rests', () => {
  const resumed = play(
    [
      { ...video, untilMs: 2_000 },
      { ...video, fromMs: 3_000 },
    ],
    { lastsMs: 6_000 },
  );
  expect(resumed.begun).toHaveLength(1);
  expect(resumed.ended).toEqual([]);
  const rested = play([{ ...video, untilMs: 2_000 }], { lastsMs: 6_000 });
  expect(rested.ended).toMatchObject([{ tiles: videoTiles, why: 'rested' }]);
  expect(rested.ended[0]?.atMs).toBeLessThanOrEqual(2_000 + streamLimits.restedMs + streamLimits.gapMs + 100);
});

test('VID-3: a video that is made larger or smaller gets a stream of its size', () => {
  const small = { ...video, width: 320, height: 192, fromMs: 3_000 };
  const shrunk = play([{ ...video, untilMs: 3_000 }, small], { lastsMs: 9_000 });
  expect(shrunk.ended).toMatchObject([{ tiles: videoTiles, why: 'outlived' }]);
  expect(shrunk.begun.at(-1)?.tiles).toEqual({ tileX: 10, tileY: 5, tilesWide: 5, tilesHigh: 3 });
  const full = { ...video, x: 0, y: 0, width: 1920, height: 1080, fromMs: 3_000 };
  const grown = play([{ ...video, untilMs: 3_000 }, full], { lastsMs: 6_000 });
  expect(grown.ended).toMatchObject([{ tiles: videoTiles, why: 'outlived' }]);
  expect(grown.begun.at(-1)?.tiles).toEqual({ tileX: 0, tileY: 0, tilesWide: 30, tilesHigh: 17 });
});

test('VID-3: a slow line, on which looks are rare, hides no video', () => {
  const { begun, ended } = play([video], { lookMs: 800, lastsMs: 8_000 });
  expect(begun.map(({ tiles }) => tiles)).toEqual([videoTiles]);
  expect(ended).toEqual([]);
});
