/**
 * The ring on X11: four red bars per display, windows of our own above all others, through which clicks pass. It
 * draws nothing while it stands still, and tells at once when anything is done to one of its windows.
 */
import type { Clock } from '../clock.ts';
import type { DisplayInfo } from '../display/display-source.ts';
import { X11Connection } from '../x11/connection.ts';
import { x11Limits } from '../x11/limits.ts';
import { openShape, type Shape } from '../x11/shape-extension.ts';
import {
  createWindow,
  destroyWindow,
  eventMask,
  eventType,
  mapWindow,
  placeWindow,
  raiseWindow,
  selectEvents,
} from '../x11/windows.ts';
import { X11Error } from '../x11/x11-error.ts';
import { ignoreServerGrabs } from '../x11/xtest-extension.ts';
import type { RingEvents, RingFrame } from './ring-frame.ts';
import { RaiseBudget } from './x11-raise-budget.ts';
import { type RingBar, ringBars, ringThickness } from './x11-ring-bars.ts';

export interface X11RingOptions {
  /** The X display: ":0". */
  readonly display: string;
  readonly clock: Pick<Clock, 'after'>;
}

interface Server {
  readonly connection: X11Connection;
  readonly shape: Shape;
}

export class X11Ring implements RingFrame {
  readonly #options: X11RingOptions;
  readonly #events: RingEvents;
  #server: Server | undefined;
  /** The bars that stand, by window. */
  readonly #bars = new Map<number, RingBar>();
  #work: Promise<unknown> = Promise.resolve();
  /**
   * Raises that answer what was done to a bar, and those in case another window came above: the second do not use up
   * the first, or a window being dragged would keep the ring from being mended.
   */
  readonly #mending: RaiseBudget;
  readonly #inAdvance: RaiseBudget;
  #raisedNow = false;
  #closed = false;

  constructor(options: X11RingOptions, events: RingEvents) {
    this.#options = options;
    this.#events = events;
    const perSecond = x11Limits.ringRaisesPerSecond;
    this.#mending = new RaiseBudget(perSecond, options.clock, () => this.#raise(this.#mending));
    this.#inAdvance = new RaiseBudget(perSecond, options.clock, () => this.#raise(this.#inAdvance));
  }

