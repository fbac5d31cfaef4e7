/**
 * One connection to an X server, as the bench needs it: a drawing client and a watcher in few typed calls.
 * The only file that knows the `x11` package, which ships no types: what is used of it is declared here.
 */
import { createRequire } from 'node:module';
import { BenchError } from '../bench-error.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Red, green, blue as 0xrrggbb. */
export type Colour = number;

export interface XEvent {
  readonly name?: string;
  readonly keycode?: number;
  readonly wid?: number;
  readonly damage?: number;
  readonly area?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

type Reply<T> = (error: Error | null, value: T) => boolean | undefined;

/** The part of the x11 client that the bench calls. */
interface Protocol {
  AllocID(): number;
  CreateWindow(...values: readonly (number | Readonly<Record<string, number | boolean>>)[]): void;
  MapWindow(window: number): void;
  CreatePixmap(pixmap: number, drawable: number, depth: number, width: number, height: number): void;
  CreateGC(context: number, drawable: number, values: Readonly<Record<string, number>>): void;
  ChangeGC(context: number, values: Readonly<Record<string, number>>): void;
  OpenFont(font: number, name: string): void;
  PolyText8(drawable: number, context: number, x: number, y: number, items: readonly string[]): void;
  PolyFillRectangle(drawable: number, context: number, rectangles: readonly number[]): void;
  CopyArea(...values: readonly number[]): void;
  PutImage(
    format: number,
    drawable: number,
    context: number,
    width: number,
    height: number,
    x: number,
    y: number,
    leftPad: number,
    depth: number,
    pixels: Buffer,
  ): void;
  GetImage(
    format: number,
    drawable: number,
    x: number,
    y: number,
    width: number,
    height: number,
    planes: number,
    reply: Reply<{ data: Buffer }>,
  ): void;
  QueryTree(window: number, reply: Reply<{ children: number[] }>): void;
  GetGeometry(window: number, reply: Reply<{ width: number; height: number; xPos: number; yPos: number }>): void;
  SetInputFocus(window: number, revertTo: number): void;
  sync(reply: (error: Error | null) => void): void;
  terminate(): void;
  require(extension: 'damage', reply: Reply<DamageExtension>): void;
  require(extension: 'xtest', reply: Reply<TestExtension>): void;
  on(event: 'event', listener: (event: XEvent) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

interface DamageExtension {
  readonly ReportLevel: { readonly RawRectangles: number };
  Create(damage: number, drawable: number, level: number): void;
}

interface TestExtension {
  readonly KeyPress: number;
  readonly KeyRelease: number;
  readonly ButtonPress: number;
  readonly ButtonRelease: number;
  readonly MotionNotify: number;
  FakeInput(type: number, detail: number, time: number, window: number, x: number, y: number): void;
}

interface Setup {
  readonly client: Protocol;
  readonly min_keycode: number;
  readonly screen: readonly {
    readonly root: number;
    readonly pixel_width: number;
    readonly pixel_height: number;
    readonly root_depth: number;
  }[];
}

interface Library {
  createClient(options: { display: string }, ready: (error: Error | null, setup: Setup) => void): Protocol;
  readonly eventMask: { readonly KeyPress: number; readonly Exposure: number };
}

// The declarations above are this file's contract with an untyped package: the one cast that trusts them.
const library = createRequire(import.meta.url)('x11') as Library;

const zPixmap = 2;
/** X's names for what a context does with the pixels that are there. */
const functions = { copy: 3, xor: 6 } as const;
const allPlanes = 0xffff_ffff;
/** Rows of an uploaded picture per request: 1080p rows of 7,680 bytes stay under every server's request limit. */
const uploadRows = 32;

/** @param display ":12" */
export function connectX(display: string): Promise<XClient> {
  return new Promise((resolve, reject) => {
    library.createClient({ display }, (error, setup) => {
      if (error !== null && error !== undefined) {
        reject(new BenchError('not-ready', `No connection to the X display ${display}.`, { cause: error }));
      } else {
        const client = XClient.of(display, setup);
        if (client === undefined) reject(new BenchError('not-ready', `The X display ${display} has no screen.`));
        else resolve(client);
      }
    });
  });
}

export class XClient {
  readonly display: string;
  readonly root: number;
  readonly width: number;
  readonly height: number;
  private readonly protocol: Protocol;
  private readonly depth: number;
  private font: number | undefined;

  private constructor(display: string, protocol: Protocol, screen: Setup['screen'][number]) {
    this.display = display;
    this.protocol = protocol;
    this.root = screen.root;
    this.width = screen.pixel_width;
    this.height = screen.pixel_height;
    this.depth = screen.root_depth;
    // A request that fails shows as a picture that never comes, which every wait here bounds.
    protocol.on('error', () => {});
  }

  static of(display: string, setup: Setup): XClient | undefined {
    const [screen] = setup.screen;
    return screen === undefined ? undefined : new XClient(display, setup.client, screen);
  }

  onEvent(listener: (event: XEvent) => void): void {
    this.protocol.on('event', listener);
  }

  /** A window without border that no window manager touches, mapped at once. */
  createWindow(area: Area, background: Colour): number {
    const window = this.protocol.AllocID();
    const { x, y, width, height } = area;
    const eventMask = library.eventMask.KeyPress | library.eventMask.Exposure;
    const values = { backgroundPixel: background, overrideRedirect: true, eventMask };
    this.protocol.CreateWindow(window, this.root, x, y, width, height, 0, 0, 0, 0, values);
    this.protocol.MapWindow(window);
    return window;
  }

  /** @param drawing whether pixels replace those that are there, or flip their bits */
  createContext(drawable: number, drawing: keyof typeof functions = 'copy'): number {
    const context = this.protocol.AllocID();
    this.protocol.CreateGC(context, drawable, { graphicsExposures: 0, function: functions[drawing] });
    return context;
  }

  /** Pixels at the server that are not on the screen; what they show at first is not defined. */
  createPixmap(drawable: number, width: number, height: number): number {
    const pixmap = this.protocol.AllocID();
    this.protocol.CreatePixmap(pixmap, drawable, this.depth, width, height);
    return pixmap;
  }

  /** Uploads a picture (4 bytes a pixel: blue, green, red, unused) that copyPicture() then shows in one request. */
  createPicture(drawable: number, context: number, width: number, height: number, bgrx: Buffer): number {
    const pixmap = this.createPixmap(drawable, width, height);
    for (let row = 0; row < height; row += uploadRows) {
      const rows = Math.min(uploadRows, height - row);
      const part = bgrx.subarray(row * width * 4, (row + rows) * width * 4);
      this.protocol.PutImage(zPixmap, pixmap, context, width, rows, 0, row, 0, this.depth, part);
    }
    return pixmap;
  }

  copyPicture(pixmap: number, drawable: number, context: number, area: Area): void {
    this.copyArea(pixmap, drawable, context, { x: 0, y: 0 }, area);
  }

  /** Copies what lies at `from` to `area`, which may overlap it. */
  copyArea(source: number, drawable: number, context: number, from: Point, area: Area): void {
    this.protocol.CopyArea(source, drawable, context, from.x, from.y, area.x, area.y, area.width, area.height);
  }

  fill(drawable: number, context: number, area: Area, colour: Colour): void {
    this.fillAll(drawable, context, [area], colour);
  }

  fillAll(drawable: number, context: number, areas: readonly Area[], colour: Colour): void {
    this.protocol.ChangeGC(context, { foreground: colour });
    const rectangles = areas.flatMap(({ x, y, width, height }) => [x, y, width, height]);
    this.protocol.PolyFillRectangle(drawable, context, rectangles);
  }

  /** One line of text in the server's own font "fixed", 6 by 13 pixels a character. @param at the base line's start */
  drawText(drawable: number, context: number, at: Point, text: string, colour: Colour): void {
    if (this.font === undefined) {
      this.font = this.protocol.AllocID();
      this.protocol.OpenFont(this.font, 'fixed');
    }
    this.protocol.ChangeGC(context, { foreground: colour, font: this.font });
    this.protocol.PolyText8(drawable, context, at.x, at.y, [text]);
  }

  /**
   * Pixels: 4 bytes each, blue, green, red, unused.
   * @param drawable the whole screen as it is seen, unless it is said
   */
  grab(area: Area, drawable: number = this.root): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const { x, y, width, height } = area;
      this.protocol.GetImage(zPixmap, drawable, x, y, width, height, allPlanes, (error, image) => {
        if (error !== null) reject(error);
        else resolve(image.data);
        return true;
      });
    });
  }

