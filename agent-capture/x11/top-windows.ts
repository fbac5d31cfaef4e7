/**
 * Windows of ours that stay above all others, over one connection: raised together and in their order whenever another
 * window comes above them or might have. Whose window it is hears at once what is done to it.
 */
import type { Clock } from '../clock.ts';
import { X11Connection } from './connection.ts';
import { CoverStreak } from './cover-streak.ts';
import { x11Limits } from './limits.ts';
import { setBackground } from './pictures.ts';
import { RaiseBudget } from './raise-budget.ts';
import { openShape, type Shape } from './shape-extension.ts';
import {
  type Area,
  createWindow,
  destroyWindow,
  eventMask,
  eventType,
  mapWindow,
  placeWindow,
  raiseWindow,
  selectEvents,
} from './windows.ts';
import { X11Error } from './x11-error.ts';
import { ignoreServerGrabs } from './xtest-extension.ts';

export interface TopWindowOptions {
  /** The X display: ":0". */
  readonly display: string;
  readonly clock: Pick<Clock, 'after' | 'monotonicMs'>;
}

export interface TopWindow {
  readonly area: Area;
  readonly background: { readonly pixel: number } | { readonly pixmap: number };
  /** Windows of a higher layer lie above those of a lower one. */
  readonly layer: number;
  readonly clickThrough?: boolean;
  /** Parts that do not belong to the window, relative to it. */
  readonly leftOut?: readonly Area[];
}

/** What others do to a window of ours. */
export interface TopWindowEvents {
  /** Something came above it, and it has been raised; `insists` when that happens too often, or for too long, to be an accident. */
  covered(insists: boolean): void;
  /** Taken off the screen, put elsewhere or given another shape: it is no longer where it was. */
  tampered(how: 'hidden' | 'moved' | 'reshaped'): void;
  /** It is no more: destroyed, reparented, or the whole connection was killed. */
  gone(): void;
}

interface Standing extends TopWindow {
  readonly told: TopWindowEvents;
  area: Area;
  /** Our last request that put it somewhere: what is told of earlier ones is old. */
  placedBy: number;
}

interface Server {
  readonly connection: X11Connection;
  readonly shape: Shape;
}

export class X11TopWindows {
  readonly #options: TopWindowOptions;
  readonly #windows = new Map<number, Standing>();
  /**
   * Raises that answer what was done to a window, and those in case another one came above: the second do not use up
   * the first, or a window being dragged would keep ours from being mended.
   */
  readonly #mending: RaiseBudget;
  readonly #inAdvance: RaiseBudget;
  readonly #streak: CoverStreak;
  #server: Server | undefined;
  #opening: Promise<Server> | undefined;
  #raisedNow = false;
  #closed = false;

  constructor(options: TopWindowOptions) {
    this.#options = options;
    this.#streak = new CoverStreak(options.clock);
    const perSecond = x11Limits.raisesPerSecond;
    this.#mending = new RaiseBudget(perSecond, options.clock, () => this.#raiseWithin(this.#mending));
    this.#inAdvance = new RaiseBudget(perSecond, options.clock, () => this.#raiseWithin(this.#inAdvance));
  }

