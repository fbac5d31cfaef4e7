/**
 * One display's video within one layout epoch: gathers damage while it may not send, and as long as there is credit
 * grabs, compares, encodes and sends. At rest, what was sent with loss is made exact in the background.
 *
 *   idle    no demand: nothing is known of what the viewers' side has
 *   live    demand: dirty tiles and credit together start an update
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import { classify } from '../encode/content.ts';
import { FrameWriter } from './frame-writer.ts';
import { damageLimits } from './limits.ts';
import { PipelineError } from './pipeline-error.ts';
import { Refinement } from './refinement.ts';
import { SentPicture } from './sent-picture.ts';
import type { SharedParts } from './shared-parts.ts';
import { clipTiles, pixelsOf, type TileGrid, tileGrid, tilesTouched } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import type { ContentRect } from './tile-rectangles.ts';
import { TileSet } from './tile-set.ts';
import { planUpdate } from './update-plan.ts';
import { Update, UpdateQueue } from './update-queue.ts';
import type { TileRect } from './video-pipeline.ts';

/** Everything that begins with a demand and is forgotten with its end. */
interface Live {
  readonly dirty: TileSet;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly queue: UpdateQueue;
  readonly refinement: Refinement;
  /** Updates numbered up to this may be sent. */
  credit: number;
  /** An update is being grabbed, planned and given to the encoder. */
  updating: boolean;
  /** One credit is kept for it until it is in the queue: what is made exact meanwhile must not take it. */
  claimed: boolean;
  cancelRetry: (() => void) | undefined;
}

export class DisplayVideo {
  readonly #display: number;
  readonly #grid: TileGrid;
  readonly #shared: SharedParts;
  readonly #writer: FrameWriter;
  #live: Live | undefined;

  constructor(display: DisplayInfo, epoch: number, shared: SharedParts) {
    this.#display = display.id;
    this.#grid = tileGrid(display.width, display.height);
    this.#shared = shared;
    this.#writer = new FrameWriter(display.id, epoch, (message) => shared.outlet.send(message));
  }

  demand(update: number): void {
    if (update === 0) {
      this.stop();
      return;
    }
    if (this.#live === undefined) {
      this.#live = this.#begin(update);
      this.#shared.outlet.watch(this.#display, true);
    } else this.#live.credit = Math.max(this.#live.credit, update);
    this.#wake(this.#live);
    this.#live.refinement.consider();
  }

