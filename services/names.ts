/**
 * What people write for others to read, and names above all: one line, with nothing in it that is not seen or turns text
 * around, since two names that look the same would be two. The one place that says so, whoever gives a name: the API, the
 * command line, the identity provider.
 */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * No control characters, none that turn the direction of text around, break lines, or show nothing. The joiners stay,
 * which some languages need.
 */
const visible =
  '[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]';
/**
 * But a joiner beside a Latin letter, a space or an end joins nothing, and is not seen; nor is the variant of a Latin
 * letter another one.
 */
const joining =
  '(?!.*(?:^|[\\u0000-\\u024f])[\\u180b-\\u180f\\u200c\\u200d\\ufe00-\\ufe0f])(?!.*[\\u200c\\u200d](?:[\\u0000-\\u024f]|$))';
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

const unseen = new RegExp(`[\\p{C}\\p{Z}${blank}\\u180b-\\u180f\\ufe00-\\ufe0f]+`, 'gu');

/** Somebody else's word for a name, as one: what would not be seen is a space, and gone at the ends. It may be empty. */
export const nameFrom = (text: string): string => text.replace(unseen, ' ').trim();
