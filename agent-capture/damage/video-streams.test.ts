import { FrameEncoding, FrameKind } from '@ringside/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openH264Encoders } from '../encode/h264-encoder.ts';
import type { VideoEncoder, VideoEncoders, VideoPicture } from '../encode/video-encoder.ts';
import { damageLimits } from './limits.ts';
import { streamLimits } from './streams/limits.ts';
import { TestRoom, type TestRoomOptions } from './testing/test-room.ts';

let real: VideoEncoders;

beforeAll(async () => {
  // However busy the machine is, no picture comes too late for these tests.
  const encoders = await openH264Encoders({ after: () => () => undefined });
  if (encoders === undefined) throw new Error('@napi-rs/webcodecs is not installed, or has no H.264');
  real = encoders;
});
afterAll(() => real.close());

const { FRAME_KIND_TILES: tiles, FRAME_KIND_COPY: copy } = FrameKind;
const { FRAME_KIND_VIDEO_KEY: key, FRAME_KIND_VIDEO_DELTA: delta } = FrameKind;

const white = () => 0xffffff;
const noise = (x: number, y: number) => (Math.imul(Math.imul((x << 16) ^ y, 0x9e37_79b1) >>> 3, 0x85eb_ca6b) >>> 8) | 0;
const page = (x: number, y: number) => (y % 16 < 5 || (noise(x >> 2, y) & 0x40) === 0 ? 0xffffff : 0x222222);
const slope = (x: number, y: number) => ((x & 0xff) << 16) | ((y & 0xff) << 8) | 0x40;
const kinds = [white, noise, page, slope];

const width = 448;
const height = 320;
const video = { x: 64, y: 64, width: 256, height: 192 };
const whole = { x: 0, y: 0, width, height };
const longRestMs = 8_000;

/** A room that is looked at by viewers who paint streams. */
async function watched(options: TestRoomOptions = {}): Promise<TestRoom> {
  const room = new TestRoom(width, height, { videoEncoders: real, ...options });
  room.demand = { streams: true, focused: true, kilobitsPerSecond: 0 };
  room.draw(whole, page);
  room.look();
  await room.pass(longRestMs);
  return room;
}

function kindsOf(room: TestRoom, from: number): number[] {
  return room.frames.slice(from).map((frame) => frame.kind);
}

async function expectExact(room: TestRoom): Promise<void> {
  expect(room.failures).toEqual([]);
  const seen = await room.painted();
  let wrong = 0;
  for (const [at, colour] of room.colours.entries()) if (seen[at] !== colour) wrong++;
  expect(wrong).toBe(0);
}

/** An encoder of the test's own making. */
function encodersOf(encode: VideoEncoder['encode']): VideoEncoders & { opened: number } {
  const encoders = {
    opened: 0,
    open: () => {
      encoders.opened++;
      return { encode, retarget: () => undefined, close: () => undefined };
    },
    close: () => undefined,
  };
  return encoders;
}

test('VID-3: what keeps moving becomes a stream, which begins with a key picture, and is exact at rest', async () => {
  const room = await watched();
  const before = room.frames.length;
  await room.play(video, 40);
  const streamed = kindsOf(room, before).slice(kindsOf(room, before).indexOf(key));
  expect(streamed.length).toBeGreaterThan(20);
  expect(streamed[0]).toBe(key);
  expect(new Set(streamed.slice(1))).toEqual(new Set([delta]));
  await room.pass(longRestMs);
  await expectExact(room);
  expect(room.timers).toBe(0);
});

test('VID-4: under a stream that pauses, the picture is exact soon, and the stream goes on where it was', async () => {
  const room = await watched();
  await room.play(video, 40);
  await room.pass(200);
  await expectExact(room);
  const before = room.frames.length;
  await room.play(video, 3);
  expect(kindsOf(room, before)).toEqual([delta, delta, delta]);
});

