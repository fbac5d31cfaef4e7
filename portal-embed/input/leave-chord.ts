/**
 * The way out of the displays for those who use the keyboard: Ctrl, Alt and Shift pressed together and let go,
 * with no other key between. As a part of a longer shortcut they go to the room as always.
 */

type Modifiers = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey'>;

const members = new Set(['Control', 'Alt', 'Shift', 'Meta']);

export class LeaveChord {
  #armed = false;

  down({ key, ctrlKey, altKey, shiftKey }: Modifiers): void {
    this.#armed = members.has(key) && ctrlKey && altKey && shiftKey;
  }

  /** @returns whether the chord is complete */
  up(): boolean {
    const complete = this.#armed;
    this.#armed = false;
    return complete;
  }
}
