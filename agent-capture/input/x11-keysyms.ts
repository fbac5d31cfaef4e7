/** Characters and the keysyms that stand for them: Latin-1 directly, the older tables by name, all others by number. */
import { x11 } from '../x11/x11-package.ts';

const unicodeBase = 0x0100_0000;

/** Keysyms of the tables from before Unicode whose description begins with their character: "(α) GREEK …". */
const legacyCharacters = new Map<number, string>();
for (const { code, description } of Object.values(x11.keySyms)) {
  const character = description === null ? undefined : /^\((.)\) /u.exec(description)?.[1];
  if (character !== undefined && !isLatin1(code)) legacyCharacters.set(code, character);
}

/** The character that a keysym gives, if it gives one. Dead keys give none. */
export function characterOf(keysym: number): string | undefined {
  if (isLatin1(keysym)) return String.fromCodePoint(keysym);
  if (keysym > unicodeBase && keysym <= unicodeBase + 0x10_ffff) return String.fromCodePoint(keysym - unicodeBase);
  return legacyCharacters.get(keysym);
}

/** A keysym that every client understands as this character; undefined for half of one. */
export function keysymOf(character: string): number | undefined {
  const codePoint = character.codePointAt(0);
  if (codePoint === undefined || !character.isWellFormed()) return undefined;
  return isLatin1(codePoint) ? codePoint : unicodeBase + codePoint;
}

function isLatin1(code: number): boolean {
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff);
}