  /** Every drawing on the screen is reported at once and singly, as a DamageNotify event. */
  async watchDamage(): Promise<void> {
    const damage = await new Promise<DamageExtension>((resolve, reject) => {
      this.protocol.require('damage', (error, extension) => {
        if (error !== null) reject(error);
        else resolve(extension);
        return true;
      });
    });
    damage.Create(this.protocol.AllocID(), this.root, damage.ReportLevel.RawRectangles);
    await this.sync();
  }

  async fakeInput(): Promise<FakeInput> {
    const test = await new Promise<TestExtension>((resolve, reject) => {
      this.protocol.require('xtest', (error, extension) => {
        if (error !== null) reject(error);
        else resolve(extension);
        return true;
      });
    });
    return {
      key: (keycode, down) => test.FakeInput(down ? test.KeyPress : test.KeyRelease, keycode, 0, this.root, 0, 0),
      button: (button, down) =>
        test.FakeInput(down ? test.ButtonPress : test.ButtonRelease, button, 0, this.root, 0, 0),
      move: ({ x, y }) => test.FakeInput(test.MotionNotify, 0, 0, this.root, x, y),
    };
  }

  focus(window: number): void {
    const revertToPointerRoot = 1;
    this.protocol.SetInputFocus(window, revertToPointerRoot);
  }

  /** The largest window on the screen: the browser's, when there is nothing else. */
  async largestWindow(): Promise<number> {
    const children = await new Promise<number[]>((resolve, reject) => {
      this.protocol.QueryTree(this.root, (error, tree) => {
        if (error !== null) reject(error);
        else resolve(tree.children);
        return true;
      });
    });
    let largest = { window: this.root, pixels: 0 };
    for (const window of children) {
      const pixels = await this.pixelsOf(window);
      if (pixels > largest.pixels) largest = { window, pixels };
    }
    return largest.window;
  }

  private pixelsOf(window: number): Promise<number> {
    return new Promise((resolve) => {
      this.protocol.GetGeometry(window, (error, geometry) => {
        // It may have gone since it was listed.
        resolve(error !== null ? 0 : geometry.width * geometry.height);
        return true;
      });
    });
  }

  /** Resolves when the server has done everything asked so far. */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.protocol.sync((error) => (error === null ? resolve() : reject(error)));
    });
  }

  close(): void {
    this.protocol.terminate();
  }
}

export interface FakeInput {
  key(keycode: number, down: boolean): void;
  button(button: number, down: boolean): void;
  move(point: Point): void;
}
