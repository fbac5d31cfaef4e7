/** Keyboard and pointer of the simulated room: touches the console's buttons and types into its field. */
import type { InputSink, KeyInput, PointerInput, WheelInput } from '../input/input-sink.ts';
import type { RoomAction, RoomState } from './room-state.ts';
import type { SimulatedCard } from './simulated-card.ts';
import type { SimulatedDisplays } from './simulated-displays.ts';

const primaryButton = 1;
/** One notch of the wheel, as in WheelInput; the volume changes by this many percent for it. */
const notch = 120;
const volumePerNotch = 5;

export interface SimulatedInputParts {
  readonly displays: SimulatedDisplays;
  readonly card: SimulatedCard;
  readonly room: () => RoomState;
  readonly act: (action: RoomAction) => void;
  readonly wallMs: () => number;
}

export class SimulatedInput implements InputSink {
  readonly #parts: SimulatedInputParts;
  readonly #keysDown = new Set<string>();
  #buttons = 0;

  constructor(parts: SimulatedInputParts) {
    this.#parts = parts;
  }

  /** Keys and pointer buttons that are down: after any end there must be none. */
  get held(): number {
    return this.#keysDown.size + (this.#buttons === 0 ? 0 : 1);
  }

  key({ code, key, down }: KeyInput): void {
    if (!down) {
      this.#keysDown.delete(code);
      return;
    }
    this.#keysDown.add(code);
    const action = this.#keyAction(key);
    if (action !== undefined) this.#parts.act(action);
  }

  text(text: string): void {
    this.#parts.act({ do: 'type', text });
  }

  pointer({ display, x, y, buttons }: PointerInput): void {
    const { displays, card, act, room, wallMs } = this.#parts;
    displays.moveCursor(display, x, y);
    const isDown = (buttons & primaryButton) !== 0;
    const wasDown = (this.#buttons & primaryButton) !== 0;
    this.#buttons = buttons;
    if (card.pointer(display, x, y, isDown === wasDown ? undefined : isDown ? 'down' : 'up')) return;
    const under = displays.buttonAt(display, x, y);
    if (isDown && !wasDown) act({ do: 'press', button: under });
    if (!isDown && wasDown) {
      const { pressed } = room();
      act({ do: 'press', button: undefined });
      // As on any panel: sliding off a button before letting go takes the press back.
      if (pressed !== undefined && pressed === under) act({ do: 'activate', button: pressed, nowMs: wallMs() });
    }
  }

  wheel({ deltaY }: WheelInput): void {
    const by = -Math.round(deltaY / notch) * volumePerNotch;
    if (by !== 0) this.#parts.act({ do: 'change-volume', by });
  }

  /** Nothing waits here: all input is done at once. */
  proceedWhile(): void {}

  releaseAll(): void {
    this.#keysDown.clear();
    this.#buttons = 0;
    if (this.#parts.room().pressed !== undefined) this.#parts.act({ do: 'press', button: undefined });
  }

  async close(): Promise<void> {
    this.releaseAll();
  }

  #keyAction(key: string): RoomAction | undefined {
    switch (key) {
      case 'Enter':
        return { do: 'enter' };
      case 'Backspace':
        return { do: 'erase' };
      case 'Escape':
        return { do: 'clear' };
      default:
        return [...key].length === 1 && !this.#shortcut() ? { do: 'type', text: key } : undefined;
    }
  }

  /** Control or the system key turn a letter into a shortcut; AltGr, which is Control and Alt on Windows, does not. */
  #shortcut(): boolean {
    const held = (code: string) => this.#keysDown.has(`${code}Left`) || this.#keysDown.has(`${code}Right`);
    return held('Meta') || (held('Control') && !held('Alt'));
  }
}
