/**
 * Presses keys on the device's X keyboard so that they give what the viewer meant, whatever the layouts of both.
 */
import type { Clock } from '../clock.ts';
import type { X11Connection } from '../x11/connection.ts';
import { bindKeycode } from '../x11/keyboard-requests.ts';
import { x11Limits } from '../x11/limits.ts';
import type { KeyboardState, Xkb } from '../x11/xkb-extension.ts';
import type { FakeInput } from '../x11/xtest-extension.ts';
import type { KeyInput } from './input-sink.ts';
import { keycodeOf } from './key-codes.ts';
import { keysymsOfKey } from './key-names.ts';
import { HeldKeys } from './x11-held-keys.ts';
import { type KeyPlan, modifier, X11Keyboard } from './x11-keyboard.ts';
import { keysymOf } from './x11-keysyms.ts';
import type { LentKeycode, LentKeycodes } from './x11-lent-keycodes.ts';
import { RoomModifiers } from './x11-room-modifiers.ts';
import { SpareKeycodes } from './x11-spare-keycodes.ts';

export interface KeyServer {
  readonly connection: X11Connection;
  readonly fake: FakeInput;
  readonly xkb: Xkb;
  readonly lent: LentKeycodes;
}

export type KeyClock = Pick<Clock, 'monotonicMs' | 'after'>;

const everyModifier = 0xff;
/** Characters of a text that are keys of their own. */
const keyOfCharacter: Readonly<Record<string, string>> = {
  '\n': 'Enter',
  '\r': 'Enter',
  '\t': 'Tab',
  '\b': 'Backspace',
};

export class X11Keys {
  readonly #server: KeyServer;
  readonly #clock: KeyClock;
  readonly #spares = new SpareKeycodes({ reuseMs: x11Limits.spareReuseMs, settleMs: x11Limits.spareSettleMs });
  #keyboard = new X11Keyboard({ keys: new Map(), modifiers: new Map() }, new Set());
  #state: KeyboardState = { heldModifiers: 0, lockedModifiers: 0, group: 0 };
  readonly #held: HeldKeys;
  readonly #room = new RoomModifiers();
  /** The viewer's AltGr is not passed on: it has done its work in the names of the other keys. */
  #altGraph = false;

