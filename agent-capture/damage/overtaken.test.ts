import { setImmediate as nextTurn } from 'node:timers/promises';
import { FrameKind } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { damageLimits } from './limits.ts';
import { TestRoom } from './testing/test-room.ts';

function mixed(seed: number): number {
  const once = Math.imul(seed ^ (seed >>> 15), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** No two places of it look alike. */
const page = (x: number, y: number) => ((mixed((x >> 2) * 4099 + y + 1) & 1) === 0 ? 0xffffff : 0x222222);
const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729 + 17, 0x9e37_79b1) >>> 8;

test('VID-4: an exact rectangle that new damage has overtaken is not painted over it', async () => {
  const room = new TestRoom(640, 1280);
  room.look();
  await room.pass(5_000);
  // Rows 12 to 19 are pictures, lossy for now.
  room.draw({ x: 0, y: 768, width: 640, height: 512 }, noise);
  await room.pass(20);
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs * 2);
  expect(room.heldEncodings).toBe(3);
  // A window over everything: two of its rectangles take both slots, the others wait to be begun.
  room.draw({ x: 0, y: 0, width: 640, height: 1280 }, (x, y) => noise(x + 3, y + 5));
  await room.pass(0);
  expect(room.heldEncodings).toBe(5);
  room.letGo(0);
  await room.settle();
  room.holdEncodings = false;
  while (room.heldEncodings > 0) {
    room.letGo(room.heldEncodings - 1);
    await room.settle();
  }
  await room.pass(30_000);
  expect(room.failures).toEqual([]);
  const painted = await room.painted();
  expect(room.colours.filter((colour, pixel) => colour !== painted[pixel])).toHaveLength(0);
});

test('VID-4: making exact goes on beside damage that there is no credit for, and ends its update', async () => {
  const room = new TestRoom(640, 1280);
  room.look();
  await room.pass(5_000);
  room.draw({ x: 0, y: 0, width: 640, height: 1280 }, noise);
  await room.pass(20);
  const before = room.frames.at(-1)?.update ?? 0;
  room.grants = false;
  // Two updates of a tile leave credit for just one more.
  for (const shift of [1, 2]) {
    room.draw({ x: 0, y: 0, width: 64, height: 64 }, (x, y) => noise(x + shift, y));
    await room.pass(5);
  }
  expect(room.frames.at(-1)?.update).toBe(before + 2);
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs * 2);
  room.letGo(0);
  await room.settle();
  expect(room.frames.at(-1)?.update).toBe(before + 3);
  room.draw({ x: 128, y: 128, width: 64, height: 64 }, (x, y) => noise(x + 9, y));
  while (room.heldEncodings > 0) {
    room.letGo(0);
    await room.settle();
  }
  await room.pass(30_000);
  expect(room.frames.at(-1)?.update).toBe(before + 3);
  expect(room.frames.at(-1)?.lastOfUpdate).toBe(1);
});

test('VID-4: damage that changed nothing cuts no update that is being made exact', async () => {
  const room = new TestRoom(640, 1280);
  room.look();
  await room.pass(5_000);
  // One update of exact tiles holds as many.
  room.draw({ x: 0, y: 0, width: 640, height: 640 }, noise);
  await room.pass(20);
  const before = room.frames.length;
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs * 2);
  room.pipeline.damaged(1, { x: 0, y: 0, width: 640, height: 640 });
  await room.settle();
  while (room.heldEncodings > 0) {
    room.letGo(0);
    await room.settle();
  }
  expect(new Set(room.frames.slice(before).map(({ update }) => update)).size).toBe(1);
});

test('VID-4: while new damage is looked at, no further rectangle is made exact', async () => {
  const room = new TestRoom(640, 1280);
  room.look();
  await room.pass(5_000);
  room.draw({ x: 0, y: 0, width: 640, height: 1280 }, noise);
  await room.pass(20);
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs * 2);
  const grab = Promise.withResolvers<void>();
  room.held = grab.promise;
  room.pipeline.damaged(1, { x: 0, y: 0, width: 64, height: 64 });
  for (let left = damageLimits.refinedAtOnce; left > 0; left--) room.letGo(0);
  // Only the grab is left to wait for.
  while (room.busy > 1) await nextTurn();
  await nextTurn();
  expect(room.heldEncodings).toBe(0);
  grab.resolve();
  await room.pass(damageLimits.retryMs);
  expect(room.heldEncodings).toBeGreaterThan(0);
});

test('VID-4: a copy takes along a tile whose damage is told later, and which has then gone back', async () => {
  const [width, height] = [1024, 640];
  const room = new TestRoom(width, height);
  room.draw({ x: 0, y: 0, width, height }, page);
  room.look();
  await room.pass(5_000);
  const before = room.frames.length;
  room.paint({ x: 0, y: 0, width, height }, (x, y) => page(x, y + 64));
  // Everything but one tile in the middle.
  room.pipeline.damaged(1, { x: 0, y: 0, width, height: 320 });
  room.pipeline.damaged(1, { x: 0, y: 384, width, height: 256 });
  room.pipeline.damaged(1, { x: 0, y: 320, width: 512, height: 64 });
  room.pipeline.damaged(1, { x: 576, y: 320, width: width - 576, height: 64 });
  await room.settle();
  expect(room.frames[before]?.kind).toBe(FrameKind.FRAME_KIND_COPY);
  room.draw({ x: 512, y: 320, width: 64, height: 64 }, page);
  await room.pass(5_000);
  const painted = await room.painted();
  expect(room.colours.filter((colour, pixel) => colour !== painted[pixel])).toHaveLength(0);
});
