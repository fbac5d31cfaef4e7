/**
 * Keys and text from the hidden text field that has the focus while the operator works on a display. Plain keys are
 * sent as they are; what an input method or a dead key composes is left to the field and sent as text.
 */
import { viewerLimits } from '../limits.ts';
import type { InputSender } from './input-sender.ts';
import { LeaveChord } from './leave-chord.ts';

export type KeyPress = Pick<
  KeyboardEvent,
  | 'code'
  | 'key'
  | 'repeat'
  | 'isComposing'
  | 'keyCode'
  | 'ctrlKey'
  | 'altKey'
  | 'shiftKey'
  | 'metaKey'
  | 'timeStamp'
  | 'preventDefault'
>;

/** Which modifiers are down, as every event of keyboard and pointer tells. */
export type ModifierFlags = Pick<KeyPress, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Where composed text gathers. */
export interface TextField {
  value: string;
}

/** What browsers say instead of a key that an input method took. */
const takenByInputMethod = 229;
/** Keys that mean something by themselves: no modifiers, no locks, nothing that an input method says of itself. */
const plainKeys =
  /^(Enter|Tab|Backspace|Delete|Escape|Insert|Home|End|Page(Up|Down)|Arrow(Up|Down|Left|Right)|F[0-9]{1,2})$/;
const modifierCodes = /^(Control|Alt|Shift|Meta)(Left|Right)$/;

export class Keyboard {
  readonly #sender: InputSender;
  readonly #leave: () => void;
  readonly #chord = new LeaveChord();
  #composing = false;
  #controlDownMs = Number.NEGATIVE_INFINITY;

  /** @param leave called when the operator leaves the displays by keyboard */
  constructor(sender: InputSender, leave: () => void) {
    this.#sender = sender;
    this.#leave = leave;
  }

  keyDown(event: KeyPress): void {
    this.settle(event);
    if (this.#isComposed(event)) return;
    event.preventDefault();
    this.#chord.down(event);
    if (event.code === 'ControlLeft' && !event.repeat) this.#controlDownMs = event.timeStamp;
    // Windows presses Control on its own with AltGr; the room must not see a shortcut.
    if (event.key === 'AltGraph' && event.timeStamp - this.#controlDownMs < viewerLimits.altGraphMs) {
      this.#sender.keyUp('ControlLeft');
    }
    if (event.code === '') this.#typeOnScreen(event.key);
    else this.#sender.keyDown(event.code, event.key, event.repeat);
  }

  keyUp(event: KeyPress): void {
    if (!this.#sender.holds(event.code)) return;
    event.preventDefault();
    this.#sender.keyUp(event.code);
    // macOS tells of no key that comes up while Command is down.
    if (event.key === 'Meta') this.#sender.keysUp((code) => !modifierCodes.test(code));
    if (!this.#chord.up()) return;
    this.#sender.releaseAll();
    this.#leave();
  }

  /** Browsers do not tell of keys that come up while they compose. */
  compositionStart(): void {
    this.#composing = true;
    this.#sender.keysUp(() => true);
  }

  /** Modifiers that are up without a word come up in the room too: a system's own shortcut may have taken it. */
  settle({ ctrlKey, altKey, shiftKey, metaKey }: ModifierFlags): void {
    const isDown = new Map([
      ['Control', ctrlKey],
      ['Alt', altKey],
      ['Shift', shiftKey],
      ['Meta', metaKey],
    ]);
    this.#sender.keysUp((_, key) => isDown.get(key) === false);
  }

  compositionEnd(field: TextField): void {
    this.#composing = false;
    this.#takeText(field);
  }

  /** The field's content changed. */
  input(field: TextField): void {
    if (!this.#composing) this.#takeText(field);
  }

  /** The operator is elsewhere: nothing stays down, nothing stays composed. */
  blur(field: TextField): void {
    this.#composing = false;
    this.#chord.up();
    field.value = '';
    this.#sender.releaseAll();
  }

  #isComposed({ isComposing, keyCode, key }: KeyPress): boolean {
    return isComposing || this.#composing || keyCode === takenByInputMethod || key === 'Dead' || key === 'Process';
  }

  /** On-screen keyboards name no physical key, and need not tell when one comes up. */
  #typeOnScreen(key: string): void {
    if ([...key].length === 1) this.#sender.text(key);
    else if (plainKeys.test(key)) this.#sender.tap(key);
  }

  #takeText(field: TextField): void {
    if (field.value !== '') this.#sender.text(field.value);
    field.value = '';
  }
}
