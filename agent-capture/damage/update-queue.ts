/**
 * The updates of one display on their way out. Rectangles are encoded side by side; their frames leave in order, each
 * as soon as all before it have left.
 */
import type { EncodedImage } from '../encode/image-encoder.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { TileRect } from './video-pipeline.ts';

export class Update {
  readonly rectangles: readonly TileRect[];
  readonly capturedUs: number;
  readonly images: (EncodedImage | undefined)[];
  /** Rectangles that have left. */
  sent = 0;

  constructor(rectangles: readonly TileRect[], capturedUs: number) {
    this.rectangles = rectangles;
    this.capturedUs = capturedUs;
    this.images = new Array<EncodedImage | undefined>(rectangles.length).fill(undefined);
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

  clear(): void {
    this.#updates.length = 0;
  }

  /** Sends what is ready. False when the outlet is closed. */
  flush(): boolean {
    for (let update = this.#updates[0]; update !== undefined; update = this.#updates[0]) {
      while (update.sent < update.rectangles.length) {
        const image = update.images[update.sent];
        const tiles = update.rectangles[update.sent];
        if (image === undefined || tiles === undefined) return true;
        if (update.sent === 0) this.#writer.beginUpdate();
        update.images[update.sent] = undefined;
        update.sent++;
        const last = update.sent === update.rectangles.length;
        if (!this.#writer.write(tiles, image, update.capturedUs, last)) return false;
        this.#onSent(tiles, image.exact);
      }
      this.#updates.shift();
    }
    return true;
  }
}
