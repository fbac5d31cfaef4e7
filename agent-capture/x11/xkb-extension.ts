/** XKB: what each key of the device's keyboard gives under which modifiers, its locks and group, and their changes. */
import type { X11Connection } from './connection.ts';
import { x11Limits } from './limits.ts';
import { pair, quad, request } from './request.ts';
import { X11Error } from './x11-error.ts';

/** How modifiers choose a key's level: those in `mask` that are active are looked up in `levels`; else level 0. */
export interface KeyType {
  readonly mask: number;
  readonly levels: readonly { readonly modifiers: number; readonly level: number }[];
}

export interface KeyGroup {
  readonly type: KeyType;
  /** Keysyms by level. */
  readonly keysyms: readonly number[];
}

export interface KeyboardMap {
  /** Groups of each keycode that has any. */
  readonly keys: ReadonlyMap<number, readonly KeyGroup[]>;
  /** Real modifiers that a keycode sets, as bits. */
  readonly modifiers: ReadonlyMap<number, number>;
}

export interface KeyboardState {
  /** Of the keys that are held now, on whichever keyboard. */
  readonly heldModifiers: number;
  readonly lockedModifiers: number;
  readonly group: number;
}

export interface KeyboardEvents {
  stateChanged(state: KeyboardState): void;
  /** Keys changed their meaning: those of the range, or all when the layout was replaced. */
  mapChanged(firstKeycode: number, count: number): void;
}

export interface Xkb {
  map(): Promise<KeyboardMap>;
  state(): Promise<KeyboardState>;
  /** Has modifiers, such as Caps Lock, unlocked while something is done; that must only send requests. */
  unlocked(modifiers: number, act: () => void): void;
}

const useExtension = 0;
const selectEvents = 1;
const getState = 4;
const latchLockState = 5;
const getMap = 8;
const coreKeyboard = 0x100;
const part = { keyTypes: 1 << 0, keySyms: 1 << 1, modifierMap: 1 << 2 } as const;
const notify = { newKeyboard: 0, map: 1, state: 2 } as const;
const stateParts = { modifierBase: 1 << 1, modifierLock: 1 << 3, groupState: 1 << 4 } as const;

/** @throws X11Error 'unsupported' */
export async function openXkb(connection: X11Connection, events: KeyboardEvents): Promise<Xkb> {
  const extension = await connection.extension('XKEYBOARD');
  const sentence = 'The X server lacks XKB, which describes the keyboard: switch it on.';
  if (extension === undefined) throw new X11Error('unsupported', sentence);
  const { major, firstEvent } = extension;
  const supported = await connection.ask(request(major, useExtension, pair(1, 0)), (_, detail) => detail === 1);
  if (!supported) throw new X11Error('unsupported', sentence);
  /** The numbers, as events carry them, of requests that unlocked modifiers for a moment; in their order. */
  const unlocking: number[] = [];
  const lock = (affected: number, locked: number): void => {
    // Device 2, affected locks 1, locks 1, lock group 1, group 1, affected latches 1, unused 2, latch group 1, group 2.
    connection.send(request(major, latchLockState, pair(coreKeyboard, affected | (locked << 8)), quad(0), quad(0)));
  };
  const state = (): Promise<KeyboardState> =>
    connection.ask(request(major, getState, pair(coreKeyboard, 0)), (body) => ({
      heldModifiers: body.readUInt8(1),
      lockedModifiers: body.readUInt8(3),
      group: body.readUInt8(4),
    }));
  connection.listen(firstEvent, (event) => {
    // Type 1, XKB type 1, sequence 2, time 4, device 1, then by XKB type: modifiers 1, those held 1, latched 1, locked 1.
    const type = event.readUInt8(1);
    if (type === notify.state) {
      // Our own unlocking is undone in the same breath: only what holds after it counts.
      const sequence = event.readUInt16LE(2);
      while (unlocking[0] !== undefined && isBefore(unlocking[0], sequence)) unlocking.shift();
      if (unlocking[0] === sequence) return;
      const [heldModifiers, lockedModifiers] = [event.readUInt8(10), event.readUInt8(12)];
      events.stateChanged({ heldModifiers, lockedModifiers, group: event.readUInt8(13) });
    } else if (type === notify.map) {
      const keySymsChanged = (event.readUInt16LE(10) & part.keySyms) !== 0;
      if (keySymsChanged) events.mapChanged(event.readUInt8(16), event.readUInt8(17));
      else events.mapChanged(0, 256);
    } else if (type === notify.newKeyboard) {
      events.mapChanged(0, 256);
    }
  });
  const all = (1 << notify.newKeyboard) | (1 << notify.map);
  const details = stateParts.modifierBase | stateParts.modifierLock | stateParts.groupState;
  connection.send(
    request(
      major,
      selectEvents,
      pair(coreKeyboard, all | (1 << notify.state)),
      pair(0, all),
      pair(0, 0),
      pair(details, details),
    ),
  );
  return {
    map: () => {
      const full = part.keyTypes | part.keySyms | part.modifierMap;
      return connection.ask(request(major, getMap, pair(coreKeyboard, full), 0, 0, 0, 0, 0), parseMap);
    },
    state,
    unlocked: (modifiers, act) => {
      lock(modifiers, 0);
      unlocking.push(connection.sequence & 0xffff);
      if (unlocking.length > x11Limits.inputWaiting) unlocking.shift();
      act();
      lock(modifiers, modifiers);
    },
  };
}