test('VID-3: viewers that paint no streams get none, and those there are end at once', async () => {
  const room = await watched();
  room.demand = { ...room.demand, streams: false };
  room.grant();
  const before = room.frames.length;
  await room.play(video, 40);
  expect(kindsOf(room, before)).not.toContain(key);
  room.demand = { ...room.demand, streams: true };
  room.grant();
  await room.play(video, 40);
  expect(kindsOf(room, before)).toContain(key);
  room.demand = { ...room.demand, streams: false };
  room.grant();
  const after = room.frames.length;
  await room.pass(50);
  const sent = room.frames.slice(after);
  expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set([tiles]));
  expect(sent.reduce((sum, { tilesWide, tilesHigh }) => sum + tilesWide * tilesHigh, 0)).toBeGreaterThanOrEqual(12);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: without an encoder there are tiles alone', async () => {
  const room = new TestRoom(width, height);
  room.demand = { streams: true, focused: true, kilobitsPerSecond: 0 };
  room.look();
  await room.play(video, 40);
  expect(new Set(kindsOf(room, 0))).toEqual(new Set([tiles]));
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: tiles that somebody needs again bring a key picture, but not more often than it is worth', async () => {
  const room = await watched();
  await room.play(video, 30);
  const before = room.frames.length;
  room.refresh(2, 2, 1, 1);
  await room.play(video, 5);
  expect(kindsOf(room, before).filter((kind) => kind === key)).toHaveLength(1);
  for (let time = 0; time < 30; time++) {
    room.refresh(0, 0, 7, 5);
    await room.play(video, 1);
  }
  const keys = kindsOf(room, before).filter((kind) => kind === key).length;
  expect(keys).toBeGreaterThan(1);
  expect(keys).toBeLessThanOrEqual(2 + (30 * 33) / streamLimits.keyPictureMs);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: a refresh at rest is answered too', async () => {
  const room = await watched();
  await room.play(video, 30);
  await room.pass(500);
  const before = room.frames.length;
  room.refresh(1, 1, 4, 3);
  await room.pass(500);
  expect(kindsOf(room, before)[0]).toBe(key);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: one that asks for everything again and again at rest gets it as often as it is worth', async () => {
  const room = await watched();
  await room.play(video, 30);
  await room.pass(500);
  const before = room.frames.length;
  const asks = 30;
  for (let ask = 0; ask < asks; ask++) {
    room.refresh(0, 0, 7, 5);
    await room.pass(33);
  }
  const streamed = kindsOf(room, before).filter((kind) => kind === key || kind === delta).length;
  expect(streamed).toBeGreaterThan(0);
  expect(streamed).toBeLessThanOrEqual(2 + (asks * 33) / streamLimits.keyPictureMs);
});

test('VID-3: a key picture that is asked for too soon comes later, though nothing moves', async () => {
  const room = await watched();
  await room.play(video, 30);
  await room.pass(500);
  const before = room.frames.length;
  room.refresh(1, 1, 4, 3);
  await room.pass(33);
  room.refresh(1, 1, 4, 3);
  await room.pass(streamLimits.keyPictureMs + 50);
  expect(kindsOf(room, before).filter((kind) => kind === key)).toHaveLength(2);
});

test('SES-3: an encoder that fails is replaced by tiles at once, and not tried again for a while', async () => {
  const failing = encodersOf(() => Promise.reject(new Error('no more memory')));
  const room = await watched({ videoEncoders: failing });
  await room.play(video, 40);
  expect(failing.opened).toBe(1);
  await room.pass(longRestMs);
  await expectExact(room);
  await room.play(video, 40);
  expect(failing.opened).toBe(1);
  // Nothing of the failed ones is left that would hold back others.
  for (let opened = 2; opened < 6; opened++) {
    await room.pass(streamLimits.failedPauseMs);
    await room.play(video, 40);
    expect(failing.opened).toBe(opened);
  }
  await room.pass(longRestMs);
  await expectExact(room);
});

