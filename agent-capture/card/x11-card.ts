/**
 * The card on X11: one window of ours, above all but the ring, whose background is the picture. The server draws it by
 * itself, and only rows that changed are drawn again. What is done to it comes with the device that did it: operators
 * have none in the room, so they neither press its control nor its keys, however their input gets there. A window that
 * insists to be above it takes the control from the room, which is no less than one above the ring; a press that another
 * program takes unseen, from a window that shows nothing or by grabbing the device, is known by the device itself.
 */
import type { DisplayInfo } from '../display/display-source.ts';
import type { RingEvents } from '../ring/ring-frame.ts';
import type { X11Connection } from '../x11/connection.ts';
import { keycodeOf, modifier } from '../x11/keyboard-requests.ts';
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
import { type DeviceEvent, type DevicePress, openXinput, type Xinput } from '../x11/xinput-extension.ts';
import type { CardEvents, CardFace, CardPicture, CardTouch } from './card-face.ts';
import { cardLimits } from './limits.ts';

interface Server {
  readonly connection: X11Connection;
  readonly input: Xinput;
}

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
  readonly #events: CardEvents & Pick<RingEvents, 'broken'>;
  #server: Server | undefined;
  #standing: Standing | undefined;
  #keys: { readonly input: Xinput; readonly keycode: number } | undefined;
  /** The device whose button is down on the card. */
  readonly #touching = new Map<CardTouch['by'], number>();
  /** The last presses in the room that reached the card. */
  #reached: readonly DevicePress[] = [];

  constructor(windows: X11TopWindows, events: CardEvents & Pick<RingEvents, 'broken'>) {
    this.#windows = windows;
    this.#events = events;
  }

  async takeKeys(): Promise<boolean> {
    const { connection, input } = await this.#open();
    if (this.#keys?.input === input) return true;
    this.#keys = undefined;
    const keycode = await keycodeOf(connection, endKeysym);
    if (keycode === undefined || !(await input.grabKey(keycode, chord))) return false;
    this.#keys = { input, keycode };
    return true;
  }

  async show(display: DisplayInfo, x: number, y: number, picture: CardPicture): Promise<void> {
    const { connection, input } = await this.#open();
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
      input.watchPointers(this.#standing.window);
      input.watchPresses(true);
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
    this.#server?.input.watchPresses(false);
    this.#keys?.input.ungrabKey(this.#keys.keycode, chord);
    this.#keys = undefined;
    await this.#windows.raise();
  }

  async #open(): Promise<Server> {
    const connection = await this.#windows.open();
    if (this.#server?.connection !== connection) {
      const input = await openXinput(connection, {
        told: (event) => this.#heard(event),
        // A connection that ended has told so itself.
        pressed: (press) => void this.#pressed(press),
      });
      this.#server = { connection, input };
    }
    return this.#server;
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
      { area, background: { pixmap }, layer: x11Limits.cardLayer },
      {
        covered: (insists) => {
          if (insists) this.#insisted(window);
        },
        tampered: () => this.#gone(window),
        gone: () => this.#gone(window),
      },
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

  #insisted(window: number): void {
    if (this.#standing?.window === window) this.#events.broken(this.#standing.display.id, 'covered again and again');
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
    this.#touching.clear();
    this.#windows.remove(window);
    connection.send(freeGraphics(graphics));
    connection.send(freePixmap(pixmap));
  }

  #heard(event: DeviceEvent): void {
    if (event.what !== 'key-down') this.#touched(event, event.what);
    else if (!event.injected && event.detail === this.#keys?.keycode) this.#events.cardKeysPressed();
  }

  /** What reaches the card too has been told, or is before the answer to a question that is asked now. */
  async #pressed(press: DevicePress): Promise<void> {
    const at = await this.#server?.input.pointerOf(press.device);
    if (at === undefined || this.#standing === undefined) return;
    if (this.#reached.some(({ device, time }) => device === press.device && time === press.time)) return;
    const { left, top } = this.#standing.display;
    this.#events.cardTouched({ what: 'taken', by: 'room', x: at.x - left, y: at.y - top });
  }

  #touched(
    { device, time, injected, detail, window, x, y }: DeviceEvent,
    what: Exclude<DeviceEvent['what'], 'key-down'>,
  ): void {
    if (this.#standing?.window !== window) return;
    const primary = 1;
    const by = injected ? 'operator' : 'room';
    if (what === 'button-down' && by === 'room')
      this.#reached = [{ device, time }, ...this.#reached].slice(0, cardLimits.pressesAsked);
    const isTouching = this.#touching.get(by) === device;
    // What is told twice counts once.
    if (what === 'button-down' ? detail !== primary || isTouching : !isTouching) return;
    if (what === 'button-up' && detail !== primary) return;
    if (what === 'button-down') this.#touching.set(by, device);
    if (what === 'button-up') this.#touching.delete(by);
    const { left, top } = this.#standing.display;
    this.#events.cardTouched({ what: touchOf[what], by, x: x - left, y: y - top });
  }
}

const touchOf = { 'button-down': 'down', 'button-up': 'up', motion: 'move' } as const;

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
