/**
 * The room's displays as a DisplaySource: draws while somebody watches, four times a second and at each change; while
 * nobody does, only when pixels are asked for.
 */
import type { Clock } from '../clock.ts';
import type { DisplayEvents, DisplayInfo, DisplaySource, Rect } from '../display/display-source.ts';
import type { CreateSurface } from '../drawing/canvas.ts';
import { roomLimits } from './limits.ts';
import type { RoomState } from './room-state.ts';
import { createAgendaScene } from './scenes/agenda-scene.ts';
import { consoleSize, createConsoleScene } from './scenes/console-scene.ts';
import type { Button, Scene } from './scenes/scene.ts';
import { createWelcomeScene, frontSize } from './scenes/welcome-scene.ts';
import { type PlacedCard, Screen } from './screen.ts';

/** A 10-inch panel on the table, and 55-inch displays on the wall. */
const consoleWidthMm = 217;
const frontWidthMm = 1210;

interface Shown {
  info: DisplayInfo;
  readonly screen: Screen;
  readonly buttons: readonly Button[];
  watched: boolean;
  /** When it was drawn last, by the monotonic clock; undefined when the room has changed since. */
  drawnMs: number | undefined;
}

export interface SimulatedDisplaysParts {
  readonly createSurface: CreateSurface;
  readonly clock: Clock;
  readonly roomName: string;
  readonly room: () => RoomState;
}

export class SimulatedDisplays {
  readonly #parts: SimulatedDisplaysParts;
  #shown: Shown[] = [];
  #nextId = 1;
  #events: DisplayEvents | undefined;
  #cancelTick: (() => void) | undefined;

  constructor(parts: SimulatedDisplaysParts) {
    this.#parts = parts;
    this.#append('console', consoleSize, consoleWidthMm, createConsoleScene(parts.roomName));
    this.#append('front-1', frontSize, frontWidthMm, createWelcomeScene(parts.roomName));
    this.#append('front-2', frontSize, frontWidthMm, createAgendaScene(parts.roomName));
  }

  get infos(): readonly DisplayInfo[] {
    return this.#shown.map(({ info }) => info);
  }

  openSource(events: DisplayEvents): DisplaySource {
    this.#events = events;
    // The first drawing is the slow one, 0.2 s for three displays: done before anybody waits for it. It is nobody's
    // picture yet: what has changed by then is drawn when one is asked for.
    for (const shown of this.#shown) {
      this.#draw(shown);
      shown.drawnMs = undefined;
    }
    const displays = () => this.infos;
    return {
      platform: 'simulated',
      get displays() {
        return displays();
      },
      layoutKnown: true,
      grab: async (display, rect) => {
        const shown = this.#find(display);
        if (shown === undefined) return undefined;
        this.#drawUnwatched(shown);
        const bgrx = shown.screen.grab(rect);
        return bgrx === undefined ? undefined : { ...rect, bgrx };
      },
      watch: (display, on) => this.#watch(display, on),
      close: async () => {
        if (this.#events !== events) return;
        this.#events = undefined;
        this.stop();
      },
    };
  }

  /** The room is not what it was: watched displays show it at once. */
  roomChanged(): void {
    for (const shown of this.#shown) {
      shown.drawnMs = undefined;
      if (shown.watched) this.#draw(shown);
    }
  }

  /** Whether a display of this kind could be added. */
  addFront(): boolean {
    const fronts = this.#shown.filter(({ info }) => info.name.startsWith('front-'));
    if (fronts.length >= roomLimits.frontDisplays) return false;
    let number = 1;
    while (fronts.some(({ info }) => info.name === `front-${number}`)) number++;
    const create = number === 1 ? createWelcomeScene : createAgendaScene;
    this.#append(`front-${number}`, frontSize, frontWidthMm, create(this.#parts.roomName));
    this.#events?.layoutChanged(this.infos);
    return true;
  }

  /** Whether there was such a display; the console stays. */
  removeFront(name: string): boolean {
    const left = this.#shown.filter(({ info }) => info.name === 'console' || info.name !== name);
    if (left.length === this.#shown.length) return false;
    this.#shown = left;
    this.#events?.layoutChanged(this.infos);
    return true;
  }

  /** Whether there was such a display. */
  setAsleep(asleep: boolean, which: (info: DisplayInfo) => boolean): boolean {
    const meant = this.#shown.filter(({ info }) => which(info));
    const changing = meant.filter(({ info }) => info.asleep !== asleep);
    for (const shown of changing) shown.info = { ...shown.info, asleep };
    if (changing.length > 0) this.#events?.layoutChanged(this.infos);
    return meant.length > 0;
  }

  buttonAt(display: number, x: number, y: number): string | undefined {
    const inside = ({ rect }: Button) =>
      x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
    return this.#find(display)?.buttons.find(inside)?.name;
  }

  moveCursor(display: number, x: number, y: number): void {
    for (const shown of this.#shown) {
      this.#report(shown, shown.screen.moveCursor(shown.info.id === display ? { x, y } : undefined));
    }
  }

  setRing(display: number, thickness: number): void {
    const shown = this.#find(display);
    if (shown !== undefined) this.#report(shown, shown.screen.setRing(thickness));
  }

  setCard(display: number, card: PlacedCard | undefined): void {
    const shown = this.#find(display);
    if (shown !== undefined) this.#report(shown, shown.screen.setCard(card));
  }

  stop(): void {
    for (const shown of this.#shown) shown.watched = false;
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #append(name: string, size: { width: number; height: number }, widthMm: number, scene: Scene): void {
    const last = this.#shown.at(-1)?.info;
    const left = last === undefined ? 0 : last.left + last.width;
    const info = { id: this.#nextId++, name, ...size, left, top: 0, widthMm, asleep: false };
    const surface = this.#parts.createSurface(size.width, size.height);
    const screen = new Screen(scene, surface, size.width, size.height);
    this.#shown.push({ info, screen, buttons: scene.buttons, watched: false, drawnMs: undefined });
  }

  #find(display: number): Shown | undefined {
    return this.#shown.find(({ info }) => info.id === display);
  }

  #watch(display: number, on: boolean): void {
    const shown = this.#find(display);
    if (shown === undefined || shown.watched === on) return;
    shown.watched = on;
    if (on) this.#draw(shown);
    if (this.#shown.some(({ watched }) => watched)) this.#tick();
    else this.stop();
  }

  #tick(): void {
    if (this.#cancelTick !== undefined) return;
    this.#cancelTick = this.#parts.clock.after(roomLimits.tickMs, () => {
      this.#cancelTick = undefined;
      for (const shown of this.#shown) if (shown.watched) this.#draw(shown);
      this.#tick();
    });
  }

  #draw(shown: Shown): void {
    const { clock, room } = this.#parts;
    shown.drawnMs = clock.monotonicMs();
    this.#report(shown, shown.screen.refresh({ room: room(), nowMs: clock.wallMs() }));
  }

  #drawUnwatched(shown: Shown): void {
    if (shown.watched) return;
    const { drawnMs } = shown;
    if (drawnMs === undefined || this.#parts.clock.monotonicMs() - drawnMs >= roomLimits.staleMs) this.#draw(shown);
  }

  #report(shown: Shown, changed: readonly Rect[]): void {
    if (!shown.watched) return;
    for (const rect of changed) this.#events?.damaged(shown.info.id, rect);
  }
}