test.each([
  ['nothing', { payload: new Uint8Array(0), key: true }],
  ['a picture that builds on none', { payload: new Uint8Array(1), key: false }],
])('SES-3: an encoder that makes %s is replaced by tiles: no such frame leaves', async (_what, picture) => {
  const broken = encodersOf(async () => picture);
  const room = await watched({ videoEncoders: broken });
  await room.play(video, 40);
  expect(broken.opened).toBe(1);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('SES-3: a display that changes its size in mid-picture, or is no longer wanted, leaves nothing behind', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<VideoPicture>();
  const holding = encodersOf(() => {
    asked.resolve();
    return answer.promise;
  });
  const room = await watched({ videoEncoders: holding });
  const playing = room.play(video, 40);
  await asked.promise;
  room.newLayout();
  answer.resolve({ payload: Uint8Array.of(1), key: true });
  await playing;
  await room.pass(longRestMs);
  expect(room.frames).toEqual([]);
  expect(room.timers).toBe(0);
});

test('VID-3: a stream waits for the processor; where the line carries tiles, it gives way to them', async () => {
  let usedMs = 0;
  const room = await watched({ cpu: { cores: 0.5, usedMs: () => usedMs } });
  const before = room.frames.length;
  const counted = () => kindsOf(room, before).filter((kind) => kind === key || kind === delta).length;
  for (let picture = 0; picture < 60; picture++) {
    const sent = counted();
    await room.play(video, 1);
    usedMs += (counted() - sent) * 60;
  }
  // Half a core at 60 ms a picture are 8 pictures a second; a second's worth was saved up.
  expect(counted()).toBeLessThan(30);
  await room.play(video, 120);
  const late = room.frames.slice(-10).map(({ kind }) => kind);
  expect(new Set(late)).toEqual(new Set([tiles]));
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: a page that scrolls is copied', async () => {
  const room = await watched();
  const before = room.frames.length;
  room.scroll(whole, { dx: 0, dy: 32 }, page);
  await room.settle();
  expect(kindsOf(room, before)[0]).toBe(copy);
  expect(room.frames[before]).toMatchObject({ base: before, encoding: FrameEncoding.FRAME_ENCODING_COPY });
  await expectExact(room);
});

test('VID-4: a picture that scrolls while it is lossy is exact at rest: what is lossy moves along', async () => {
  const room = await watched();
  room.draw(whole, (x, y) => noise(x, y));
  await room.settle();
  const before = room.frames.length;
  room.scroll(whole, { dx: 0, dy: 64 }, white);
  await room.settle();
  expect(kindsOf(room, before)).toContain(copy);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: copies that somebody cannot follow are given up for a while', async () => {
  const room = await watched();
  room.scroll(whole, { dx: 0, dy: 32 }, page);
  await room.settle();
  room.refresh(0, 0, 7, 3);
  await room.settle();
  const before = room.frames.length;
  room.scroll(whole, { dx: 0, dy: 32 }, page);
  await room.settle();
  expect(kindsOf(room, before)).not.toContain(copy);
  await expectExact(room);
});

test('VID-3: tiles that are asked for again come as tiles, whatever is moved at the same time', async () => {
  const room = await watched();
  const before = room.frames.length;
  room.refresh(0, 0, 2, 1);
  room.scroll(whole, { dx: 0, dy: 32 }, page);
  await room.settle();
  expect(new Set(kindsOf(room, before))).toEqual(new Set([tiles]));
});

test('VID-4: nothing is copied out of a stream, whose newest picture a copy may overtake', async () => {
  let letGo = Promise.resolve();
  const held: VideoEncoders = {
    open(settings) {
      const encoder = real.open(settings);
      return {
        async encode(pixels, wantsKey) {
          const picture = await encoder.encode(pixels, wantsKey);
          await letGo;
          return picture;
        },
        retarget: (kilobits) => encoder.retarget(kilobits),
        close: () => encoder.close(),
      };
    },
    close: () => undefined,
  };
  const room = await watched({ videoEncoders: held });
  await room.play(video, 40);
  await room.pass(200);
  await expectExact(room);
  const { promise, resolve } = Promise.withResolvers<void>();
  letGo = promise;
  room.delays = { grab: () => 0, encoding: () => 0, step: () => 20 };
  room.draw(video, noise);
  await room.pass(40);
  // All around the stream is what stands in it, further down: its last picture is with the encoder.
  const around = [
    { ...whole, height: video.y },
    { ...whole, y: video.y, width: video.x },
    { ...whole, x: video.x + video.width, y: video.y },
    { x: video.x, y: video.y + video.height, width: video.width, height: 64 },
  ];
  for (const content of [slope, (x: number, y: number) => noise(x, y - 64)]) {
    // After a rest copies are looked for, whatever came before.
    await room.pass(damageLimits.searchAgainMs);
    const before = room.frames.length;
    for (const rect of around) room.draw(rect, content);
    while (room.frames.length === before) await room.settle();
  }
  room.delays = undefined;
  resolve();
  await room.pass(longRestMs);
  await expectExact(room);
});

const rect = fc.record({
  x: fc.nat(width - 1),
  y: fc.nat(height - 1),
  width: fc.integer({ min: 1, max: width }),
  height: fc.integer({ min: 1, max: height }),
});
const scene = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('draw' as const), rect, kind: fc.nat(kinds.length - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('scroll' as const),
      rect: fc.oneof(fc.constant(whole), rect),
      dy: fc.integer({ min: -150, max: 150 }),
      across: fc.boolean(),
      kind: fc.nat(kinds.length - 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('play' as const),
      rect: fc.oneof(fc.constant(video), rect),
      pictures: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 20, 120, 300, 2_500) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const), x: fc.nat(5), y: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'join' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('streams' as const), streams: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('line' as const), kilobits: fc.constantFrom(0, 300, 5_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grabs' as const),
      grabs: fc.constantFrom('give' as const, 'nothing' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('queue' as const), bytes: fc.constantFrom(0, 10_000_000) }) },
);

