/** Whether the operator has done anything: what keeps a session from its idle limit, of those who only watch too. */

const deeds = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'input'] as const;

export class Activity {
  #done = false;

  attach(element: EventTarget): void {
    const note = (): void => {
      this.#done = true;
    };
    for (const deed of deeds) element.addEventListener(deed, note, { capture: true, passive: true });
  }

  /** Since it was asked the last time. */
  take(): boolean {
    const done = this.#done;
    this.#done = false;
    return done;
  }
}
