import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { CallState } from '../call-state/call-state-source.ts';
import { openRoomApplication } from '../call-state/room-application.ts';
import type { CardTouch } from '../card/card-face.ts';
import { cardSpace } from '../card/card-place.ts';
import { cardText } from '../card/card-words.ts';
import { systemClock } from '../clock.ts';
import type { DisplayInfo, DisplaySource, Rect } from '../display/display-source.ts';
import { isRed, ringStrips } from '../ring/ring-pixels.ts';
import { openSimulatedRoom, type SimulatedRoom, type SimulatedRoomOptions } from './simulated-room.ts';
import { StillClock } from './testing/still-clock.ts';

const opened: SimulatedRoom[] = [];
afterEach(async () => {
  for (const room of opened.splice(0)) await room.close();
});

interface Opened {
  readonly room: SimulatedRoom;
  readonly source: DisplaySource;
  readonly clock: StillClock;
  readonly damage: { display: number; rect: Rect }[];
  readonly layouts: (readonly DisplayInfo[])[];
}

async function open(options: Partial<SimulatedRoomOptions> = {}): Promise<Opened> {
  const clock = new StillClock();
  const room = await openSimulatedRoom({ roomName: 'Aurora', clock, disconnect: () => undefined, ...options });
  opened.push(room);
  const damage: Opened['damage'] = [];
  const layouts: (readonly DisplayInfo[])[] = [];
  const source = await room.openDisplaySource({
    layoutChanged: (displays) => void layouts.push(displays),
    damaged: (display, rect) => void damage.push({ display, rect }),
    failed: (error) => {
      throw error;
    },
  });
  return { room, source, clock, damage, layouts };
}

async function picture(source: DisplaySource, display: number): Promise<Buffer> {
  const info = source.displays.find(({ id }) => id === display);
  const pixels = await source.grab(display, { x: 0, y: 0, width: info?.width ?? 0, height: info?.height ?? 0 });
  return pixels?.bgrx ?? Buffer.alloc(0);
}

const place = (x: number, y: number, buttons = 0) => ({ display: 1, x, y, buttons });

function press(room: SimulatedRoom, x: number, y: number): void {
  room.inputSink.pointer(place(x, y, 1));
  room.inputSink.pointer(place(x, y));
}

test('VID-1: a console and two front displays, side by side', async () => {
  const { source } = await open();
  expect(source.platform).toBe('simulated');
  expect(source.displays.map(({ id, name, width, height, left }) => [id, name, width, height, left])).toEqual([
    [1, 'console', 1280, 800, 0],
    [2, 'front-1', 1920, 1080, 1280],
    [3, 'front-2', 1920, 1080, 3200],
  ]);
});

test('VID-5: while nobody watches nothing is drawn or reported, and no timer runs', async () => {
  const { room, source, clock, damage } = await open();
  room.inputSink.text('hello');
  room.inputSink.pointer(place(100, 100));
  await room.ringFrame.show(source.displays);
  clock.pass(60_000);
  expect(clock.timers).toBe(0);
  expect(damage).toEqual([]);
  source.watch(2, true);
  clock.pass(1_000);
  expect(damage.length).toBeGreaterThan(1);
  source.watch(2, false);
  expect(clock.timers).toBe(0);
});

/** The largest difference of a byte: smoothed edges of one shape come out a shade apart when drawn in parts. */
function farthest(a: Buffer, b: Buffer): number {
  if (a.equals(b)) return 0;
  return a.reduce((most, byte, index) => Math.max(most, Math.abs(byte - (b[index] ?? 256))), 0);
}

