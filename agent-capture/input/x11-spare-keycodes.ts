/**
 * Keycodes that the device's keyboard does not use, given to characters that its layout lacks. A character keeps its
 * keycode until others need it, the one used longest ago first: clients read the mapping some time after its change.
 */
interface Use {
  readonly keycode: number;
  usedMs: number;
}

export class SpareKeycodes {
  readonly #reuseMs: number;
  /** By character, the one used longest ago first. */
  readonly #bound = new Map<string, Use>();
  #free: number[] = [];

  constructor(reuseMs: number) {
    this.#reuseMs = reuseMs;
  }

  /** Takes the keycodes that are spare now; bindings of keycodes that the layout has taken over are forgotten. */
  update(spare: readonly number[], stillBound: (keycode: number, character: string) => boolean): void {
    for (const [character, { keycode }] of this.#bound) {
      if (!stillBound(keycode, character)) this.#bound.delete(character);
    }
    const taken = this.keycodes;
    this.#free = spare.filter((keycode) => !taken.has(keycode));
  }

  /** Those that have a character now. */
  get keycodes(): ReadonlySet<number> {
    return new Set([...this.#bound.values()].map(({ keycode }) => keycode));
  }

  /** How long to wait until take() may be called for this character. */
  waitMs(character: string, nowMs: number): number {
    if (this.#bound.has(character) || this.#free.length > 0) return 0;
    const oldest = this.#bound.values().next().value;
    return oldest === undefined ? 0 : Math.max(0, oldest.usedMs + this.#reuseMs - nowMs);
  }

  /** Answers a keycode, and whether it has to be bound first; undefined when the keyboard has none to spare. */
  take(character: string, nowMs: number): { readonly keycode: number; readonly fresh: boolean } | undefined {
    const known = this.#bound.get(character);
    if (known !== undefined) {
      this.#use(character, known.keycode, nowMs);
      return { keycode: known.keycode, fresh: false };
    }
    let keycode = this.#free.shift();
    if (keycode === undefined) {
      const [replaced, use] = this.#bound.entries().next().value ?? [];
      if (replaced === undefined || use === undefined) return undefined;
      this.#bound.delete(replaced);
      keycode = use.keycode;
    }
    this.#use(character, keycode, nowMs);
    return { keycode, fresh: true };
  }

  #use(character: string, keycode: number, usedMs: number): void {
    this.#bound.delete(character);
    this.#bound.set(character, { keycode, usedMs });
  }
}
