/**
 * The spare keycodes that have characters of ours now, noted on the X server: a process that is killed leaves them so,
 * and the next one takes them back, or there would be none left to type with.
 */
import type { X11Connection } from '../x11/connection.ts';
import { bindKeycode } from '../x11/keyboard-requests.ts';
import { x11Limits } from '../x11/limits.ts';
import { openRootNumbers } from '../x11/root-numbers.ts';
import type { Xkb } from '../x11/xkb-extension.ts';

export interface LentKeycode {
  readonly keycode: number;
  /** Keysyms, plain and with Shift. */
  readonly plain: number;
  readonly shifted: number;
}

export interface LentKeycodes {
  /** To be called before they are lent. */
  note(lent: readonly LentKeycode[]): void;
}

const property = '_RINGSIDE_LENT_KEYCODES';

/** Takes back what a process before this one left, unless the keyboard gives something else there now. */
export async function openLentKeycodes(connection: X11Connection, xkb: Pick<Xkb, 'map'>): Promise<LentKeycodes> {
  const numbers = await openRootNumbers(connection, property, 2 * x11Limits.spareKeycodes);
  const [left, { keys }] = await Promise.all([numbers.read(), xkb.map()]);
  for (let at = 0; at + 1 < left.length; at += 2) {
    const [keycode = 0, plain = 0] = left.slice(at, at + 2);
    if (keys.get(keycode)?.[0]?.keysyms[0] === plain) connection.send(bindKeycode(keycode, 0, 0));
  }
  numbers.write([]);
  return { note: (lent) => numbers.write(lent.flatMap(({ keycode, plain }) => [keycode, plain])) };
}
