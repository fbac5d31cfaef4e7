/** Makes displays of an X screen's monitors: which one is the console, how the others are called, and stable ids. */
import { x11Limits } from '../x11/limits.ts';
import type { Monitor } from '../x11/randr-extension.ts';
import type { DisplayInfo } from './display-source.ts';
import { believableWidthMm } from './physical-size.ts';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** Names given by the operator, by the monitor's own: { "HDMI-1": "console" }. */
export type DisplayNames = Readonly<Record<string, string>>;

export class DisplayLayout {
  readonly #names: DisplayNames;
  /** By monitor name, the one seen longest ago first. */
  readonly #ids = new Map<string, number>();
  #nextId = 1;
  #displays: readonly DisplayInfo[] = [];

  constructor(names: DisplayNames) {
    this.#names = names;
  }

  get displays(): readonly DisplayInfo[] {
    return this.#displays;
  }

  /**
   * Takes the monitors as they are now; answers whether that changes the displays. Of more monitors than the limit none
   * is a display: those left out would show what is done to the room, but no ring.
   * @param asleep all of them: X knows no other sleep
   */
  update(monitors: readonly Monitor[], screen: ScreenSize, limit: number, asleep = false): boolean {
    const onScreen = monitors.flatMap((monitor) => clip(monitor, screen));
    const visible = onScreen.length > limit ? [] : onScreen;
    const console = consoleOf(visible, this.#names);
    const taken = new Set(visible.flatMap(({ name }) => this.#names[name] ?? []));
    taken.add('console');
    let front = 1;
    const displays = byPosition(visible).map((monitor): DisplayInfo => {
      let name = this.#names[monitor.name] ?? (monitor === console ? 'console' : undefined);
      while (name === undefined) {
        const candidate = `front-${front++}`;
        if (!taken.has(candidate)) name = candidate;
      }
      const { left, top, width, height, widthMm } = monitor;
      const info = { id: this.#idOf(monitor.name), name, left, top, width, height, widthMm, asleep };
      return this.#displays.find((before) => sameDisplay(before, info)) ?? info;
    });
    // The console comes first whatever its place; the fronts follow from left to right.
    displays.sort((a, b) => Number(b.name === 'console') - Number(a.name === 'console'));
    const same = displays.length === this.#displays.length && displays.every((one, at) => one === this.#displays[at]);
    if (same) return false;
    this.#displays = displays;
    return true;
  }

  /** A monitor that comes back, after a change of mode or a night without power, is the same display again. */
  #idOf(name: string): number {
    const id = this.#ids.get(name) ?? this.#nextId++;
    this.#ids.delete(name);
    this.#ids.set(name, id);
    const [forgotten] = this.#ids.keys();
    if (this.#ids.size > x11Limits.monitorNames && forgotten !== undefined) this.#ids.delete(forgotten);
    return id;
  }
}

function sameDisplay(a: DisplayInfo, b: DisplayInfo): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height &&
    a.widthMm === b.widthMm &&
    a.asleep === b.asleep
  );
}

/** The primary monitor is the touch panel in front of the people; where none is marked, the smallest one is. */
function consoleOf(monitors: readonly Monitor[], names: DisplayNames): Monitor | undefined {
  if (monitors.some(({ name }) => names[name] === 'console')) return undefined;
  const free = monitors.filter(({ name }) => names[name] === undefined);
  const area = ({ width, height }: Monitor): number => width * height;
  return free.find(({ primary }) => primary) ?? free.toSorted((a, b) => area(a) - area(b))[0];
}

function byPosition(monitors: readonly Monitor[]): Monitor[] {
  return monitors.toSorted((a, b) => a.left - b.left || a.top - b.top || (a.name < b.name ? -1 : 1));
}

/** Only what lies on the screen can be grabbed; a monitor beside it is no display. Sizes are believed or 0. */
function clip(monitor: Monitor, screen: ScreenSize): Monitor[] {
  const left = Math.max(0, monitor.left);
  const top = Math.max(0, monitor.top);
  const width = Math.min(screen.width, monitor.left + monitor.width) - left;
  const height = Math.min(screen.height, monitor.top + monitor.height) - top;
  const widthMm = (believableWidthMm(monitor) * width) / monitor.width;
  return width > 0 && height > 0 ? [{ ...monitor, left, top, width, height, widthMm }] : [];
}
