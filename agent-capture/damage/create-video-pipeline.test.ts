import { setImmediate as nextTurn } from 'node:timers/promises';
import { FrameEncoding } from '@ringside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImageEncoder } from '../encode/image-encoder.ts';
import { damageLimits } from './limits.ts';
import { streamLimits } from './streams/limits.ts';
import { TestRoom } from './testing/test-room.ts';

const white = () => 0xffffff;
const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729 + 17, 0x9e37_79b1) >>> 8;
const text = (x: number, y: number) => ((x * y) % 7 < 3 ? 0x222222 : 0xf4f5f7);
const slope = (x: number, y: number) => ((x & 0xff) << 16) | ((y & 0xff) << 8) | 0x40;
const kinds = [white, noise, text, slope];

/** Long enough for everything lossy to have rested and been made exact. */
const longRestMs = 5_000;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('draw' as const),
      x: fc.nat(210),
      y: fc.nat(150),
      width: fc.integer({ min: 1, max: 210 }),
      height: fc.integer({ min: 1, max: 150 }),
      kind: fc.nat(kinds.length - 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 10, 100, 400) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'look' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'look-away' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const), x: fc.nat(5), y: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grabs' as const),
      grabs: fc.constantFrom('give' as const, 'nothing' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('queue' as const), bytes: fc.constantFrom(0, 10_000_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'layout' as const }) },
);

test('VID-4, VID-5: whatever happens, the painted frames equal the screen once it rests, and then nothing is sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const room = new TestRoom(210, 150);
      for (const action of steps) {
        switch (action.do) {
          case 'draw':
            room.draw(action, kinds[action.kind] ?? white);
            break;
          case 'pass':
            await room.pass(action.ms);
            break;
          case 'look':
            room.look();
            break;
          case 'look-away':
            room.lookAway();
            break;
          case 'refresh':
            room.refresh(action.x, action.y, 2, 3);
            break;
          case 'grabs':
            room.grabs = action.grabs;
            break;
          case 'queue':
            room.queued = action.bytes;
            break;
          case 'layout':
            room.newLayout();
            break;
        }
      }
      room.grabs = 'give';
      room.queued = 0;
      room.look();
      await room.pass(longRestMs);
      expect(room.failures).toEqual([]);
      expect(Buffer.compare(Buffer.from((await room.painted()).buffer), Buffer.from(room.colours.buffer))).toBe(0);
      const before = room.messages;
      await room.pass(longRestMs);
      expect(room.messages).toBe(before);
      expect(room.timers).toBe(0);
    }),
    { numRuns: 120 },
  );
});

async function lookedAt(width: number, height: number, encoder?: ImageEncoder): Promise<TestRoom> {
  const room = new TestRoom(width, height, encoder === undefined ? {} : { encoder });
  room.look();
  await room.pass(longRestMs);
  room.frames.length = 0;
  room.grabbed = [];
  return room;
}

test('VID-5: without demand nothing is watched, grabbed or sent', async () => {
  const room = new TestRoom(200, 200);
  room.draw({ x: 0, y: 0, width: 200, height: 200 }, noise);
  await room.pass(longRestMs);
  expect(room.watched).toEqual([]);
  expect(room.grabbed).toEqual([]);
  expect(room.messages).toBe(0);
});

test('VID-5: damage that changed nothing sends nothing', async () => {
  const room = await lookedAt(640, 480);
  const before = room.messages;
  for (let time = 1; time <= 3; time++) {
    room.pipeline.damaged(1, { x: 0, y: 0, width: 640, height: 480 });
    await room.pass(longRestMs);
    expect(room.grabbed).toHaveLength(time);
    expect(room.messages).toBe(before);
  }
});

test('VID-3: what is made exact never takes the credit of an update that is being grabbed', async () => {
  const room = await lookedAt(64, 64);
  room.grants = false;
  const all = { x: 0, y: 0, width: 64, height: 64 };
  for (const shift of [1, 2]) {
    room.draw(all, (x, y) => noise(x + shift, y));
    await room.pass(0);
  }
  // One credit is left, and both ask for it.
  room.holdEncodings = true;
  await room.pass(damageLimits.restMs * 2);
  expect(room.heldEncodings).toBe(1);
  const grab = Promise.withResolvers<void>();
  room.held = grab.promise;
  room.draw(all, text);
  await Promise.resolve();
  room.letGo(0);
  // Only the grab is left to wait for.
  while (room.busy > 1) await nextTurn();
  await nextTurn();
  room.holdEncodings = false;
  grab.resolve();
  await room.pass(longRestMs);
  expect(room.failures).toEqual([]);
  expect(room.frames).toHaveLength(3);
  room.grants = true;
  room.grant();
  await room.pass(longRestMs);
  expect(await room.painted()).toEqual(room.colours);
});

