/** The pointer on X11: display pixels to screen pixels, buttons as changes of a mask, wheel turns as button clicks. */
import type { DisplayInfo } from '../display/display-source.ts';
import { x11Limits } from '../x11/limits.ts';
import type { FakeInput } from '../x11/xtest-extension.ts';
import type { PointerInput, WheelInput } from './input-sink.ts';

/** X button of each bit of PointerInput.buttons: primary, secondary, middle, back, forward. */
export const buttonOfBit = [1, 3, 2, 8, 9] as const;
const wheelButton = { up: 4, down: 5, left: 6, right: 7 } as const;
const notch = 120;

export type DisplayAt = (display: number) => DisplayInfo | undefined;

export class X11Pointer {
  readonly #displayAt: DisplayAt;
  #buttons = 0;
  #turned = { x: 0, y: 0 };

  constructor(displayAt: DisplayAt) {
    this.#displayAt = displayAt;
  }

  get anyDown(): boolean {
    return this.#buttons !== 0;
  }

  point(fake: FakeInput, { display, x, y, buttons }: PointerInput): void {
    // A display that has gone takes no press any more, but every release.
    const there = this.#move(fake, display, x, y);
    this.#press(fake, there ? buttons : buttons & this.#buttons);
  }

  wheel(fake: FakeInput, { display, x, y, deltaX, deltaY }: WheelInput): void {
    if (!this.#move(fake, display, x, y)) return;
    this.#turned = { x: turn(this.#turned.x, deltaX), y: turn(this.#turned.y, deltaY) };
    const down = notches(this.#turned.y);
    const right = notches(this.#turned.x);
    this.#turned = { x: this.#turned.x - right * notch, y: this.#turned.y - down * notch };
    click(fake, down > 0 ? wheelButton.down : wheelButton.up, Math.abs(down));
    click(fake, right > 0 ? wheelButton.right : wheelButton.left, Math.abs(right));
  }

  releaseAll(fake: FakeInput | undefined): void {
    if (fake !== undefined) this.#press(fake, 0);
    this.#buttons = 0;
    this.#turned = { x: 0, y: 0 };
  }

  #move(fake: FakeInput, id: number, x: number, y: number): boolean {
    const display = this.#displayAt(id);
    if (display === undefined) return false;
    const inside = (value: number, size: number): number => Math.max(0, Math.min(size - 1, Math.trunc(value) || 0));
    fake.move(display.left + inside(x, display.width), display.top + inside(y, display.height));
    return true;
  }

  #press(fake: FakeInput, buttons: number): void {
    for (const [bit, button] of buttonOfBit.entries()) {
      const down = (buttons >> bit) & 1;
      if (down !== ((this.#buttons >> bit) & 1)) fake.button(button, down === 1);
    }
    this.#buttons = buttons & ((1 << buttonOfBit.length) - 1);
  }
}

/** What is left of a turn counts for the next one in the same direction only. */
function turn(left: number, delta: number): number {
  if (!Number.isFinite(delta)) return left;
  const sum = Math.sign(left) === -Math.sign(delta) ? delta : left + delta;
  const most = x11Limits.wheelSteps * notch;
  return Math.max(-most, Math.min(most, sum));
}

function notches(turned: number): number {
  return Math.trunc(turned / notch);
}

function click(fake: FakeInput, button: number, times: number): void {
  for (let step = 0; step < times; step++) {
    fake.button(button, true);
    fake.button(button, false);
  }
}
