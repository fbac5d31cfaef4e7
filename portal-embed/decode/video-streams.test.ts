import { FrameEncoding, FrameKind } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeCodecs } from '../testing/fake-codec.ts';
import { edge, greys, other } from '../testing/streams.ts';
import type { Rectangle } from './drawing.ts';
import type { WholeFrame } from './frame-assembly.ts';
import { VideoStreams } from './video-streams.ts';

let clock: FakeClock;
let codecs: FakeCodecs;
let gaveUp: number;
let streams: VideoStreams;

const area: Rectangle = { x: 0, y: 0, width: 128, height: 64 };
const below: Rectangle = { ...area, y: 64 };

function part(frame: number, base: number, image: Uint8Array | undefined, display = 1): WholeFrame {
  return {
    display,
    epoch: 1,
    frame,
    kind: base === 0 ? FrameKind.FRAME_KIND_VIDEO_KEY : FrameKind.FRAME_KIND_VIDEO_DELTA,
    base,
    tileX: 0,
    tileY: 0,
    tilesWide: 2,
    tilesHigh: 1,
    encoding: FrameEncoding.FRAME_ENCODING_H264,
    lastOfUpdate: true,
    capturedUs: 0,
    begunMs: 0,
    arrivedMs: 0,
    image: new Uint8Array(image ?? new Uint8Array()),
  };
}

const isTaken = (frame: WholeFrame, at = area): boolean => {
  const decoding = streams.decode(frame, at);
  decoding?.catch(() => undefined);
  return decoding !== undefined;
};
const key = (frame: number, display = 1): WholeFrame => part(frame, 0, greys.parts[0], display);
const delta = (frame: number, base: number, display = 1): WholeFrame => part(frame, base, greys.parts[1], display);

beforeEach(() => {
  clock = new FakeClock();
  codecs = new FakeCodecs();
  gaveUp = 0;
  streams = new VideoStreams(codecs.open, clock, () => gaveUp++);
});

