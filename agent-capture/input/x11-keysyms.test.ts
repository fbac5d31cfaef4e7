import { describe, expect, it } from 'vitest';
import { keycodeOf } from './key-codes.ts';
import { keysymsOfKey } from './key-names.ts';
import { characterOf, keysymOf } from './x11-keysyms.ts';

describe('keysyms', () => {
  it.each([
    ['a', 0x61],
    ['~', 0x7e],
    ['é', 0xe9],
    ['€', 0x0100_20ac],
    ['漢', 0x0100_6f22],
    ['😀', 0x0101_f600],
  ])('INP-2: %s has a keysym, and that gives it back', (character, keysym) => {
    expect(keysymOf(character)).toBe(keysym);
    expect(characterOf(keysym)).toBe(character);
  });

  it('half a character has no keysym', () => {
    expect(keysymOf('\ud83d')).toBeUndefined();
    expect(keysymOf('')).toBeUndefined();
  });

  it('INP-2: keysyms from before Unicode give their characters; dead keys and function keys give none', () => {
    expect([0x20ac, 0x6c1, 0x7e1, 0x1a1, 0xce0].map(characterOf)).toEqual(['€', 'а', 'α', 'Ą', 'א']);
    expect([0xfe51, 0xffbe, 0xff0d, 0xffe1, 0, 0x7f, 0x85, 0x0100_0000, 0x0200_0000].map(characterOf)).toEqual(
      Array.from({ length: 9 }, () => undefined),
    );
  });

  it('INP-2: keys without a character are known by name, left and right by code', () => {
    expect(keysymsOfKey('F1', 'F1')).toEqual([0xffbe]);
    expect(keysymsOfKey('F35', '')).toEqual([0xffe0]);
    expect(keysymsOfKey('Shift', 'ShiftRight')).toEqual([0xffe2, 0xffe1]);
    expect(keysymsOfKey('Control', 'CapsLock')).toEqual([0xffe3]);
    expect(keysymsOfKey('Enter', 'NumpadEnter')).toEqual([0xff8d, 0xff0d]);
    expect(keysymsOfKey('Enter', 'Enter')).toEqual([0xff0d]);
  });

  it.each(['Dead', 'CapsLock', 'NumLock', 'AltGraph', 'Process', 'F36', 'F0', 'toString', '__proto__', ''])(
    'gives no keysym for "%s"',
    (key) => {
      expect(keysymsOfKey(key, key)).toEqual([]);
    },
  );

  it('knows the places of the keys', () => {
    expect(['KeyQ', 'KeyA', 'KeyZ', 'Digit1', 'Space', 'IntlBackslash', 'Slash'].map(keycodeOf)).toEqual([
      24, 38, 52, 10, 65, 94, 61,
    ]);
    expect(keycodeOf('constructor')).toBeUndefined();
  });
});
