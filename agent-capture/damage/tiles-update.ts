/** An update of tiles: copies first, then rectangles, each with the images that the encoder makes of it. */
import { limits } from '@ringside/protocol';
import type { EncodedImage } from '../encode/image-encoder.ts';
import type { Shift } from './copy-finder.ts';
import type { FrameWriter } from './frame-writer.ts';
import type { TileHistory } from './tile-history.ts';
import type { QueuedUpdate } from './update-queue.ts';
import type { TileRect } from './video-pipeline.ts';

type Part =
  | { readonly what: 'copy'; readonly tiles: TileRect; readonly shift: Shift }
  | { readonly what: 'rectangle'; readonly tiles: TileRect; images: readonly EncodedImage[] | undefined };

export class TilesUpdate implements QueuedUpdate {
  readonly mayBePassed = false;
  readonly #capturedUs: number;
  readonly #history: TileHistory;
  readonly #parts: Part[] = [];
  /** Parts that have left. */
  #sent = 0;
  #complete = false;

  constructor(capturedUs: number, history: TileHistory) {
    this.#capturedUs = capturedUs;
    this.#history = history;
  }

  get begun(): boolean {
    return this.#sent > 0;
  }

  appendCopies(copies: readonly TileRect[], shift: Shift, last: boolean): void {
    for (const tiles of copies) this.#parts.push({ what: 'copy', tiles, shift });
    this.#complete = last;
  }

  /** @returns where the first of them stands, for encoded() */
  append(rectangles: readonly TileRect[], last: boolean): number {
    const first = this.#parts.length;
    for (const tiles of rectangles) this.#parts.push({ what: 'rectangle', tiles, images: undefined });
    this.#complete = last;
    return first;
  }

  /** What the encoder made of a rectangle. */
  encoded(index: number, images: readonly EncodedImage[]): void {
    const part = this.#parts[index];
    if (part?.what === 'rectangle') part.images = images;
  }

  /** What has not left yet never will. */
  cut(): void {
    this.#parts.length = this.#sent;
    this.#complete = true;
  }

  send(writer: FrameWriter): 'done' | 'waiting' | 'closed' {
    for (let part = this.#parts[this.#sent]; part !== undefined; part = this.#parts[this.#sent]) {
      if (part.what === 'rectangle' && part.images === undefined) return 'waiting';
      if (this.#sent === 0) writer.beginUpdate();
      this.#sent++;
      if (!this.#write(writer, part)) return 'closed';
    }
    return this.#complete ? 'done' : 'waiting';
  }

  /** The history hears of each frame in the order in which frames leave: only so a copy knows what it moves. */
  #write(writer: FrameWriter, part: Part): boolean {
    const lastPart = this.#complete && this.#sent === this.#parts.length;
    if (part.what === 'copy') {
      const { tiles, shift } = part;
      if (writer.write(tiles, { what: 'copy', shift }, this.#capturedUs, lastPart) === undefined) return false;
      this.#history.moved(tiles, shift);
      return true;
    }
    const images = part.images ?? [];
    part.images = undefined;
    for (const [index, image] of images.entries()) {
      const covered = tilesOf(part.tiles, image);
      const { encoding, payload } = image;
      const last = lastPart && index === images.length - 1;
      if (writer.write(covered, { what: 'image', encoding, payload }, this.#capturedUs, last) === undefined)
        return false;
      this.#history.sent(covered, image.exact);
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
