/**
 * Keycodes that the device's keyboard does not use, given to characters that its layout lacks: two to each, plain and
 * with Shift. A character keeps its place until others need it, the one used longest ago first, and not too soon: busy
 * clients read a changed mapping late, and would see the new character in an old key press.
 */
export type Level = 0 | 1;

/** Where a character is, or is to be, on the keyboard. */
export interface SparePlace {
  readonly keycode: number;
  readonly level: Level;
}

/** How clients, which read a changed mapping late, are waited for. */
export interface SpareTimes {
  /** From a keycode's last use to its next character. */
  readonly reuseMs: number;
  /** From a keycode's new character to its first press. */
  readonly settleMs: number;
}

interface Use extends SparePlace {
  readonly usedMs: number;
  /** When it may be pressed. */
  readonly readyMs: number;
}

export class SpareKeycodes {
  readonly #times: SpareTimes;
  /** By character, the one used longest ago first. */
  readonly #bound = new Map<string, Use>();
  #free: SparePlace[] = [];

  constructor(times: SpareTimes) {
    this.#times = times;
  }

  /** Takes the keycodes that are spare now; characters that are no longer in their place are forgotten. */
  update(spare: readonly number[], stillThere: (place: SparePlace, character: string) => boolean): void {
    for (const [character, use] of this.#bound) {
      if (!stillThere(use, character)) this.#bound.delete(character);
    }
    const own = this.keycodes;
    const places = (level: Level): SparePlace[] => [...own, ...spare].map((keycode) => ({ keycode, level }));
    const taken = (place: SparePlace): boolean => this.#characterAt(place) !== undefined;
    this.#free = [...places(0), ...places(1)].filter((place) => !taken(place));
  }

  /** Those that have a character now. */
  get keycodes(): ReadonlySet<number> {
    return new Set([...this.#bound.values()].map(({ keycode }) => keycode));
  }

  /** What a keycode gives, plain and with Shift. */
  charactersOf(keycode: number): readonly [plain: string | undefined, shifted: string | undefined] {
    return [this.#characterAt({ keycode, level: 0 }), this.#characterAt({ keycode, level: 1 })];
  }

  /** Where the character is, to be pressed now, or after the milliseconds that it answers. */
  use(character: string, nowMs: number): SparePlace | number | undefined {
    const known = this.#bound.get(character);
    if (known === undefined) return undefined;
    this.#bound.delete(character);
    this.#bound.set(character, { ...known, usedMs: nowMs });
    return known.readyMs > nowMs ? known.readyMs - nowMs : { keycode: known.keycode, level: known.level };
  }

  /** How long to wait until give() may be called for one more character. */
  waitMs(nowMs: number): number {
    const oldest = this.#bound.values().next().value;
    if (this.#free.length > 0 || oldest === undefined) return 0;
    return Math.max(0, oldest.usedMs + this.#times.reuseMs - nowMs);
  }

  /** Gives a new character a keycode, which must be bound then; undefined when the keyboard has none to spare. */
  give(character: string, nowMs: number): number | undefined {
    const place = this.#free.shift() ?? this.#giveUpOldest();
    if (place === undefined) return undefined;
    const { keycode, level } = place;
    this.#bound.set(character, { keycode, level, usedMs: nowMs, readyMs: nowMs + this.#times.settleMs });
    return keycode;
  }

  #giveUpOldest(): SparePlace | undefined {
    const [character, use] = this.#bound.entries().next().value ?? [];
    if (character !== undefined) this.#bound.delete(character);
    return use;
  }

  #characterAt({ keycode, level }: SparePlace): string | undefined {
    for (const [character, use] of this.#bound) {
      if (use.keycode === keycode && use.level === level) return character;
    }
    return undefined;
  }
}
