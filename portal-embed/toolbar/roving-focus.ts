/** The toolbar as one stop of the Tab key: arrows, Home and End move inside it, as the ARIA pattern says. */

/** Which button comes next for a key, or undefined when the key is not the toolbar's. */
export function nextIndex(key: string, index: number, count: number, rightToLeft: boolean): number | undefined {
  if (count === 0) return undefined;
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return (index + 1) % count;
    case backward:
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

export class RovingFocus {
  readonly #toolbar: HTMLElement;
  #current: HTMLElement | undefined;

  constructor(toolbar: HTMLElement) {
    this.#toolbar = toolbar;
    toolbar.addEventListener('keydown', (event) => this.#move(event));
    toolbar.addEventListener('focusin', (event) => {
      const button = this.#buttons().find((candidate) => candidate === event.target);
      if (button !== undefined) this.#stopAt(button);
    });
  }

  /** After each rendering: exactly one button is the stop, even when the old one is gone. */
  refresh(): void {
    const buttons = this.#buttons();
    const current = buttons.find((button) => button === this.#current) ?? buttons[0];
    if (current !== undefined) this.#stopAt(current);
  }

  focus(): void {
    (this.#current ?? this.#buttons()[0])?.focus();
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.#toolbar.querySelectorAll('button')].filter((button) => !button.disabled);
  }

  #stopAt(current: HTMLElement): void {
    this.#current = current;
    for (const button of this.#toolbar.querySelectorAll('button')) button.tabIndex = button === current ? 0 : -1;
  }

  #move(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const index = buttons.findIndex((button) => button.matches(':focus'));
    const rightToLeft = getComputedStyle(this.#toolbar).direction === 'rtl';
    const next = nextIndex(event.key, index, buttons.length, rightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }
}
