/**
 * The ring on X11: four red bars per display, windows of our own above all others, through which clicks pass. It
 * draws nothing while it stands still. Other windows that come above it are an accident, which it mends; what is done
 * to its own windows is not, and ends it.
 */
import type { DisplayInfo } from '../display/display-source.ts';
import type { X11Connection } from '../x11/connection.ts';
import { x11Limits } from '../x11/limits.ts';
import type { X11TopWindows } from '../x11/top-windows.ts';
import { X11Error } from '../x11/x11-error.ts';
import type { RingBreak, RingEvents, RingFrame } from './ring-frame.ts';
import { type RingBar, ringBars, ringThickness } from './x11-ring-bars.ts';

export class X11Ring implements RingFrame {
  readonly #windows: X11TopWindows;
  readonly #events: RingEvents;
  /** The bars that stand, by window. */
  readonly #bars = new Map<number, RingBar>();
  #work: Promise<unknown> = Promise.resolve();

  constructor(windows: X11TopWindows, events: RingEvents) {
    this.#windows = windows;
    this.#events = events;
  }

  show(displays: readonly DisplayInfo[]): Promise<void> {
    return this.#inTurn(async () => {
      const connection = await this.#windows.open();
      const wanted = ringBars(displays);
      const kept = new Set<RingBar>();
      for (const [window, bar] of this.#bars) {
        const same = wanted.find((one) => JSON.stringify(one) === JSON.stringify(bar));
        if (same === undefined) this.#drop(window);
        else kept.add(same);
      }
      for (const bar of wanted) if (!kept.has(bar)) this.#add(bar, redPixel(connection));
      await this.#windows.raise();
      const gone = wanted.length - this.#bars.size;
      if (gone > 0) throw new X11Error('refused', `${gone} bars of the ring went while it was being shown.`);
    });
  }

  hide(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#bars.size === 0) return;
      for (const window of this.#bars.keys()) this.#drop(window);
      // Also makes the server carry it out.
      await this.#windows.raise();
    });
  }

  mend(): Promise<void> {
    return this.#windows.raise();
  }

  thickness(display: DisplayInfo): number {
    return ringThickness(display);
  }

  close(): Promise<void> {
    return this.hide();
  }

  /** One change of the ring at a time, in the order of the calls. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.catch(() => undefined);
    return result;
  }

  #add(bar: RingBar, pixel: number): void {
    const { display, leftOut, ...area } = bar;
    const window = this.#windows.add(
      { area, background: { pixel }, layer: x11Limits.ringLayer, clickThrough: true, leftOut },
      {
        covered: (insists) => {
          if (insists) this.#events.broken(display, 'covered again and again');
          else this.#events.disturbed(display, 'covered');
        },
        // At the next show() the display has a new bar in its place.
        tampered: (how) => this.#broken(window, display, how),
        gone: () => this.#broken(window, display, 'gone'),
      },
    );
    this.#bars.set(window, bar);
  }

  #broken(window: number, display: number, how: RingBreak): void {
    this.#drop(window);
    this.#events.broken(display, how);
  }

  #drop(window: number): void {
    this.#bars.delete(window);
    this.#windows.remove(window);
  }
}

/** @throws X11Error 'unsupported' on screens without true colour */
function redPixel({ visual, screen }: X11Connection): number {
  if (visual === undefined || visual.red_mask === 0) {
    throw new X11Error('unsupported', 'The X screen has no true colour: run it 24 bits deep.');
  }
  const opaque = screen.root_depth === 32 ? 0xff00_0000 : 0;
  return (visual.red_mask | opaque) >>> 0;
}
