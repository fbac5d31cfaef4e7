/** Somebody in the room types on the device's own keyboard while a viewer types: neither garbles the other. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { nothingDown, press, release, TypingRoom, tap } from '../testing/typing-room.ts';
import { x11Limits } from '../x11/limits.ts';

let typing: TypingRoom;

beforeAll(async () => {
  typing = await TypingRoom.start('us');
});
afterEach(() => typing.tidy());
afterAll(() => typing?.stop());

const shift = 50;
const control = 37;
/** The room's keys, with what they give plain and with Shift. */
const keys = [
  [24, 'q', 'Q'],
  [25, 'w', 'W'],
  [26, 'e', 'E'],
  [27, 'r', 'R'],
] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void systemClock.after(ms, resolve));

/** A clock that stands still while something is held in the room, so that no wait for it comes to its end. */
function stoppedWhileHeld() {
  let stoppedMs: number | undefined;
  const clock: Clock = { ...systemClock, monotonicMs: () => stoppedMs ?? systemClock.monotonicMs() };
  const held = (on: boolean): void => {
    stoppedMs = on ? systemClock.monotonicMs() : undefined;
  };
  return { clock, held };
}

describe('a room that types at the same time', () => {
  it('INP-2: all of both arrives as it was typed', async () => {
    const fromRoom: string[] = [];
    const fromViewer: string[] = [];
    const sink = await typing.openSink();
    let all = '';
    // Some need Shift, some a spare keycode that another character shares.
    const characters = ['é', '!', 'ж', '漢', 'b', 'ñ'];
    for (let round = 0; round < 60; round++) {
      const [keycode, plain, shifted] = keys[round % keys.length] ?? keys[0];
      const upper = round % 3 === 0;
      const character = characters[round % characters.length] ?? '1';
      if (upper) {
        // X cannot look at modifiers and press a key in one step: no key must be on its way when Shift goes down.
        const sent = fromRoom.length + fromViewer.length;
        all += await typing.terminal.take((typed) => [...all, ...typed].length >= sent);
        typing.ownKeyboard.key(shift, true);
      }
      // The sink waits for what it was told of: the server tells its clients in no given order.
      await typing.settled();
      if (round % 2 === 0) sink.text(character);
      else tap(sink, 'KeyX', character);
      fromViewer.push(character);
      typing.ownKeyboard.key(keycode, true);
      typing.ownKeyboard.key(keycode, false);
      fromRoom.push(upper ? shifted : plain);
      await typing.settled();
      if (upper) typing.ownKeyboard.key(shift, false);
      await typing.device.sync();
    }
    all += await typing.typed(sink);
    const isRoom = (one: string): boolean => /[qwer]/i.test(one);
    expect([...all].filter(isRoom).join('')).toBe(fromRoom.join(''));
    expect([...all].filter((one) => !isRoom(one)).join('')).toBe(fromViewer.join(''));
    expect(await typing.downWhen(0, 0)).toEqual(nothingDown);
  });

  it('INP-2: what somebody holds in the room makes no command of what is typed', async () => {
    const { clock, held } = stoppedWhileHeld();
    const sink = await typing.openSink(clock);
    for (const type of [() => tap(sink, 'KeyC', 'c'), () => sink.text('dé')]) {
      typing.ownKeyboard.key(control, true);
      await typing.settled();
      held(true);
      type();
      await pause(x11Limits.roomModifiersMs / 5);
      expect(typing.terminal.typed()).toBe('');
      typing.ownKeyboard.key(control, false);
      held(false);
      expect(await typing.typed(sink)).toMatch(/^(c|dé)$/);
    }
  });

  it('INP-5: nobody who leans on a key in the room stops the viewer', async () => {
    const { clock, held } = stoppedWhileHeld();
    const sink = await typing.openSink(clock);
    typing.ownKeyboard.key(shift, true);
    await typing.settled();
    tap(sink, 'KeyA', 'a');
    expect(await typing.terminal.take((typed) => typed.length > 0)).toBe('A');
    // Nobody waits any more: on a clock that stands still that would be for ever.
    held(true);
    sink.text('bcdef');
    expect(await typing.terminal.take((typed) => typed.length > 4)).toBe('BCDEF');
    held(false);
    typing.ownKeyboard.key(shift, false);
    await typing.typed(sink);
  });

  it('INP-2: modifiers that the viewer holds are not the room’s', async () => {
    const sink = await typing.openSink();
    const startMs = systemClock.monotonicMs();
    for (let round = 0; round < 20; round++) {
      press(sink, 'ShiftLeft', 'Shift');
      await typing.settled();
      tap(sink, 'KeyA', 'A');
      tap(sink, 'KeyB', 'é');
      release(sink, 'ShiftLeft', 'Shift');
      tap(sink, 'Digit1', '!');
      tap(sink, 'KeyC', 'c');
    }
    expect(await typing.typed(sink)).toBe('Aé!c'.repeat(20));
    // Each round would have waited once.
    expect(systemClock.monotonicMs() - startMs).toBeLessThan(20 * x11Limits.roomModifiersMs);
  });
});
