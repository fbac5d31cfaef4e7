/**
 * Every key of a layout, pressed on a keyboard or told by a browser: taken from the layout itself as an X server knows
 * it, so that nobody has to write down where Swedes have their braces.
 */
import type { InputSink } from '../input/input-sink.ts';
import { keycodeOf } from '../input/key-codes.ts';
import { characterOf } from '../input/x11-keysyms.ts';
import { X11Connection } from '../x11/connection.ts';
import { type KeyboardMap, openXkb } from '../x11/xkb-extension.ts';
import type { Hands } from './hands.ts';
import { press, release, tap } from './typing-room.ts';
import type { Xvfb } from './xvfb.ts';

/** The six that rooms and their operators have, by their XKB names. */
export const layouts = ['us', 'gb', 'de', 'fr', 'se', 'jp'] as const;

export interface Stroke {
  readonly code: string;
  readonly shift: boolean;
  readonly altGr: boolean;
  /** What the key gives; undefined for a dead key. */
  readonly key: string | undefined;
  /** A dead key with the letter that follows makes this. */
  readonly composed: string | undefined;
}

const codes = [
  ...['Backquote', 'Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Semicolon', 'Quote', 'Backslash', 'Comma'],
  ...['Period', 'Slash', 'Space', 'IntlBackslash', 'IntlRo', 'IntlYen'],
  ...[...'1234567890'].map((digit) => `Digit${digit}`),
  ...[...'QWERTYUIOPASDFGHJKLZXCVBNM'].map((letter) => `Key${letter}`),
];
/** The keysym of AltGr, where the right Alt key is one. */
const levelThreeShift = 0xfe03;
/** Modifiers by their X keycodes. */
const keys = { shift: 50, altGr: 108, capsLock: 66 } as const;
const bit = { shift: 1 << 0, altGr: 1 << 7 } as const;
/** Dead keys by their keysyms, each with something that it makes. */
const composedByDead: ReadonlyMap<number, string> = new Map([
  [0xfe50, 'à'],
  [0xfe51, 'é'],
  [0xfe52, 'ô'],
  [0xfe53, 'ñ'],
  [0xfe57, 'ü'],
  [0xfe58, 'å'],
  [0xfe5b, 'ç'],
]);

export async function strokesOf(xvfb: Xvfb, layout: string): Promise<readonly Stroke[]> {
  await xvfb.run('setxkbmap', [layout]);
  const connection = await X11Connection.open(xvfb.display, { closed: () => undefined });
  const xkb = await openXkb(connection, { stateChanged: () => undefined, mapChanged: () => undefined });
  const map = await xkb.map();
  connection.close();
  const hasAltGr = map.keys.get(keys.altGr)?.[0]?.keysyms[0] === levelThreeShift;
  return codes.flatMap((code) => strokesOfKey(map, code)).filter(({ altGr }) => hasAltGr || !altGr);
}

/** Letters, signs and dead keys; of what AltGr gives only what is no rarity, for the sake of time. */
function strokesOfKey(map: KeyboardMap, code: string): Stroke[] {
  const group = map.keys.get(keycodeOf(code) ?? 0)?.[0];
  if (group === undefined) return [];
  return group.keysyms.flatMap((keysym, level) => {
    const modifiers = level === 0 ? 0 : group.type.levels.find((one) => one.level === level)?.modifiers;
    if (modifiers === undefined || (modifiers & ~(bit.shift | bit.altGr)) !== 0) return [];
    const key = characterOf(keysym);
    const composed = composedByDead.get(keysym);
    const altGr = (modifiers & bit.altGr) !== 0;
    if (composed === undefined && (key === undefined || (altGr && key > '\xff' && key !== '€'))) return [];
    return [{ code, shift: (modifiers & bit.shift) !== 0, altGr, key, composed }];
  });
}

/** Types all of it as a browser tells of it. @returns what must arrive */
export function typeStrokes(sink: InputSink, strokes: readonly Stroke[]): string {
  let expected = '';
  for (const { code, shift, altGr, key, composed } of strokes) {
    if (shift) press(sink, 'ShiftLeft', 'Shift');
    if (altGr) press(sink, 'AltRight', 'AltGraph');
    tap(sink, code, key ?? 'Dead');
    if (altGr) release(sink, 'AltRight', 'AltGraph');
    if (shift) release(sink, 'ShiftLeft', 'Shift');
    if (composed !== undefined) sink.text(composed);
    expected += composed ?? key;
  }
  return expected;
}

/** Somebody's hands on a keyboard with a layout: modifiers stay down from one key to the next that wants them. */
export class TypingHands {
  readonly #hands: Pick<Hands, 'key'>;
  #down: readonly number[] = [];

  constructor(hands: Pick<Hands, 'key'>) {
    this.#hands = hands;
  }

  /** Presses all of it. @returns what must arrive */
  type(strokes: readonly Stroke[], layout = strokes): string {
    let expected = '';
    for (const stroke of strokes) {
      this.#strike(stroke);
      if (stroke.composed !== undefined) this.#strike(plainLetter(layout, stroke.composed));
      expected += stroke.composed ?? stroke.key;
    }
    this.#hold([]);
    return expected;
  }

  /** @param withShift as Japanese keyboards want it, where the key alone turns to Latin letters */
  capsLock(withShift: boolean): void {
    this.#hold(withShift ? [keys.shift] : []);
    for (const down of [true, false]) this.#hands.key(keys.capsLock, down);
    this.#hold([]);
  }

  #strike({ code, shift, altGr }: Stroke): void {
    const keycode = keycodeOf(code);
    if (keycode === undefined) throw new Error(`no key is known as ${code}`);
    this.#hold([...(shift ? [keys.shift] : []), ...(altGr ? [keys.altGr] : [])]);
    for (const down of [true, false]) this.#hands.key(keycode, down);
  }

  #hold(wanted: readonly number[]): void {
    for (const keycode of this.#down) if (!wanted.includes(keycode)) this.#hands.key(keycode, false);
    for (const keycode of wanted) if (!this.#down.includes(keycode)) this.#hands.key(keycode, true);
    this.#down = wanted;
  }
}

/** The letter that follows a dead key to make this. */
function plainLetter(layout: readonly Stroke[], composed: string): Stroke {
  const letter = composed.normalize('NFD').charAt(0);
  const stroke = layout.find(({ key, shift, altGr }) => key === letter && !shift && !altGr);
  if (stroke === undefined) throw new Error(`the layout has no ${letter}`);
  return stroke;
}

/** The same letters with Caps Lock of the viewer: its browser turns their case round, and nothing else tells of it. */
export function typeLocked(sink: InputSink, strokes: readonly Stroke[]): string {
  let expected = '';
  tap(sink, 'CapsLock', 'CapsLock');
  for (const { code, shift, altGr, key } of strokes) {
    if (altGr || key === undefined || !/^\p{L}$/u.test(key)) continue;
    const turned = shift ? key.toLowerCase() : key.toUpperCase();
    if (turned.length !== 1) continue;
    if (shift) press(sink, 'ShiftLeft', 'Shift');
    tap(sink, code, turned);
    if (shift) release(sink, 'ShiftLeft', 'Shift');
    expected += turned;
  }
  tap(sink, 'CapsLock', 'CapsLock');
  return expected;
}
