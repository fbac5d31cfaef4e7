/** A combination of keys that comes to us wherever the focus is, whatever locks are on. */
import type { X11Connection } from './connection.ts';
import { pair, quad, request } from './request.ts';

export const modifier = { control: 0x4, alt: 0x8 } as const;

/** Caps Lock and Num Lock, alone and together: a grab is for one state of them. */
const locks = [0, 0x2, 0x10, 0x12];

/** The first keycode that has this keysym without modifiers; undefined when the keyboard has no such key. */
export function keycodeOf(connection: X11Connection, keysym: number): Promise<number | undefined> {
  const getKeyboardMapping = 101;
  const { first, last } = connection.keycodes;
  const count = last - first + 1;
  return connection.ask(request(getKeyboardMapping, 0, quad(first, count)), (body, perKeycode) => {
    for (let index = 0; index < count; index++) {
      if (body.readUInt32LE(24 + index * perKeycode * 4) === keysym) return first + index;
    }
    return undefined;
  });
}

/** @throws X11Error 'refused' when another program has taken it */
export async function grabKey(connection: X11Connection, keycode: number, modifiers: number): Promise<void> {
  const grab = 33;
  const asynchronous = 1;
  for (const lock of locks) {
    const keys = quad(modifiers | lock, 0, keycode, asynchronous);
    await connection.perform(request(grab, 0, connection.root, keys, quad(asynchronous)));
  }
}

export function ungrabKey(connection: X11Connection, keycode: number, modifiers: number): void {
  const ungrab = 34;
  for (const lock of locks) connection.send(request(ungrab, keycode, connection.root, pair(modifiers | lock, 0)));
}
