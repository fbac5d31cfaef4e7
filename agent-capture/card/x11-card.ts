/**
 * The card on X11: one window of ours, above all but the ring, whose background is the picture. The server draws it by
 * itself, and only rows that changed are drawn again.
 */
import type { DisplayInfo } from '../display/display-source.ts';
import type { X11Connection } from '../x11/connection.ts';
import { grabKey, keycodeOf, modifier, ungrabKey } from '../x11/key-grabs.ts';
import { x11Limits } from '../x11/limits.ts';
import {
  clearArea,
  createGraphics,
  createPixmap,
  freeGraphics,
  freePixmap,
  putRows,
  setBackground,
} from '../x11/pictures.ts';
import type { X11TopWindows } from '../x11/top-windows.ts';
import { eventMask, eventType } from '../x11/windows.ts';
import type { CardEvents, CardFace, CardPicture, CardTouch } from './card-face.ts';

interface Standing {
  readonly connection: X11Connection;
  readonly window: number;
  readonly pixmap: number;
  readonly graphics: number;
  readonly display: DisplayInfo;
  readonly picture: CardPicture;
}

const chord = modifier.control | modifier.alt;
const endKeysym = 0xff57;

export class X11Card implements CardFace {
  readonly #windows: X11TopWindows;
  readonly #events: CardEvents;
  #standing: Standing | undefined;
  #keys: { readonly connection: X11Connection; readonly keycode: number } | undefined;

  constructor(windows: X11TopWindows, events: CardEvents) {
    this.#windows = windows;
    this.#events = events;
    windows.listen(eventType.buttonPress, (event) => this.#touched('down', event));
    windows.listen(eventType.motionNotify, (event) => this.#touched('move', event));
    windows.listen(eventType.buttonRelease, (event) => this.#touched('up', event));
    windows.listen(eventType.keyPress, (event) => {
      if (event.readUInt8(1) === this.#keys?.keycode) events.cardKeysPressed();
    });
  }

  async takeKeys(): Promise<boolean> {
    const connection = await this.#windows.open();
    if (this.#keys?.connection === connection) return true;
    this.#keys = undefined;
    const keycode = await keycodeOf(connection, endKeysym);
    if (keycode === undefined) return false;
    try {
      await grabKey(connection, keycode, chord);
    } catch {
      ungrabKey(connection, keycode, chord);
      return false;
    }
    this.#keys = { connection, keycode };
    return true;
  }

  async show(display: DisplayInfo, x: number, y: number, picture: CardPicture): Promise<void> {
    const connection = await this.#windows.open();
    const area = { x: display.left + x, y: display.top + y, width: picture.width, height: picture.height };
    const before = this.#standing;
    const sameSize = before?.picture.width === picture.width && before.picture.height === picture.height;
    if (before !== undefined && before.connection === connection && sameSize) {
      this.#standing = { ...before, display, picture };
      this.#redraw(before, picture);
      this.#windows.place(before.window, area);
    } else {
      this.#drop();
      this.#standing = { ...this.#make(connection, area, picture), display };
    }
    await this.#windows.raise();
  }

  move(x: number, y: number): void {
    if (this.#standing === undefined) return;
    const { window, display, picture, connection } = this.#standing;
    const { width, height } = picture;
    this.#windows.place(window, { x: display.left + x, y: display.top + y, width, height });
    connection.flush();
  }

  async hide(): Promise<void> {
    this.#drop();
    if (this.#keys !== undefined) ungrabKey(this.#keys.connection, this.#keys.keycode, chord);
    this.#keys = undefined;
    await this.#windows.raise();
  }

  #make(
    connection: X11Connection,
    area: { x: number; y: number; width: number; height: number },
    picture: CardPicture,
  ): Omit<Standing, 'display'> {
    const { root, screen } = connection;
    const [pixmap, graphics] = [connection.newId(), connection.newId()];
    connection.send(createPixmap(pixmap, root, picture.width, picture.height, screen.root_depth));
    connection.send(createGraphics(graphics, pixmap));
    const rows = { from: 0, to: picture.height };
    for (const part of putRows(pixmap, graphics, picture, screen.root_depth, rows)) connection.send(part);
    const window = this.#windows.add(
      { area, background: { pixmap }, layer: x11Limits.cardLayer, events: eventMask.touches },
      { covered: () => undefined, tampered: () => this.#gone(window), gone: () => this.#gone(window) },
    );
    return { connection, window, pixmap, graphics, picture };
  }

  #redraw({ connection, window, pixmap, graphics, picture: before }: Standing, picture: CardPicture): void {
    const rows = changedRows(before, picture);
    if (rows.from === rows.to) return;
    const { width } = picture;
    for (const part of putRows(pixmap, graphics, picture, connection.screen.root_depth, rows)) connection.send(part);
    connection.send(setBackground(window, pixmap));
    connection.send(clearArea(window, { x: 0, y: rows.from, width, height: rows.to - rows.from }));
  }

  #gone(window: number): void {
    if (this.#standing?.window !== window) return;
    this.#drop();
    this.#events.cardGone();
  }

  #drop(): void {
    if (this.#standing === undefined) return;
    const { connection, window, pixmap, graphics } = this.#standing;
    this.#standing = undefined;
    this.#windows.remove(window);
    connection.send(freeGraphics(graphics));
    connection.send(freePixmap(pixmap));
  }

  /** Event: type 1, button 1, sequence 2, time 4, root 4, window 4, child 4, root x 2, root y 2. */
  #touched(what: CardTouch['what'], event: Buffer): void {
    const primary = 1;
    if (this.#standing === undefined || event.readUInt32LE(12) !== this.#standing.window) return;
    if (what !== 'move' && event.readUInt8(1) !== primary) return;
    const { left, top } = this.#standing.display;
    this.#events.cardTouched({ what, x: event.readInt16LE(20) - left, y: event.readInt16LE(22) - top });
  }
}

/** From the first row that differs to the one behind the last. Both pictures are of one size. */
function changedRows(before: CardPicture, after: CardPicture): { readonly from: number; readonly to: number } {
  const rowBytes = after.width * 4;
  const differs = (row: number): boolean =>
    before.bgrx.compare(after.bgrx, row * rowBytes, (row + 1) * rowBytes, row * rowBytes, (row + 1) * rowBytes) !== 0;
  let [from, to] = [0, after.height];
  while (from < to && !differs(from)) from++;
  while (to > from && !differs(to - 1)) to--;
  return { from, to };
}