  show(displays: readonly DisplayInfo[]): Promise<void> {
    return this.#inTurn(async () => {
      const server = await this.#open();
      const wanted = ringBars(displays);
      const kept = new Set<RingBar>();
      for (const [window, bar] of this.#bars) {
        const same = wanted.find((one) => JSON.stringify(one) === JSON.stringify(bar));
        if (same === undefined) this.#drop(server, window);
        else kept.add(same);
      }
      for (const bar of wanted) if (!kept.has(bar)) this.#add(server, bar);
      for (const window of this.#bars.keys()) {
        // A kept bar may have been unmapped; mapping a mapped window changes nothing.
        server.connection.send(mapWindow(window));
        server.connection.send(raiseWindow(window));
      }
      await server.connection.sync();
      const gone = wanted.length - this.#bars.size;
      if (gone > 0) throw new X11Error('refused', `${gone} bars of the ring went while it was being shown.`);
    });
  }

  hide(): Promise<void> {
    return this.#inTurn(async () => {
      const server = this.#server;
      if (server === undefined) return;
      for (const window of this.#bars.keys()) this.#drop(server, window);
      await server.connection.sync();
    });
  }

  thickness(display: DisplayInfo): number {
    return ringThickness(display);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => {
      this.#mending.close();
      this.#inAdvance.close();
      this.#bars.clear();
      // The server destroys the windows of a connection that ends.
      this.#server?.connection.close();
      this.#server = undefined;
    });
  }

  /** One change of the ring at a time, in the order of the calls. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.catch(() => undefined);
    return result;
  }

  async #open(): Promise<Server> {
    if (this.#closed) throw new X11Error('closed', 'The ring was closed.');
    if (this.#server !== undefined) return this.#server;
    const connection = await X11Connection.open(this.#options.display, { closed: () => this.#lost() });
    try {
      const shape = await openShape(connection, (window) => {
        // A new window at the next show() has its own shape again.
        this.#disturbed(window, 'reshaped', (server) => this.#drop(server, window));
      });
      connection.listen(eventType.visibilityNotify, (event) => this.#visibility(event));
      connection.listen(eventType.unmapNotify, (event) => this.#hidden(event));
      connection.listen(eventType.destroyNotify, (event) => this.#gone(event));
      connection.listen(eventType.reparentNotify, (event) => this.#gone(event));
      connection.listen(eventType.configureNotify, (event) => this.#configured(event));
      connection.listen(eventType.mapNotify, (event) => this.#othersMoved(event.readUInt32LE(8)));
      connection.listen(eventType.circulateNotify, (event) => this.#othersMoved(event.readUInt32LE(8)));
      connection.send(selectEvents(connection.root, eventMask.substructureNotify));
      await ignoreServerGrabs(connection);
      this.#server = { connection, shape };
      return this.#server;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #add({ connection, shape }: Server, bar: RingBar): void {
    const window = connection.newId();
    const events = eventMask.visibilityChange | eventMask.structureNotify;
    connection.send(createWindow(window, connection.root, bar, redPixel(connection), events));
    shape.clickThrough(window);
    if (bar.leftOut.length > 0) shape.leaveOut(window, bar.leftOut);
    shape.watch(window);
    connection.send(mapWindow(window));
    this.#bars.set(window, bar);
  }

  #drop({ connection }: Server, window: number): void {
    this.#bars.delete(window);
    connection.send(destroyWindow(window));
  }

  /** Event: type 1, unused 1, sequence 2, window 4, state 1. */
  #visibility(event: Buffer): void {
    const unobscured = 0;
    const window = event.readUInt32LE(4);
    if (event.readUInt8(8) === unobscured || !this.#bars.has(window)) return;
    this.#disturbed(window, 'covered', () => this.#raise(this.#mending));
  }

  /** Unmap, destroy and reparent events: type 1, unused 1, sequence 2, event window 4, window 4. */
  #hidden(event: Buffer): void {
    const window = event.readUInt32LE(8);
    // Each comes twice: for the window itself and for the root that watches it.
    if (event.readUInt32LE(4) !== window || !this.#bars.has(window)) return;
    this.#disturbed(window, 'hidden', (server) => {
      server.connection.send(mapWindow(window));
      this.#raise(this.#mending);
    });
  }

  #gone(event: Buffer): void {
    const window = event.readUInt32LE(8);
    if (!this.#bars.has(window)) return;
    this.#disturbed(window, 'gone', (server) => this.#drop(server, window));
  }

  /** Event: type 1, unused 1, sequence 2, event window 4, window 4, sibling 4, x 2, y 2, width 2, height 2, border 2. */
  #configured(event: Buffer): void {
    const window = event.readUInt32LE(8);
    const bar = this.#bars.get(window);
    if (bar === undefined) this.#othersMoved(window);
    if (bar === undefined || event.readUInt32LE(4) !== window) return;
    const place = { x: event.readInt16LE(16), y: event.readInt16LE(18) };
    const size = { width: event.readUInt16LE(20), height: event.readUInt16LE(22) };
    const moved = place.x !== bar.x || place.y !== bar.y || size.width !== bar.width || size.height !== bar.height;
    if (!moved) return;
    this.#disturbed(window, 'moved', (server) => {
      server.connection.send(placeWindow(window, bar));
      this.#raise(this.#mending);
    });
  }

  /** Another window appeared or moved: it may lie above now, also where a compositor hides that from us. */
  #othersMoved(window: number): void {
    if (!this.#bars.has(window)) this.#raise(this.#inAdvance);
  }

  /** Mends what can be mended, then tells: whoever looks at the pixels now sees whether that was enough. */
  #disturbed(window: number, what: string, mend: (server: Server) => void): void {
    const bar = this.#bars.get(window);
    if (bar === undefined || this.#server === undefined) return;
    mend(this.#server);
    this.#server.connection.flush();
    this.#events.disturbed(bar.display, what);
  }

  #raise(budget: RaiseBudget): void {
    const server = this.#server;
    // One raise answers everything that was told together.
    if (server === undefined || this.#bars.size === 0 || this.#raisedNow || !budget.take()) return;
    this.#raisedNow = true;
    process.nextTick(() => {
      this.#raisedNow = false;
    });
    for (const window of this.#bars.keys()) server.connection.send(raiseWindow(window));
    server.connection.flush();
  }

  /** Killed, or the server went: nothing stands any more. The next show() begins anew. */
  #lost(): void {
    const displays = new Set([...this.#bars.values()].map(({ display }) => display));
    this.#server = undefined;
    this.#bars.clear();
    for (const display of displays) this.#events.disturbed(display, 'gone');
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