describe('video streams', () => {
  test('a stream is followed from part to part by its base', () => {
    expect(isTaken(key(1))).toBe(true);
    expect(isTaken(delta(4, 1))).toBe(true);
    expect(isTaken(delta(9, 4))).toBe(true);
    expect(codecs.last.fed).toEqual([
      { number: 1, key: true },
      { number: 4, key: false },
      { number: 9, key: false },
    ]);
    expect(codecs.last.parameters.codec).toMatch(/^avc1\./);
    expect(codecs.last.inSoftware).toBe(false);
  });

  test.each([
    ['an older part', delta(9, 1), area],
    ['a part that never came', delta(9, 8), area],
    ['a stream of another display', delta(9, 4, 2), area],
    ['a stream of other tiles', delta(9, 4), below],
  ])('VID-3: a delta on %s is not decoded', (_, frame, at) => {
    isTaken(key(1));
    isTaken(delta(4, 1));
    expect(isTaken(frame, at)).toBe(false);
    expect(isTaken(delta(9, 4))).toBe(true);
  });

  test('the next key frame of a stream goes into its decoder; over other tiles it takes their place', () => {
    isTaken(key(1));
    isTaken(key(5));
    expect(codecs.opened).toHaveLength(1);
    codecs.last.gives(5);
    const overlapping: Rectangle = { x: 0, y: 0, width: 128, height: 128 };
    isTaken(part(6, 0, other.parts[0]), overlapping);
    expect(codecs.opened).toHaveLength(2);
    expect(codecs.opened[0]?.closed).toBe(true);
    expect(isTaken(delta(7, 5))).toBe(false);
    expect(isTaken(part(8, 6, other.parts[1]), overlapping)).toBe(true);
    // Beside each other they live.
    isTaken(key(9), { x: 128, y: 0, width: 128, height: 64 });
    expect(codecs.opened.map(({ closed }) => closed)).toEqual([true, false, false]);
  });

  test('VID-3: a stream that another takes the place of still paints what it has got', async () => {
    const pictures: unknown[] = [];
    streams.decode(key(1), area)?.then(
      (picture) => pictures.push(picture),
      () => pictures.push('rejected'),
    );
    isTaken(part(2, 0, other.parts[0]), { ...area, height: 128 });
    const [first] = codecs.opened;
    expect(first?.closed).toBe(false);
    first?.gives(1);
    first?.flushes[0]?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(pictures).toEqual([expect.objectContaining({ displayWidth: 128 })]);
    expect(first?.closed).toBe(true);
    expect(gaveUp).toBe(0);
  });

  test('VID-3: a key frame of another size than its tiles, or without parameters, opens no decoder', () => {
    expect(isTaken(part(1, 0, edge.parts[0]))).toBe(false);
    expect(isTaken(part(2, 0, new Uint8Array(1_000)))).toBe(false);
    expect(codecs.opened).toHaveLength(0);
    expect(isTaken(part(3, 0, edge.parts[0]), { x: 0, y: 0, width: 107, height: 71 })).toBe(true);
    expect(isTaken(part(4, 0, edge.parts[0]), { x: 0, y: 64, width: 109, height: 72 })).toBe(false);
  });

  test('a stream that rests gives its decoder back', () => {
    isTaken(key(1));
    codecs.last.gives(1);
    clock.advance(viewerLimits.streamIdleMs - 1);
    isTaken(delta(2, 1));
    codecs.last.gives(2);
    clock.advance(viewerLimits.streamIdleMs);
    expect(codecs.last.closed).toBe(false);
    clock.advance(viewerLimits.streamIdleMs);
    expect(codecs.last.closed).toBe(true);
    expect(clock.pending).toBe(0);
    expect(isTaken(delta(3, 2))).toBe(false);
    expect(gaveUp).toBe(0);
  });

  test('VID-3: one that rests makes place for the next; all in motion are too many', () => {
    const { streamsPerDisplay } = viewerLimits;
    const place = (index: number): Rectangle => ({ ...area, y: 64 * index });
    for (let index = 0; index < streamsPerDisplay; index++) isTaken(key(index + 1), place(index));
    clock.advance(viewerLimits.streamRestMs - 1);
    for (let index = 1; index < streamsPerDisplay; index++) isTaken(delta(10 + index, index + 1), place(index));
    clock.advance(1);
    expect(isTaken(key(20), place(20))).toBe(true);
    expect(codecs.opened[0]?.closed).toBe(true);
    expect(gaveUp).toBe(0);
    expect(isTaken(key(21), place(21))).toBe(false);
    expect(gaveUp).toBe(1);
    expect(codecs.opened.every(({ closed }) => closed)).toBe(true);
    expect(isTaken(key(22), place(20))).toBe(false);
  });

  test('VID-3: a decoder that fails is tried once more, in software, then streams are given up', () => {
    isTaken(key(1));
    codecs.last.fails();
    expect(isTaken(delta(2, 1))).toBe(false);
    clock.advance(viewerLimits.streamRestMs + 1);
    isTaken(key(3));
    expect(codecs.last.inSoftware).toBe(true);
    expect(gaveUp).toBe(0);
    codecs.last.fails();
    expect(gaveUp).toBe(1);
    expect(isTaken(key(4))).toBe(false);
  });

  test('several decoders that fail together are one failure; one much later is a first one again', () => {
    isTaken(key(1, 1));
    isTaken(key(1, 2));
    for (const codec of codecs.opened) codec.fails();
    expect(gaveUp).toBe(0);
    clock.advance(viewerLimits.streamForgiveMs + 1);
    isTaken(key(2));
    codecs.last.fails();
    expect(gaveUp).toBe(0);
  });

  test('VID-3: a codec that the browser does not have is given up at once', () => {
    isTaken(key(1));
    codecs.last.fails(true);
    expect(gaveUp).toBe(1);
    const refused = new FakeCodecs();
    refused.refuses = true;
    streams = new VideoStreams(refused.open, clock, () => gaveUp++);
    expect(isTaken(key(1))).toBe(false);
    expect(gaveUp).toBe(2);
  });

  test('VID-3: a decoder that is being flushed takes no parts: the next key frame gets one of its own', async () => {
    isTaken(key(1));
    clock.advance(viewerLimits.firstPictureMs);
    const [flushed] = codecs.opened;
    expect(flushed?.flushes).toHaveLength(1);
    expect(isTaken(delta(2, 1))).toBe(false);
    expect(isTaken(key(3))).toBe(true);
    expect(codecs.opened).toHaveLength(2);
    expect(codecs.last.fed).toEqual([{ number: 3, key: true }]);
    // What is flushed out comes out all the same, and the trouble counts.
    flushed?.gives(1);
    expect(codecs.lent).toEqual(new Set([1]));
    flushed?.flushes[0]?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(flushed?.closed).toBe(true);
    expect(isTaken(delta(4, 3))).toBe(true);
    clock.advance(viewerLimits.streamRestMs + 1);
    codecs.last.fails();
    expect(gaveUp).toBe(1);
  });

  test('VID-3: a decoder that holds pictures twice ends streams', () => {
    isTaken(key(1));
    clock.advance(viewerLimits.firstPictureMs + viewerLimits.pictureMs);
    expect(codecs.last.flushes).toHaveLength(1);
    clock.advance(viewerLimits.streamRestMs);
    isTaken(key(2));
    clock.advance(viewerLimits.firstPictureMs + viewerLimits.pictureMs);
    expect(gaveUp).toBe(1);
    expect(clock.pending).toBeLessThanOrEqual(1);
  });

  test('what is forgotten is closed: one display’s streams, or all', () => {
    isTaken(key(1, 1));
    isTaken(key(1, 2));
    codecs.opened[0]?.gives(1);
    streams.retire(1);
    expect(codecs.opened.map(({ closed }) => closed)).toEqual([true, false]);
    streams.forget();
    expect(codecs.opened.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
