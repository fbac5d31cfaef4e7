import { FrameEncoding, FrameKind } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { DecodePlaces } from './decode-places.ts';
import type { WholeFrame } from './frame-assembly.ts';
import { type Drawing, PaintQueue } from './paint-queue.ts';

const frame = (number: number, bytes = 10, lastOfUpdate = true): WholeFrame => ({
  display: 1,
  epoch: 1,
  frame: number,
  kind: 1,
  base: 0,
  tileX: 0,
  tileY: 0,
  tilesWide: 1,
  tilesHigh: 1,
  encoding: 1,
  lastOfUpdate,
  capturedUs: 0,
  begunMs: 0,
  arrivedMs: 0,
  image: new Uint8Array(bytes),
});

interface Decode {
  readonly frame: number;
  done(): void;
  fail(): void;
}

let decodes: Decode[];
let events: string[];
let places: DecodePlaces;
let queue: PaintQueue;
let clock: FakeClock;

function createQueue(bounds = { frames: 100, bytes: 10_000, pixels: 1_000_000 }): PaintQueue {
  return new PaintQueue(
    places,
    ({ frame: number }) => {
      const drawing: Drawing = {
        draw() {
          if (number === 150) throw new Error('no memory');
          events.push(`draw ${number}`);
        },
        discard: () => events.push(`discard ${number}`),
      };
      // Numbers from 100 are plain colours; those from 200 cannot be drawn at all.
      if (number >= 200) return undefined;
      if (number >= 100) return drawing;
      const { promise, resolve, reject } = Promise.withResolvers<Drawing>();
      decodes.push({ frame: number, done: () => resolve(drawing), fail: () => reject(new Error('damaged')) });
      return promise;
    },
    {
      painted: ({ frame: number }, failed) => events.push(`${failed ? 'failed' : 'painted'} ${number}`),
      settled: () => events.push('settled'),
      overflowed: ({ frame: number }) => events.push(`overflowed ${number}`),
    },
    bounds,
    clock,
  );
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  decodes = [];
  events = [];
  places = new DecodePlaces(3);
  clock = new FakeClock();
  queue = createQueue();
});

