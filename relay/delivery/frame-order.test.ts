import { createFrameHeader, type FrameHeader, FrameKind } from '@ringside/protocol';
import { beforeEach, expect, test } from 'vitest';
import { FrameOrder } from './frame-order.ts';

const limits = { updateBytes: 100_000, updateCovers: 2, leastChunkBytes: 1_000 };
let order: FrameOrder;

/** Of a display of 4 by 3 tiles, with credit for three updates. */
beforeEach(() => {
  order = new FrameOrder(4, 3, limits);
  order.grant(3);
});

function header(changes: Partial<FrameHeader> = {}): FrameHeader {
  const area = { tilesWide: 1, tilesHigh: 1 };
  const numbers = { display: 1, epoch: 1, frame: 1, kind: FrameKind.FRAME_KIND_TILES, chunks: 1, update: 1 };
  return { ...createFrameHeader(), ...area, ...numbers, ...changes };
}

test('frames without gaps and chunks behind each other are in order; an update is complete with its last frame', () => {
  expect(order.check(header({ chunks: 2 }), 2_000)).toBeUndefined();
  expect(order.check(header({ chunks: 2, chunk: 1 }), 10)).toBeUndefined();
  expect(order.completeUpdate).toBe(0);
  expect(order.check(header({ frame: 2, lastOfUpdate: 1 }), 10)).toBeUndefined();
  expect(order.completeUpdate).toBe(1);
});

test.each<[string, Partial<FrameHeader>]>([
  ['a size', { tilesWide: 2 }],
  ['a place', { tileX: 1 }],
  ['a kind', { kind: FrameKind.FRAME_KIND_VIDEO_KEY }],
  ['a base', { base: 1 }],
  ['an encoding', { encoding: 2 }],
  ['an update', { update: 2 }],
  ['the end of its update', { lastOfUpdate: 1 }],
  ['a number of chunks', { chunks: 4 }],
  ['a frame number', { frame: 2 }],
])('%s that changes in the middle of a frame is malformed', (_, change) => {
  expect(order.check(header({ chunks: 3 }), 2_000)).toBeUndefined();
  expect(order.check(header({ chunks: 3, chunk: 1, ...change }), 2_000)).toBe('malformed');
});

test.each<[string, Partial<FrameHeader>]>([
  ['never', { frame: 3 }],
  ['twice', { frame: 1 }],
])('a frame that comes %s is malformed', (_, change) => {
  expect(order.check(header(), 10)).toBeUndefined();
  expect(order.check(header(change), 10)).toBe('malformed');
});

test.each([
  ['twice', 0],
  ['never', 2],
])('a chunk that comes %s is malformed', (_, chunk) => {
  expect(order.check(header({ chunks: 3 }), 2_000)).toBeUndefined();
  expect(order.check(header({ chunks: 3, chunk }), 2_000)).toBe('malformed');
});

test('more than was asked for is a flood: updates, bytes, tiles, and copies by themselves', () => {
  expect(order.check(header({ update: 4 }), 10)).toBe('flood');
  order = new FrameOrder(4, 3, limits);
  order.grant(3);
  const whole = { tilesWide: 4, tilesHigh: 3 };
  const copy = { kind: FrameKind.FRAME_KIND_COPY, ...whole };
  expect(order.check(header({ frame: 1, ...whole }), 10)).toBeUndefined();
  expect(order.check(header({ frame: 2, ...whole }), 10)).toBeUndefined();
  expect(order.check(header({ frame: 3, ...copy }), 10)).toBeUndefined();
  expect(order.check(header({ frame: 4, ...copy }), 10)).toBeUndefined();
  expect(order.check(header({ frame: 5, ...copy }), 10)).toBe('flood');
  expect(order.check(header({ frame: 5, update: 2 }), 100_001)).toBe('flood');
});