test('VID-3: damage names every pixel that changed, and drawing piece by piece equals drawing anew', async () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant('text' as const), text: fc.string({ maxLength: 8 }) }),
    fc.record({ do: fc.constant('key' as const), key: fc.constantFrom('Enter', 'Backspace', 'Escape', 'ß') }),
    fc.record({ do: fc.constant('press' as const), x: fc.nat(1279), y: fc.nat(799) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(250, 1_000, 31_000) }),
    fc.record({ do: fc.constant('call' as const), on: fc.boolean() }),
    fc.record({ do: fc.constant('ring' as const), on: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 6 }), async (actions) => {
      const { room, source, clock, damage } = await open();
      const fresh = await open({ clock });
      for (const { id } of source.displays) source.watch(id, true);
      const before = new Map<number, Buffer>();
      for (const { id } of source.displays) before.set(id, await picture(source, id));
      for (const step of actions) {
        damage.length = 0;
        for (const target of [room, fresh.room]) {
          if (step.do === 'text') target.inputSink.text(step.text);
          if (step.do === 'key') target.inputSink.key({ code: step.key, key: step.key, down: true, repeat: false });
          if (step.do === 'press') press(target, step.x, step.y);
          if (step.do === 'call') step.on ? target.controls.startCall() : target.controls.endCall();
          if (step.do === 'ring') await (step.on ? target.ringFrame.show(source.displays) : target.ringFrame.hide());
        }
        if (step.do === 'pass') clock.pass(step.ms);
        for (const { id, width } of source.displays) {
          const after = await picture(source, id);
          const expected = Buffer.from(before.get(id) ?? Buffer.alloc(0));
          for (const { rect } of damage.filter(({ display }) => display === id)) {
            for (let y = rect.y; y < rect.y + rect.height; y++) {
              after.copy(
                expected,
                (y * width + rect.x) * 4,
                (y * width + rect.x) * 4,
                (y * width + rect.x + rect.width) * 4,
              );
            }
          }
          expect(expected.equals(after)).toBe(true);
          before.set(id, after);
        }
      }
      for (const { id } of source.displays) {
        expect(farthest(await picture(fresh.source, id), before.get(id) ?? Buffer.alloc(0))).toBeLessThan(8);
      }
    }),
    { numRuns: 10 },
  );
}, 60_000);

test('RING-1, RING-2: the ring is in the pixels, at least 6 mm wide, over the pointer, and gone when hidden', async () => {
  const { room, source } = await open();
  const seen = async (display: DisplayInfo) => {
    const strips = ringStrips(display, room.ringFrame.thickness(display));
    const looks = await Promise.all(strips.map((strip) => source.grab(display.id, strip)));
    return looks.every((pixels) => pixels !== undefined && isRed(pixels, 1, { x: 0, y: 0 }));
  };
  await room.ringFrame.show(source.displays);
  room.inputSink.pointer(place(2, 2));
  for (const display of source.displays) {
    expect((room.ringFrame.thickness(display) * display.widthMm) / display.width).toBeGreaterThanOrEqual(6);
    expect(await seen(display)).toBe(true);
  }
  room.controls.loseRing('front-1');
  expect(await Promise.all(source.displays.map(seen))).toEqual([true, false, true]);
  room.controls.restoreRing();
  expect(await Promise.all(source.displays.map(seen))).toEqual([true, true, true]);
  await room.ringFrame.hide();
  expect(await Promise.all(source.displays.map(seen))).toEqual([false, false, false]);
});

test('RING-2: a display that appears has no ring until it is shown there', async () => {
  const { room, source, layouts } = await open();
  await room.ringFrame.show(source.displays);
  expect(room.controls.addDisplay()).toBe(true);
  expect(layouts.at(-1)?.map(({ name }) => name)).toEqual(['console', 'front-1', 'front-2', 'front-3']);
  const pixels = await source.grab(4, { x: 0, y: 0, width: 1920, height: 10 });
  expect(pixels !== undefined && isRed(pixels, 1, { x: 0, y: 0 })).toBe(false);
});

test('VID-2: displays come and go; a gone one gives no pixels and its number is not used again', async () => {
  const { room, source, layouts } = await open();
  expect(room.controls.removeDisplay('front-2')).toBe(true);
  expect(room.controls.removeDisplay('console')).toBe(false);
  expect(await source.grab(3, { x: 0, y: 0, width: 10, height: 10 })).toBeUndefined();
  room.controls.addDisplay();
  expect(layouts.at(-1)?.map(({ id, name }) => [id, name])).toEqual([
    [1, 'console'],
    [2, 'front-1'],
    [4, 'front-2'],
  ]);
  expect(await source.grab(4, { x: 1900, y: 0, width: 100, height: 10 })).toBeUndefined();
});

