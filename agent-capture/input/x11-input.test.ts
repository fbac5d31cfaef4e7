import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import { startTerminal, type Terminal } from '../testing/xterm.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { buttonsDown, keysDown } from '../x11/keyboard-requests.ts';
import { pair, quad, request } from '../x11/request.ts';
import { type FakeInput, openXtest } from '../x11/xtest-extension.ts';
import type { InputSink } from './input-sink.ts';
import { openX11Input } from './x11-input.ts';

const base = { name: 'console', widthMm: 0, asleep: false };
const displays: readonly DisplayInfo[] = [
  { ...base, id: 1, left: 0, top: 0, width: 800, height: 600 },
  { ...base, id: 2, left: 800, top: 100, width: 400, height: 300 },
];

let xvfb: Xvfb;
let terminal: Terminal;
/** Another program on the device, or its own keyboard. */
let room: X11Connection;
let keyboard: FakeInput;
const opened: InputSink[] = [];

beforeAll(async () => {
  xvfb = await startXvfb({ width: 1200, height: 600 });
  terminal = await startTerminal(xvfb, { left: 0, top: 0, columns: 60, rows: 10 });
  room = await X11Connection.open(xvfb.display, { closed: () => undefined });
  keyboard = await openXtest(room);
  keyboard.move(100, 50);
  await room.sync();
});

afterAll(async () => {
  await terminal?.stop();
  room?.close();
  await xvfb?.stop();
});

afterEach(async () => {
  for (const sink of opened.splice(0)) await sink.close();
  keyboard.move(100, 50);
  await room.sync();
});

async function openSink(clock: Clock = systemClock): Promise<InputSink> {
  const displayAt = (id: number) => displays.find((display) => display.id === id);
  const sink = await openX11Input({ display: xvfb.display, displayAt, clock });
  opened.push(sink);
  return sink;
}

function press(sink: InputSink, code: string, key: string): void {
  sink.key({ code, key, down: true, repeat: false });
}

function release(sink: InputSink, code: string, key: string): void {
  sink.key({ code, key, down: false, repeat: false });
}

function tap(sink: InputSink, code: string, key: string): void {
  press(sink, code, key);
  release(sink, code, key);
}

/** Types a full stop behind what was typed and answers all that the terminal got before it. */
async function typed(sink: InputSink): Promise<string> {
  sink.text('⏹');
  const text = await terminal.take((all) => all.endsWith('⏹'));
  return text.slice(0, -1);
}

/** What the server told everyone before now has been read by this process. */
async function settled(): Promise<void> {
  await room.sync();
  await new Promise((resolve) => setImmediate(resolve));
}

async function useLayout(...layout: string[]): Promise<void> {
  await xvfb.run('setxkbmap', layout);
  await settled();
}

/** What is down, once the server has heard both the sink and us: it serves its clients in no given order. */
async function downWhen(keys: number, buttons: number): Promise<[keys: number[], buttons: number[]]> {
  for (let turn = 0; ; turn++) {
    const found: [number[], number[]] = [await keysDown(room), await buttonsDown(room)];
    if ((found[0].length === keys && found[1].length === buttons) || turn === 1_000) return found;
  }
}

const nothingDown = [[], []];

