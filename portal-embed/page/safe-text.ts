/** Names and words that others wrote, as they may be shown: one line, cut, and nothing in them that turns text around. */
import { pageLimits } from '../limits.ts';

/**
 * Control characters, marks that change the direction of text, separators of lines, letters that are not drawn (fillers
 * of Hangul, Braille's empty cell and the like), and halves of characters.
 */
const unseen =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\p{Cs}]/gu;

/** @returns the text with a replacement character for each that could not be seen, and an end after 200 characters */
export function safeText(text: string): string {
  // Most of ten thousand characters need not be looked at.
  const kept = [...text.slice(0, 2 * pageLimits.shownCharacters)].slice(0, pageLimits.shownCharacters).join('');
  return `${kept.replace(unseen, '\ufffd')}${kept.length < text.length ? '…' : ''}`;
}