test('INP-1: keys, text and pointer act on the console', async () => {
  const { room } = await open();
  const key = (key: string, code = 'KeyA') => room.inputSink.key({ code, key, down: true, repeat: false });
  for (const letter of ['H', 'é', '€', 'Dead', 'Shift']) key(letter);
  expect(room.controls.room.typed).toBe('Hé€');
  key('Control', 'ControlLeft');
  key('v');
  expect(room.controls.room.typed).toBe('Hé€');
  room.inputSink.releaseAll();
  key('Enter');
  expect(room.controls.room.notice).toBe('Hé€');
  room.inputSink.wheel({ display: 1, x: 0, y: 0, deltaX: 0, deltaY: -120 });
  expect(room.controls.room.volume).toBe(45);
  press(room, 900, 280);
  expect(room.controls.room.call).toBeDefined();
});

test('INP-1: the pointer is drawn where it is, on one display, and only there is damage', async () => {
  const { room, source, damage } = await open();
  for (const { id } of source.displays) source.watch(id, true);
  const before = await picture(source, 1);
  damage.length = 0;
  room.inputSink.pointer(place(300, 700));
  expect(damage).toEqual([{ display: 1, rect: { x: 300, y: 700, width: 12, height: 19 } }]);
  expect((await picture(source, 1)).equals(before)).toBe(false);
  room.inputSink.pointer({ ...place(5, 5), display: 2 });
  expect((await picture(source, 1)).equals(before)).toBe(true);
});

test('a call and its end leave the displays as they were', async () => {
  const { room, source } = await open();
  for (const { id } of source.displays) source.watch(id, true);
  room.inputSink.text('Back soon');
  room.inputSink.key({ code: 'Enter', key: 'Enter', down: true, repeat: false });
  const before = await Promise.all(source.displays.map(({ id }) => picture(source, id)));
  room.controls.startCall();
  const during = await Promise.all(source.displays.map(({ id }) => picture(source, id)));
  room.controls.endCall();
  for (const [index, { id }] of source.displays.entries()) {
    const was = before[index] ?? Buffer.alloc(0);
    expect(farthest(during[index] ?? Buffer.alloc(0), was)).toBeGreaterThan(50);
    expect(farthest(await picture(source, id), was)).toBeLessThan(8);
  }
});

