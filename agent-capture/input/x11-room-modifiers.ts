/**
 * Shift, Control and their like, held by somebody in the room on a keyboard of their own. They would make other
 * characters and commands of what we type, so typing waits a moment for them.
 */
import { x11Limits } from '../x11/limits.ts';
import { modifier } from './x11-keyboard.ts';

export class RoomModifiers {
  #held = 0;
  #sinceMs: number | undefined;

  /**
   * @param held by whomever: also by us a moment ago, when the server has not said yet that they are up again. That
   * costs one look.
   */
  told(held: number): void {
    this.#held = held;
  }

  /** How long to wait until it is looked again; 0 when nothing is in the way, or has been for too long. */
  waitMs(ownHeld: number, nowMs: number): number {
    if ((this.#held & ~ownHeld & ~modifier.lock) === 0) {
      this.#sinceMs = undefined;
      return 0;
    }
    this.#sinceMs ??= nowMs;
    return nowMs - this.#sinceMs < x11Limits.roomModifiersMs ? x11Limits.roomModifiersLookMs : 0;
  }
}
