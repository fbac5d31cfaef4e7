/**
 * Reads pixels of an X screen: through a shared segment used as a ring, or as a reply where none can be shared.
 * Several grabs are on their way at once, each with a part of the segment of its own.
 */
import type { X11Connection } from '../x11/connection.ts';
import { x11Limits } from '../x11/limits.ts';
import { pair, request } from '../x11/request.ts';
import { openSharedScreen, type SharedScreen } from '../x11/shm-extension.ts';
import { X11Error } from '../x11/x11-error.ts';
import type { Rect } from './display-source.ts';

const bytesPerPixel = 4;

export class X11Grabber {
  readonly #connection: X11Connection;
  #shared: SharedScreen | undefined;
  /** Parts of the segment in use, oldest first. */
  readonly #used: { readonly from: number; readonly to: number }[] = [];
  #next = 0;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;

  constructor(connection: X11Connection) {
    this.#connection = connection;
  }

  get shared(): boolean {
    return this.#shared !== undefined;
  }

  /** Makes room for pictures of this many pixels; a larger segment replaces the one before. */
  async reserve(pixels: number): Promise<void> {
    const size = Math.min(2 * pixels * bytesPerPixel, x11Limits.segmentBytes);
    if (this.#shared !== undefined && this.#shared.bytes.length >= size) return;
    const larger = await openSharedScreen(this.#connection, size).catch((error: unknown) => {
      if (error instanceof X11Error && error.code === 'unsupported') return undefined;
      throw error;
    });
    this.#shared?.close();
    this.#shared = larger;
    this.#next = 0;
  }

  /** @throws X11Error 'refused' when the rectangle is not on the screen, 'overflow' when too many wait */
  async grab(x: number, y: number, { width, height }: Rect): Promise<Buffer> {
    const size = width * height * bytesPerPixel;
    for (;;) {
      const part = this.#take(size);
      if (part !== undefined) return await this.#read(part, x, y, width, height, size);
      if (this.#waiting.length >= x11Limits.grabsWaiting) {
        throw new X11Error('overflow', `More than ${x11Limits.grabsWaiting} grabs wait for the X server.`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  close(): void {
    this.#shared?.close();
    this.#shared = undefined;
  }

  async #read(part: Part, x: number, y: number, width: number, height: number, size: number): Promise<Buffer> {
    this.#inFlight++;
    try {
      if (part.shared === undefined) return await this.#readReply(x, y, width, height, size);
      await part.shared.grab(x, y, width, height, part.from);
      return part.shared.bytes.subarray(part.from, part.from + size);
    } finally {
      // The caller reads the pixels before the next turn of the event loop; until then their place is not used again.
      setImmediate(() => this.#free(part));
    }
  }

  #readReply(x: number, y: number, width: number, height: number, size: number): Promise<Buffer> {
    const getImage = 73;
    const zPixmap = 2;
    const allPlanes = 0xffff_ffff;
    const packet = request(getImage, zPixmap, this.#connection.root, pair(x, y), pair(width, height), allPlanes);
    return this.#connection.ask(packet, (body) => body.subarray(24, 24 + size));
  }

  /** The next free part of the segment, in a ring; undefined when the oldest grab in flight is in the way. */
  #take(size: number): Part | undefined {
    if (this.#inFlight >= x11Limits.grabsInFlight) return undefined;
    const shared = this.#shared;
    // A picture beyond the segment's limit is rare enough to take the slow way.
    if (shared === undefined || size > shared.bytes.length) return { shared: undefined, from: 0, to: 0 };
    const from = this.#next + size <= shared.bytes.length ? this.#next : 0;
    const part = { shared, from, to: from + size };
    if (this.#used.some((used) => used.from < part.to && part.from < used.to)) return undefined;
    this.#next = part.to;
    this.#used.push(part);
    return part;
  }

  #free(part: Part): void {
    this.#inFlight--;
    const index = this.#used.indexOf(part);
    if (index >= 0) this.#used.splice(index, 1);
    for (const resume of this.#waiting.splice(0)) resume();
  }
}

interface Part {
  readonly shared: SharedScreen | undefined;
  readonly from: number;
  readonly to: number;
}