test('INP-3: what is down is released, and a released button does not act', async () => {
  const { room } = await open();
  room.inputSink.key({ code: 'ShiftLeft', key: 'Shift', down: true, repeat: false });
  room.inputSink.pointer(place(900, 280, 1));
  expect(room.controls.held).toBe(2);
  room.inputSink.releaseAll();
  expect(room.controls).toMatchObject({ held: 0, room: { pressed: undefined, call: undefined } });
  room.inputSink.pointer(place(900, 280, 1));
  room.inputSink.pointer(place(10, 10));
  expect(room.controls.room.call).toBeUndefined();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'simulated-room-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('CALL-2, CALL-3: calls and silence reach the agent through the room application’s socket', async () => {
  const path = join(await folder(), 'call-state.sock');
  const token = 'a-token-that-only-this-test-knows-of-and-uses';
  const reports: CallState[] = [];
  let heard = () => {};
  const source = await openRoomApplication({
    path,
    token,
    clock: systemClock,
    dismissed: () => undefined,
    events: {
      reported(_, state) {
        reports.push(state);
        heard();
      },
    },
  });
  const until = async (state: CallState) => {
    while (reports.at(-1) !== state) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  const { room, clock } = await open({ roomApplication: { path, token } });
  await until('idle');
  press(room, 900, 280);
  await until('in-call');
  room.controls.silence();
  room.controls.endCall();
  const count = reports.length;
  clock.pass(10_000);
  room.controls.speak();
  await until('idle');
  expect(reports.length).toBe(count + 1);
  await source.close();
});

test('the control interface answers each line, and refuses what it does not know', async () => {
  const path = join(await folder(), 'room.sock');
  let dropped = 0;
  const { room } = await open({ controlPath: path, disconnect: () => void dropped++ });
  const socket = connect(path);
  let answers = '';
  socket.setEncoding('utf8').on('data', (received: string) => {
    answers += received;
  });
  room.inputSink.text('a secret');
  socket.end(
    [
      'call start',
      'ring lose attic',
      'link drop',
      'display remove front-2',
      'ring lose front-1 now',
      'dance',
      'status',
    ].join('\n'),
  );
  await new Promise((resolve) => socket.on('close', resolve));
  const lines = answers.trim().split('\n');
  expect(lines.slice(0, 4)).toEqual(['ok', 'error: there is no display attic', 'ok', 'ok']);
  expect(lines.slice(4, 6).every((line) => line.startsWith('error: '))).toBe(true);
  expect(lines[6]).toBe(
    'ok: {"call":"in-call","ring":"down","card":"down","held":0,"account":"room","locked":false,"displays":["console","front-1"]}',
  );
  expect(answers).not.toContain('secret');
  expect(dropped).toBe(1);
});

test('the control interface drops who sends an endless line', async () => {
  const path = join(await folder(), 'room.sock');
  await open({ controlPath: path });
  const socket = connect(path);
  socket.on('error', () => undefined);
  socket.write('x'.repeat(100_000));
  await new Promise((resolve) => socket.on('close', resolve));
});

test('an unwritable folder is named in one sentence', async () => {
  await expect(open({ controlPath: '/proc/none/room.sock' })).rejects.toMatchObject({ code: 'control-unavailable' });
});

test('RING-4: the card is painted on the console, under ring and pointer, and answers to fingers', async () => {
  const told: string[] = [];
  const cardEvents = {
    cardTouched: ({ what, x, y }: CardTouch) => void told.push(`${what} ${x},${y}`),
    cardKeysPressed: () => void told.push('keys'),
    cardGone: () => undefined,
  };
  const { room, source, damage } = await open({ cardEvents });
  const [console] = source.displays;
  if (console === undefined) throw new Error('There is no console.');
  source.watch(console.id, true);
  const bare = await picture(source, console.id);
  damage.length = 0;
  const drawn = await room.card.painter.paint({
    text: cardText([{ session: 's1', name: 'Anna', permission: 'modify', reason: '', away: false }], () => 0),
    space: cardSpace(console, 40),
    pressed: undefined,
  });
  if (drawn === undefined) throw new Error('There is no room for the card.');
  const { width, height, bgrx } = drawn.picture;
  await room.card.face.show(console, 600, 100, drawn.picture, drawn.controls);
  expect(damage.map(({ rect }) => rect)).toEqual([{ x: 600, y: 100, width, height }]);
  const shown = await source.grab(console.id, { x: 600, y: 100, width, height });
  expect(shown?.bgrx.equals(bgrx)).toBe(true);

  press(room, 610, 110);
  press(room, 50, 110);
  expect(told).toEqual(['down 610,110', 'up 610,110']);
  room.inputSink.pointer(place(10, 10));
  room.card.face.move(500, 200);
  await room.ringFrame.show(source.displays);
  await room.ringFrame.hide();
  const moved = await source.grab(console.id, { x: 500, y: 200, width, height });
  expect(moved?.bgrx.equals(bgrx)).toBe(true);
  expect([room.controls.pressCard(), told.at(-1)]).toEqual([true, 'keys']);
  // A finger of the room's, on a control that the card has.
  expect([room.controls.touchCard('eject'), told.at(-1)?.startsWith('up ')]).toEqual([true, true]);
  expect(room.controls.touchCard('allow')).toBe(false);
  await room.card.face.hide();
  expect(room.controls.pressCard()).toBe(false);
  room.inputSink.pointer(place(-50, -50));
  expect(farthest(await picture(source, console.id), bare)).toBeLessThan(8);
});

test('VID-2: a display goes to sleep by the controls, says so, and wakes by command', async () => {
  const { room, source, layouts } = await open();
  expect(room.controls.sleep('front-1')).toBe(true);
  expect(room.controls.sleep('nowhere')).toBe(false);
  const asleep = () => source.displays.filter((display) => display.asleep).map(({ name }) => name);
  expect(asleep()).toEqual(['front-1']);
  expect(layouts).toHaveLength(1);
  const { wakeDisplay } = room.abilities;
  if ('run' in wakeDisplay) await wakeDisplay.run(source.displays[1]?.id ?? 0);
  expect(asleep()).toEqual([]);
  expect(room.controls.sleep()).toBe(true);
  expect(asleep()).toHaveLength(3);
});