  /** The connection, anew when it has been killed. @throws X11Error in a sentence for the operator */
  async open(): Promise<X11Connection> {
    if (this.#closed) throw new X11Error('closed', 'The windows of the ring were closed.');
    if (this.#server !== undefined) return this.#server.connection;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    return (await this.#opening).connection;
  }

  /** Makes and shows a window; needs an open connection. */
  add(window: TopWindow, told: TopWindowEvents): number {
    if (this.#server === undefined) throw new X11Error('closed', 'The connection of the windows is not open.');
    const { connection, shape } = this.#server;
    const id = connection.newId();
    const { area, background, leftOut = [] } = window;
    const mask = eventMask.visibilityChange | eventMask.structureNotify;
    connection.send(createWindow(id, connection.root, area, 'pixel' in background ? background.pixel : 0, mask));
    if ('pixmap' in background) connection.send(setBackground(id, background.pixmap));
    if (window.clickThrough === true) shape.clickThrough(id);
    if (leftOut.length > 0) shape.leaveOut(id, leftOut);
    shape.watch(id);
    connection.send(mapWindow(id));
    this.#windows.set(id, { ...window, told, placedBy: connection.sequence });
    return id;
  }

  remove(window: number): void {
    if (this.#windows.delete(window)) this.#server?.connection.send(destroyWindow(window));
  }

  /** Moves a window of ours. */
  place(window: number, area: Area): void {
    const standing = this.#windows.get(window);
    if (standing === undefined || this.#server === undefined) return;
    const { connection } = this.#server;
    connection.send(placeWindow(window, area));
    standing.area = area;
    standing.placedBy = connection.sequence;
  }

  /** Raises all at once; resolves when the server has done so. */
  async raise(): Promise<void> {
    this.#raiseAll();
    await this.#server?.connection.sync();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => undefined);
    this.#mending.close();
    this.#inAdvance.close();
    this.#windows.clear();
    // The server destroys the windows of a connection that ends.
    this.#server?.connection.close();
    this.#server = undefined;
  }

  async #connect(): Promise<Server> {
    const connection = await X11Connection.open(this.#options.display, { closed: () => this.#killed() });
    try {
      const shape = await openShape(connection, (window) => this.#windows.get(window)?.told.tampered('reshaped'));
      connection.listen(eventType.visibilityNotify, (event) => this.#visibility(event));
      connection.listen(eventType.unmapNotify, (event) => this.#hidden(event));
      connection.listen(eventType.destroyNotify, (event) => this.#gone(event));
      connection.listen(eventType.reparentNotify, (event) => this.#gone(event));
      connection.listen(eventType.configureNotify, (event) => this.#configured(event));
      connection.listen(eventType.mapNotify, (event) => this.#othersMoved(event.readUInt32LE(8)));
      connection.listen(eventType.circulateNotify, (event) => this.#othersMoved(event.readUInt32LE(8)));
      connection.send(selectEvents(connection.root, eventMask.substructureNotify));
      await ignoreServerGrabs(connection);
      if (this.#closed) throw new X11Error('closed', 'The windows of the ring were closed.');
      this.#server = { connection, shape };
      return this.#server;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Event: type 1, unused 1, sequence 2, window 4, state 1. */
  #visibility(event: Buffer): void {
    const unobscured = 0;
    const standing = this.#windows.get(event.readUInt32LE(4));
    if (standing !== undefined && event.readUInt8(8) !== unobscured) this.#covered(standing);
  }

  #covered({ told }: Standing): void {
    const mended = this.#raiseWithin(this.#mending);
    told.covered(!mended || this.#streak.covered());
  }

  /** A window of others now lies right above ours: it takes the touches meant for these, though it may hide no pixel. */
  #touchesTaken(above: Area): void {
    for (const standing of this.#windows.values()) {
      if (standing.clickThrough !== true && overlap(standing.area, above)) this.#covered(standing);
    }
  }

  /** Unmap, destroy and reparent events: type 1, unused 1, sequence 2, event window 4, window 4. */
  #hidden(event: Buffer): void {
    const window = event.readUInt32LE(8);
    // Each comes twice: for the window itself and for the root that watches it.
    if (event.readUInt32LE(4) === window) this.#windows.get(window)?.told.tampered('hidden');
  }

  #gone(event: Buffer): void {
    const window = event.readUInt32LE(8);
    const standing = this.#windows.get(window);
    this.remove(window);
    standing?.told.gone();
  }

  /** Event: type 1, unused 1, sequence 2, event window 4, window 4, sibling 4, x 2, y 2, width 2, height 2, border 2. */
  #configured(event: Buffer): void {
    const window = event.readUInt32LE(8);
    const [x, y] = [event.readInt16LE(16), event.readInt16LE(18)];
    const [width, height] = [event.readUInt16LE(20), event.readUInt16LE(22)];
    const standing = this.#windows.get(window);
    if (standing === undefined) {
      if (this.#windows.has(event.readUInt32LE(12))) this.#touchesTaken({ x, y, width, height });
      this.#othersMoved(window);
      return;
    }
    if (event.readUInt32LE(4) !== window) return;
    const old = ((event.readUInt16LE(2) - standing.placedBy) & 0xffff) >= 0x8000;
    const { area } = standing;
    const isThere = x === area.x && y === area.y && width === area.width && height === area.height;
    if (!old && !isThere) standing.told.tampered('moved');
  }

  /** Another window appeared or moved: it may lie above now, also where a compositor hides that from us. */
  #othersMoved(window: number): void {
    if (!this.#windows.has(window)) this.#raiseWithin(this.#inAdvance);
  }

  /** @returns whether they have been raised, or just were */
  #raiseWithin(budget: RaiseBudget): boolean {
    // One raise answers everything that was told together.
    if (this.#raisedNow || this.#windows.size === 0) return true;
    if (!budget.take()) return false;
    this.#raisedNow = true;
    process.nextTick(() => {
      this.#raisedNow = false;
    });
    this.#raiseAll();
    return true;
  }

  #raiseAll(): void {
    const upwards = [...this.#windows].toSorted(([, a], [, b]) => a.layer - b.layer);
    for (const [window] of upwards) this.#server?.connection.send(raiseWindow(window));
    this.#server?.connection.flush();
  }

  /** Killed, or the server went: nothing stands any more. The next open() begins anew. */
  #killed(): void {
    const stood = [...this.#windows.values()];
    this.#server = undefined;
    this.#windows.clear();
    for (const { told } of stood) told.gone();
  }
}

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
