/** Copies and video streams in a real browser: what the canvas shows, and what the relay is told when it cannot. */
import { FrameEncoding } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { Embedding } from '../testing/embedding.ts';
import {
  copyMessages,
  encodeJpeg,
  encodePng,
  frameMessages,
  type Picture,
  streamMessages,
  testPicture,
} from '../testing/frames.ts';
import { sized } from '../testing/h264-set.ts';
import { canvasPixels, closeClean } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';
import type { ViewerConnection } from '../testing/scripted-relay.ts';
import { colourPatches, colours, edge, greyOf, greys, other, type RecordedStream } from '../testing/streams.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const { FRAME_ENCODING_PNG, FRAME_ENCODING_SOLID } = FrameEncoding;
const whole = { display: 1, tilesWide: 5, tilesHigh: 4 };
const room = { width: 300, height: 200 };

/** Sends all parts of a stream as frames from `frame` on, over the tiles at `tileX`, `tileY`. */
function play(viewer: ViewerConnection, { parts, width, height }: RecordedStream, frame: number, tileX = 0, tileY = 0) {
  const tiles = { tileX, tileY, tilesWide: Math.ceil(width / 64), tilesHigh: Math.ceil(height / 64) };
  for (const [index, part] of parts.entries()) {
    const base = index === 0 ? {} : { base: frame + index - 1 };
    viewer.send(...streamMessages({ display: 1, frame: frame + index, ...tiles, ...base }, part));
  }
}

async function painted(viewer: ViewerConnection, frame: number): Promise<void> {
  await viewer.heard('painted', (message) => message.painted.frame >= frame);
}

