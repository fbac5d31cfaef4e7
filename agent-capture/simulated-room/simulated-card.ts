/** The console's card in the simulated room: painted into the pixels of its display, under ring and pointer. */
import type { CardControl, CardEvents, CardFace, CardPicture } from '../card/card-face.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import type { SimulatedDisplays } from './simulated-displays.ts';

export class SimulatedCard implements CardFace {
  readonly #displays: SimulatedDisplays;
  readonly #events: CardEvents | undefined;
  #shown:
    | {
        readonly display: number;
        readonly x: number;
        readonly y: number;
        readonly picture: CardPicture;
        readonly controls: readonly CardControl[];
      }
    | undefined;
  /** The pointer went down on it, and is not up yet. */
  #touched = false;

  constructor(displays: SimulatedDisplays, events: CardEvents | undefined) {
    this.#displays = displays;
    this.#events = events;
  }

  get up(): boolean {
    return this.#shown !== undefined;
  }

  /** A simulated room has no keyboard but the operator's. */
  async takeKeys(): Promise<boolean> {
    return false;
  }

  async show(
    { id }: DisplayInfo,
    x: number,
    y: number,
    picture: CardPicture,
    controls: readonly CardControl[],
  ): Promise<void> {
    if (this.#shown !== undefined && this.#shown.display !== id) await this.hide();
    this.#shown = { display: id, x, y, picture, controls };
    this.#displays.setCard(id, this.#shown);
  }

  move(x: number, y: number): void {
    if (this.#shown === undefined) return;
    this.#shown = { ...this.#shown, x, y };
    this.#displays.setCard(this.#shown.display, this.#shown);
  }

  async hide(): Promise<void> {
    if (this.#shown !== undefined) this.#displays.setCard(this.#shown.display, undefined);
    this.#shown = undefined;
    this.#touched = false;
  }

  /** What somebody in the room does. */
  press(): void {
    this.#events?.cardKeysPressed();
  }

  /** A finger of somebody in the room. @returns whether there is such a control */
  touch(does: CardControl['does']): boolean {
    const control = this.#shown?.controls.find((one) => one.does === does);
    if (this.#shown === undefined || control === undefined) return false;
    const { rect } = control;
    const [x, y] = [this.#shown.x + rect.x + rect.width / 2, this.#shown.y + rect.y + rect.height / 2];
    this.#events?.cardTouched({ what: 'down', by: 'room', x, y });
    this.#events?.cardTouched({ what: 'up', by: 'room', x, y });
    return true;
  }

  /** @returns whether the pointer is the card's, and no business of what lies beneath */
  pointer(display: number, x: number, y: number, went: 'down' | 'up' | undefined): boolean {
    if (went === 'down') this.#touched = this.#covers(display, x, y);
    if (!this.#touched) return false;
    this.#events?.cardTouched({ what: went ?? 'move', by: 'operator', x, y });
    if (went === 'up') this.#touched = false;
    return true;
  }

  #covers(display: number, x: number, y: number): boolean {
    const shown = this.#shown;
    if (shown === undefined || shown.display !== display) return false;
    const { width, height } = shown.picture;
    return x >= shown.x && y >= shown.y && x < shown.x + width && y < shown.y + height;
  }
}
