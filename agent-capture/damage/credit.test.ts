/** What happens to the credit for one update at a time, as the relay gives it while a line limits. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FrameKind } from '@ringside/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openH264Encoders } from '../encode/h264-encoder.ts';
import type { VideoEncoders } from '../encode/video-encoder.ts';
import { damageLimits } from './limits.ts';
import { TestRoom } from './testing/test-room.ts';

let videoEncoders: VideoEncoders;

beforeAll(async () => {
  // However busy the machine is, no picture comes too late for these tests.
  const encoders = await openH264Encoders({ after: () => () => undefined });
  if (encoders === undefined) throw new Error('@napi-rs/webcodecs is not installed, or has no H.264');
  videoEncoders = encoders;
});
afterAll(() => videoEncoders.close());

const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729 + 17, 0x9e37_79b1) >>> 8;
const text = (x: number, y: number) => ((x * y) % 7 < 3 ? 0x222222 : 0xf4f5f7);
const red = () => 0xff0000;
const width = 1024;
const height = 640;
const video = { x: 64, y: 64, width: 256, height: 192 };
/** In a corner, apart from everything else. */
const key = { x: 10, y: 10, width: 8, height: 8 };
const longRestMs = 5_000;

/** Its viewers' line carries 20 Mb/s. */
async function watched(credit: number): Promise<TestRoom> {
  const room = new TestRoom(width, height, { credit, videoEncoders });
  room.demand = { streams: true, focused: true, kilobitsPerSecond: 20_000 };
  room.draw({ x: 0, y: 0, width, height }, text);
  room.look();
  await room.pass(longRestMs);
  return room;
}

/** Six tiles of pictures, each a rectangle of its own, are being made exact: three encodings are under way. */
async function refining(room: TestRoom): Promise<void> {
  for (let x = 0; x < 6; x++)
    room.draw({ x: 448 + 128 * (x % 3), y: 64 + 128 * (x % 2), width: 64, height: 64 }, noise);
  for (let x = 3; x < 6; x++) room.draw({ x: 448 + 128 * (x % 3), y: 448, width: 64, height: 64 }, noise);
  await room.pass(5);
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs + 10);
  expect(room.heldEncodings).toBe(damageLimits.refinedAtOnce);
}

async function letAllGo(room: TestRoom): Promise<void> {
  room.holdEncodings = false;
  while (room.heldEncodings > 0) {
    room.letGo(0);
    await room.settle();
  }
}

async function expectExact(room: TestRoom): Promise<void> {
  expect(room.failures).toEqual([]);
  const painted = await room.painted();
  expect(room.colours.filter((colour, pixel) => colour !== painted[pixel])).toHaveLength(0);
}

test('VID-3: with one update at a time, one that has begun comes to its end though the socket fills up', async () => {
  const room = await watched(1);
  await refining(room);
  const before = room.frames.length;
  room.letGo(0);
  await room.settle();
  expect(room.frames.length).toBe(before + 1);
  room.queued = damageLimits.queuedBytes + 1;
  room.draw(key, red);
  await letAllGo(room);
  room.queued = 0;
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: a full socket holds back further exact rectangles, and no update is cut for it', async () => {
  const room = await watched(1);
  await refining(room);
  const before = room.frames.length;
  room.queued = damageLimits.queuedBytes + 1;
  await letAllGo(room);
  expect(room.frames.length).toBe(before + damageLimits.refinedAtOnce);
  room.queued = 0;
  await room.pass(longRestMs);
  expect(new Set(room.frames.slice(before).map(({ update }) => update)).size).toBe(1);
  await expectExact(room);
});

test('VID-3: new damage goes before exact tiles, whether some of them have left or none', async () => {
  const room = await watched(3);
  await refining(room);
  room.holdEncodings = false;
  for (const left of [0, 1]) {
    if (left > 0) room.letGo(0);
    await room.settle();
    const before = room.frames.length;
    room.draw({ ...key, y: 600 * left }, red);
    await room.settle();
    expect(room.heldEncodings).toBeGreaterThan(0);
    expect(room.frames.slice(before)).toMatchObject([{ tileX: 0, lastOfUpdate: 1 }]);
  }
  await letAllGo(room);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: with the last credit, new damage goes before exact tiles of which none has left', async () => {
  const room = await watched(1);
  await refining(room);
  room.holdEncodings = false;
  const before = room.frames.length;
  room.draw(key, red);
  await room.settle();
  expect(room.heldEncodings).toBe(damageLimits.refinedAtOnce);
  expect(room.frames.slice(before)).toMatchObject([{ tileX: 0, tileY: 0 }]);
  await letAllGo(room);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: with the last credit, a picture of a stream goes before exact tiles of which none has left', async () => {
  const room = await watched(1);
  await room.play(video, 40);
  await room.pass(500);
  await refining(room);
  const before = room.frames.length;
  await room.play(video, 1);
  expect(room.heldEncodings).toBe(damageLimits.refinedAtOnce);
  expect(room.frames.slice(before).map(({ kind }) => kind)).toEqual([FrameKind.FRAME_KIND_VIDEO_DELTA]);
  await letAllGo(room);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: pictures of a stream wait for no exact tiles that were begun when they were captured', async () => {
  const room = await watched(3);
  await room.play(video, 40);
  await room.pass(500);
  await refining(room);
  const before = room.frames.length;
  await room.play(video, 2);
  expect(room.heldEncodings).toBe(damageLimits.refinedAtOnce);
  expect(room.frames.length).toBe(before + 2);
  await letAllGo(room);
  await room.pass(longRestMs);
  await expectExact(room);
});

test('VID-3: a stream that has looked in vain leaves its credit to the tiles beside it', async () => {
  const room = await watched(1);
  await room.play(video, 40);
  await room.pass(600);
  const before = room.frames.length;
  const grab = Promise.withResolvers<void>();
  room.held = grab.promise;
  room.pipeline.damaged(1, video);
  await nextTurn();
  room.draw(key, red);
  await nextTurn();
  grab.resolve();
  await room.settle();
  expect(room.frames.slice(before)).toMatchObject([{ kind: FrameKind.FRAME_KIND_TILES, tileX: 0, tileY: 0 }]);
});

test('VID-3: an update of tiles that has looked in vain leaves its credit to the streams', async () => {
  const room = await watched(1);
  await room.play(video, 40);
  await room.pass(600);
  const before = room.frames.length;
  const grab = Promise.withResolvers<void>();
  room.held = grab.promise;
  room.pipeline.damaged(1, key);
  await nextTurn();
  room.draw(video, red);
  await nextTurn();
  grab.resolve();
  await room.settle();
  expect(room.frames.slice(before)).toMatchObject([{ kind: FrameKind.FRAME_KIND_VIDEO_DELTA }]);
});

test('VID-3: a stream that ends while it captures leaves its credit to the tiles', async () => {
  const room = await watched(1);
  await room.play(video, 40);
  await room.pass(600);
  const grab = Promise.withResolvers<void>();
  room.held = grab.promise;
  room.draw(video, red);
  await nextTurn();
  room.demand = { ...room.demand, streams: false };
  room.grant();
  const before = room.frames.length;
  grab.resolve();
  await room.settle();
  expect(room.frames.length).toBeGreaterThan(before);
  await expectExact(room);
});
