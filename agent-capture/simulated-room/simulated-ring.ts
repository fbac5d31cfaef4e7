/** The ring of the simulated room: painted into the pixels of each display, over everything, pointer included. */
import type { DisplayInfo } from '../display/display-source.ts';
import type { RingFrame } from '../ring/ring-frame.ts';
import { roomLimits } from './limits.ts';
import type { SimulatedDisplays } from './simulated-displays.ts';

export class SimulatedRing implements RingFrame {
  readonly #displays: SimulatedDisplays;
  #wanted: readonly DisplayInfo[] = [];
  /** Names of displays on which something hides the ring, by order of the control interface. */
  readonly #hidden = new Set<string>();

  constructor(displays: SimulatedDisplays) {
    this.#displays = displays;
  }

  get up(): boolean {
    return this.#wanted.length > 0;
  }

  async show(displays: readonly DisplayInfo[]): Promise<void> {
    const gone = this.#wanted.filter(({ id }) => !displays.some((display) => display.id === id));
    this.#wanted = displays;
    for (const { id } of gone) this.#displays.setRing(id, 0);
    this.#paint();
  }

  async hide(): Promise<void> {
    await this.show([]);
  }

  /** What hides it here does not give way. */
  async mend(): Promise<void> {}

  thickness({ width, widthMm }: DisplayInfo): number {
    return Math.ceil((roomLimits.ringMm * width) / widthMm);
  }

  async close(): Promise<void> {
    await this.hide();
  }

  /** As if a window covered the ring: nobody is told, only the pixels show it. */
  lose(name: string): void {
    this.#hidden.add(name);
    this.#paint();
  }

  restore(): void {
    this.#hidden.clear();
    this.#paint();
  }

  #paint(): void {
    for (const display of this.#wanted) {
      this.#displays.setRing(display.id, this.#hidden.has(display.name) ? 0 : this.thickness(display));
    }
  }
}
