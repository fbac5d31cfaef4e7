/**
 * What people write for others to read, and names above all: one line, with nothing in it that is not seen or turns text
 * around, since two names that look the same would be two. The one place that says so, whoever gives a name: the API, the
 * command line, the identity provider.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * No control characters, none that turn the direction of text around, break lines, or show nothing, up to the invisible
 * copy of ASCII that Unicode ends with, and no half of a character. The joiners stay, which some languages need.
 */
const visible =
  '[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\ufffb' +
  '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}\\ud800-\\udfff]';
const joiners = '\\u200c\\u200d';
/** They choose another form of the character before them: a picture in colours, an older form of a Japanese name. */
const variants = '\\u180b-\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
/** Latin, Greek, Cyrillic and Armenian letters, common signs and digits, which neither of these does anything to. */
const plain = '\\u0000-\\u058f\\u1e00-\\u1fff';
/** So beside a plain letter, each other or an end they are not seen. A picture's variant may be joined. */
const joining = `(?!.*(?:^|[${plain}${joiners}])[${variants}${joiners}])(?!.*[${joiners}](?:[${plain}]|$))(?!.*[${variants}]{2})`;
/**
 * Spaces that look like the common one, and letters that look like a space or like nothing: Hangul's fillers, vowels of
 * Khmer that are not drawn, Braille's empty cell. The wide space of Chinese and Japanese is seen for what it is.
 */
const blank = '\\u00a0\\u034f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u2000-\\u200a\\u202f\\u205f\\u2800\\u3164\\uffa0';
/** Nor is a space at an end seen, or a second one. */
const spaced = `(?!\\s)(?!.*\\s(?:\\s|$))(?!.*[${blank}])`;

/** One line of text. */
export const linePattern = `^${joining}${visible}*$`;

/** A name, as schemas say it. */
export const nameForm = { minLength: 1, maxLength: 100, pattern: `^${joining}${spaced}${visible}+$` } as const;

const form = Compile(Type.String(nameForm));

export const isName = (text: string): boolean => form.Check(text);

const unseen = new RegExp(`[\\p{C}\\p{Z}${blank}${variants}]+`, 'gu');

/**
 * Somebody else's word for a name, as one: what is none has a space where something would not be seen, and nothing at the
 * ends. It may be empty, or too long.
 */
export function nameFrom(text: string): string {
  const name = text.trim();
  return isName(name) ? name : name.replace(unseen, ' ').trim();
}