  constructor(server: KeyServer, clock: KeyClock) {
    this.#server = server;
    this.#clock = clock;
    this.#held = new HeldKeys((keycode, down) => {
      server.fake.key(keycode, down);
      server.connection.flush();
    }, clock);
  }

  async loadMap(): Promise<void> {
    const { xkb, connection } = this.#server;
    const [map, state] = await Promise.all([xkb.map(), xkb.state()]);
    const all = new X11Keyboard(map, new Set());
    const { first, last } = connection.keycodes;
    // From the top: layouts that grow take keycodes from below.
    const spare: number[] = [];
    for (let keycode = last; keycode >= first && spare.length < x11Limits.spareKeycodes; keycode--) {
      if (all.isSpare(keycode)) spare.push(keycode);
    }
    this.#spares.update(spare, ({ keycode, level }, character) => {
      return map.keys.get(keycode)?.[0]?.keysyms[level] === keysymOf(character);
    });
    this.#keyboard = new X11Keyboard(map, this.#spares.keycodes);
    this.stateChanged(state);
  }

  stateChanged(state: KeyboardState): void {
    this.#state = state;
    this.#room.told(state.heldModifiers);
  }

  /** Whether a change of these keycodes was our own doing. */
  owns(firstKeycode: number, count: number): boolean {
    const own = this.#spares.keycodes;
    return Array.from({ length: count }, (_, index) => firstKeycode + index).every((keycode) => own.has(keycode));
  }

  /** Answers how many milliseconds to wait before the same input is given again; 0 when it is done. */
  key({ code, key, down, repeat }: KeyInput): number {
    if (key === 'AltGraph') this.#altGraph = down;
    if (!down) {
      this.#held.release(code);
      return 0;
    }
    // The device repeats a held key by itself.
    if (repeat && this.#held.repeated(code)) return 0;
    const waitMs = this.#roomMs();
    if (waitMs > 0) return waitMs;
    if ([...key].length === 1) return this.#printable(code, key);
    const keycode = this.#keyboard.keycodeOf(keysymsOfKey(key, code), this.#state);
    if (keycode !== undefined) this.#hold(code, keycode);
    return 0;
  }

  /** Types a character of a text, whatever keys are held; `next` are those that will follow. Answers like key(). */
  character(character: string, next: readonly string[]): number {
    const waitMs = this.#roomMs();
    if (waitMs > 0) return waitMs;
    const key = Object.hasOwn(keyOfCharacter, character) ? keyOfCharacter[character] : undefined;
    if (key !== undefined) {
      const keycode = this.#keyboard.keycodeOf(keysymsOfKey(key, key), this.#state);
      if (keycode !== undefined) this.#tap({ keycode, press: [], suspend: everyModifier, unlock: 0, mask: 0 });
      return 0;
    }
    if (character < ' ') return 0;
    return this.#withPlan(character, next, (plan) => this.#tap(suspending(plan, everyModifier)));
  }

  get anyDown(): boolean {
    return this.#held.keycodes.length > 0;
  }

  releaseAll(): void {
    this.#altGraph = false;
    this.#held.releaseAll();
  }

  /** Gives the spare keycodes back. */
  restore(): void {
    for (const keycode of this.#spares.keycodes) this.#server.connection.send(bindKeycode(keycode, 0, 0));
    this.#spares.update([], () => false);
    this.#server.lent.note([]);
  }

  #printable(code: string, key: string): number {
    const commands = this.#heldModifiers() & ~this.#keyboard.levelModifiers;
    if (commands === 0 || this.#meansText(code, key)) {
      return this.#withPlan(key, [], (plan) => this.#pressAs(code, suspending(plan, commands)));
    }
    // Caps Lock of the viewer must not turn Ctrl+C into Ctrl+Shift+C: Shift alone decides.
    const shifted = (this.#heldModifiers() & modifier.shift) !== 0;
    const character = sameCase(key, shifted);
    const plan = this.#keyboard.planCharacter(character, this.#state, this.#heldModifiers());
    const physical = keycodeOf(code);
    if (plan !== undefined) this.#pressAs(code, plan);
    else if (physical !== undefined) this.#hold(code, physical);
    return 0;
  }

  /** With AltGr, or Option on a Mac, a character was typed; otherwise Alt makes a command of it. */
  #meansText(code: string, key: string): boolean {
    if (this.#altGraph) return true;
    const alone = !this.#held.has('ControlLeft') && !this.#held.has('ControlRight');
    return (
      alone && !this.#held.has('MetaLeft') && !this.#held.has('MetaRight') && /^Key/.test(code) && !/\p{L}/u.test(key)
    );
  }

  #withPlan(character: string, next: readonly string[], act: (plan: KeyPlan) => void): number {
    const known = this.#keyboard.planCharacter(character, this.#state, this.#heldModifiers());
    if (known !== undefined) {
      act(known);
      return 0;
    }
    const nowMs = this.#clock.monotonicMs();
    const place = this.#spares.use(character, nowMs);
    if (typeof place === 'number') return place;
    if (place === undefined) return this.#give([character, ...next], nowMs);
    const plan = this.#keyboard.planSpare(place.keycode, place.level, this.#state, this.#heldModifiers());
    if (plan !== undefined) act(plan);
    return 0;
  }

  /**
   * Gives spare keycodes to characters that have none, as many as it may now: clients read a mapping that changed ten
   * times at once as fast as one that changed once. Answers how long to wait for the first of them.
   */
  #give(characters: readonly string[], nowMs: number): number {
    const wait = this.#spares.waitMs(nowMs);
    if (wait > 0) return wait;
    const bound = new Set<number>();
    for (const character of characters) {
      if (keysymOf(character) === undefined || this.#isTypable(character, nowMs)) continue;
      if (this.#spares.waitMs(nowMs) > 0) break;
      const keycode = this.#spares.give(character, nowMs);
      if (keycode !== undefined) bound.add(keycode);
    }
    // Before, so that whoever comes after a kill knows of all of them.
    if (bound.size > 0) this.#server.lent.note([...this.#spares.keycodes].map((keycode) => this.#lentAs(keycode)));
    for (const keycode of bound) {
      const { plain, shifted } = this.#lentAs(keycode);
      this.#server.connection.send(bindKeycode(keycode, plain, shifted));
    }
    return bound.size > 0 ? x11Limits.spareSettleMs : 0;
  }

  #isTypable(character: string, nowMs: number): boolean {
    if (Object.hasOwn(keyOfCharacter, character) || character < ' ') return true;
    if (this.#spares.use(character, nowMs) !== undefined) return true;
    return this.#keyboard.planCharacter(character, this.#state, 0) !== undefined;
  }

  #lentAs(keycode: number): LentKeycode {
    const [plain, shifted] = this.#spares
      .charactersOf(keycode)
      .map((one) => (one === undefined ? undefined : keysymOf(one)));
    // A place that is free gives the other character, so that Shift does not matter before it has to.
    return { keycode, plain: plain ?? shifted ?? 0, shifted: shifted ?? plain ?? 0 };
  }

  /** A key that is right as things are is held as long as the viewer holds it; one that needs help is only touched. */
  #pressAs(code: string, plan: KeyPlan): void {
    if (plan.press.length === 0 && plan.unlock === 0 && (plan.suspend & this.#heldModifiers()) === 0) {
      this.#hold(code, plan.keycode);
    } else {
      this.#tap(plan);
    }
  }

  #tap(plan: KeyPlan): void {
    if (plan.unlock === 0) this.#touch(plan);
    else this.#server.xkb.unlocked(plan.unlock, () => this.#touch(plan));
  }

  #touch({ keycode, press, suspend }: KeyPlan): void {
    const { fake } = this.#server;
    this.#held.letGo(keycode);
    const suspended = this.#held.keycodes.filter((held) => (this.#keyboard.modifiersOf(held) & suspend) !== 0);
    for (const held of suspended) fake.key(held, false);
    for (const holder of press) fake.key(holder, true);
    fake.key(keycode, true);
    fake.key(keycode, false);
    for (const holder of press) fake.key(holder, false);
    for (const held of suspended) fake.key(held, true);
  }

  #roomMs(): number {
    return this.#room.waitMs(this.#heldModifiers(), this.#clock.monotonicMs());
  }

  #hold(code: string, keycode: number): void {
    this.#held.hold(code, keycode, this.#keyboard.modifiersOf(keycode) !== 0);
  }

  #heldModifiers(): number {
    let modifiers = 0;
    for (const keycode of this.#held.keycodes) modifiers |= this.#keyboard.modifiersOf(keycode);
    return modifiers;
  }
}

function suspending(plan: KeyPlan, modifiers: number): KeyPlan {
  return { ...plan, suspend: plan.suspend | (modifiers & ~plan.mask) };
}

function sameCase(key: string, shifted: boolean): string {
  const turned = shifted ? key.toUpperCase() : key.toLowerCase();
  return [...turned].length === 1 ? turned : key;
}