const at = ({ width, rgb }: Picture, x: number, y: number): number[] => [
  ...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

const streamsOff = (viewer: ViewerConnection): Promise<unknown> =>
  viewer.heard('subscribe', ({ subscribe }) => !subscribe.streams);

test('VID-3: pixels that are moved come from where they were, over or under themselves, to the pixel', async () => {
  const { page, viewer } = await embedding.openLive();
  const picture = testPicture(room.width, room.height);
  const expected = picture.rgb.slice();
  /** What the canvas must do. */
  const move = (x: number, y: number, width: number, height: number, dx: number, dy: number): void => {
    const before = expected.slice();
    for (let row = 0; row < height; row++) {
      const from = ((y + dy + row) * room.width + x + dx) * 3;
      expected.set(before.subarray(from, from + width * 3), ((y + row) * room.width + x) * 3);
    }
  };
  viewer.send(
    ...frameMessages({ ...whole, frame: 1, encoding: FRAME_ENCODING_PNG, image: await encodePng(picture) }),
    // Up by 8, down by 8, left by 44, and from elsewhere.
    ...copyMessages({ display: 1, frame: 2, tilesWide: 4, tilesHigh: 2 }, 0, 8),
    ...copyMessages({ display: 1, frame: 3, tileY: 1, tilesWide: 5, tilesHigh: 2 }, 0, -8),
    ...copyMessages({ display: 1, frame: 4, tilesWide: 4, tilesHigh: 3 }, 44, 0),
    ...copyMessages({ display: 1, frame: 5, tileX: 4, tileY: 3, tilesWide: 1, tilesHigh: 1 }, -200, -100),
  );
  move(0, 0, 256, 128, 0, 8);
  move(0, 64, 300, 128, 0, -8);
  move(0, 0, 256, 192, 44, 0);
  move(256, 192, 44, 8, -200, -100);
  await painted(viewer, 5);
  expect(Buffer.compare((await canvasPixels(page, 0)).rgb, expected)).toBe(0);
  expect(viewer.all('refresh')).toEqual([]);
  await closeClean(page);
});

test('VID-4: a stream has the colours that a JPEG of the same picture has, and lies where it should', async () => {
  const { page, viewer } = await embedding.openLive();
  const patches = colourPatches();
  viewer.send(
    ...frameMessages({
      ...{ display: 1, frame: 1, tilesWide: 2, tilesHigh: 2, encoding: FrameEncoding.FRAME_ENCODING_JPEG },
      image: await encodeJpeg(patches, 90),
    }),
  );
  await painted(viewer, 1);
  const still = await canvasPixels(page, 0);
  play(viewer, colours, 2, 2, 1);
  await painted(viewer, 1 + colours.parts.length);
  const moving = await canvasPixels(page, 0);
  for (let y = 0; y < 128; y += 16) {
    for (let x = 0; x < 128; x += 16) {
      const drawn = at(patches, x + 8, y + 8);
      // In the middle of a patch, and close to its edges: a shift by a pixel would show.
      for (const [inX, inY] of [
        [8, 8],
        [3, 8],
        [12, 8],
        [8, 3],
        [8, 12],
      ] as const) {
        const stream = at(moving, 128 + x + inX, 64 + y + inY);
        for (const [channel, value] of at(still, x + inX, y + inY).entries()) {
          const seen = stream[channel] ?? Number.NaN;
          expect(Math.abs(seen - value), `JPEG at ${x + inX},${y + inY}`).toBeLessThanOrEqual(16);
          if (inX === 8 && inY === 8) {
            expect(Math.abs(seen - (drawn[channel] ?? 0)), `drawn at ${x},${y}`).toBeLessThanOrEqual(6);
          }
        }
      }
    }
  }
  await closeClean(page);
});

test('VID-3: parts of a stream and what lies between them are painted in order and acknowledged', async () => {
  const { page, viewer } = await embedding.openLive();
  expect((await viewer.heard('subscribe')).subscribe.streams).toBe(true);
  const red = { encoding: FRAME_ENCODING_SOLID, image: new Uint8Array([200, 0, 0]) };
  play(viewer, greys, 1, 1, 0);
  viewer.send(...frameMessages({ display: 1, frame: 9, tileX: 1, tilesWide: 1, tilesHigh: 1, ...red }));
  play(viewer, edge, 10, 3, 2);
  await painted(viewer, 11);
  const canvas = await canvasPixels(page, 0);
  expect(at(canvas, 96, 32)).toEqual([200, 0, 0]);
  expect(Math.abs((at(canvas, 160, 32)[0] ?? 0) - greyOf(7))).toBeLessThan(4);
  // At the display's edge a stream has the size of what is left there.
  expect(Math.abs((at(canvas, 299, 199)[0] ?? 0) - 200)).toBeLessThan(4);
  expect(viewer.all('refresh')).toEqual([]);
  const acknowledged = viewer.all('painted').map((message) => message.painted.frame);
  expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
  await closeClean(page);
});

test('VID-3: two streams over the same tiles: the later key frame has them, and the earlier stream is over', async () => {
  const { page, viewer } = await embedding.openLive();
  play(viewer, greys, 1);
  play(viewer, other, 9);
  // The earlier one goes on as if nothing had been.
  viewer.send(
    ...streamMessages(
      { display: 1, frame: 11, base: 8, tilesWide: 2, tilesHigh: 1 },
      greys.parts[1] ?? new Uint8Array(),
    ),
  );
  await painted(viewer, 11);
  expect(Math.abs((at(await canvasPixels(page, 0), 64, 32)[0] ?? 0) - 140)).toBeLessThan(4);
  expect((await viewer.heard('refresh')).refresh.display).toBe(1);
  await closeClean(page);
});

test('VID-3: a browser without VideoDecoder says that it paints no streams', async () => {
  const { page, viewer } = await embedding.openLive({ without: 'VideoDecoder' });
  await page.getByText('Live').first().waitFor();
  expect(viewer.all('subscribe').map(({ subscribe }) => subscribe.streams)).toEqual([false]);
  await closeClean(page);
});

/** Answers every request for the picture with all of it, in green. */
async function repairs(viewer: ViewerConnection, frame: number): Promise<void> {
  await viewer.heard('refresh');
  const green = { encoding: FRAME_ENCODING_SOLID, image: new Uint8Array([0, 180, 0]) };
  viewer.send(...frameMessages({ ...whole, frame, ...green }));
  await painted(viewer, frame);
}

const greenEverywhere = async (page: Page): Promise<void> => {
  const { rgb } = await canvasPixels(page, 0);
  for (let pixel = 0; pixel < rgb.length; pixel += 3) {
    if (rgb[pixel] !== 0 || rgb[pixel + 1] !== 180 || rgb[pixel + 2] !== 0) throw new Error(`pixel ${pixel / 3}`);
  }
};

test('VID-3: broken streams ask for the picture, then for one without streams, and it becomes right', async () => {
  const { page, viewer } = await embedding.openLive();
  const [key, delta] = greys.parts;
  if (key === undefined || delta === undefined) throw new Error('no parts');
  const place = { display: 1, tilesWide: 2, tilesHigh: 1 };
  // A key frame cut off behind its parameters, and a delta of noise behind a good one.
  viewer.send(...streamMessages({ ...place, frame: 1 }, key.subarray(0, 44)));
  await viewer.heard('refresh');
  await new Promise((resolve) => setTimeout(resolve, viewerLimits.streamRestMs + 100));
  viewer.send(
    ...streamMessages({ ...place, frame: 2 }, key.subarray(0, 44)),
    ...streamMessages({ ...place, frame: 3, base: 2 }, new Uint8Array(900).fill(0x41)),
  );
  await streamsOff(viewer);
  await repairs(viewer, 4);
  await greenEverywhere(page);
  await closeClean(page);
});

/** Counts decoders in the page: how many were made, and how many are open. */
function countDecoders(): void {
  const counts = { made: 0, open: 0, most: 0 };
  Reflect.set(window, 'decoders', counts);
  const Real = VideoDecoder;
  class Counted extends Real {
    constructor(init: VideoDecoderInit) {
      super(init);
      counts.made++;
      counts.open++;
      counts.most = Math.max(counts.most, counts.open);
    }
    override close(): void {
      counts.open--;
      super.close();
    }
  }
  Reflect.set(window, 'VideoDecoder', Counted);
}

const decoders = (page: Page): Promise<{ made: number; open: number; most: number }> => page.evaluate('decoders');

test('VID-3: a key frame of another size than its tiles reaches no decoder', async () => {
  const { page, viewer } = await embedding.openLive({ before: countDecoders });
  const absurd = sized(1_024, 1_024).fixed(0, 1).unit();
  const key = new Uint8Array([...absurd, ...(greys.parts[0] ?? [])]);
  viewer.send(...streamMessages({ display: 1, frame: 1, tilesWide: 2, tilesHigh: 1 }, key));
  await repairs(viewer, 2);
  expect((await decoders(page)).made).toBe(0);
  await greenEverywhere(page);
  await closeClean(page);
});

test('VID-3: a delta without its base and a copy before anything are repaired', async () => {
  for (const message of [
    streamMessages({ display: 1, frame: 5, base: 4, tilesWide: 2, tilesHigh: 1 }, greys.parts[1] ?? new Uint8Array()),
    copyMessages({ display: 1, frame: 5, tilesWide: 1, tilesHigh: 1 }, 64, 0),
  ]) {
    const { page, viewer } = await embedding.openLive();
    viewer.send(...message);
    await repairs(viewer, 6);
    await greenEverywhere(page);
    await closeClean(page);
  }
});

/** A decoder that gives nothing out before it is flushed, as some do in hardware. */
function holdPictures(): void {
  const Real = VideoDecoder;
  class Holding extends Real {
    readonly held: (() => void)[];
    constructor({ output, error }: VideoDecoderInit) {
      const held: (() => void)[] = [];
      super({ output: (image) => held.push(() => output(image)), error });
      this.held = held;
    }
    override async flush(): Promise<void> {
      await super.flush();
      for (const give of this.held.splice(0)) give();
    }
  }
  Reflect.set(window, 'VideoDecoder', Holding);
}

test('VID-3: a decoder that keeps pictures back is flushed, tried once more, then done without', async () => {
  const { page, viewer } = await embedding.openLive({ before: holdPictures });
  const place = { display: 1, tilesWide: 2, tilesHigh: 1 };
  const [key = new Uint8Array(), delta = new Uint8Array()] = greys.parts;
  viewer.send(
    ...streamMessages({ ...place, frame: 1 }, key),
    ...streamMessages({ ...place, frame: 2, base: 1 }, delta),
  );
  // What it held comes out late, but it comes.
  await painted(viewer, 2);
  expect(Math.abs((at(await canvasPixels(page, 0), 64, 32)[0] ?? 0) - greyOf(1))).toBeLessThan(4);
  expect(viewer.all('subscribe').every(({ subscribe }) => subscribe.streams)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, viewerLimits.streamRestMs + 100));
  viewer.send(...streamMessages({ ...place, frame: 3 }, key));
  await streamsOff(viewer);
  await repairs(viewer, 4);
  await greenEverywhere(page);
  await closeClean(page);
});

