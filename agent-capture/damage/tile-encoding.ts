/**
 * Gives an update's changed tiles to the encoder, rectangle by rectangle, at a quality that the line carries. Input and
 * control pass between two rectangles, even when all are encoded on this thread.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { classify } from '../encode/content.ts';
import type { Content, EncodedImage, ImageEncoder } from '../encode/image-encoder.ts';
import { PictureQuality } from './picture-quality.ts';
import type { SentPicture } from './sent-picture.ts';
import type { Slots } from './slots.ts';
import type { TileGrid } from './tile-grid.ts';
import type { TileHistory } from './tile-history.ts';
import type { ContentRect } from './tile-rectangles.ts';
import type { TileSet } from './tile-set.ts';
import type { TilesUpdate } from './tiles-update.ts';
import { planUpdate } from './update-plan.ts';

export interface TileEncodingParts {
  readonly grid: TileGrid;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly encoder: ImageEncoder;
  readonly slots: Slots;
  readonly comesFirst: () => boolean;
  readonly isLive: () => boolean;
  readonly lineRate: () => number;
  /** A changed tile was found to hold this. */
  readonly holds: (tile: number, content: Content) => void;
  readonly flush: () => void;
  readonly failed: (cause: unknown) => void;
}

export class TileEncoding {
  readonly #parts: TileEncodingParts;
  readonly #quality = new PictureQuality();

  constructor(parts: TileEncodingParts) {
    this.#parts = parts;
  }

  /** Resolves when all is with the encoder. The caller has taken the first slot. */
  async encode(update: TilesUpdate, changed: TileSet, capturedUs: number): Promise<void> {
    const { grid, sent, history, slots, comesFirst, isLive, lineRate, holds } = this.#parts;
    const quality = this.#quality.choose(changed.size, lineRate());
    const contentOf = (tileX: number, tileY: number) => {
      const content = classify(sent.area({ tileX, tileY, tilesWide: 1, tilesHigh: 1 }));
      holds(tileY * grid.columns + tileX, content);
      return content;
    };
    let slotTaken = true;
    for (const { rectangles, last } of planUpdate(grid, changed, contentOf)) {
      const first = update.append(rectangles, last);
      for (const [index, rectangle] of rectangles.entries()) {
        if (!slotTaken) {
          await nextTurn();
          await slots.take(comesFirst());
        }
        slotTaken = false;
        if (!isLive()) {
          slots.release();
          return;
        }
        history.begun(rectangle, capturedUs);
        this.#encodeOne(update, first + index, rectangle, quality);
      }
    }
  }

  #encodeOne(update: TilesUpdate, index: number, rectangle: ContentRect, quality: number): void {
    const { encoder, sent, slots, flush, failed } = this.#parts;
    encoder
      .encode(sent.area(rectangle), rectangle.content, 'quick', quality)
      .finally(() => slots.release())
      .then((images) => {
        if (rectangle.content === 'picture') this.#learn(images, rectangle, quality);
        update.encoded(index, images);
        flush();
      })
      .catch(failed);
  }

  #learn(images: readonly EncodedImage[], { tilesWide, tilesHigh }: ContentRect, quality: number): void {
    const bytes = images.reduce((sum, { payload }) => sum + payload.length, 0);
    this.#quality.learn(tilesWide * tilesHigh, bytes, quality);
  }
}
