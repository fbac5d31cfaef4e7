import { afterEach, expect, test } from 'vitest';
import type { VideoEncoders } from '../../encode/video-encoder.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { CpuBudget } from '../cpu-budget.ts';
import { SentPicture } from '../sent-picture.ts';
import { pixelsOf, tileGrid } from '../tile-grid.ts';
import { TileHistory } from '../tile-history.ts';
import { TileSet } from '../tile-set.ts';
import type { TileRect } from '../video-pipeline.ts';
import { DisplayStreams, type DisplayStreamsParts, type StreamSource } from './display-streams.ts';
import { streamLimits } from './limits.ts';
import { MotionWatch } from './motion-watch.ts';
import { RegionStream } from './region-stream.ts';

const grid = tileGrid(1280, 640);
const region = { tileX: 1, tileY: 1, tilesWide: 8, tilesHigh: 4 };
const grown = { ...region, tilesHigh: 8 };
const pictureMs = 33;
const { width, height } = pixelsOf(grid, region);
const fullKilobits = (width * height * streamLimits.framesPerSecond * streamLimits.bitsPerPixel) / 1_000;

const open: DisplayStreams[] = [];
afterEach(() => {
  for (const streams of open.splice(0)) streams.close();
});

/** A display's streams, with an encoder that tells what it was asked for. */
function display() {
  const clock = createFakeClock(0);
  const opened: number[] = [];
  const retargeted: number[] = [];
  const keysAsked: boolean[] = [];
  const state = {
    kilobits: 0,
    colour: 0,
    grabbing: undefined as Promise<void> | undefined,
    opens: true,
    answersKeys: true,
    updating: false,
    flush: (): void => undefined,
  };
  const encoders: VideoEncoders = {
    open: ({ kilobitsPerSecond }) => {
      if (!state.opens) throw new Error('no more threads');
      opened.push(kilobitsPerSecond);
      return {
        encode: async (_pixels, key) => {
          keysAsked.push(key);
          return { payload: new Uint8Array(1), key: key && state.answersKeys };
        },
        retarget: (kilobits) => retargeted.push(kilobits),
        close: () => undefined,
      };
    },
    close: () => undefined,
  };
  const source: StreamSource = {
    encoders,
    pausedUntilMs: Number.NEGATIVE_INFINITY,
    gaveWayMs: Number.NEGATIVE_INFINITY,
  };
  const nowUs = () => clock.monotonicMs() * 1_000;
  const watch = new MotionWatch(grid);
  const dirty = new TileSet(grid);
  const parts: DisplayStreamsParts = {
    grid,
    sent: new SentPicture(grid, new TileSet(grid)),
    history: new TileHistory(grid),
    watch,
    budget: new CpuBudget(
      1,
      () => 0,
      () => clock.monotonicMs(),
    ),
    clock,
    nowUs,
    grab: async (rect) => {
      await state.grabbing;
      return { ...rect, bgrx: Buffer.alloc(rect.width * rect.height * 4, state.colour) };
    },
    hasCreditForNew: () => true,
    claim: () => () => undefined,
    wakeAll: () => undefined,
    socketFull: () => false,
    lineRate: () => state.kilobits,
    interruptRefinement: () => undefined,
    push: () => undefined,
    flush: () => state.flush(),
    failed: (cause) => {
      throw cause;
    },
    source,
    isUpdating: () => state.updating,
    dirty,
  };
  const streams = new DisplayStreams(parts);
  open.push(streams);
  streams.allow(true);
  /** Draws pictures there as a video does, and looks whether regions begin or end. */
  async function play(regions: readonly TileRect[], pictures: number): Promise<void> {
    for (let picture = 0; picture < pictures; picture++) {
      state.colour = (state.colour + 1) & 0x7f;
      for (const tiles of regions) {
        watch.damaged(tiles, clock.monotonicMs());
        const drawn = TileSet.of(grid, tiles);
        watch.looked(drawn, drawn);
        for (let tile = 0; tile < grid.columns * grid.rows; tile++) if (drawn.has(tile)) watch.holds(tile, 'picture');
        streams.take(drawn);
      }
      streams.wake();
      streams.consider();
      await clock.advance(pictureMs);
    }
  }
  return { clock, encoders, parts, opened, retargeted, keysAsked, state, source, dirty, streams, play };
}

/** One stream by itself, whose first picture has been made. */
async function begun({
  encoders,
  parts,
  clock,
}: Pick<ReturnType<typeof display>, 'encoders' | 'parts' | 'clock'>): Promise<RegionStream> {
  const stream = new RegionStream(region, encoders, parts, {
    encoderFailed: () => undefined,
    streamedTiles: () => 0,
    lineLately: () => 0,
  });
  stream.wake();
  await clock.advance(streamLimits.pictureMs + 1);
  return stream;
}

/** Pictures in which regions surely begin. */
const soon = 30;
const pictures = (ms: number) => Math.ceil(ms / pictureMs);

test('VID-3: where nothing limits a stream has its full rate at once', async () => {
  const { opened, retargeted, play } = display();
  await play([region], soon);
  expect(opened).toEqual([fullKilobits]);
  await play([region], pictures(3 * streamLimits.retargetMs));
  expect(retargeted).toEqual([]);
});

