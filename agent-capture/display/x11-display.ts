/**
 * The displays of an X screen: RANDR monitors, DAMAGE for what changes, MIT-SHM for pixels, over one connection, so
 * that the server sees damage subtracted before pixels are read. The pointer is not part of the pixels: the operator's
 * browser shows its own.
 */
import { type Clock, systemClock } from '../clock.ts';
import type { Ability } from '../commands/abilities.ts';
import { X11Connection } from '../x11/connection.ts';
import { type Damage, openDamage, type ScreenDamage } from '../x11/damage-extension.ts';
import { x11Limits } from '../x11/limits.ts';
import { openRandr, type Randr } from '../x11/randr-extension.ts';
import type { ScreenSleep } from '../x11/screen-sleep.ts';
import { openVirtualTerminal, type VirtualTerminal } from '../x11/virtual-terminal.ts';
import { X11Error } from '../x11/x11-error.ts';
import { ignoreServerGrabs } from '../x11/xtest-extension.ts';
import type { DisplayEvents, DisplayInfo, DisplaySource, Pixels, Rect } from './display-source.ts';
import { X11Grabber } from './x11-grabber.ts';
import { LayoutFollower } from './x11-layout-follower.ts';
import { DisplayLayout, type DisplayNames } from './x11-monitors.ts';
import { noDisplay, readScreen } from './x11-screen.ts';
import { openScreenSleep } from './x11-screen-sleep.ts';

export interface X11DisplayOptions {
  /** The X display: ":0". */
  readonly display: string;
  readonly names?: DisplayNames;
  readonly clock?: Pick<Clock, 'after'>;
}

export interface X11DisplaySource extends DisplaySource {
  /** Wakes the monitors, all of them together. */
  readonly wake: Ability<() => Promise<void>>;
}

/** @throws X11Error in a sentence for the operator */
export async function openX11Display(options: X11DisplayOptions, events: DisplayEvents): Promise<X11DisplaySource> {
  let source: X11Display | undefined;
  const connection = await X11Connection.open(options.display, { closed: (error) => source?.failed(error) });
  try {
    refuseFurtherScreens(connection);
    refusePixelFormat(connection);
    source = new X11Display(connection, new DisplayLayout(options.names ?? {}), options.clock ?? systemClock, events);
    await source.start();
    return source;
  } catch (error) {
    connection.close();
    throw error;
  }
}

class X11Display implements X11DisplaySource {
  readonly platform = 'linux-x11';
  readonly #connection: X11Connection;
  readonly #layout: DisplayLayout;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #events: DisplayEvents;
  readonly #grabber: X11Grabber;
  readonly #watched = new Set<number>();
  #randr: Randr | undefined;
  #terminal: VirtualTerminal | undefined;
  #damage: Damage | undefined;
  #sleep: ScreenSleep | undefined;
  #asleep = false;
  #cancelLook = (): void => undefined;
  #screenDamage: ScreenDamage | undefined;
  #reportedSinceSubtract = false;
  /** The layout has changed while it was read for the first time. */
  #changedEarly = false;
  readonly #follower: LayoutFollower;
  #state: 'opening' | 'open' | 'closed' = 'opening';

  constructor(connection: X11Connection, layout: DisplayLayout, clock: Pick<Clock, 'after'>, events: DisplayEvents) {
    this.#connection = connection;
    this.#layout = layout;
    this.#clock = clock;
    this.#events = events;
    this.#grabber = new X11Grabber(connection);
    this.#follower = new LayoutFollower(() => this.#readAnew(), clock);
  }