describe.each(['us', 'de', 'fr', 'gb', 'us -variant intl', 'ru,us', 'cz'])(
  'INP-2: on a device with the layout %s',
  (layout) => {
    beforeAll(() => useLayout('-layout', ...layout.split(' ')));

    it('characters arrive as the viewer saw them, plain, with Shift and AltGr, and those that the layout lacks', async () => {
      const sink = await openSink();
      const keys = [
        'a',
        'A',
        'z',
        'y',
        'Q',
        '1',
        '!',
        '@',
        '€',
        '{',
        '}',
        '\\',
        '|',
        '~',
        '^',
        '`',
        "'",
        '"',
        '/',
        '?',
      ];
      const rare = ['é', 'ß', 'ü', 'Ñ', 'ж', '漢', '😀', '½'];
      for (const key of [...keys, ...rare]) tap(sink, 'KeyX', key);
      expect(await typed(sink)).toBe([...keys, ...rare].join(''));
      expect(await downWhen(0, 0)).toEqual(nothingDown);
    });

    it('composed text arrives as it is', async () => {
      const sink = await openSink();
      tap(sink, 'Quote', 'Dead');
      sink.text('Grüße, ça va? ¿Qué? 東京 — 100 € ✓');
      expect(await typed(sink)).toBe('Grüße, ça va? ¿Qué? 東京 — 100 € ✓');
    });

    it('modifiers that the viewer holds for its own layout do not get in the way', async () => {
      const sink = await openSink();
      press(sink, 'ShiftLeft', 'Shift');
      tap(sink, 'Digit2', '@');
      tap(sink, 'KeyA', 'A');
      tap(sink, 'Slash', '{');
      release(sink, 'ShiftLeft', 'Shift');
      // AltGr of a viewer on Windows comes with a Control of its own.
      press(sink, 'ControlLeft', 'Control');
      press(sink, 'AltRight', 'AltGraph');
      tap(sink, 'KeyQ', '@');
      tap(sink, 'KeyE', '€');
      release(sink, 'ControlLeft', 'Control');
      release(sink, 'AltRight', 'AltGraph');
      tap(sink, 'KeyA', 'a');
      expect(await typed(sink)).toBe('@A{@€a');
    });

    it('shortcuts arrive as shortcuts, with Caps Lock of the viewer or not', async () => {
      const sink = await openSink();
      press(sink, 'ControlLeft', 'Control');
      tap(sink, 'KeyC', 'c');
      tap(sink, 'CapsLock', 'CapsLock');
      tap(sink, 'KeyA', 'A');
      release(sink, 'ControlLeft', 'Control');
      tap(sink, 'KeyB', 'B');
      expect(await typed(sink)).toBe('\x03\x01B');
    });

    it('Caps Lock of the device does not garble, and stays as it is', async () => {
      const sink = await openSink();
      const capsLock = 66;
      keyboard.key(capsLock, true);
      keyboard.key(capsLock, false);
      await settled();
      for (const key of ['a', 'B', 'é', 'Ä', 'ß', 'ж', '7']) tap(sink, 'KeyX', key);
      sink.text('aBé');
      expect(await typed(sink)).toBe('aBéÄßж7aBé');
      const pointer = 38;
      const state = await room.ask(request(pointer, 0, room.root), (body) => body.readUInt16LE(16));
      expect(state & 2).toBe(2);
      keyboard.key(capsLock, true);
      keyboard.key(capsLock, false);
      await settled();
    });
  },
);

