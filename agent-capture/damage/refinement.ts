/**
 * Makes exact what was sent with loss, once it rests: some rectangles at a time, side by side, in one update, encoded from
 * the kept pixels. While new damage is looked at, nothing further begins; if it has changed something, it ends that update
 * and goes first, and what it overtakes is thrown away.
 */
import type { Clock } from '../clock.ts';
import type { EncodedImage, ImageEncoder } from '../encode/image-encoder.ts';
import { Alarm } from './alarm.ts';
import type { CpuBudget } from './cpu-budget.ts';
import { damageLimits } from './limits.ts';
import type { SentPicture } from './sent-picture.ts';
import type { Slots } from './slots.ts';
import type { TileGrid } from './tile-grid.ts';
import type { TileHistory } from './tile-history.ts';
import { coverTiles } from './tile-rectangles.ts';
import { TilesUpdate } from './tiles-update.ts';
import type { TileRect } from './video-pipeline.ts';

export interface RefinementParts {
  readonly grid: TileGrid;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly encoder: ImageEncoder;
  readonly slots: Slots;
  readonly budget: CpuBudget;
  readonly clock: Pick<Clock, 'after'>;
  readonly nowUs: () => number;
  /** Whether another update may be sent at all: without, the next demand asks again. */
  readonly hasCredit: () => boolean;
  /** Nothing new is to be looked at, sent or held up, this update aside. */
  readonly isQuiet: (own?: TilesUpdate) => boolean;
  /** What the line carries, in kilobits per second; 0 while nothing limits it. */
  readonly lineRate: () => number;
  /** Takes an update into the queue. */
  readonly push: (update: TilesUpdate) => void;
  /** An update in the queue has more to send. */
  readonly flush: () => void;
  readonly failed: (cause: unknown) => void;
}

/** An update that is being filled. */
interface Batch {
  readonly update: TilesUpdate;
  readonly capturedUs: number;
  /** Still to be encoded. */
  readonly left: { readonly index: number; readonly rectangle: TileRect }[];
  underWay: number;
  /** Something has changed: what is still under way gets an update of its own, if it is still true. */
  cut: boolean;
}

export class Refinement {
  readonly #parts: RefinementParts;
  #batch: Batch | undefined;
  readonly #alarm: Alarm;
  #closed = false;
  /** What a tile has taken lately when it was exact. */
  #tileBytes: number = damageLimits.exactTileBytes;

  constructor(parts: RefinementParts) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.clock, parts.nowUs, () => this.consider());
  }

  /** Starts if something has rested, else sees to it that it is looked at in time. */
  consider(): void {
    const { grid, history, budget, hasCredit, isQuiet, nowUs, push } = this.#parts;
    if (this.#closed) return;
    if (this.#batch !== undefined) {
      this.#fill(this.#batch);
      return;
    }
    if (!history.anyLossy || !hasCredit()) return;
    const heldMs = isQuiet() ? budget.waitMs() : damageLimits.retryMs;
    if (heldMs > 0) {
      this.#alarm.within(heldMs);
      return;
    }
    const now = nowUs();
    const { kinds, count, nextUs } = history.rested(now - damageLimits.restMs * 1000);
    if (count === 0) {
      this.#alarm.within((nextUs - now) / 1000 + damageLimits.restMs);
      return;
    }
    const mostTiles = this.#batchTiles();
    const rectangles: TileRect[] = [];
    let tiles = 0;
    for (const rectangle of coverTiles(grid, kinds, Math.min(damageLimits.refinedTiles, mostTiles))) {
      if (tiles > 0 && tiles + rectangle.tilesWide * rectangle.tilesHigh > mostTiles) break;
      rectangles.push(rectangle);
      tiles += rectangle.tilesWide * rectangle.tilesHigh;
    }
    const update = new TilesUpdate(now, history);
    update.append(rectangles, true);
    const left = rectangles.map((rectangle, index) => ({ index, rectangle }));
    this.#batch = { update, capturedUs: now, left, underWay: 0, cut: false };
    push(update);
    this.#fill(this.#batch);
  }

  /**
   * Something has changed: nothing of this may stand before it. An update that has begun is left without its end: the next
   * one says that it is over, so that one must be in the queue, or sure to come.
   */
  interrupt(): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    this.#batch = undefined;
    batch.cut = true;
    batch.left.length = 0;
    batch.update.cut();
    this.#parts.flush();
  }

  /** New damage has no credit left: an update that has not begun gives its own back. */
  giveBackCredit(): void {
    if (this.#batch?.update.begun === false) this.interrupt();
  }

  close(): void {
    this.#closed = true;
    this.interrupt();
    this.#alarm.cancel();
  }

  /** So few tiles that a slow line is soon free for new damage, and so many that a fast one is not kept waiting. */
  #batchTiles(): number {
    const kilobits = this.#parts.lineRate();
    const lineBytes = kilobits > 0 ? (kilobits / 8) * damageLimits.batchLineMs : damageLimits.batchBytes;
    return Math.max(1, Math.floor(Math.min(lineBytes, damageLimits.batchBytes) / this.#tileBytes));
  }

  /** Gives rectangles to the encoder; it pauses rather than cuts: what has begun must come to its end. */
  #fill(batch: Batch): void {
    if (batch.left.length > 0 && !this.#parts.isQuiet(batch.update)) {
      this.#alarm.within(damageLimits.retryMs);
      return;
    }
    while (batch.underWay < damageLimits.refinedAtOnce) {
      const next = batch.left.shift();
      if (next === undefined) break;
      batch.underWay++;
      this.#refine(batch, next.index, next.rectangle)
        .then(() => {
          batch.underWay--;
          this.#advance(batch);
        })
        .catch((cause: unknown) => this.#parts.failed(cause));
    }
  }

  #advance(batch: Batch): void {
    if (this.#closed) return;
    this.#fill(batch);
    if (batch.underWay > 0 || batch.left.length > 0) return;
    if (this.#batch === batch) this.#batch = undefined;
    this.consider();
  }

  async #refine(batch: Batch, index: number, rectangle: TileRect): Promise<void> {
    const { slots, history, sent, encoder, flush } = this.#parts;
    await slots.take();
    let images: readonly EncodedImage[];
    const begun = history.versions(rectangle);
    try {
      if (this.#closed || batch.cut) return;
      images = await encoder.encode(sent.area(rectangle), 'picture', 'exact');
    } finally {
      slots.release();
    }
    if (this.#closed) return;
    this.#learn(images, rectangle);
    const isTrue = history.isAt(rectangle, begun);
    if (!isTrue && !batch.cut) this.interrupt();
    if (batch.cut) {
      if (isTrue) this.#deliverAlone(batch, rectangle, images);
      return;
    }
    batch.update.encoded(index, images);
    flush();
  }

  /** Too late for its update: it goes by itself, unless somebody else took the credit. */
  #deliverAlone(batch: Batch, rectangle: TileRect, images: readonly EncodedImage[]): void {
    const { history, hasCredit, push, flush } = this.#parts;
    if (!hasCredit()) return;
    const update = new TilesUpdate(batch.capturedUs, history);
    update.append([rectangle], true);
    update.encoded(0, images);
    push(update);
    // One that was begun since would wait for this one behind it, and this one for its end.
    this.interrupt();
    flush();
  }

  #learn(images: readonly EncodedImage[], { tilesWide, tilesHigh }: TileRect): void {
    const bytes = images.reduce((sum, { payload }) => sum + payload.length, 0);
    this.#tileBytes += (Math.max(1, bytes / (tilesWide * tilesHigh)) - this.#tileBytes) * damageLimits.learnedShare;
  }
}