test('VID-3: when the rate of the line is no longer known a stream feels its way up, step by step', async () => {
  const { state, opened, retargeted, play } = display();
  state.kilobits = 200;
  await play([region], soon);
  expect(opened).toEqual([200 * streamLimits.lineShare]);
  state.kilobits = 0;
  await play([region], pictures(6 * streamLimits.retargetMs));
  const rates = [...opened, ...retargeted];
  for (const [step, rate] of retargeted.entries()) {
    expect(rate).toBeGreaterThan(rates[step] ?? 0);
    expect(rate).toBeLessThanOrEqual((rates[step] ?? 0) * streamLimits.retargetUp);
  }
  expect(retargeted.length).toBeGreaterThan(1);
  expect(retargeted.length).toBeLessThanOrEqual(6);
});

test('VID-3: a stream begins no faster than the line was when it limited lately', async () => {
  const { state, opened, streams, clock, play } = display();
  state.kilobits = 200;
  streams.consider();
  state.kilobits = 0;
  await play([region], soon);
  expect(opened).toEqual([200 * streamLimits.lineShare]);
  await play([], pictures(streamLimits.lineMemoryMs));
  await clock.advance(streamLimits.restedMs);
  await play([region], soon);
  expect(opened).toEqual([200 * streamLimits.lineShare, fullKilobits]);
});

test('VID-4: no stream begins while an update of tiles is made, which may paint after it', async () => {
  const { state, opened, play } = display();
  state.updating = true;
  await play([region], soon);
  expect(opened).toEqual([]);
  state.updating = false;
  await play([region], 1);
  expect(opened).toEqual([fullKilobits]);
});

test('VID-4: what a stream paints is no longer sent as tiles, what changed before it began included', async () => {
  const { dirty, opened, play } = display();
  dirty.fill();
  await play([region], soon);
  expect(opened.length).toBe(1);
  expect(dirty.hasAny(region)).toBe(false);
  expect(dirty.size).toBe(grid.columns * grid.rows - region.tilesWide * region.tilesHigh);
});

test('VID-4: no stream ends at rest while it is being looked at', async () => {
  const { state, streams, play, clock } = display();
  await play([region], soon);
  const grab = Promise.withResolvers<void>();
  state.grabbing = grab.promise;
  streams.take(TileSet.of(grid, { ...region, tilesWide: 1, tilesHigh: 1 }));
  streams.wake();
  await clock.advance(2 * streamLimits.restedMs);
  expect(streams.any).toBe(true);
  grab.resolve();
  await clock.advance(2 * streamLimits.restedMs);
  expect(streams.any).toBe(false);
});

test('VID-4: a stream that ends while it captures gives back what it was about to look at', async () => {
  const { state, encoders, parts, clock } = display();
  const stream = await begun({ encoders, parts, clock });
  state.grabbing = new Promise(() => undefined);
  stream.damaged(grid.columns + 1);
  stream.wake();
  const left = stream.close();
  expect(left.size).toBe(1);
  expect(left.has(grid.columns + 1)).toBe(true);
});

test('VID-4: a stream that ends before a key picture that was asked for leaves its region to be sent, changed or not', async () => {
  const { encoders, parts, clock, keysAsked } = display();
  const stream = await begun({ encoders, parts, clock });
  expect(keysAsked).toEqual([true]);
  expect(stream.isBusy).toBe(false);
  stream.refresh();
  const left = stream.close();
  const shown = { ...pixelsOf(grid, region), bgrx: Buffer.alloc(width * height * 4) };
  expect(parts.sent.compare(shown, left).size).toBe(region.tilesWide * region.tilesHigh);
});

test('VID-3: an encoder that answers with no key picture is asked for one again, though nothing moves', async () => {
  const { state, keysAsked, streams, play, clock } = display();
  await play([region], soon);
  await clock.advance(streamLimits.keyPictureMs);
  state.answersKeys = false;
  const before = keysAsked.length;
  streams.refresh(TileSet.of(grid, region));
  streams.wake();
  await clock.advance(pictureMs);
  expect(keysAsked.slice(before)).toEqual([true]);
  state.answersKeys = true;
  await clock.advance(2 * streamLimits.keyPictureMs);
  expect(keysAsked.slice(before)).toEqual([true, true]);
});

test('CALL-2: where the guard refuses what an ended stream lets leave, no other begins after it', async () => {
  const { state, opened, streams, clock, play } = display();
  await play([region], soon);
  expect(opened).toHaveLength(1);
  // Its own pictures no longer come: only its end lets something leave.
  state.grabbing = new Promise(() => undefined);
  state.flush = () => streams.close();
  await play([grown], 2 * soon);
  expect(streams.any).toBe(false);
  expect(opened).toHaveLength(1);
  expect(clock.timers).toBe(0);
});

test('SES-3: where no encoder can be opened there are tiles, and it is tried again after a while', async () => {
  const { state, opened, streams, dirty, play } = display();
  state.opens = false;
  dirty.addAll(region);
  await play([region], soon);
  expect(streams.any).toBe(false);
  expect(dirty.size).toBe(region.tilesWide * region.tilesHigh);
  state.opens = true;
  await play([region], soon);
  expect(opened).toEqual([]);
  await play([region], pictures(streamLimits.failedPauseMs));
  expect(opened).toHaveLength(1);
});