test('VID-3: rectangles cover exactly the changed tiles, each once', async () => {
  const room = await lookedAt(1000, 700);
  room.draw({ x: 70, y: 70, width: 200, height: 60 }, text);
  room.draw({ x: 500, y: 400, width: 65, height: 1 }, text);
  await room.settle();
  const covered = room.frames.flatMap(({ tileX, tileY, tilesWide, tilesHigh }) =>
    Array.from({ length: tilesWide * tilesHigh }, (_, i) => [
      tileX + (i % tilesWide),
      tileY + Math.floor(i / tilesWide),
    ]),
  );
  expect(covered.map(String).sort()).toEqual(
    ['1,1', '1,2', '2,1', '2,2', '3,1', '3,2', '4,1', '4,2', '7,6', '8,6'].sort(),
  );
  expect(room.grabbed).toEqual([{ x: 64, y: 64, width: 512, height: 384 }]);
});

/** Runs something right after each grab that comes has read the screen. */
function afterGrabs(room: TestRoom, run: () => void): void {
  const { grabbed } = room;
  grabbed.push = (...rects) => {
    queueMicrotask(run);
    return Array.prototype.push.apply(grabbed, rects);
  };
}

test.each([
  [
    'a drawing told in pieces is one update: those of one turn, and what comes while they are grabbed',
    [0, 300],
    [600],
    1,
    ['0-320', '0-640'],
  ],
  ['damage of what is being grabbed already waits for the next update', [0, 300], [270], 2, ['0-320', '256-320']],
  [
    'an update is grabbed twice at most, however much is drawn',
    [0],
    [64, 128, 192, 256, 320],
    3,
    ['0-64', '0-128', '128-192', '128-256', '256-320', '256-384'],
  ],
])('VID-3: %s', async (_, first, later, updates, grabs) => {
  const room = await lookedAt(640, 480);
  const draw = (x: number) => room.draw({ x, y: 0, width: 10, height: 10 }, () => 0x00ff00 + x);
  const left = [...later];
  afterGrabs(room, () => {
    const next = left.shift();
    if (next !== undefined) draw(next);
  });
  for (const x of first) draw(x);
  await room.settle();
  expect(new Set(room.frames.map(({ update }) => update)).size).toBe(updates);
  expect(room.grabbed.map(({ x, width }) => `${x}-${x + width}`)).toEqual(grabs);
});

test('VID-3: a big change that comes while a small one is grabbed waits for the processor all the same', async () => {
  let usedMs = 0;
  const room = new TestRoom(1920, 1080, { cpu: { cores: 0.5, usedMs: () => usedMs } });
  const whole = { x: 0, y: 0, width: 1920, height: 1080 };
  room.look();
  await room.pass(longRestMs);
  usedMs += 60_000;
  room.draw(whole, noise);
  await room.settle();
  room.grabbed = [];
  let drawn = false;
  afterGrabs(room, () => {
    if (!drawn) room.draw(whole, text);
    drawn = true;
  });
  room.draw({ x: 0, y: 0, width: 10, height: 10 }, white);
  await room.pass(damageLimits.afterRestMs / 2);
  expect(room.grabbed.map(({ width }) => width)).toEqual([64]);
});

test('VID-3: no credit, no grab; the newest pixels go when credit comes', async () => {
  const room = await lookedAt(64, 64);
  const grant = room.grant;
  room.grant = () => {};
  for (const colour of [1, 2, 3, 4, 5, 6]) {
    room.draw({ x: 0, y: 0, width: 64, height: 64 }, () => colour);
    await room.settle();
  }
  expect(room.frames).toHaveLength(3);
  room.grant = grant;
  room.grant();
  await room.settle();
  expect(room.frames).toHaveLength(4);
  expect([...(room.frames[3]?.payload ?? [])]).toEqual([0, 0, 6]);
});

test('VID-3: a full socket holds capture back until it drains', async () => {
  const room = await lookedAt(64, 64);
  room.queued = damageLimits.queuedBytes + 1;
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.pass(100);
  expect(room.grabbed).toEqual([]);
  room.queued = 0;
  await room.pass(damageLimits.retryMs);
  expect(room.frames).toHaveLength(1);
});