test('VID-4: over random scenes of tiles, scrolls, videos and rests, no pixel is wrong at rest', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(scene, { minLength: 3, maxLength: 18 }), async (steps) => {
      const room = new TestRoom(width, height, { videoEncoders: real });
      room.demand = { streams: true, focused: false, kilobitsPerSecond: 0 };
      room.draw(whole, page);
      room.look();
      for (const step of steps) {
        switch (step.do) {
          case 'draw':
            room.draw(step.rect, kinds[step.kind] ?? white);
            break;
          case 'scroll':
            room.scroll(
              step.rect,
              step.across ? { dx: step.dy, dy: 0 } : { dx: 0, dy: step.dy },
              kinds[step.kind] ?? white,
            );
            await room.pass(16);
            break;
          case 'play':
            await room.play(step.rect, step.pictures);
            break;
          case 'pass':
            await room.pass(step.ms);
            break;
          case 'refresh':
            room.refresh(step.x, step.y, 3, 2);
            break;
          case 'join':
            room.lookAway();
            room.look();
            break;
          case 'streams':
            room.demand = { ...room.demand, streams: step.streams };
            room.grant();
            break;
          case 'line':
            room.demand = { ...room.demand, kilobitsPerSecond: step.kilobits };
            room.grant();
            break;
          case 'grabs':
            room.grabs = step.grabs;
            break;
          case 'queue':
            room.queued = step.bytes;
            break;
        }
      }
      room.grabs = 'give';
      room.queued = 0;
      room.look();
      await room.pass(longRestMs);
      await expectExact(room);
      const sent = room.messages;
      await room.pass(longRestMs);
      expect(room.messages).toBe(sent);
      expect(room.timers).toBe(0);
      for (const { kind } of room.frames) seen.add(kind);
      room.pipeline.stop();
    }),
    { numRuns: 60 },
  );
  expect(seen).toEqual(new Set([tiles, copy, key, delta]));
}, 240_000);
