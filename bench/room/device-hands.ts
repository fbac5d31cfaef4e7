/**
 * An X client of the bench on the device: hears the keys that are pressed there, with the server's own time of each, and
 * what is down; and does to windows what other programs may do.
 */

import { X11Connection } from '../../agent-capture/x11/connection.ts';
import { buttonsDown, keysDown } from '../../agent-capture/x11/keyboard-requests.ts';
import { pair, request, words } from '../../agent-capture/x11/request.ts';
import {
  type Area,
  createWindow,
  destroyWindow,
  eventMask,
  eventType,
  mapWindow,
  raiseWindow,
} from '../../agent-capture/x11/windows.ts';
import { monotonicMs, monotonicMsOf } from './monotonic.ts';

const opcode = {
  moveWindow: 12,
  queryTree: 15,
  internAtom: 16,
  unmapWindow: 10,
  changeProperty: 18,
  setInputFocus: 42,
  createGraphics: 55,
  freeGraphics: 60,
  fillRectangles: 70,
  killClient: 113,
} as const;
const randrOpcode = { queryVersion: 0, setMonitor: 43, deleteMonitor: 44 } as const;
/** Of a monitor, whose ring is some millimetres wide. */
const pixelsPerMm = 4;
const keyPressMask = 0x1;
const propertyChangeMask = 0x40_0000;
const [keyPress, propertyNotify] = [2, 28];
const white = 0xff_ff_ff;
/** Edge of what is put over the ring, or painted into it. */
const stainPixels = 60;
const barsEach = 4;

export class DeviceHands {
  /** When keys were pressed, since somebody emptied it. */
  readonly pressesMs: number[] = [];
  readonly #connection: X11Connection;
  readonly #window: number;
  #next: (() => void)[] = [];
  #plugged: Promise<{ major: number; name: number }> | undefined;
  #stamped: ((atMs: number) => void)[] = [];

