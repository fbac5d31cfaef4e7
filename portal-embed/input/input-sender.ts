/**
 * Numbers input events and remembers what is down, so that everything that went down comes up again, whatever
 * interrupts the operator.
 */
import { limits } from '@ringside/protocol';
import type { Outgoing } from '../session/relay-link.ts';

export type OutgoingInput = NonNullable<Outgoing['input']>;

export interface DisplayPoint {
  readonly display: number;
  readonly x: number;
  readonly y: number;
}

/** Half a character, as it stands in UTF-16. It cannot be sent: no UTF-8 has it. */
const half = /\p{Surrogate}/u;
const firstHalf = /[\uD800-\uDBFF]$/;

export class InputSender {
  readonly #send: (input: OutgoingInput) => void;
  readonly #held = new Map<string, string>();
  #buttons = 0;
  #sequence = 0;
  /** Some systems type a character beyond 16 bits as two halves, one after the other. */
  #firstHalf = '';

  constructor(send: (input: OutgoingInput) => void) {
    this.#send = send;
  }

  /** A new connection counts from the beginning, and knows of nothing that is down. */
  begin(): void {
    this.#sequence = 0;
    this.#held.clear();
    this.#buttons = 0;
    this.#firstHalf = '';
  }

  holds(code: string): boolean {
    return this.#held.has(code);
  }

  keyDown(code: string, key: string, repeat: boolean): void {
    if (code.length > limits.keyNameUnits || key.length > limits.keyNameUnits || half.test(key)) return;
    this.#held.set(code, key);
    this.#send({ sequence: this.#next(), key: { code, key, down: true, repeat } });
  }

  /** A key that has no place on the keyboard: its name says both. */
  tap(key: string): void {
    this.keyDown(key, key, false);
    this.keyUp(key);
  }

  /** Only what went down comes up. */
  keyUp(code: string): void {
    const key = this.#held.get(code);
    if (key === undefined) return;
    this.#held.delete(code);
    this.#send({ sequence: this.#next(), key: { code, key, down: false, repeat: false } });
  }

  /** Lets go of all keys that `which` picks. */
  keysUp(which: (code: string, key: string) => boolean): void {
    for (const [code, key] of [...this.#held]) if (which(code, key)) this.keyUp(code);
  }

  text(text: string): void {
    const whole = this.#firstHalf + text;
    [this.#firstHalf = ''] = firstHalf.exec(whole) ?? [];
    let part = '';
    for (const character of whole) {
      if (half.test(character)) continue;
      if (part.length + character.length > limits.textUnits) {
        this.#send({ sequence: this.#next(), text: { text: part } });
        part = '';
      }
      part += character;
    }
    if (part !== '') this.#send({ sequence: this.#next(), text: { text: part } });
  }

  pointer({ display, x, y }: DisplayPoint, buttons: number): void {
    this.#buttons = buttons;
    this.#send({ sequence: this.#next(), pointer: { display, x, y, buttons } });
  }

  wheel({ display, x, y }: DisplayPoint, deltaX: number, deltaY: number): void {
    this.#send({ sequence: this.#next(), wheel: { display, x, y, deltaX, deltaY } });
  }

  releaseAll(): void {
    if (this.#held.size === 0 && this.#buttons === 0) return;
    this.#held.clear();
    this.#buttons = 0;
    this.#send({ sequence: this.#next(), releaseAll: {} });
  }

  #next(): number {
    return ++this.#sequence;
  }
}