  async start(): Promise<void> {
    await ignoreServerGrabs(this.#connection);
    this.#randr = await openRandr(this.#connection, () => void this.#follower.follow());
    this.#terminal = await openVirtualTerminal(this.#connection, () => void this.#follower.follow());
    this.#damage = await openDamage(this.#connection, (x, y, width, height) => this.#drawn(x, y, width, height));
    this.#sleep = await openScreenSleep(this.#connection);
    this.#asleep = (await this.#sleep?.asleep()) ?? false;
    await this.#readLayout(this.#randr, this.#terminal);
    if (this.displays.length === 0) throw await noDisplay(this.#randr, this.#terminal);
    this.#state = 'open';
    if (this.#changedEarly) void this.#follower.follow();
    this.#watchUntold(this.#randr);
  }

  get wake(): Ability<() => Promise<void>> {
    const sleep = this.#sleep;
    if (sleep === undefined) return { unavailable: 'The X server cannot send its monitors to sleep or wake them.' };
    return {
      run: async () => {
        await sleep.wake();
        await this.#lookAtSleep(sleep);
      },
    };
  }

  get displays(): readonly DisplayInfo[] {
    return this.#layout.displays;
  }

  get layoutKnown(): boolean {
    return this.#follower.resting;
  }

  async grab(id: number, rect: Rect): Promise<Pixels | undefined> {
    const display = this.displays.find((one) => one.id === id);
    if (display === undefined || this.#state !== 'open' || !inside(rect, display)) return undefined;
    if (this.#reportedSinceSubtract) this.#subtract();
    try {
      const bgrx = await this.#grabber.grab(display.left + rect.x, display.top + rect.y, rect);
      // Another display under the same id is another place on the screen: what was read may not be its own.
      return this.displays.includes(display) && this.#state === 'open' ? { ...rect, bgrx } : undefined;
    } catch (error) {
      if (error instanceof X11Error && (error.code === 'refused' || error.code === 'closed')) return undefined;
      throw error;
    }
  }

  watch(id: number, on: boolean): void {
    if (on) this.#watched.add(id);
    else this.#watched.delete(id);
    if (this.#state !== 'open') return;
    if (this.#watched.size === 0) {
      this.#screenDamage?.stop();
      this.#screenDamage = undefined;
      this.#reportedSinceSubtract = false;
    } else {
      this.#screenDamage ??= this.#damage?.watch();
    }
    this.#connection.flush();
  }

  async close(): Promise<void> {
    this.#follower.close();
    this.#cancelLook();
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#grabber.close();
    this.#connection.close();
  }

  failed(error: Error): void {
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    if (wasOpen) this.#events.failed(error);
  }

  #drawn(x: number, y: number, width: number, height: number): void {
    if (this.#screenDamage === undefined || this.#state !== 'open') return;
    if (!this.#reportedSinceSubtract) {
      this.#reportedSinceSubtract = true;
      // One request for all reports that came together; a grab in between sends it earlier.
      process.nextTick(() => this.#subtract());
    }
    for (const display of this.displays) {
      if (!this.#watched.has(display.id)) continue;
      const left = Math.max(x, display.left);
      const top = Math.max(y, display.top);
      const right = Math.min(x + width, display.left + display.width);
      const bottom = Math.min(y + height, display.top + display.height);
      if (left >= right || top >= bottom) continue;
      this.#events.damaged(display.id, {
        x: left - display.left,
        y: top - display.top,
        width: right - left,
        height: bottom - top,
      });
    }
  }

  #subtract(): void {
    if (!this.#reportedSinceSubtract) return;
    this.#reportedSinceSubtract = false;
    this.#screenDamage?.subtract();
    this.#connection.flush();
  }

  #watchUntold(randr: Randr): void {
    this.#cancelLook = this.#clock.after(x11Limits.untoldLookMs, () => {
      // A connection that ended has told so itself.
      if (this.#sleep !== undefined) void this.#lookAtSleep(this.#sleep).catch(() => undefined);
      void this.#lookAtOutputs(randr).catch(() => undefined);
      if (this.#state === 'open') this.#watchUntold(randr);
    });
  }

  /** RING-1: while somebody sees them, or there are none because of it. */
  async #lookAtOutputs(randr: Randr): Promise<void> {
    if (this.#watched.size === 0 && this.displays.length > 0) return;
    const isBent = (await randr.shown()).some(({ bent }) => bent);
    if (isBent === this.displays.length > 0) await this.#follower.follow();
  }

  async #lookAtSleep(sleep: ScreenSleep): Promise<void> {
    const asleep = await sleep.asleep();
    if (asleep === this.#asleep) return;
    this.#asleep = asleep;
    await this.#follower.follow();
  }

  async #readAnew(): Promise<void> {
    this.#changedEarly ||= this.#state === 'opening';
    if (this.#state !== 'open' || this.#randr === undefined || this.#terminal === undefined) return;
    try {
      const changed = await this.#readLayout(this.#randr, this.#terminal);
      if (changed && this.#state === 'open') this.#events.layoutChanged(this.displays);
    } catch (error) {
      // A connection that ended has told so itself.
      if (!this.#connection.ended) this.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #readLayout(randr: Randr, terminal: VirtualTerminal): Promise<boolean> {
    let screen = await readScreen(this.#connection, randr, terminal);
    if (screen.monitors.length === 0 && this.displays.length > 0) {
      await new Promise<void>((resolve) => void this.#clock.after(x11Limits.modeChangeMs, resolve));
      screen = await readScreen(this.#connection, randr, terminal);
    }
    const pixels = screen.monitors.map(({ width, height }) => width * height);
    await this.#grabber.reserve(Math.min(Math.max(1, ...pixels), screen.width * screen.height));
    // Last, and told at once: what is grabbed of a display's new place must not pass for what the ring was seen around.
    return this.#layout.update(screen.monitors, screen, x11Limits.displays, this.#asleep);
  }
}

function inside(rect: Rect, { width, height }: DisplayInfo): boolean {
  return (
    rect.x >= 0 &&
    rect.y >= 0 &&
    rect.width > 0 &&
    rect.height > 0 &&
    rect.x + rect.width <= width &&
    rect.y + rect.height <= height
  );
}

/** Their monitors would stand without the ring, in reach of pointer and keyboard (RING-1). */
function refuseFurtherScreens({ screens }: X11Connection): void {
  if (screens === 1) return;
  const sentence = `The X display has ${screens} screens, and only one can carry the ring: make its monitors one screen.`;
  throw new X11Error('unsupported', sentence);
}

function refusePixelFormat(connection: X11Connection): void {
  const { screen, visual, bitsPerPixel, leastSignificantByteFirst } = connection;
  const good =
    (screen.root_depth === 24 || screen.root_depth === 32) &&
    bitsPerPixel === 32 &&
    leastSignificantByteFirst &&
    visual?.red_mask === 0xff0000 &&
    visual.green_mask === 0xff00 &&
    visual.blue_mask === 0xff;
  if (good) return;
  const found = `${screen.root_depth} bits deep in ${bitsPerPixel} bits`;
  throw new X11Error('unsupported', `The X screen is ${found}: run it 24 bits deep, least significant byte first.`);
}