test('VID-4: a picture is lossy while it moves, and exact soon after it rests', async () => {
  const room = await lookedAt(640, 384);
  room.draw({ x: 0, y: 0, width: 640, height: 384 }, noise);
  await room.settle();
  expect(room.frames.map(({ encoding }) => encoding)).toEqual(room.frames.map(() => FrameEncoding.FRAME_ENCODING_JPEG));
  await room.pass(damageLimits.restMs - 10);
  expect(room.frames.some(({ encoding }) => encoding === FrameEncoding.FRAME_ENCODING_PNG)).toBe(false);
  await room.pass(50);
  expect(await room.painted()).toEqual(room.colours);
});

test('VID-4: flat content is exact at once', async () => {
  const room = await lookedAt(640, 384);
  room.draw({ x: 0, y: 0, width: 640, height: 384 }, text);
  await room.settle();
  const encodings = new Set(room.frames.map(({ encoding }) => encoding));
  expect([...encodings]).toEqual([FrameEncoding.FRAME_ENCODING_PNG]);
  expect(await room.painted()).toEqual(room.colours);
});

test('VID-3: scattered changes are gathered into few rectangles', async () => {
  const room = await lookedAt(1920, 1080);
  for (let y = 0; y < 17; y++) {
    for (let x = y % 2; x < 30; x += 2) room.draw({ x: x * 64 + 9, y: y * 64 + 9, width: 5, height: 5 }, white);
  }
  await room.settle();
  expect(room.frames.length).toBeLessThanOrEqual(30);
  expect(await room.painted()).toEqual(room.colours);
});

test('SES-3: nothing is sent after stop(), not even what is being encoded', async () => {
  const room = await lookedAt(640, 384);
  const before = room.messages;
  room.draw({ x: 0, y: 0, width: 640, height: 384 }, noise);
  // The grab and the encoder's hand-over are microtasks; the encoding itself takes longer.
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(room.grabbed).toHaveLength(1);
  room.pipeline.stop();
  await room.pass(longRestMs);
  expect(room.messages).toBe(before);
  expect(room.watched).toEqual([true, false]);
  expect(room.timers).toBe(0);
});

test('SES-3: stop() in the middle of an update begins no further encoding', async () => {
  const room = await lookedAt(1920, 1080);
  room.holdEncodings = true;
  room.draw({ x: 0, y: 0, width: 1920, height: 1080 }, noise);
  await room.settle();
  room.pipeline.stop();
  room.letGo(0);
  room.letGo(0);
  await room.pass(longRestMs);
  expect(room.heldEncodings).toBe(0);
  expect(room.frames).toEqual([]);
});

test('VID-3: looking and looking away at once, again and again, wears nothing out', async () => {
  const room = new TestRoom(64, 64);
  for (let time = 0; time < 5; time++) {
    room.look();
    room.lookAway();
    await room.settle();
  }
  room.look();
  await room.settle();
  expect(room.frames).toHaveLength(1);
});

test('CALL-2: when the guard refuses a frame, the display stops until it is demanded anew', async () => {
  const room = await lookedAt(640, 384);
  room.open = false;
  room.draw({ x: 0, y: 0, width: 640, height: 384 }, noise);
  await room.pass(longRestMs);
  expect(room.watched).toEqual([true, false]);
  expect(room.grabbed).toHaveLength(1);
  expect(room.failures).toEqual([]);
});

test('VID-2: a demand for an older layout is of no consequence', async () => {
  const room = await lookedAt(64, 64);
  room.newLayout();
  room.pipeline.demand(1, 1, { ...room.demand, update: 99 });
  await room.pass(longRestMs);
  expect(room.frames).toEqual([]);
});

test('SES-3: an encoder that fails ends the video, and is told once', async () => {
  const broken: ImageEncoder = { encode: () => Promise.reject(new Error('out of memory')) };
  const room = new TestRoom(200, 200, { encoder: broken });
  room.draw({ x: 0, y: 0, width: 200, height: 200 }, noise);
  room.look();
  await room.pass(longRestMs);
  expect(room.failures).toMatchObject([{ code: 'encoding-failed' }]);
  room.grant();
  await room.pass(longRestMs);
  expect(room.watched).toEqual([true, false]);
  expect(room.messages).toBe(0);
});

test('SES-3: a grab that throws ends the video', async () => {
  const room = await lookedAt(64, 64);
  room.grabs = 'break';
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.pass(longRestMs);
  expect(room.failures).toMatchObject([{ code: 'grab-failed' }]);
});