describe('paint queue', () => {
  test('painting follows the order of frames, whichever is decoded first', async () => {
    for (const number of [1, 2, 3]) queue.add(frame(number));
    decodes[2]?.done();
    decodes[1]?.done();
    await turn();
    expect(events).toEqual([]);
    decodes[0]?.done();
    await turn();
    expect(events).toEqual(['draw 1', 'painted 1', 'draw 2', 'painted 2', 'draw 3', 'painted 3', 'settled']);
  });

  test('the frames of one update are painted together, when the last of them is ready', async () => {
    for (const number of [1, 2]) queue.add(frame(number, 10, number === 2));
    decodes[0]?.done();
    await turn();
    expect(events).toEqual([]);
    decodes[1]?.done();
    await turn();
    expect(events).toEqual(['draw 1', 'painted 1', 'draw 2', 'painted 2', 'settled']);
    // Nothing is held any more.
    clock.advance(viewerLimits.updateHoldMs);
    expect(events).toHaveLength(5);
  });

  test('what is ready is painted when the rest of its update takes long', async () => {
    for (const number of [1, 2]) queue.add(frame(number, 10, number === 2));
    decodes[0]?.done();
    await turn();
    clock.advance(viewerLimits.updateHoldMs);
    expect(events).toEqual(['draw 1', 'painted 1', 'settled']);
  });

  test('a plain colour is painted at once, but not before its turn', async () => {
    queue.add(frame(100));
    expect(events).toEqual(['draw 100', 'painted 100', 'settled']);
    queue.add(frame(1));
    queue.add(frame(101));
    expect(events).toHaveLength(3);
    decodes[0]?.done();
    await turn();
    expect(events.slice(3)).toEqual(['draw 1', 'painted 1', 'draw 101', 'painted 101', 'settled']);
  });

  test('not more than a few are in the decoder; the next begins when one is done', async () => {
    for (const number of [1, 2, 3, 4, 5]) queue.add(frame(number));
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3]);
    decodes[1]?.done();
    await turn();
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3, 4]);
  });

  test('the decoder is shared: one display’s turn comes when another’s is over', async () => {
    const other = createQueue();
    for (const number of [1, 2, 3]) queue.add(frame(number));
    other.add(frame(4));
    expect(decodes).toHaveLength(3);
    decodes[0]?.done();
    await turn();
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3, 4]);
  });

  test('a frame that cannot be painted is skipped and told, and holds nobody up', async () => {
    queue.add(frame(1));
    queue.add(frame(200));
    queue.add(frame(2));
    decodes[0]?.fail();
    decodes[1]?.done();
    await turn();
    expect(events).toEqual(['failed 1', 'failed 200', 'settled', 'draw 2', 'painted 2', 'settled']);
  });

  test('a surface that fails to take one frame gets the next', () => {
    queue.add(frame(150));
    queue.add(frame(151));
    expect(events).toEqual(['failed 150', 'settled', 'draw 151', 'painted 151', 'settled']);
  });

  test('VID-3: more than may wait is dropped as a whole, images given back', async () => {
    queue = createQueue({ frames: 2, bytes: 10_000, pixels: 1_000_000 });
    queue.add(frame(1));
    queue.add(frame(2));
    decodes[1]?.done();
    await turn();
    queue.add(frame(3));
    expect(events).toEqual(['discard 2', 'overflowed 3']);
    decodes[0]?.done();
    await turn();
    expect(events).toEqual(['discard 2', 'overflowed 3', 'discard 1']);
    // Nothing is left in front of what comes now.
    queue.add(frame(100));
    expect(events.slice(3)).toEqual(['draw 100', 'painted 100', 'settled']);
  });

  test('bytes that wait are bounded too, and painted ones no longer count', async () => {
    queue = createQueue({ frames: 100, bytes: 100, pixels: 1_000_000 });
    queue.add(frame(1, 60));
    decodes[0]?.done();
    await turn();
    queue.add(frame(2, 60));
    expect(events.at(-1)).toBe('settled');
    queue.add(frame(3, 60));
    expect(events.at(-1)).toBe('overflowed 3');
  });

  test('what was cleared is never painted', async () => {
    queue.add(frame(1));
    queue.clear();
    decodes[0]?.done();
    await turn();
    expect(events).toEqual(['discard 1']);
    for (const number of [2, 3, 4]) queue.add(frame(number));
    expect(decodes).toHaveLength(4);
  });

  test('VID-3: images that never come out of the decoder are given up, and let others in', async () => {
    for (const number of [1, 2, 3, 4]) queue.add(frame(number));
    const other = createQueue();
    other.add(frame(5));
    expect(decodes).toHaveLength(3);
    clock.advance(viewerLimits.imageMs);
    await turn();
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3, 4, 5]);
    decodes[3]?.done();
    await turn();
    expect(events.filter((event) => event !== 'settled')).toEqual([
      ...['failed 1', 'failed 2', 'failed 3', 'draw 4', 'painted 4'],
    ]);
    // One that comes in the end is for nobody, and its place was given away already.
    decodes[0]?.done();
    await turn();
    expect(events.at(-1)).toBe('discard 1');
    for (const number of [6, 7, 8, 9]) queue.add(frame(number));
    expect(decodes.map((decode) => decode.frame).slice(5)).toEqual([6, 7]);
  });

  test('VID-3: an image that never comes out and was dropped meanwhile holds its place no longer', async () => {
    for (const number of [1, 2, 3]) queue.add(frame(number));
    queue.clear();
    clock.advance(2 * viewerLimits.imageMs);
    for (const number of [4, 5, 6]) queue.add(frame(number));
    expect(decodes).toHaveLength(6);
    expect(events).toEqual([]);
  });

  test('a page that stood still does not blame the decoder of images', async () => {
    queue.add(frame(1));
    clock.sleep(viewerLimits.imageMs + 2 * viewerLimits.lateTimerMs);
    clock.advance(0);
    expect(events).toEqual([]);
    decodes[0]?.done();
    await turn();
    expect(events).toEqual(['draw 1', 'painted 1', 'settled']);
    clock.advance(2 * viewerLimits.imageMs);
    expect(clock.pending).toBe(0);
  });

  test('a backlog costs each frame the same: what waits is not looked through again and again', () => {
    queue = createQueue({ frames: 2_048, bytes: 1_000_000, pixels: 1_000_000 });
    let looks = 0;
    for (let number = 0; number < 2_048; number++) {
      const image = frame(number % 100);
      queue.add({
        ...image,
        get kind() {
          looks++;
          return image.kind;
        },
        get lastOfUpdate() {
          looks++;
          return true;
        },
      });
    }
    expect(looks).toBeLessThan(10 * 2_048);
  });

  test('VID-3: copies and plain colours need no decoder, so they wait for none', () => {
    for (const number of [1, 2, 3]) queue.add(frame(number));
    const other = createQueue();
    other.add({ ...frame(110), kind: FrameKind.FRAME_KIND_COPY });
    other.add({ ...frame(111), encoding: FrameEncoding.FRAME_ENCODING_SOLID });
    expect(events).toEqual(['draw 110', 'painted 110', 'settled', 'draw 111', 'painted 111', 'settled']);
  });

  const part = (number: number): WholeFrame => ({ ...frame(number), kind: FrameKind.FRAME_KIND_VIDEO_DELTA });

  test('VID-3: parts of streams have places of their own, kept until their pictures are painted', async () => {
    const { streamDecodesInFlight } = viewerLimits;
    queue.add(frame(1));
    for (let number = 2; number < 20; number++) queue.add(part(number));
    expect(decodes).toHaveLength(1 + streamDecodesInFlight);
    for (const decode of decodes.slice(1)) decode.done();
    await turn();
    // Decoded, but it is not their turn: a decoder of streams lends few pictures.
    expect(decodes).toHaveLength(1 + streamDecodesInFlight);
    decodes[0]?.done();
    await turn();
    expect(decodes).toHaveLength(1 + 2 * streamDecodesInFlight);
    queue.clear();
    for (const decode of decodes) decode.done();
    await turn();
    for (let number = 30; number < 40; number++) queue.add(part(number));
    expect(decodes).toHaveLength(1 + 3 * streamDecodesInFlight);
  });

  test('what waited for a decoder when all was cleared never gets one', async () => {
    for (let number = 1; number <= 10; number++) queue.add(frame(number));
    for (let number = 11; number <= 20; number++) queue.add(part(number));
    const begun = decodes.length;
    queue.clear();
    for (const decode of decodes) decode.done();
    await turn();
    queue.add(frame(101));
    expect(decodes).toHaveLength(begun);
  });

  test('what was ready when all was cleared makes nothing else ready', () => {
    queue.add(frame(100, 10, false));
    queue.clear();
    queue.add(frame(1, 10, false));
    clock.advance(viewerLimits.updateHoldMs);
    queue.add(frame(2));
    clock.advance(viewerLimits.updateHoldMs);
    expect(events).toEqual(['discard 100']);
  });

  test('VID-3: decoded pictures that wait for their turn are bounded by their pixels, and the first never waits', async () => {
    queue = createQueue({ frames: 100, bytes: 10_000, pixels: 2 * 64 * 64 });
    for (const number of [1, 2, 3, 4]) queue.add(frame(number));
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2]);
    decodes[1]?.done();
    await turn();
    expect(decodes).toHaveLength(2);
    decodes[0]?.done();
    await turn();
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3, 4]);
    queue = createQueue({ frames: 100, bytes: 10_000, pixels: 10 });
    queue.add(frame(5));
    expect(decodes.map((decode) => decode.frame)).toEqual([1, 2, 3, 4, 5]);
  });
});
