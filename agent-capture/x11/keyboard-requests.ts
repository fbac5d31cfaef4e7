/** Core requests about the keyboard and the pointer as they are now. */
import type { X11Connection } from './connection.ts';
import { quad, request } from './request.ts';

export const modifier = { control: 0x4, alt: 0x8 } as const;

/** Gives a keycode keysyms of its own, plain and with Shift; 0 takes them away. */
export function bindKeycode(keycode: number, plain: number, shifted: number): Buffer {
  const changeKeyboardMapping = 100;
  const keycodes = 1;
  return request(changeKeyboardMapping, keycodes, quad(keycode, 2), plain, shifted);
}

/** Keycodes that are down on the device, whoever pressed them. */
export function keysDown(connection: X11Connection): Promise<number[]> {
  const queryKeymap = 44;
  return connection.ask(request(queryKeymap, 0), (body) => {
    const down: number[] = [];
    for (let keycode = 8; keycode < 256; keycode++) {
      if (((body.readUInt8(keycode >> 3) >> (keycode & 7)) & 1) === 1) down.push(keycode);
    }
    return down;
  });
}

/** Buttons 1 to 5 that are down on the device, whoever pressed them. */
export function buttonsDown(connection: X11Connection): Promise<number[]> {
  const queryPointer = 38;
  return connection.ask(request(queryPointer, 0, connection.root), (body) => {
    const mask = body.readUInt16LE(16);
    return [1, 2, 3, 4, 5].filter((button) => ((mask >> (7 + button)) & 1) === 1);
  });
}

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
