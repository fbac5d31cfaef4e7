import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nothingDown, press, release, TypingRoom, tap } from '../testing/typing-room.ts';
import { request } from '../x11/request.ts';

let typing: TypingRoom;

beforeAll(async () => {
  typing = await TypingRoom.start('us');
});
afterEach(() => typing.tidy());
afterAll(() => typing?.stop());

describe.each(['us', 'de', 'fr', 'gb', 'us -variant intl', 'ru,us', 'cz'])(
  'INP-2: on a device with the layout %s',
  (layout) => {
    beforeAll(() => typing.useLayout('-layout', ...layout.split(' ')));

    it('characters arrive as the viewer saw them, plain, with Shift and AltGr, and those that the layout lacks', async () => {
      const sink = await typing.openSink();
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
      expect(await typing.typed(sink)).toBe([...keys, ...rare].join(''));
      expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
    });

    it('composed text arrives as it is', async () => {
      const sink = await typing.openSink();
      tap(sink, 'Quote', 'Dead');
      sink.text('Grüße, ça va? ¿Qué? 東京 — 100 € ✓');
      expect(await typing.typed(sink)).toBe('Grüße, ça va? ¿Qué? 東京 — 100 € ✓');
    });

    it('modifiers that the viewer holds for its own layout do not get in the way', async () => {
      const sink = await typing.openSink();
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
      expect(await typing.typed(sink)).toBe('@A{@€a');
    });

    it('shortcuts arrive as shortcuts, with Caps Lock of the viewer or not', async () => {
      const sink = await typing.openSink();
      press(sink, 'ControlLeft', 'Control');
      tap(sink, 'KeyC', 'c');
      tap(sink, 'CapsLock', 'CapsLock');
      tap(sink, 'KeyA', 'A');
      release(sink, 'ControlLeft', 'Control');
      tap(sink, 'KeyB', 'B');
      expect(await typing.typed(sink)).toBe('\x03\x01B');
    });

    it('Caps Lock of the device does not garble, and stays as it is', async () => {
      const sink = await typing.openSink();
      const capsLock = 66;
      typing.keyboard.key(capsLock, true);
      typing.keyboard.key(capsLock, false);
      await typing.settled();
      for (const key of ['a', 'B', 'é', 'Ä', 'ß', 'ж', '7']) tap(sink, 'KeyX', key);
      const long = 'aBé'.repeat(60);
      sink.text(long);
      expect(await typing.typed(sink)).toBe(`aBéÄßж7${long}`);
      const pointer = 38;
      const state = await typing.device.ask(request(pointer, 0, typing.device.root), (body) => body.readUInt16LE(16));
      expect(state & 2).toBe(2);
      typing.keyboard.key(capsLock, true);
      typing.keyboard.key(capsLock, false);
      await typing.settled();
    });
  },
);