  damaged(rect: Rect): void {
    const tiles = tilesTouched(this.#grid, rect);
    if (this.#live === undefined || tiles === undefined) return;
    this.#live.dirty.addAll(tiles);
    this.#wake(this.#live);
  }

  refresh(wanted: TileRect): void {
    const tiles = clipTiles(this.#grid, wanted);
    if (this.#live === undefined || tiles === undefined) return;
    this.#live.sent.forget(tiles);
    this.#live.dirty.addAll(tiles);
    this.#wake(this.#live);
  }

  /** Forgets what was sent; encodings under way come to nothing. */
  stop(): void {
    const live = this.#live;
    if (live === undefined) return;
    this.#live = undefined;
    live.cancelRetry?.();
    live.refinement.close();
    this.#shared.outlet.watch(this.#display, false);
  }

  #begin(credit: number): Live {
    const { outlet, encoder, clock, refining } = this.#shared;
    const dirty = new TileSet(this.#grid);
    dirty.fill();
    const sent = new SentPicture(this.#grid, new TileSet(this.#grid));
    const history = new TileHistory(this.#grid);
    const queue = new UpdateQueue(this.#writer, (tiles, exact) => history.sent(tiles, exact));
    const refinement = new Refinement({
      grid: this.#grid,
      sent,
      history,
      encoder,
      slots: refining,
      clock,
      nowUs: () => outlet.nowUs(),
      hasCredit: () => this.#hasCredit(live),
      isQuiet: () => dirty.size === 0 && queue.empty && !live.updating && !this.#socketFull(),
      deliver: (update) => {
        queue.push(update);
        this.#flush(live);
      },
      failed: (cause) => this.#fail(live, cause),
    });
    const live: Live = {
      dirty,
      sent,
      history,
      queue,
      refinement,
      credit,
      updating: false,
      claimed: false,
      cancelRetry: undefined,
    };
    return live;
  }

  #hasCredit(live: Live): boolean {
    return this.#writer.update + live.queue.unnumbered + (live.claimed ? 1 : 0) < live.credit;
  }

  #socketFull(): boolean {
    return this.#shared.outlet.queuedBytes() > damageLimits.queuedBytes;
  }

  /** Starts an update in this turn's microtasks, so that all damage reported in one turn shares it. */
  #wake(live: Live): void {
    if (live.updating || live.dirty.size === 0 || !this.#hasCredit(live)) return;
    if (this.#socketFull()) {
      this.#retry(live);
      return;
    }
    live.updating = true;
    live.claimed = true;
    this.#update(live).then(
      (more) => {
        live.updating = false;
        live.claimed = false;
        if (this.#live !== live) return;
        if (more) this.#wake(live);
        else this.#retry(live);
        live.refinement.consider();
      },
      (cause: unknown) => this.#fail(live, cause),
    );
  }

  /** One update: resolves when all of it is with the encoder. False when the grab gave nothing: try again later. */
  async #update(live: Live): Promise<boolean> {
    const { encoding, outlet } = this.#shared;
    await encoding.take();
    const bounds = this.#live === live ? live.dirty.bounds() : undefined;
    if (bounds === undefined) {
      encoding.release();
      return true;
    }
    const looked = live.dirty.takeAll();
    const capturedUs = outlet.nowUs();
    const pixels = await this.#grab(pixelsOf(this.#grid, bounds));
    if (pixels === undefined) {
      live.dirty.addFrom(looked);
      encoding.release();
      return false;
    }
    const changed = new TileSet(this.#grid);
    live.sent.take(pixels, looked, changed);
    if (changed.size === 0) {
      encoding.release();
      return true;
    }
    await this.#encode(live, changed, capturedUs);
    return true;
  }

  /** Gives the caller's slot back when it throws. */
  async #grab(rect: Rect) {
    try {
      return await this.#shared.outlet.grab(this.#display, rect);
    } catch (cause) {
      this.#shared.encoding.release();
      throw new PipelineError('grab-failed', 'The screen could not be captured.', { cause });
    }
  }

  /** Gives the changed tiles to the encoder. The caller has taken the first slot. */
  async #encode(live: Live, changed: TileSet, capturedUs: number): Promise<void> {
    const update = new Update(capturedUs);
    live.queue.push(update);
    live.claimed = false;
    const contentOf = (tileX: number, tileY: number) =>
      classify(live.sent.area({ tileX, tileY, tilesWide: 1, tilesHigh: 1 }));
    let slotTaken = true;
    for (const { rectangles, last } of planUpdate(this.#grid, changed, contentOf)) {
      const first = update.rectangles.length;
      update.append(rectangles, last);
      for (const [index, rectangle] of rectangles.entries()) {
        if (!slotTaken) {
          // Input and control pass between two rectangles, even when all are encoded on this thread.
          await nextTurn();
          await this.#shared.encoding.take();
        }
        slotTaken = false;
        if (this.#live !== live) {
          this.#shared.encoding.release();
          return;
        }
        live.history.begun(rectangle, capturedUs);
        this.#encodeOne(live, update, first + index, rectangle);
      }
    }
  }

  #encodeOne(live: Live, update: Update, index: number, rectangle: ContentRect): void {
    const { encoder, encoding } = this.#shared;
    encoder
      .encode(live.sent.area(rectangle), rectangle.content, 'quick')
      .finally(() => encoding.release())
      .then((images) => {
        update.images[index] = images;
        this.#flush(live);
      })
      .catch((cause: unknown) => this.#fail(live, cause));
  }

  #flush(live: Live): void {
    if (this.#live !== live) return;
    if (!live.queue.flush()) {
      // Guard or link is closed: whoever opens it again demands anew.
      this.stop();
      return;
    }
    live.refinement.consider();
  }

  #fail(live: Live, cause: unknown): void {
    if (this.#live !== live) return;
    const known = cause instanceof PipelineError;
    const error = known ? cause : new PipelineError('encoding-failed', 'The screen could not be encoded.', { cause });
    this.#shared.failed(error);
  }

  #retry(live: Live): void {
    if (live.cancelRetry !== undefined) return;
    live.cancelRetry = this.#shared.clock.after(damageLimits.retryMs, () => {
      live.cancelRetry = undefined;
      if (this.#live === live) this.#wake(live);
    });
  }
}
