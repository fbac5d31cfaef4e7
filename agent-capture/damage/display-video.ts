/**
 * One display's video within one layout epoch: gathers damage while it may not send, and as long as there is credit
 * grabs, compares, encodes and sends. At rest, what was sent with loss is made exact in the background.
 *
 *   idle    no demand: nothing is known of what the viewers' side has
 *   live    demand: dirty tiles and credit together start an update
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import { classify } from '../encode/content.ts';
import type { ImageEncoder } from '../encode/image-encoder.ts';
import { FrameWriter } from './frame-writer.ts';
import { damageLimits } from './limits.ts';
import { PipelineError } from './pipeline-error.ts';
import { SentPicture } from './sent-picture.ts';
import type { Slots } from './slots.ts';
import { clipTiles, pixelsOf, type TileGrid, tileGrid, tilesTouched } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import { coverTiles, flat, gatherRectangles, picture } from './tile-rectangles.ts';
import { TileSet } from './tile-set.ts';
import { Update, UpdateQueue } from './update-queue.ts';
import type { TileRect, VideoOutlet } from './video-pipeline.ts';

/** What all displays of a pipeline share. */
export interface SharedParts {
  readonly outlet: VideoOutlet;
  readonly encoder: ImageEncoder;
  readonly clock: Pick<Clock, 'after'>;
  /** For new damage, and apart from it for making tiles exact, so that damage never waits for that. */
  readonly encoding: Slots;
  readonly refining: Slots;
  /** Encoding or grabbing is broken: called once, everything stops. */
  failed(error: PipelineError): void;
}