test('VID-2: a demand begins with the full picture, black included', async () => {
  const room = new TestRoom(200, 200);
  room.look();
  await room.settle();
  expect(room.frames).toHaveLength(1);
  room.lookAway();
  room.look();
  await room.settle();
  expect(room.frames).toHaveLength(1);
});

test('VID-5: the unused byte of a pixel is no change', async () => {
  const room = await lookedAt(64, 64);
  room.unusedByte = 0xa5;
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, () => 0);
  await room.pass(longRestMs);
  expect(room.grabbed).toHaveLength(1);
  expect(room.frames).toEqual([]);
});

test('VID-3: refreshed tiles are sent again though unchanged; those of an older layout are not', async () => {
  const room = await lookedAt(256, 256);
  room.refresh(1, 1, 2, 9, 99);
  await room.settle();
  expect(room.frames).toEqual([]);
  room.refresh(1, 1, 2, 9);
  await room.settle();
  expect(room.frames).toMatchObject([{ tileX: 1, tileY: 1, tilesWide: 2, tilesHigh: 3 }]);
});

test('VID-2: grabs that give nothing lose nothing, and are tried again', async () => {
  const room = await lookedAt(64, 64);
  room.grabs = 'nothing';
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.pass(5 * damageLimits.retryMs);
  expect(room.grabbed).toHaveLength(6);
  room.grabs = 'give';
  await room.pass(damageLimits.retryMs);
  expect(room.frames).toHaveLength(1);
});

test('VID-3: frames leave in order, whichever encoding is ready first', async () => {
  const room = await lookedAt(1920, 512);
  room.holdEncodings = true;
  room.draw({ x: 0, y: 0, width: 1920, height: 512 }, noise);
  await room.settle();
  expect(room.heldEncodings).toBe(damageLimits.encodersBusy);
  room.letGo(1);
  await room.settle();
  expect(room.frames).toEqual([]);
  room.letGo(0);
  await room.settle();
  expect(room.frames.map(({ tileY, lastOfUpdate }) => [tileY, lastOfUpdate])).toEqual([
    [0, 0],
    [1, 0],
  ]);
  while (room.heldEncodings > 0) {
    room.letGo(room.heldEncodings - 1);
    await room.settle();
  }
  expect(room.frames.map(({ tileY, lastOfUpdate }) => [tileY, lastOfUpdate])).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 0],
    [6, 0],
    [7, 1],
  ]);
});

test('VID-4: making exact waits for new damage, and is thrown away when new pixels overtake it', async () => {
  const room = await lookedAt(320, 64);
  room.draw({ x: 0, y: 0, width: 320, height: 64 }, noise);
  await room.settle();
  room.holdEncodings = true;
  await room.pass(2 * damageLimits.restMs);
  expect(room.heldEncodings).toBe(1);
  room.holdEncodings = false;
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.settle();
  room.letGo(0);
  await room.settle();
  expect(room.frames.map(({ encoding, tileX }) => [encoding, tileX])).toEqual([
    [FrameEncoding.FRAME_ENCODING_JPEG, 0],
    [FrameEncoding.FRAME_ENCODING_SOLID, 0],
    [FrameEncoding.FRAME_ENCODING_PNG, 1],
  ]);
  await room.pass(longRestMs);
  expect(await room.painted()).toEqual(room.colours);
});

test('VID-3: making exact never takes a credit that new damage has taken', async () => {
  const room = await lookedAt(320, 64);
  room.draw({ x: 0, y: 0, width: 256, height: 64 }, noise);
  await room.settle();
  room.holdEncodings = true;
  await room.pass(2 * damageLimits.restMs);
  const grant = room.grant;
  room.grant = () => {};
  room.holdEncodings = false;
  for (const colour of [1, 2, 3, 4]) {
    room.draw({ x: 256, y: 0, width: 64, height: 64 }, () => colour);
    await room.settle();
  }
  const sent = room.frames.length;
  room.letGo(0);
  await room.settle();
  expect(room.frames).toHaveLength(sent);
  room.grant = grant;
  room.grant();
  await room.pass(longRestMs);
  expect(await room.painted()).toEqual(room.colours);
});

test('SES-3: two encodings that fail end the video once; what was held up waits no more', async () => {
  const failing: ImageEncoder = { encode: () => Promise.reject(new Error('out of memory')) };
  const room = new TestRoom(1920, 256, { encoder: failing });
  room.holdEncodings = true;
  room.draw({ x: 0, y: 0, width: 1920, height: 256 }, noise);
  room.look();
  await room.settle();
  room.letGo(0);
  room.letGo(0);
  await room.pass(longRestMs);
  expect(room.failures).toHaveLength(1);
});