describe('X11 keyboard', () => {
  beforeAll(() => useLayout('us'));

  it('keys without a character do what they are named after', async () => {
    const sink = await openSink();
    for (const key of ['Enter', 'Tab', 'Backspace', 'Escape', 'ArrowLeft', 'ArrowUp', 'Home', 'Delete', 'F1', 'F12']) {
      tap(sink, key, key);
    }
    expect(await typed(sink)).toBe('\r\t\x7f\x1b\x1b[D\x1b[A\x1b[H\x1b[3~\x1bOP\x1b[24~');
    tap(sink, 'NumpadEnter', 'Enter');
    tap(sink, 'Numpad7', '7');
    tap(sink, 'Numpad7', 'Home');
    sink.text('a\r\nb\tc');
    expect(await typed(sink)).toBe('\r7\x1b[Ha\rb\tc');
  });

  it('INP-3: a key is down as long as the viewer holds it, and comes up with releaseAll and with close', async () => {
    for (const end of ['releaseAll', 'close'] as const) {
      const sink = await openSink();
      press(sink, 'ControlLeft', 'Control');
      press(sink, 'ShiftRight', 'Shift');
      press(sink, 'F5', 'F5');
      sink.pointer({ display: 1, x: 100, y: 50, buttons: 0b111 });
      expect(await downWhen(3, 3)).toEqual([expect.anything(), [1, 2, 3]]);
      await sink[end]();
      expect(await downWhen(0, 0)).toEqual(nothingDown);
    }
    await typed(await openSink());
  });

  it('INP-3: what a killed process left down comes up at the next start', async () => {
    keyboard.key(37, true);
    keyboard.button(3, true);
    await room.sync();
    expect(await downWhen(1, 1)).toEqual([[37], [3]]);
    await openSink();
    expect(await downWhen(0, 0)).toEqual(nothingDown);
  });

  it('INP-3: nothing stays down in 500 random interruptions', async () => {
    const sink = await openSink();
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const keys = [
      'a',
      'A',
      '@',
      '漢',
      'Shift',
      'Control',
      'Alt',
      'AltGraph',
      'Enter',
      'F5',
      'é',
      'Meta',
      'CapsLock',
      'Dead',
    ];
    for (let round = 0; round < 500; round++) {
      for (let step = random(12); step >= 0; step--) {
        const key = keys[random(keys.length)] ?? 'a';
        const code = ['Shift', 'Control', 'Alt', 'Meta'].includes(key) ? `${key}Left` : `Key${random(5)}`;
        sink.key({ code, key, down: random(3) > 0, repeat: random(4) === 0 });
        if (random(4) === 0) sink.pointer({ display: 1 + random(3), x: random(900), y: 500, buttons: random(32) });
      }
      sink.releaseAll();
      expect(await downWhen(0, 0)).toEqual(nothingDown);
    }
    sink.pointer({ display: 1, x: 100, y: 50, buttons: 0 });
    await typed(sink);
  });

  it('INP-3: a held key whose repeats stop coming is let go, one that is repeated is not', async () => {
    const waiting = new Map<object, () => void>();
    const clock: Clock = {
      ...systemClock,
      after: (_, run) => {
        const entry = {};
        waiting.set(entry, run);
        return () => waiting.delete(entry);
      },
    };
    const sink = await openSink(clock);
    press(sink, 'F5', 'F5');
    press(sink, 'ShiftLeft', 'Shift');
    expect((await downWhen(2, 0))[0].length).toBe(2);
    const [first] = [...waiting.keys()];
    sink.key({ code: 'F5', key: 'F5', down: true, repeat: true });
    const [again, ...others] = [...waiting];
    expect(again?.[0]).not.toBe(first);
    expect(others).toEqual([]);
    again?.[1]();
    expect((await downWhen(1, 0))[0].length).toBe(1);
    sink.releaseAll();
    expect(await downWhen(0, 0)).toEqual(nothingDown);
    await sink.close();
    await typed(await openSink());
  });

  it('INP-2: more foreign characters than there are spare keycodes all arrive', async () => {
    const sink = await openSink();
    const text = '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生';
    sink.text(text);
    expect(await typed(sink)).toBe(text);
  });

  it('gives the spare keycodes back', async () => {
    const before = (await xvfb.run('xmodmap', ['-pke'])).toString();
    const sink = await openSink();
    sink.text('漢字');
    await typed(sink);
    expect((await xvfb.run('xmodmap', ['-pke'])).toString()).not.toBe(before);
    await sink.close();
    expect((await xvfb.run('xmodmap', ['-pke'])).toString()).toBe(before);
  });

  it('INP-2: follows a layout that changes, also in a storm of changes', async () => {
    const sink = await openSink();
    sink.text('漢@');
    for (const layout of ['de', 'fr', 'us', 'de', 'ru', 'fr', 'de', 'us', 'fr']) {
      await xvfb.run('setxkbmap', [layout]);
      tap(sink, 'KeyA', 'a');
    }
    await settled();
    await terminal.take((all) => all.length > 2);
    sink.text('qa@漢é{1');
    expect(await typed(sink)).toMatch(/qa@漢é\{1$/);
    await useLayout('us');
  });

  it('INP-2: types in whichever group of layouts is active', async () => {
    await useLayout('-layout', 'us,ru,de');
    const sink = await openSink();
    const xkb = await room.extension('XKEYBOARD');
    await room.ask(request(xkb?.major ?? 0, 0, pair(1, 0)), () => undefined);
    for (const group of [1, 2, 0]) {
      const latchLockState = 5;
      await room.perform(request(xkb?.major ?? 0, latchLockState, pair(0x100, 0), quad(1, group), 0));
      await settled();
      // The state is asked for anew: that takes another round trip.
      await settled();
      for (const key of ['a', 'ф', 'Ф', '@', 'ß', 'z', '€', '1']) tap(sink, 'KeyA', key);
      expect(await typed(sink)).toBe('aфФ@ßz€1');
    }
    await useLayout('us');
  });

  it('no name of a key or text upsets it', async () => {
    const sink = await openSink();
    for (const key of [
      '',
      '\0',
      '\ud83d',
      'constructor',
      '__proto__',
      '👩‍👩‍👧',
      'a\u0301',
      '\x7f',
      'x'.repeat(1_000),
    ]) {
      tap(sink, key, key);
      sink.text(key.slice(0, 3));
    }
    sink.releaseAll();
    expect(await downWhen(0, 0)).toEqual(nothingDown);
    for (const display of [Number.NaN, -1, 1e9]) {
      for (const amount of [Number.NaN, Number.POSITIVE_INFINITY, -1e300, 2 ** 31]) {
        sink.pointer({ display, x: amount, y: amount, buttons: amount });
        sink.pointer({ display: 1, x: amount, y: amount, buttons: 0 });
        sink.wheel({ display: 1, x: amount, y: amount, deltaX: amount, deltaY: amount });
      }
    }
    sink.pointer({ display: 1, x: 100, y: 50, buttons: 0 });
    await typed(sink);
  });

  it('INP-5: events arrive in their order', async () => {
    const sink = await openSink();
    let expected = '';
    for (let index = 0; index < 100; index++) {
      const character = 'aé漢B@ßжz€7'[index % 10] ?? 'a';
      if (index % 3 === 0) sink.text(character);
      else tap(sink, 'KeyX', character);
      expected += character;
    }
    expect(await typed(sink)).toBe(expected);
  });

  it('goes on while another program has grabbed the server', async () => {
    const sink = await openSink();
    const grabServer = 36;
    room.send(request(grabServer, 0));
    await room.sync();
    sink.pointer({ display: 1, x: 321, y: 123, buttons: 0 });
    // Round trips are the other program's; the pointer moves in between or never.
    const queryPointer = 38;
    let place: number[] = [];
    for (let turn = 0; turn < 1_000 && place[0] !== 321; turn++) {
      place = await room.ask(request(queryPointer, 0, room.root), (body) => [
        body.readInt16LE(8),
        body.readInt16LE(10),
      ]);
    }
    room.send(request(grabServer + 1, 0));
    await room.sync();
    expect(place).toEqual([321, 123]);
    keyboard.move(100, 50);
  });
});

describe('X11 pointer', () => {
  async function place(): Promise<number[]> {
    const queryPointer = 38;
    return room.ask(request(queryPointer, 0, room.root), (body) => [body.readInt16LE(8), body.readInt16LE(10)]);
  }

  it('moves in pixels of the display, never beyond its edges', async () => {
    const sink = await openSink();
    for (const [display, x, y, expected] of [
      [1, 10, 20, [10, 20]],
      [2, 10, 20, [810, 120]],
      [2, 1_000, 1_000, [1_199, 399]],
      [2, -5, 0, [800, 100]],
      [3, 50, 50, [800, 100]],
    ] as const) {
      sink.pointer({ display, x, y, buttons: 0 });
      await settled();
      expect(await place()).toEqual(expected);
    }
  });

  it('buttons and wheel arrive as X buttons', async () => {
    const sink = await openSink();
    const xev = await xvfb.start('xev', ['-geometry', '300x200+850+150', '-event', 'button']);
    const at = { display: 2, x: 100, y: 100 };
    let ready = false;
    const heard = xev.outputWhen((output) => output.includes('ButtonRelease')).finally(() => (ready = true));
    while (!ready) {
      sink.pointer({ ...at, buttons: 1 });
      sink.pointer({ ...at, buttons: 0 });
      await settled();
    }
    await heard;
    sink.pointer({ ...at, buttons: 0b11000 });
    const before = (await xev.outputWhen((output) => output.includes('button 9'))).length;
    for (const buttons of [0, 2, 6, 4, 0]) sink.pointer({ ...at, buttons });
    sink.wheel({ ...at, deltaX: 0, deltaY: 60 });
    sink.wheel({ ...at, deltaX: 0, deltaY: 60 });
    sink.wheel({ ...at, deltaX: 0, deltaY: 100 });
    sink.wheel({ ...at, deltaX: -120, deltaY: -240 });
    // A display that has gone takes the release, not the press.
    sink.pointer({ ...at, buttons: 1 });
    sink.pointer({ display: 9, x: 0, y: 0, buttons: 3 });
    sink.pointer({ display: 9, x: 0, y: 0, buttons: 0 });
    const told = (output: string): string =>
      [...output.slice(before).matchAll(/Button(\w+) event[\s\S]*?button (\d+)/g)]
        .map(([, kind, button]) => `${kind === 'Press' ? '+' : '-'}${button}`)
        .join(' ');
    const output = told(await xev.outputWhen((all) => told(all).endsWith('-1')));
    await xev.stop();
    expect(output).toMatch(/-8 .*-9 |-9 .*-8 /);
    expect(output).toContain('+3 +2 -3 -2 +5 -5 +4 -4 +4 -4 +6 -6 +1 -1');
    expect(output).not.toContain('+3 +3');
  });
});

describe('X11 input on unusual servers', () => {
  it.each([['XTEST', /lacks XTEST/]])('without %s it says so', async (extension, sentence) => {
    const bare = await startXvfb({ arguments: ['-extension', extension] });
    const options = { display: bare.display, displayAt: () => undefined, clock: systemClock };
    await expect(openX11Input(options)).rejects.toThrow(sentence);
    await bare.stop();
  });

  it('comes back when the server does', async () => {
    const first = await startXvfb();
    const sink = await openX11Input({ display: first.display, displayAt: () => displays[0], clock: systemClock });
    press(sink, 'ShiftLeft', 'Shift');
    await first.stop();
    press(sink, 'KeyA', 'a');
    const second = await startXvfb({ arguments: [first.display] });
    expect(second.display).toBe(first.display);
    const watcher = await X11Connection.open(second.display, { closed: () => undefined });
    // What it is given while it looks for the server arrives or is dropped, but it finds it.
    for (let keys: number[] = []; keys.length === 0; keys = await keysDown(watcher)) {
      press(sink, 'ControlLeft', 'Control');
      await new Promise((resolve) => setImmediate(resolve));
    }
    sink.releaseAll();
    while ((await keysDown(watcher)).length > 0) await new Promise((resolve) => setImmediate(resolve));
    await sink.close();
    watcher.close();
    await second.stop();
  });

  it('survives the death of the server, and says nothing', async () => {
    const dying = await startXvfb();
    const sink = await openX11Input({ display: dying.display, displayAt: () => displays[0], clock: systemClock });
    press(sink, 'ShiftLeft', 'Shift');
    await dying.stop();
    for (let step = 0; step < 2_000; step++) press(sink, 'KeyA', 'a');
    sink.releaseAll();
    await sink.close();
    sink.text('nothing');
  });
});
