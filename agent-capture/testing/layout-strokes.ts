/**
 * What a browser says while somebody types every key of a layout: taken from the layout itself as an X server knows it,
 * so that nobody has to write down where Swedes have their braces.
 */
import type { InputSink } from '../input/input-sink.ts';
import { keycodeOf } from '../input/key-codes.ts';
import { characterOf } from '../input/x11-keysyms.ts';
import { X11Connection } from '../x11/connection.ts';
import { type KeyboardMap, openXkb } from '../x11/xkb-extension.ts';
import { press, release, tap } from './typing-room.ts';
import type { Xvfb } from './xvfb.ts';

/** The six that rooms and their operators have, by their XKB names. */
export const layouts = ['us', 'gb', 'de', 'fr', 'se', 'jp'] as const;

interface Stroke {
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
  return codes.flatMap((code) => strokesOfKey(map, code));
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