test('SES-3: stop() leaves no timer behind', async () => {
  const room = await lookedAt(64, 64);
  room.queued = damageLimits.queuedBytes + 1;
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  expect(room.timers).toBe(1);
  room.pipeline.stop();
  expect(room.timers).toBe(0);
});

test('VID-2: a grab that breaks after its display has gone ends nothing and wears nothing out', async () => {
  const room = await lookedAt(64, 64);
  for (let time = 0; time < 3; time++) {
    let release = () => {};
    room.held = new Promise((resolve) => {
      release = resolve;
    });
    room.grabs = 'break';
    room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    room.newLayout();
    release();
    await room.settle();
    room.grabs = 'give';
    room.look();
    await room.settle();
    expect(room.frames).toHaveLength(1);
  }
  expect(room.failures).toEqual([]);
});

test('SES-3: an outlet that throws ends the video', async () => {
  const room = await lookedAt(64, 64);
  room.sendThrows = true;
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.pass(longRestMs);
  expect(room.failures).toMatchObject([{ code: 'encoding-failed' }]);
});

test('VID-3: tiles that keep moving are captured no more often than a stream; others go at once', async () => {
  const room = await lookedAt(640, 384);
  const spinner = { x: 64, y: 64, width: 64, height: 64 };
  for (let time = 0; time < 80; time++) {
    room.draw(spinner, (x, y) => text(x + time, y));
    await room.pass(8);
  }
  room.grabbed = [];
  for (let time = 0; time < 125; time++) {
    room.draw(spinner, (x, y) => text(x + time, y));
    await room.pass(8);
  }
  expect(room.grabbed.length).toBeGreaterThanOrEqual(streamLimits.framesPerSecond);
  expect(room.grabbed.length).toBeLessThanOrEqual(1_000 / streamLimits.pictureMs);
  await room.pass(8);
  room.draw(spinner, text);
  await room.settle();
  room.grabbed = [];
  room.draw(spinner, noise);
  await room.settle();
  expect(room.grabbed).toEqual([]);
  room.draw({ x: 400, y: 200, width: 5, height: 5 }, white);
  await room.settle();
  expect(room.grabbed).toHaveLength(1);
});

test('VID-3: a big change after a rest is grabbed at once; one that follows it waits for the processor', async () => {
  let usedMs = 0;
  const room = new TestRoom(1920, 1080, { cpu: { cores: 0.5, usedMs: () => usedMs } });
  const whole = { x: 0, y: 0, width: 1920, height: 1080 };
  room.look();
  await room.pass(longRestMs);
  usedMs += 60_000;
  room.grabbed = [];
  room.draw(whole, noise);
  await room.settle();
  expect(room.grabbed).toHaveLength(1);
  room.draw(whole, text);
  await room.pass(damageLimits.afterRestMs / 2);
  expect(room.grabbed).toHaveLength(1);
  await room.pass(longRestMs);
  expect(room.grabbed.length).toBeGreaterThan(1);
});

test('VID-3: a viewer that looks away and back again and again does not have whole pictures made beyond the budget', async () => {
  let usedMs = 0;
  const room = new TestRoom(1920, 1080, { cpu: { cores: 0.5, usedMs: () => usedMs } });
  room.look();
  await room.pass(longRestMs);
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, white);
  await room.settle();
  usedMs += 60_000;
  room.grabbed = [];
  for (let look = 0; look < 5; look++) {
    room.lookAway();
    room.look();
    await room.pass(damageLimits.afterRestMs / 10);
  }
  expect(room.grabbed).toEqual([]);
  await room.pass(longRestMs);
  expect(await room.painted()).toEqual(room.colours);
});

test('SES-3: a fault after an update ends the video', async () => {
  let breaks = false;
  const usedMs = () => {
    if (breaks) throw new Error('the process is not told what it has used');
    return 0;
  };
  const room = new TestRoom(640, 384, { cpu: { cores: 1, usedMs } });
  room.look();
  await room.pass(longRestMs);
  room.draw({ x: 0, y: 0, width: 64, height: 64 }, noise);
  await room.settle();
  breaks = true;
  room.pipeline.damaged(1, { x: 128, y: 128, width: 64, height: 64 });
  await room.settle();
  expect(room.failures).toMatchObject([{ code: 'encoding-failed' }]);
});