/** Everything that begins with a demand and is forgotten with its end. */
interface Live {
  readonly dirty: TileSet;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly queue: UpdateQueue;
  /** Updates numbered up to this may be sent. */
  credit: number;
  grabbing: boolean;
  refining: boolean;
  cancelRetry: (() => void) | undefined;
  cancelRest: (() => void) | undefined;
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
    this.#refineRested(this.#live);
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
    live.queue.clear();
    live.cancelRetry?.();
    live.cancelRest?.();
    this.#shared.outlet.watch(this.#display, false);
  }

  #begin(credit: number): Live {
    const dirty = new TileSet(this.#grid);
    dirty.fill();
    const history = new TileHistory(this.#grid);
    const queue = new UpdateQueue(this.#writer, (tiles, exact) => history.sent(tiles, exact));
    return {
      dirty,
      sent: new SentPicture(this.#grid, new TileSet(this.#grid)),
      history,
      queue,
      credit,
      grabbing: false,
      refining: false,
      cancelRetry: undefined,
      cancelRest: undefined,
    };
  }

  #hasCredit(live: Live): boolean {
    return this.#writer.update + live.queue.unnumbered < live.credit;
  }

  #socketFull(): boolean {
    return this.#shared.outlet.queuedBytes() > damageLimits.queuedBytes;
  }

  /** Starts an update in this turn's microtasks, so that all damage reported in one turn shares it. */
  #wake(live: Live): void {
    if (live.grabbing || live.dirty.size === 0 || !this.#hasCredit(live)) return;
    if (this.#socketFull()) {
      this.#retry(live);
      return;
    }
    live.grabbing = true;
    this.#update(live).then(
      (more) => {
        live.grabbing = false;
        if (this.#live !== live) return;
        if (more) this.#wake(live);
        else this.#retry(live);
        this.#rest(live);
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
    if (this.#live !== live || pixels === undefined) {
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

  async #grab(rect: Rect) {
    try {
      return await this.#shared.outlet.grab(this.#display, rect);
    } catch (cause) {
      throw new PipelineError('grab-failed', 'The screen could not be captured.', { cause });
    }
  }

  /** Gives the changed tiles to the encoder. The caller has taken the first slot. */
  async #encode(live: Live, changed: TileSet, capturedUs: number): Promise<void> {
    const { encoding, encoder } = this.#shared;
    const rectangles = gatherRectangles(this.#grid, this.#kindsOf(live, changed));
    const update = new Update(rectangles, capturedUs);
    for (const rectangle of rectangles) live.history.begun(rectangle, capturedUs);
    live.queue.push(update);
    for (const [index, rectangle] of rectangles.entries()) {
      if (index > 0) {
        // Input and control pass between two rectangles, even when all are encoded on this thread.
        await nextTurn();
        await encoding.take();
      }
      if (this.#live !== live) {
        encoding.release();
        return;
      }
      encoder.encode(live.sent.area(rectangle), rectangle.content, 'quick').then(
        (image) => {
          encoding.release();
          update.images[index] = image;
          this.#flush(live);
        },
        (cause: unknown) => this.#fail(live, cause),
      );
    }
  }

  #kindsOf(live: Live, changed: TileSet): Uint8Array {
    const kinds = new Uint8Array(this.#grid.columns * this.#grid.rows);
    for (let tile = 0; tile < kinds.length; tile++) {
      if (!changed.has(tile)) continue;
      const tileX = tile % this.#grid.columns;
      const tileY = (tile - tileX) / this.#grid.columns;
      const area = live.sent.area({ tileX, tileY, tilesWide: 1, tilesHigh: 1 });
      kinds[tile] = classify(area) === 'flat' ? flat : picture;
    }
    return kinds;
  }

  #flush(live: Live): void {
    if (this.#live !== live) return;
    if (!live.queue.flush()) {
      // Guard or link is closed: whoever opens it again demands anew.
      this.stop();
      return;
    }
    this.#rest(live);
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

  /** Sees to it that lossy tiles are looked at once they have rested. */
  #rest(live: Live, delayMs: number = damageLimits.restMs): void {
    if (!live.history.anyLossy || live.cancelRest !== undefined) return;
    live.cancelRest = this.#shared.clock.after(delayMs, () => {
      live.cancelRest = undefined;
      if (this.#live === live) this.#refineRested(live);
    });
  }

  #mayRefine(live: Live): boolean {
    const quiet = live.dirty.size === 0 && live.queue.empty && !live.grabbing;
    return this.#live === live && quiet && this.#hasCredit(live) && !this.#socketFull();
  }

  /** Makes rested tiles exact, one rectangle at a time, as long as nothing new is to be sent. */
  #refineRested(live: Live): void {
    // Without credit there is nothing to wait for but the next demand, which comes back here.
    if (live.refining || !live.history.anyLossy || !this.#hasCredit(live)) return;
    if (!this.#mayRefine(live)) {
      this.#rest(live);
      return;
    }
    const rectangle = this.#nextRested(live);
    if (rectangle === undefined) return;
    live.refining = true;
    this.#refine(live, rectangle).then(
      () => {
        live.refining = false;
        if (this.#live === live) this.#refineRested(live);
      },
      (cause: unknown) => this.#fail(live, cause),
    );
  }

  #nextRested(live: Live): TileRect | undefined {
    const nowUs = this.#shared.outlet.nowUs();
    const kinds = new Uint8Array(this.#grid.columns * this.#grid.rows);
    const { count, nextUs } = live.history.rested(nowUs - damageLimits.restMs * 1000, kinds);
    if (count > 0) return coverTiles(this.#grid, kinds, damageLimits.refinedTiles)[0];
    this.#rest(live, Math.ceil((nextUs - nowUs) / 1000) + damageLimits.restMs);
    return undefined;
  }

  async #refine(live: Live, rectangle: TileRect): Promise<void> {
    const { encoder, outlet, refining } = this.#shared;
    await refining.take();
    try {
      if (!this.#mayRefine(live)) return;
      const begun = live.history.versions(rectangle);
      const capturedUs = outlet.nowUs();
      const image = await encoder.encode(live.sent.area(rectangle), 'picture', 'exact');
      // Overtaken by new pixels, or by an update that took the last credit: it will rest again.
      if (this.#live !== live || !this.#hasCredit(live) || !live.history.isAt(rectangle, begun)) return;
      const update = new Update([rectangle], capturedUs);
      update.images[0] = image;
      live.queue.push(update);
      this.#flush(live);
    } finally {
      refining.release();
    }
  }
}
