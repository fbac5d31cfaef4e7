import { expect, test } from 'vitest';
import { damageLimits } from './limits.ts';
import { TestRoom } from './testing/test-room.ts';

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
