import { describe, expect, it } from 'vitest';
import { isName, linePattern, nameFrom } from './names.ts';

/** A no-break space, spaces of other widths, and letters that show nothing: each looks like another name, or like none. */
const blanks = [
  ...'\u00a0\u034f\u115f\u1160\u1680\u17b4\u17b5\u2000\u2002\u2007\u200a\u202f\u205f\u2800\u3164\uffa0',
] as const;
const invisible = [
  ...'\u0000\u001f\u007f\u009f\u00ad\u061c\u200b\u200e\u200f\u2028\u202e\u2060\u206f\ufeff\ufff0\ufffb',
  // Of shorthand and music, and ASCII that is not drawn; and half of a character.
  ...'\u{1bca0}\u{1d173}\u{1d17a}\u{e0001}\u{e0041}\u{e007f}\u{e0fff}\ud800',
] as const;

describe('a name', () => {
  it.each([
    'Olga Olsen',
    'Zoë Ångström-O’Neil (2)',
    '山田　太郎',
    '홍길동',
    'نگار خانم',
    // Persian needs the joiner that joins not, and some pictures the other, or their variant.
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645 \ud83d\udc69\u200d\ud83d\udcbb',
    'Room \u260e\ufe0f',
    'Pride \u{1f3f3}\ufe0f\u200d\u{1f308}',
    // A place in Japan that is written with the older form of its first character.
    '\u845b\u{e0100}\u57ce',
    'x'.repeat(100),
  ])('is %j', (text) => {
    expect(isName(text)).toBe(true);
  });

  it.each([...blanks, ...invisible])('holds no %j, which is not seen, or seen as another space', (blank) => {
    for (const text of [blank, `Olga${blank}Olsen`, `${blank}Olga`, `Olga${blank}`]) expect(isName(text)).toBe(false);
  });

  it.each([
    ['', 'nothing'],
    [' Olga', 'a space before it'],
    ['Olga ', 'a space after it'],
    ['Olga  Olsen', 'two spaces'],
    ['山田　', 'a wide space after it'],
    ['Olga\u200d', 'a joiner at its end'],
    ['Olga\u200c Olsen', 'a joiner before a space'],
    ['Olga\ufe0f', 'a variant of a Latin letter'],
    ['\u180bOlga', 'a variant of nothing'],
    ['Olga\u{e0100}', 'another variant of a Latin letter'],
    ['\u041e\u043b\u044c\ufe00\u0433\u0430', 'a variant of a Cyrillic letter'],
    ['\u041e\u043b\u044c\u200d\u0433\u0430', 'a joiner between Cyrillic letters'],
    ['\u0645\u06cc\u200c\u200c\u062e', 'two joiners'],
    ['\u260e\ufe0f\ufe0f', 'a variant of a variant'],
    ['x'.repeat(101), 'more than 100 characters'],
  ])('is not %j: %s', (text) => {
    expect(isName(text)).toBe(false);
  });

  it('of somebody else’s is made one', () => {
    for (const blank of [...blanks, ...invisible]) {
      const name = nameFrom(`${blank}Olga${blank}${blank} Olsen${blank}`);
      expect(name).toBe('Olga Olsen');
      expect(nameFrom(` ${blank} `)).toBe('');
    }
    // What is one stays as it is.
    for (const name of [
      '\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645',
      'Room \u260e\ufe0f',
      '\u845b\u{e0100}\u57ce',
    ]) {
      expect(nameFrom(` ${name}`)).toBe(name);
    }
  });
});

it('a line of text holds nothing that is not seen, and may hold a no-break space', () => {
  const line = new RegExp(linePattern, 'u');
  for (const each of invisible) expect(line.test(`a${each}b`)).toBe(false);
  expect(line.test('Écran noir\u202f! Ticket 4711')).toBe(true);
  expect(line.test('')).toBe(true);
});
