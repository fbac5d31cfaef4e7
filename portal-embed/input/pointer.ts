/** Pointer and wheel, thinned: moves and turns at most once per picture of a screen, buttons always at once. */
import type { DisplayPoint, InputSender } from './input-sender.ts';

/** Buttons as the wire has them. */
export const primaryButton = 1 << 0;
export const secondaryButton = 1 << 1;

/** Runs a task when the screen shows its next picture. */
export type NextPicture = (task: () => void) => void;

export class Pointer {
  readonly #sender: InputSender;
  readonly #nextPicture: NextPicture;
  #buttons = 0;
  #resting = true;
  #move: DisplayPoint | undefined;
  #turn: { point: DisplayPoint; x: number; y: number } | undefined;

  constructor(sender: InputSender, nextPicture: NextPicture) {
    this.#sender = sender;
    this.#nextPicture = nextPicture;
  }

  /** A change of buttons goes out now, and takes the place of a move that waits. */
  point(point: DisplayPoint, buttons: number): void {
    if (buttons === this.#buttons) {
      this.#move = point;
      this.#thin();
      return;
    }
    // What turned before the click belongs before it.
    this.#flushTurn();
    this.#buttons = buttons;
    this.#move = undefined;
    this.#sender.pointer(point, buttons);
  }

  /** @param x,y in units of the wire; parts of one are kept for the next turn */
  turn(point: DisplayPoint, x: number, y: number): void {
    this.#turn = { point, x: x + (this.#turn?.x ?? 0), y: y + (this.#turn?.y ?? 0) };
    this.#thin();
  }

  /** Whatever was pressed or waited is forgotten: the room has let go of it. */
  reset(): void {
    this.#buttons = 0;
    this.#move = undefined;
    this.#turn = undefined;
  }

  /** The first after a rest goes out at once; more wait for the next picture. */
  #thin(): void {
    if (!this.#resting) return;
    if (!this.#flush()) return;
    this.#resting = false;
    this.#nextPicture(() => {
      this.#resting = true;
      this.#thin();
    });
  }

  #flush(): boolean {
    const moved = this.#move;
    this.#move = undefined;
    if (moved !== undefined) this.#sender.pointer(moved, this.#buttons);
    return this.#flushTurn() || moved !== undefined;
  }

  #flushTurn(): boolean {
    if (this.#turn === undefined) return false;
    const { point, x, y } = this.#turn;
    const [wholeX, wholeY] = [Math.trunc(x), Math.trunc(y)];
    if (wholeX === 0 && wholeY === 0) return false;
    this.#turn = { point, x: x - wholeX, y: y - wholeY };
    this.#sender.wheel(point, wholeX, wholeY);
    return true;
  }
}