  private constructor(connection: X11Connection) {
    this.#connection = connection;
    this.#window = connection.newId();
    connection.listen(keyPress, (event) => {
      this.pressesMs.push(monotonicMsOf(event.readUInt32LE(4)));
      for (const resolve of this.#next.splice(0)) resolve();
    });
    connection.listen(propertyNotify, (event) => this.#stamped.shift()?.(monotonicMsOf(event.readUInt32LE(12))));
  }

  /** @param at where a window of one pixel may lie, which takes the keys */
  static async open(display: string, at: { readonly x: number; readonly y: number }): Promise<DeviceHands> {
    const connection = await X11Connection.open(display, { closed: () => undefined });
    const hands = new DeviceHands(connection);
    const area = { ...at, width: 1, height: 1 };
    connection.send(createWindow(hands.#window, connection.root, area, 0, keyPressMask | propertyChangeMask));
    await connection.perform(mapWindow(hands.#window));
    const revertToPointerRoot = 1;
    await connection.perform(request(opcode.setInputFocus, revertToPointerRoot, hands.#window, 0));
    return hands;
  }

  /** Resolves with the next key that is pressed. */
  nextPress(): Promise<void> {
    return new Promise((resolve) => this.#next.push(resolve));
  }

  /** Keys and buttons that are down now. */
  async down(): Promise<number> {
    const [keys, buttons] = await Promise.all([keysDown(this.#connection), buttonsDown(this.#connection)]);
    return keys.length + buttons.length;
  }

  /** The ring's bars on the display whose ring was raised last: the uppermost windows. */
  async bars(): Promise<number[]> {
    const windows = await this.#connection.ask(request(opcode.queryTree, 0, this.#connection.root), (body) =>
      Array.from({ length: body.readUInt16LE(8) }, (_, index) => body.readUInt32LE(24 + 4 * index)),
    );
    return windows.slice(-barsEach);
  }

  /** @returns when the server did it, by its own clock, as of all acts here that answer with a time */
  unmap(window: number): Promise<number> {
    return this.#do(request(opcode.unmapWindow, 0, window));
  }

  move(window: number): Promise<number> {
    const onlyX = 1;
    return this.#do(request(opcode.moveWindow, 0, window, onlyX, stainPixels));
  }

  /** Ends the connection whose window it is, as a user's xkill does. */
  killClient(window: number): Promise<number> {
    return this.#do(request(opcode.killClient, 0, window));
  }

  repaint(window: number): Promise<number> {
    const graphics = this.#connection.newId();
    const foreground = 0x4;
    const area = [pair(0, 0), pair(stainPixels, stainPixels)];
    return this.#do(
      request(opcode.createGraphics, 0, graphics, window, foreground, white),
      request(opcode.fillRectangles, 0, window, graphics, ...area),
      request(opcode.freeGraphics, 0, graphics),
    );
  }

  /** Makes a part of the screen a monitor of its own, without an output, as a cable that is plugged in does. */
  async plug({ x, y, width, height }: Area): Promise<number> {
    const { major, name } = await this.#randr();
    const place = [pair(x, y), pair(width, height), width / pixelsPerMm, height / pixelsPerMm];
    return this.#do(request(major, randrOpcode.setMonitor, this.#connection.root, name, 0, ...place));
  }

  async unplug(): Promise<number> {
    const { major, name } = await this.#randr();
    return this.#do(request(major, randrOpcode.deleteMonitor, this.#connection.root, name));
  }

  async #randr(): Promise<{ major: number; name: number }> {
    this.#plugged ??= (async () => {
      const major = (await this.#connection.extension('RANDR'))?.major ?? 0;
      await this.#connection.ask(request(major, randrOpcode.queryVersion, 1, 5), () => undefined);
      const name = Buffer.from('plugged');
      const atom = request(opcode.internAtom, 0, name.length, ...words(name));
      return { major, name: await this.#connection.ask(atom, (body) => body.readUInt32LE(0)) };
    })();
    return this.#plugged;
  }

  /** Opens a window that puts itself above all others whenever something is above it. */
  async insist(x: number): Promise<{ readonly atMs: number; readonly undo: () => Promise<void> }> {
    const window = this.#connection.newId();
    const unobscured = 0;
    this.#connection.listen(eventType.visibilityNotify, (event) => {
      if (event.readUInt32LE(4) !== window || event.readUInt8(8) === unobscured) return;
      this.#connection.send(raiseWindow(window));
      this.#connection.flush();
    });
    const area = { x, y: 0, width: stainPixels, height: stainPixels };
    const make = createWindow(window, this.#connection.root, area, white, eventMask.visibilityChange);
    const atMs = await this.#do(make, mapWindow(window));
    return { atMs, undo: () => this.#connection.perform(destroyWindow(window)) };
  }

  /** Draws into the overlay of a compositor, above which no window comes. */
  async overlay(): Promise<{ readonly atMs: number; readonly undo: () => Promise<void> }> {
    const major = (await this.#connection.extension('Composite'))?.major ?? 0;
    const [queryVersion, getOverlay, releaseOverlay] = [0, 7, 8];
    const { root } = this.#connection;
    await this.#connection.ask(request(major, queryVersion, 0, 4), () => undefined);
    // The window is there from its answer on, whatever it shows.
    const atMs = monotonicMs();
    const window = await this.#connection.ask(request(major, getOverlay, root), (body) => body.readUInt32LE(0));
    await this.repaint(window);
    return { atMs, undo: () => this.#connection.perform(request(major, releaseOverlay, root)) };
  }

  /** Everything in one go, and behind it a change of nothing, which the server answers with the time. */
  #do(...requests: readonly Buffer[]): Promise<number> {
    const [append, wmName, string, bytes] = [2, 39, 31, 8];
    for (const each of requests) this.#connection.send(each);
    this.#connection.send(request(opcode.changeProperty, append, this.#window, wmName, string, bytes, 0));
    this.#connection.flush();
    return new Promise((resolve) => this.#stamped.push(resolve));
  }

  close(): void {
    this.#connection.close();
  }
}
