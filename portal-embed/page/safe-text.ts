/** Names and words that others wrote, as they may be shown: one line, cut, and nothing in them that turns text around. */
import { pageLimits } from '../limits.ts';

/**
 * Control characters, marks that change the direction of text, separators of lines, letters that are not drawn (fillers
 * of Hangul, Braille's empty cell and the like, up to the invisible copy of ASCII that Unicode ends with), and halves of
 * characters.
 */
const undrawn =
  '\\p{Cc}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164' +
  '\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}\\p{Cs}';
const joiners = '\\u200c\\u200d';
/** Beside each other, an end, or one of these (Latin, Greek, Cyrillic and Armenian letters, common signs) they join nothing. */
const plain = '\\u0000-\\u058f\\u1e00-\\u1fff';
const unseen = new RegExp(
  `[${undrawn}]|(?<=^|[${plain}${joiners}])[${joiners}]|[${joiners}](?=$|[${plain}${joiners}])`,
  'gu',
);

/** @returns the text with a replacement character for each that could not be seen, and an end after 200 characters */
export function safeText(text: string): string {
  // Most of ten thousand characters need not be looked at.
  const kept = [...text.slice(0, 2 * pageLimits.shownCharacters)].slice(0, pageLimits.shownCharacters).join('');
  return `${kept.replace(unseen, '\ufffd')}${kept.length < text.length ? '…' : ''}`;
}
