/**
 * The updates of one display on their way out. Rectangles are encoded side by side; their frames leave in order, each
 * as soon as all before it have left.
 */
import { limits } from '@ringside/protocol';
import type { EncodedImage } from '../encode/image-encoder.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { TileRect } from './video-pipeline.ts';

export class Update {
  readonly capturedUs: number;
  readonly rectangles: TileRect[] = [];
  /** What the encoder made of each; released once sent. */
  readonly images: (readonly EncodedImage[] | undefined)[] = [];
  /** Rectangles that have left. */
  sent = 0;
  #complete = false;

  constructor(capturedUs: number) {
    this.capturedUs = capturedUs;
  }

  append(rectangles: readonly TileRect[], last: boolean): void {
    for (const rectangle of rectangles) {
      this.rectangles.push(rectangle);
      this.images.push(undefined);
    }
    this.#complete = last;
  }

  /** Whether this is the update's last rectangle, those not yet planned included. */
  isLast(index: number): boolean {
    return this.#complete && index === this.rectangles.length - 1;
  }

  get done(): boolean {
    return this.#complete && this.sent === this.rectangles.length;
  }
}

export class UpdateQueue {
  readonly #writer: FrameWriter;
  readonly #onSent: (tiles: TileRect, exact: boolean) => void;
  readonly #updates: Update[] = [];

  constructor(writer: FrameWriter, onSent: (tiles: TileRect, exact: boolean) => void) {
    this.#writer = writer;
    this.#onSent = onSent;
  }

  get empty(): boolean {
    return this.#updates.length === 0;
  }

  /** Updates that have no number yet. */
  get unnumbered(): number {
    let count = 0;
    for (const update of this.#updates) if (update.sent === 0) count++;
    return count;
  }

  push(update: Update): void {
    this.#updates.push(update);
  }

  /** Sends what is ready. False when the outlet is closed. */
  flush(): boolean {
    for (let update = this.#updates[0]; update !== undefined; update = this.#updates[0]) {
      while (!update.done) {
        const index = update.sent;
        const images = update.images[index];
        const tiles = update.rectangles[index];
        if (images === undefined || tiles === undefined) return true;
        if (index === 0) this.#writer.beginUpdate();
        update.images[index] = undefined;
        update.sent++;
        for (const [part, image] of images.entries()) {
          const last = update.isLast(index) && part === images.length - 1;
          const covered = tilesOf(tiles, image);
          if (!this.#writer.write(covered, image, update.capturedUs, last)) return false;
          this.#onSent(covered, image.exact);
        }
      }
      this.#updates.shift();
    }
    return true;
  }
}

/** The tiles of a rectangle that one of its images covers. */
function tilesOf({ tileX, tileY }: TileRect, { x, y, width, height }: EncodedImage): TileRect {
  return {
    tileX: tileX + x / limits.tilePixels,
    tileY: tileY + y / limits.tilePixels,
    tilesWide: Math.ceil(width / limits.tilePixels),
    tilesHigh: Math.ceil(height / limits.tilePixels),
  };
}
