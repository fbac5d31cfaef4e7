/** The keys that are down on the device through us, by the viewer's code, so that each comes up again. */
import type { Clock } from '../clock.ts';
import { x11Limits } from '../x11/limits.ts';

interface HeldKey {
  readonly keycode: number;
  /** Ends the time after which the key is let go unless the viewer repeats it; modifiers have none. */
  readonly stopTimer: (() => void) | undefined;
}

export class HeldKeys {
  readonly #keys = new Map<string, HeldKey>();
  readonly #press: (keycode: number, down: boolean) => void;
  readonly #clock: Pick<Clock, 'after'>;

  /** @param press must reach the device at once, for keys are also let go between two inputs */
  constructor(press: (keycode: number, down: boolean) => void, clock: Pick<Clock, 'after'>) {
    this.#press = press;
    this.#clock = clock;
  }

  get keycodes(): readonly number[] {
    return [...this.#keys.values()].map(({ keycode }) => keycode);
  }

  has(code: string): boolean {
    return this.#keys.has(code);
  }

  hold(code: string, keycode: number, isModifier: boolean): void {
    this.release(code);
    this.letGo(keycode);
    this.#keys.set(code, { keycode, stopTimer: isModifier ? undefined : this.#letGoLater(code) });
    this.#press(keycode, true);
  }

  /** The viewer still holds it; answers whether we do. */
  repeated(code: string): boolean {
    const key = this.#keys.get(code);
    if (key === undefined) return false;
    if (key.stopTimer !== undefined) {
      key.stopTimer();
      this.#keys.set(code, { ...key, stopTimer: this.#letGoLater(code) });
    }
    return true;
  }

  release(code: string): void {
    const key = this.#keys.get(code);
    if (key === undefined) return;
    key.stopTimer?.();
    this.#keys.delete(code);
    this.#press(key.keycode, false);
  }

  /** Two keys of the viewer may be one of the device. */
  letGo(keycode: number): void {
    for (const [code, key] of this.#keys) if (key.keycode === keycode) this.release(code);
  }

  releaseAll(): void {
    for (const code of [...this.#keys.keys()]) this.release(code);
  }

  #letGoLater(code: string): () => void {
    return this.#clock.after(x11Limits.heldKeyMs, () => this.release(code));
  }
}
