/**
 * Full screen of one element, on the page or in a window of its own. There the browser hands over its own shortcuts too, all but Escape, which always leaves.
 */

/** The Keyboard Lock API, which only some browsers have. */
interface KeyboardLock {
  lock(codes: readonly string[]): Promise<void>;
  unlock(): void;
}

export class FullScreen {
  readonly #element: HTMLElement;
  readonly #changed: () => void;

  constructor(element: HTMLElement, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
  }

  get active(): boolean {
    return this.#element.matches(':fullscreen');
  }

  toggle(): void {
    // Refused where the host's page is a frame without the permission: the toolbar simply stays as it is.
    const done = this.active ? this.#element.ownerDocument.exitFullscreen() : this.#element.requestFullscreen();
    done.catch(() => this.#changed());
  }

  listen(): void {
    this.#element.addEventListener('fullscreenchange', this.#onChange);
  }

  ignore(): void {
    this.#element.removeEventListener('fullscreenchange', this.#onChange);
  }

  readonly #onChange = (): void => {
    const keyboard = keyboardLock(this.#element.ownerDocument.defaultView?.navigator);
    if (this.active) keyboard?.lock(lockedKeys).catch(() => undefined);
    else keyboard?.unlock();
    this.#changed();
  };
}

function keyboardLock(navigator: Navigator | undefined): KeyboardLock | undefined {
  return navigator !== undefined && 'keyboard' in navigator ? (navigator.keyboard as KeyboardLock) : undefined;
}

/** Every key that browser or desktop may want for itself. Escape is not among them. */
const lockedKeys: readonly string[] = [
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`),
  ...[...'0123456789'].map((digit) => `Digit${digit}`),
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
  ...['Alt', 'Control', 'Meta', 'Shift'].flatMap((name) => [`${name}Left`, `${name}Right`]),
  ...['Tab', 'Space', 'Enter', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown', 'PrintScreen'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Minus', 'Equal', 'Backquote', 'ContextMenu'],
];