test('VID-3: fifty streams at once open few decoders, and end with none', async () => {
  const displays = Array.from({ length: 16 }, (_, index) => [`front-${index + 1}`, 512, 512] as const);
  const { page, viewer } = await embedding.openLive({ before: countDecoders }, opened(layoutOf(displays)));
  const key = greys.parts[0] ?? new Uint8Array();
  for (let index = 0; index < 50; index++) {
    const place = {
      display: 1 + (index % 16),
      frame: 1 + Math.floor(index / 16),
      tileX: 0,
      tileY: Math.floor(index / 16),
    };
    viewer.send(...streamMessages({ ...place, tilesWide: 2, tilesHigh: 1 }, key));
  }
  await streamsOff(viewer);
  await viewer.heard('refresh');
  const counts = await decoders(page);
  expect(counts.most).toBeLessThanOrEqual(viewerLimits.streams);
  expect(counts.open).toBe(0);
  await closeClean(page);
});

test('VID-2: a display that changes its size in mid-stream ends the stream, and the next begins in the new layout', async () => {
  const { page, viewer } = await embedding.openLive({ before: countDecoders });
  play(viewer, greys, 1);
  viewer.send({ layout: layoutOf([['front-1', 256, 128]], 2) });
  // Of the old layout, still on its way.
  viewer.send(
    ...streamMessages(
      { display: 1, frame: 9, base: 8, tilesWide: 2, tilesHigh: 1 },
      greys.parts[1] ?? new Uint8Array(),
    ),
  );
  const place = { display: 1, epoch: 2, tileX: 2, tilesWide: 2, tilesHigh: 2 };
  viewer.send(
    ...streamMessages({ ...place, frame: 1 }, other.parts[0] ?? new Uint8Array()),
    ...streamMessages({ ...place, frame: 2, base: 1 }, other.parts[1] ?? new Uint8Array()),
  );
  await viewer.heard('painted', (message) => message.painted.epoch === 2 && message.painted.frame === 2);
  const canvas = await canvasPixels(page, 0);
  expect([canvas.width, canvas.height]).toEqual([256, 128]);
  expect(Math.abs((at(canvas, 192, 64)[0] ?? 0) - 140)).toBeLessThan(4);
  expect((await decoders(page)).open).toBe(1);
  expect(viewer.all('refresh')).toEqual([]);
  await closeClean(page);
});

test('VID-1: a hidden page asks for nothing, and what still comes is painted and done with', async () => {
  const { page, viewer } = await embedding.openLive({ before: countDecoders });
  await page.getByText('Live').first().waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await viewer.heard('subscribe', ({ subscribe }) => subscribe.displays.length === 0 && !subscribe.all);
  play(viewer, greys, 1);
  await painted(viewer, greys.parts.length);
  expect(await decoders(page)).toMatchObject({ made: 1, most: 1 });
  await closeClean(page);
});
