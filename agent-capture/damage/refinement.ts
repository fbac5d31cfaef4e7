/**
 * Makes exact what was sent with loss, once it rests: one rectangle at a time, encoded from the kept pixels, and only
 * while nothing new is to be sent. What new pixels overtake is thrown away.
 */

import type { Clock } from '../clock.ts';
import type { ImageEncoder } from '../encode/image-encoder.ts';
import { damageLimits } from './limits.ts';
import type { SentPicture } from './sent-picture.ts';
import type { Slots } from './slots.ts';
import type { TileGrid } from './tile-grid.ts';
import type { TileHistory } from './tile-history.ts';
import { coverTiles } from './tile-rectangles.ts';
import { Update } from './update-queue.ts';
import type { TileRect } from './video-pipeline.ts';

export interface RefinementParts {
  readonly grid: TileGrid;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly encoder: ImageEncoder;
  readonly slots: Slots;
  readonly clock: Pick<Clock, 'after'>;
  readonly nowUs: () => number;
  /** Whether another update may be sent at all: without, the next demand asks again. */
  readonly hasCredit: () => boolean;
  /** Nothing new is to be sent, under way or held up. */
  readonly isQuiet: () => boolean;
  readonly deliver: (update: Update) => void;
  readonly failed: (cause: unknown) => void;
}

export class Refinement {
  readonly #parts: RefinementParts;
  #cancelWait: (() => void) | undefined;
  #working = false;
  #closed = false;

  constructor(parts: RefinementParts) {
    this.#parts = parts;
  }

  /** Starts if something has rested, else sees to it that it is looked at in time. */
  consider(): void {
    const { history, hasCredit, isQuiet, nowUs } = this.#parts;
    if (this.#closed || this.#working || !history.anyLossy || !hasCredit()) return;
    if (!isQuiet()) {
      this.#wait(damageLimits.restMs);
      return;
    }
    const now = nowUs();
    const { kinds, count, nextUs } = history.rested(now - damageLimits.restMs * 1000);
    const rectangle = count > 0 ? coverTiles(this.#parts.grid, kinds, damageLimits.refinedTiles)[0] : undefined;
    if (rectangle === undefined) {
      this.#wait(Math.ceil((nextUs - now) / 1000) + damageLimits.restMs);
      return;
    }
    this.#working = true;
    this.#refine(rectangle).then(
      () => {
        this.#working = false;
        this.consider();
      },
      (cause: unknown) => this.#parts.failed(cause),
    );
  }

  close(): void {
    this.#closed = true;
    this.#cancelWait?.();
  }

  #wait(delayMs: number): void {
    if (this.#cancelWait !== undefined) return;
    this.#cancelWait = this.#parts.clock.after(delayMs, () => {
      this.#cancelWait = undefined;
      this.consider();
    });
  }

  async #refine(rectangle: TileRect): Promise<void> {
    const { slots, history, sent, encoder, hasCredit, isQuiet, nowUs, deliver } = this.#parts;
    await slots.take();
    try {
      if (this.#closed || !isQuiet()) return;
      const begun = history.versions(rectangle);
      const capturedUs = nowUs();
      const images = await encoder.encode(sent.area(rectangle), 'picture', 'exact');
      // Overtaken by new pixels, or by an update that took the last credit: the tiles will rest again.
      if (this.#closed || !hasCredit() || !history.isAt(rectangle, begun)) return;
      const update = new Update(capturedUs);
      update.append([rectangle], true);
      update.images[0] = images;
      deliver(update);
    } finally {
      slots.release();
    }
  }
}
