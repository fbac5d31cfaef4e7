/**
 * The device's keyboard as it is mapped now: which keycode gives a character or a keysym, and which modifiers must be
 * down, up or unlocked while it is pressed. Pure: it reads a map and answers plans.
 */
import type { KeyboardMap, KeyboardState, KeyType } from '../x11/xkb-extension.ts';
import { characterOf } from './x11-keysyms.ts';

/** Real modifier bits that mean the same on every X keyboard. */
export const modifier = { shift: 1 << 0, lock: 1 << 1 } as const;

/** What to do around a key so that it gives what is wanted. */
export interface KeyPlan {
  readonly keycode: number;
  /** Modifiers to hold, as real modifier bits, each with the keycode that sets it. */
  readonly press: readonly number[];
  /** Modifier bits of held keys that must be up meanwhile. */
  readonly suspend: number;
  /** Locked modifier bits that must be unlocked meanwhile. */
  readonly unlock: number;
  /** Modifier bits that have a say in what the key gives; the plan has settled those. */
  readonly mask: number;
}

interface Place {
  readonly keycode: number;
  readonly level: number;
  readonly type: KeyType;
}

/** Keys that set a modifier only while they are held, by the keysym of their first level. */
const momentaryModifiers: ReadonlySet<number> = new Set([0xffe1, 0xffe2, 0xfe03, 0xfe11]);
const shiftType: KeyType = { mask: modifier.shift, levels: [{ modifiers: modifier.shift, level: 1 }] };
const noSymbol = 0;
const maximumGroups = 4;

export class X11Keyboard {
  readonly #map: KeyboardMap;
  /** Places by group, then by character or keysym; the best first. */
  readonly #characters: readonly Map<string, Place[]>[];
  readonly #keysyms: readonly Map<number, Place[]>[];
  /** A keycode that sets the modifier while held, by bit. */
  readonly #holders = new Map<number, number>();
  /** Modifiers that choose what keys give, as opposed to Control, Alt and their like, which make commands of them. */
  readonly levelModifiers: number;

  /** @param left keycodes to be left alone */
  constructor(map: KeyboardMap, left: ReadonlySet<number>) {
    this.#map = map;
    const groups = Array.from({ length: maximumGroups }, (_, group) => indexGroup(map, group, left));
    this.#characters = groups.map(({ characters }) => characters);
    this.#keysyms = groups.map(({ keysyms }) => keysyms);
    for (const [keycode, bits] of map.modifiers) {
      const first = map.keys.get(keycode)?.[0]?.keysyms[0];
      if (first === undefined || !momentaryModifiers.has(first)) continue;
      // A key that sets two modifiers at once cannot be used for one of them.
      if ((bits & (bits - 1)) === 0 && !this.#holders.has(bits)) this.#holders.set(bits, keycode);
    }
    this.levelModifiers = [...this.#holders.keys()].reduce((all, bits) => all | bits, modifier.lock);
  }

  modifiersOf(keycode: number): number {
    return this.#map.modifiers.get(keycode) ?? 0;
  }

  /** Whether the keycode gives nothing at all and may be given a character. */
  isSpare(keycode: number): boolean {
    const groups = this.#map.keys.get(keycode);
    const silent =
      groups === undefined || groups.every(({ keysyms }) => keysyms.every((keysym) => keysym === noSymbol));
    return silent && !this.#map.modifiers.has(keycode);
  }

  /**
   * How to type a character. Its level's modifiers are made exact; Caps Lock is unlocked, for clients apply it even to
   * keys that do not know it.
   */
  planCharacter(character: string, state: KeyboardState, held: number): KeyPlan | undefined {
    let best: KeyPlan | undefined;
    for (const place of this.#characters[state.group]?.get(character) ?? []) {
      const plan = this.#plan(place, state, held);
      if (plan !== undefined && (best === undefined || effort(plan) < effort(best))) best = plan;
    }
    return best;
  }

  /** How to type what a spare keycode was given, plain or with Shift. */
  planSpare(keycode: number, level: 0 | 1, state: KeyboardState, held: number): KeyPlan | undefined {
    return this.#plan({ keycode, level, type: shiftType }, state, held);
  }

  /** The key of a keysym, without touching modifiers: the viewer holds those that it means. */
  keycodeOf(keysyms: readonly number[], state: KeyboardState): number | undefined {
    for (const keysym of keysyms) {
      const place = this.#keysyms[state.group]?.get(keysym)?.find(({ level }) => level === 0);
      if (place !== undefined) return place.keycode;
    }
    return undefined;
  }

  #plan({ keycode, level, type }: Place, { lockedModifiers }: KeyboardState, held: number): KeyPlan | undefined {
    const combinations =
      level === 0 ? [0] : type.levels.filter((entry) => entry.level === level).map(({ modifiers }) => modifiers);
    let best: KeyPlan | undefined;
    for (const wanted of combinations) {
      const unlock = lockedModifiers & ((type.mask & ~wanted) | modifier.lock);
      const active = held | (lockedModifiers & ~unlock);
      const press: number[] = [];
      let possible = true;
      for (let bit = 1; bit < 0x100; bit <<= 1) {
        if ((wanted & ~active & bit) === 0) continue;
        const holder = this.#holders.get(bit);
        if (holder === undefined) possible = false;
        else press.push(holder);
      }
      if (!possible) continue;
      const plan = { keycode, press, suspend: held & type.mask & ~wanted, unlock, mask: type.mask };
      if (best === undefined || effort(plan) < effort(best)) best = plan;
    }
    return best;
  }
}

function effort({ press, suspend, unlock }: KeyPlan): number {
  return press.length + bitCount(suspend) + bitCount(unlock);
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function indexGroup(map: KeyboardMap, group: number, left: ReadonlySet<number>) {
  const characters = new Map<string, Place[]>();
  const keysyms = new Map<number, Place[]>();
  for (const [keycode, groups] of map.keys) {
    // Keys with fewer groups than the keyboard give those again in turn.
    const shown = groups[group % groups.length];
    if (shown === undefined || left.has(keycode)) continue;
    for (const [level, keysym] of shown.keysyms.entries()) {
      if (keysym === noSymbol) continue;
      const place = { keycode, level, type: shown.type };
      add(keysyms, keysym, place);
      const character = characterOf(keysym);
      if (character !== undefined) add(characters, character, place);
    }
  }
  return { characters, keysyms };
}

function add<K>(index: Map<K, Place[]>, key: K, place: Place): void {
  const places = index.get(key);
  if (places === undefined) index.set(key, [place]);
  else places.push(place);
}
