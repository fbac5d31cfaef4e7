import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { nothingDown, press, TypingRoom, tap, typingDisplays } from '../testing/typing-room.ts';
import { startXvfb } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { bindKeycode, keysDown } from '../x11/keyboard-requests.ts';
import { x11Limits } from '../x11/limits.ts';
import { pair, quad, request } from '../x11/request.ts';
import { createWindow } from '../x11/windows.ts';
import { openX11Input } from './x11-input.ts';

const realOpen = X11Connection.open;
let typing: TypingRoom;

beforeAll(async () => {
  typing = await TypingRoom.start('us');
});
afterEach(() => typing.tidy());
afterAll(() => typing?.stop());

describe('X11 keyboard', () => {
  beforeAll(() => typing.useLayout('us'));

  it('keys without a character do what they are named after', async () => {
    const sink = await typing.openSink();
    for (const key of ['Enter', 'Tab', 'Backspace', 'Escape', 'ArrowLeft', 'ArrowUp', 'Home', 'Delete', 'F1', 'F12']) {
      tap(sink, key, key);
    }
    expect(await typing.typed(sink)).toBe('\r\t\x7f\x1b\x1b[D\x1b[A\x1b[H\x1b[3~\x1bOP\x1b[24~');
    tap(sink, 'NumpadEnter', 'Enter');
    tap(sink, 'Numpad7', '7');
    tap(sink, 'Numpad7', 'Home');
    sink.text('a\r\nb\tc');
    expect(await typing.typed(sink)).toBe('\r7\x1b[Ha\rb\tc');
  });

  it('INP-3: a key is down as long as the viewer holds it, and comes up with releaseAll and with close', async () => {
    for (const end of ['releaseAll', 'close'] as const) {
      const sink = await typing.openSink();
      press(sink, 'ControlLeft', 'Control');
      press(sink, 'ShiftRight', 'Shift');
      press(sink, 'F5', 'F5');
      sink.pointer({ display: 1, x: 100, y: 50, buttons: 0b111 });
      expect(await typing.downWhen(3, 3)).toEqual([expect.anything(), [1, 2, 3]]);
      await sink[end]();
      expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    }
    await typing.typed(await typing.openSink());
  });

  it('INP-3: what a killed process left down comes up at the next start', async () => {
    typing.keyboard.key(37, true);
    typing.keyboard.button(3, true);
    await typing.device.sync();
    expect(await typing.downWhen(1, 1)).toEqual([[37], [3]]);
    await typing.openSink();
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('INP-3: the buttons back and forward too, of which the server says nothing', async () => {
    const xinput = await typing.device.extension('XInputExtension');
    const [queryPointer, masterPointer, pointerBytes] = [40, 2, 48];
    const down = () =>
      typing.device.ask(
        request(xinput?.major ?? 0, queryPointer, typing.device.root, pair(masterPointer, 0)),
        // A bit for each button, the lowest for none.
        (body) => body.readUInt32LE(pointerBytes),
      );
    for (const button of [8, 9]) typing.keyboard.button(button, true);
    expect(await down()).toBe((1 << 8) | (1 << 9));
    await typing.openSink();
    await vi.waitUntil(async () => (await down()) === 0);
  });

  /** As the server does with a process that was killed: the connection ends, and nothing is put right. */
  async function killConnection(connection: X11Connection): Promise<void> {
    const window = connection.newId();
    await connection.perform(createWindow(window, connection.root, { x: 0, y: 0, width: 9, height: 9 }, 0, 0));
    await typing.device.perform(request(killClient, 0, window));
  }
  const killClient = 113;

  /** Keycodes that give a Chinese character. */
  async function lentKeycodes(): Promise<number[]> {
    const map = (await typing.xvfb.run('xmodmap', ['-pke'])).toString();
    return [...map.matchAll(/^keycode +(\d+) = U[4-9][0-9A-F]{3}\b/gm)].map(([, keycode]) => Number(keycode));
  }

  it('INP-2: what killed processes lent to characters is taken back, unless the layout has it now', async () => {
    const opening = vi.spyOn(X11Connection, 'open');
    for (const first of [0x4e00, 0x5e00]) {
      const sink = await typing.openSink();
      const characters = String.fromCodePoint(...Array.from({ length: 40 }, (_, at) => first + at));
      sink.text(characters);
      expect(await typing.typed(sink)).toBe(characters);
      await killConnection(await opening.mock.results.at(-1)?.value);
    }
    opening.mockRestore();
    const [taken = 0, ...others] = await lentKeycodes();
    expect(others.length).toBeGreaterThan(10);
    await typing.device.perform(bindKeycode(taken, 0x0100_9f99, 0));
    const another = await typing.openSink();
    expect(await lentKeycodes()).toEqual([taken]);
    another.text('漢');
    expect(await typing.typed(another)).toBe('漢');
    await another.close();
    await typing.device.perform(bindKeycode(taken, 0, 0));
    const properties = (await typing.xvfb.run('xprop', ['-root'])).toString();
    expect(properties).not.toMatch(/RINGSIDE/);
  });

  /** Timers that run when the test says so. */
  function heldTimers() {
    const waiting = new Map<object, () => void>();
    const clock: Clock = {
      ...systemClock,
      after: (_, run) => {
        const entry = {};
        waiting.set(entry, run);
        return () => waiting.delete(entry);
      },
    };
    const runAll = (): void => {
      for (const [entry, run] of [...waiting]) if (waiting.delete(entry)) run();
    };
    return { waiting, clock, runAll };
  }

  /** Its connections, of which the first is killed by the server. */
  async function killedSink(clock: Clock) {
    const opening = vi.spyOn(X11Connection, 'open');
    const sink = await typing.openSink(clock);
    const connection = await opening.mock.results[0]?.value;
    press(sink, 'ShiftLeft', 'Shift');
    sink.pointer({ display: 1, x: 100, y: 50, buttons: 1 });
    expect(await typing.downWhen(1, 1)).toEqual([[50], [1]]);
    return { sink, opening, kill: () => killConnection(connection) };
  }

  it('INP-3: what is down when the connection is killed comes up though no more input comes', async () => {
    const { opening, kill } = await killedSink(systemClock);
    opening.mockRestore();
    await kill();
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('INP-3: also when the server cannot be reached at first', async () => {
    const { waiting, clock, runAll } = heldTimers();
    const { opening, kill } = await killedSink(clock);
    for (let attempt = 0; attempt < 2; attempt++) opening.mockRejectedValueOnce(new Error('not now'));
    await kill();
    for (const attempts of [2, 3]) {
      await vi.waitUntil(() => opening.mock.calls.length === attempts && waiting.size > 0);
      expect((await typing.downWhen(1, 1))[0]).toEqual([50]);
      runAll();
    }
    opening.mockRestore();
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('INP-3: also when it is closed while it connects anew, and no connection stays behind', async () => {
    const { sink, opening, kill } = await killedSink(systemClock);
    const slow = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<{ readonly opened: Promise<X11Connection> }>();
    opening.mockImplementationOnce((display, events) => {
      const opened = slow.promise.then(() => realOpen(display, events));
      begun.resolve({ opened });
      return opened;
    });
    await kill();
    const { opened } = await begun.promise;
    const closed = sink.close();
    slow.resolve();
    await closed;
    const connection = await opened;
    opening.mockRestore();
    expect(connection.ended).toBe(true);
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('RING-2: text that was taken goes on only while it may, and then where it was', async () => {
    const { waiting, clock, runAll } = heldTimers();
    const sink = await typing.openSink(clock);
    let may = true;
    sink.proceedWhile(() => may);
    sink.text('漢字かな');
    expect(waiting.size).toBe(1);
    may = false;
    runAll();
    const letterX = 53;
    typing.keyboard.key(letterX, true);
    typing.keyboard.key(letterX, false);
    await typing.device.sync();
    expect(await typing.terminal.take((all) => all.endsWith('x'))).toBe('x');
    expect(waiting.size).toBe(0);
    may = true;
    sink.proceedWhile(() => may);
    const running = setInterval(runAll, 1);
    expect(await typing.terminal.take((all) => all.endsWith('な'))).toBe('漢字かな');
    clearInterval(running);
  });

  it('INP-3: of more input than may wait none is typed, and what is held is let go', async () => {
    const sink = await typing.openSink();
    press(sink, 'ShiftLeft', 'Shift');
    expect(await typing.downWhen(1, 0)).toEqual([expect.anything(), []]);
    let may = false;
    sink.proceedWhile(() => may);
    for (let count = 0; count <= x11Limits.inputWaiting; count++) sink.text('x');
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    may = true;
    sink.proceedWhile(() => may);
    expect(await typing.typed(sink)).toBe('');
  });

  it('INP-3: nothing stays down in 500 random interruptions', async () => {
    const sink = await typing.openSink();
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
      expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    }
    sink.pointer({ display: 1, x: 100, y: 50, buttons: 0 });
    await typing.typed(sink);
  });

  it('INP-3: a held key whose repeats stop coming is let go, one that is repeated is not', async () => {
    const { waiting, clock } = heldTimers();
    const sink = await typing.openSink(clock);
    press(sink, 'F5', 'F5');
    press(sink, 'ShiftLeft', 'Shift');
    expect((await typing.downWhen(2, 0))[0].length).toBe(2);
    const [first] = [...waiting.keys()];
    sink.key({ code: 'F5', key: 'F5', down: true, repeat: true });
    const [again, ...others] = [...waiting];
    expect(again?.[0]).not.toBe(first);
    expect(others).toEqual([]);
    again?.[1]();
    expect((await typing.downWhen(1, 0))[0].length).toBe(1);
    sink.releaseAll();
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    await sink.close();
    await typing.typed(await typing.openSink());
  });

  it('INP-2: more foreign characters than there are spare keycodes all arrive', async () => {
    const sink = await typing.openSink();
    const text = '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生';
    sink.text(text);
    expect(await typing.typed(sink)).toBe(text);
  });

  it('gives the spare keycodes back', async () => {
    const before = (await typing.xvfb.run('xmodmap', ['-pke'])).toString();
    const sink = await typing.openSink();
    sink.text('漢字');
    await typing.typed(sink);
    expect((await typing.xvfb.run('xmodmap', ['-pke'])).toString()).not.toBe(before);
    await sink.close();
    expect((await typing.xvfb.run('xmodmap', ['-pke'])).toString()).toBe(before);
  });

  it('INP-2: follows a layout that changes, also in a storm of changes', async () => {
    const sink = await typing.openSink();
    sink.text('漢@');
    for (const layout of ['de', 'fr', 'us', 'de', 'ru', 'fr', 'de', 'us', 'fr']) {
      await typing.xvfb.run('setxkbmap', [layout]);
      tap(sink, 'KeyA', 'a');
    }
    await typing.settled();
    await typing.terminal.take((all) => all.length > 2);
    sink.text('qa@漢é{1');
    expect(await typing.typed(sink)).toMatch(/qa@漢é\{1$/);
    await typing.useLayout('us');
  });

  it('INP-2: types in whichever group of layouts is active', async () => {
    await typing.useLayout('-layout', 'us,ru,de');
    const sink = await typing.openSink();
    const xkb = await typing.device.extension('XKEYBOARD');
    await typing.device.ask(request(xkb?.major ?? 0, 0, pair(1, 0)), () => undefined);
    for (const group of [1, 2, 0]) {
      const latchLockState = 5;
      await typing.device.perform(request(xkb?.major ?? 0, latchLockState, pair(0x100, 0), quad(1, group), 0));
      await typing.settled();
      for (const key of ['a', 'ф', 'Ф', '@', 'ß', 'z', '€', '1']) tap(sink, 'KeyA', key);
      expect(await typing.typed(sink)).toBe('aфФ@ßz€1');
    }
    await typing.useLayout('us');
  });

  it('INP-3: a thousand keys at once, and as many let go that nobody pressed: nothing stays down', async () => {
    const sink = await typing.openSink();
    const names = ['a', 'B', '€', 'F5', 'Shift', 'AltGraph', 'Unidentified', '漢'];
    const codes = ['KeyA', 'ShiftLeft', 'F13', 'Lang9', 'Unidentified', ''];
    for (const down of [true, false]) {
      for (let index = 0; index < 1_000; index++) {
        const [code = '', key = ''] = [codes[index % codes.length], names[index % names.length]];
        sink.key({ code: `${code}${down ? '' : index}`, key, down, repeat: false });
      }
    }
    sink.releaseAll();
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('no name of a key or text upsets it', async () => {
    const sink = await typing.openSink();
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
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    for (const display of [Number.NaN, -1, 1e9]) {
      for (const amount of [Number.NaN, Number.POSITIVE_INFINITY, -1e300, 2 ** 31]) {
        sink.pointer({ display, x: amount, y: amount, buttons: amount });
        sink.pointer({ display: 1, x: amount, y: amount, buttons: 0 });
        sink.wheel({ display: 1, x: amount, y: amount, deltaX: amount, deltaY: amount });
      }
    }
    sink.pointer({ display: 1, x: 100, y: 50, buttons: 0 });
    await typing.typed(sink);
  });

  it('INP-5: events arrive in their order', async () => {
    const sink = await typing.openSink();
    let expected = '';
    for (let index = 0; index < 100; index++) {
      const character = 'aé漢B@ßжz€7'[index % 10] ?? 'a';
      if (index % 3 === 0) sink.text(character);
      else tap(sink, 'KeyX', character);
      expected += character;
    }
    expect(await typing.typed(sink)).toBe(expected);
  });

  it('goes on while another program has grabbed the server', async () => {
    const sink = await typing.openSink();
    const grabServer = 36;
    typing.device.send(request(grabServer, 0));
    await typing.device.sync();
    sink.pointer({ display: 1, x: 321, y: 123, buttons: 0 });
    // Round trips are the other program's; the pointer moves in between or never.
    const queryPointer = 38;
    let place: number[] = [];
    for (let turn = 0; turn < 1_000 && place[0] !== 321; turn++) {
      place = await typing.device.ask(request(queryPointer, 0, typing.device.root), (body) => [
        body.readInt16LE(8),
        body.readInt16LE(10),
      ]);
    }
    typing.device.send(request(grabServer + 1, 0));
    await typing.device.sync();
    expect(place).toEqual([321, 123]);
    typing.keyboard.move(100, 50);
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
    const server = await startXvfb();
    const again = await startXvfb();
    let where = server.display;
    // The second server has a number of its own: nobody else can take it meanwhile.
    const opening = vi.spyOn(X11Connection, 'open').mockImplementation((_, events) => realOpen(where, events));
    const sink = await openX11Input({ display: 'any', displayAt: () => typingDisplays[0], clock: systemClock });
    sink.proceedWhile(() => true);
    press(sink, 'ShiftLeft', 'Shift');
    await server.stop();
    press(sink, 'KeyA', 'a');
    where = again.display;
    const watcher = await realOpen(again.display, { closed: () => undefined });
    // What it is given while it looks for the server arrives or is dropped, but it finds it.
    for (let keys: number[] = []; keys.length === 0; keys = await keysDown(watcher)) {
      press(sink, 'ControlLeft', 'Control');
      await new Promise((resolve) => setImmediate(resolve));
    }
    sink.releaseAll();
    while ((await keysDown(watcher)).length > 0) await new Promise((resolve) => setImmediate(resolve));
    await sink.close();
    watcher.close();
    opening.mockRestore();
    await again.stop();
  });

  it('survives the death of the server, and says nothing', async () => {
    const dying = await startXvfb();
    const sink = await openX11Input({ display: dying.display, displayAt: () => typingDisplays[0], clock: systemClock });
    press(sink, 'ShiftLeft', 'Shift');
    await dying.stop();
    for (let step = 0; step < 2_000; step++) press(sink, 'KeyA', 'a');
    sink.releaseAll();
    await sink.close();
    sink.text('nothing');
  });
});
