import { describe, expect, it } from 'vitest';
import { isName, linePattern, nameFrom } from './names.ts';

/** A no-break space, spaces of other widths, and letters that show nothing: each looks like another name, or like none. */
const blanks = [
  ...'\u00a0\u034f\u115f\u1160\u1680\u17b4\u17b5\u2000\u2002\u2007\u200a\u202f\u205f\u2800\u3164\uffa0',
] as const;
const invisible = [...'\u0000\u001f\u007f\u009f\u00ad\u061c\u200b\u200e\u200f\u2028\u202e\u2060\u206f\ufeff'] as const;

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
  });
});

it('a line of text holds nothing that is not seen, and may hold a no-break space', () => {
  const line = new RegExp(linePattern, 'u');
  for (const each of invisible) expect(line.test(`a${each}b`)).toBe(false);
  expect(line.test('Écran noir\u202f! Ticket 4711')).toBe(true);
  expect(line.test('')).toBe(true);
});