/** Sequence numbers of 16 bits come round; those less than half a round ahead are later. */
function isBefore(sequence: number, other: number): boolean {
  return sequence !== other && ((other - sequence) & 0xffff) < 0x8000;
}

/** Offsets count from byte 8 of the reply; variable parts begin at its byte 40: types, symbols, modifier map. */
function parseMap(body: Buffer): KeyboardMap {
  const typeCount = body.readUInt8(7);
  const firstKey = body.readUInt8(9);
  const keyCount = body.readUInt8(12);
  const modifierCount = body.readUInt8(25);
  let at = 32;
  const types: KeyType[] = [];
  for (let index = 0; index < typeCount; index++) {
    // Mask 1, real modifiers 1, virtual 2, levels 1, entries 1, preserve 1, unused 1; an entry: active 1, modifiers 1, level 1 of 8.
    const mask = body.readUInt8(at);
    const entries = body.readUInt8(at + 5);
    const preserve = body.readUInt8(at + 6) !== 0;
    at += 8;
    const levels = [];
    for (let entry = 0; entry < entries; entry++, at += 8) {
      if (body.readUInt8(at) === 0) continue;
      levels.push({ modifiers: body.readUInt8(at + 1), level: body.readUInt8(at + 2) });
    }
    if (preserve) at += entries * 4;
    types.push({ mask, levels });
  }
  const keys = new Map<number, readonly KeyGroup[]>();
  for (let index = 0; index < keyCount; index++) {
    // Type of each group 4, group information 1, levels of the widest group 1, number of symbols 2, symbols of 4.
    const groupCount = body.readUInt8(at + 4) & 0xf;
    const width = body.readUInt8(at + 5);
    const symbolCount = body.readUInt16LE(at + 6);
    const groups: KeyGroup[] = [];
    for (let group = 0; group < Math.min(groupCount, 4); group++) {
      const type = types[body.readUInt8(at + group)];
      if (type === undefined) continue;
      const keysyms = Array.from({ length: width }, (_, level) =>
        body.readUInt32LE(at + 8 + 4 * (group * width + level)),
      );
      groups.push({ type, keysyms });
    }
    if (groups.length > 0) keys.set(firstKey + index, groups);
    at += 8 + symbolCount * 4;
  }
  const modifiers = new Map<number, number>();
  for (let index = 0; index < modifierCount; index++, at += 2)
    modifiers.set(body.readUInt8(at), body.readUInt8(at + 1));
  return { keys, modifiers };
}
