/**
 * One display's video within one layout epoch: gathers damage while it may not send, and as long as there is credit
 * grabs, compares, encodes and sends. At rest, what was sent with loss is made exact in the background; what keeps moving
 * becomes a stream.
 *
 *   idle    no demand: nothing is known of what the viewers' side has
 *   live    demand: dirty tiles and credit together start an update
 */
import type { DisplayInfo, Pixels, Rect } from '../display/display-source.ts';
import { Alarm } from './alarm.ts';
import { CopySearch } from './copy-search.ts';
import { FrameWriter } from './frame-writer.ts';
import { damageLimits } from './limits.ts';
import { slower } from './line-rate.ts';
import { PipelineError } from './pipeline-error.ts';
import { Refinement } from './refinement.ts';
import { SentPicture } from './sent-picture.ts';
import type { SharedParts } from './shared-parts.ts';
import { DisplayStreams } from './streams/display-streams.ts';
import { streamLimits } from './streams/limits.ts';
import { MotionWatch } from './streams/motion-watch.ts';
import { TileEncoding } from './tile-encoding.ts';
import { clipTiles, pixelsOf, type TileGrid, tileGrid, tilesTouched } from './tile-grid.ts';
import { TileHistory } from './tile-history.ts';
import { TileSet } from './tile-set.ts';
import { TilesUpdate } from './tiles-update.ts';
import { UpdateQueue } from './update-queue.ts';
import type { DisplayDemand, TileRect } from './video-pipeline.ts';

/** Everything that begins with a demand and is forgotten with its end. */
interface Live {
  readonly dirty: TileSet;
  readonly sent: SentPicture;
  readonly history: TileHistory;
  readonly queue: UpdateQueue;
  readonly encoding: TileEncoding;
  readonly refinement: Refinement;
  readonly copies: CopySearch;
  readonly watch: MotionWatch;
  readonly streams: DisplayStreams;
  demand: DisplayDemand;
  /** An update is being grabbed, planned and given to the encoder. */
  updating: boolean;
  /** Credits kept for updates until they are in the queue: what is made exact meanwhile must not take them. */
  claims: number;
  readonly retry: Alarm;
}

export class DisplayVideo {
  readonly #display: number;
  readonly #grid: TileGrid;
  readonly #shared: SharedParts;
  readonly #writer: FrameWriter;
  #live: Live | undefined;
  /** When tiles were captured last, whoever looked then: looking away and back is no rest. */
  #capturedMs = Number.NEGATIVE_INFINITY;

  constructor(display: DisplayInfo, epoch: number, shared: SharedParts) {
    this.#display = display.id;
    this.#grid = tileGrid(display.width, display.height);
    this.#shared = shared;
    this.#writer = new FrameWriter(display.id, epoch, (message) => shared.uplink.send(message));
  }

  demand(demand: DisplayDemand): void {
    if (demand.update === 0) {
      this.stop();
      return;
    }
    if (this.#live === undefined) {
      this.#live = this.#begin(demand);
      this.#shared.outlet.watch(this.#display, true);
    } else this.#live.demand = { ...demand, update: Math.max(this.#live.demand.update, demand.update) };
    const live = this.#live;
    live.streams.allow(demand.streams);
    this.#wakeAll(live);
  }

  damaged(rect: Rect): void {
    const tiles = tilesTouched(this.#grid, rect);
    const live = this.#live;
    if (live === undefined || tiles === undefined) return;
    live.watch.damaged(tiles, this.#shared.outlet.nowUs() / 1_000);
    live.dirty.addAll(tiles);
    live.streams.take(live.dirty);
    this.#wake(live);
    live.streams.wake();
  }

  refresh(wanted: TileRect): void {
    const tiles = clipTiles(this.#grid, wanted);
    const live = this.#live;
    if (live === undefined || tiles === undefined) return;
    live.copies.refreshed(tiles, this.#shared.outlet.nowUs());
    const rest = TileSet.of(this.#grid, tiles);
    live.streams.refresh(rest);
    live.sent.forget(rest);
    live.dirty.addFrom(rest);
    this.#wake(live);
    live.streams.wake();
  }

  /** Forgets what was sent; encodings under way come to nothing. */
  stop(): void {
    const live = this.#live;
    if (live === undefined) return;
    this.#live = undefined;
    live.retry.cancel();
    live.refinement.close();
    live.streams.close();
    this.#shared.outlet.watch(this.#display, false);
  }

  #begin(demand: DisplayDemand): Live {
    const { outlet, uplink, encoder, clock, encoding, refining, budget, streams } = this.#shared;
    const grid = this.#grid;
    const dirty = new TileSet(grid);
    dirty.fill();
    const sent = new SentPicture(grid, new TileSet(grid));
    const history = new TileHistory(grid);
    const queue = new UpdateQueue(this.#writer);
    const watch = new MotionWatch(grid);
    const all = {
      grid,
      sent,
      history,
      watch,
      encoder,
      clock,
      budget,
      nowUs: () => outlet.nowUs(),
      hasCredit: () => this.#hasCredit(live),
      hasCreditForNew: () => this.#hasCreditForNew(live),
      wakeAll: () => this.#wakeAll(live),
      socketFull: () => uplink.full,
      lineRate: () => slower(live.demand.kilobitsPerSecond, uplink.kilobits),
      push: (update: Parameters<UpdateQueue['push']>[0]) => queue.push(update),
      flush: () => this.#flush(live),
      failed: (cause: unknown) => this.#fail(live, cause),
    };
    const live: Live = {
      dirty,
      sent,
      history,
      queue,
      watch,
      copies: new CopySearch(grid, sent),
      encoding: new TileEncoding({
        ...all,
        slots: encoding,
        comesFirst: () => live.demand.focused,
        isLive: () => this.#live === live,
        holds: (tile, content) => watch.holds(tile, content),
      }),
      refinement: new Refinement({
        ...all,
        slots: refining,
        // Damage that nobody may send yet is no reason to give up what is under way.
        isQuiet: (own) =>
          (dirty.size === 0 || !this.#hasCredit(live)) && queue.isQuiet(own) && !live.updating && !uplink.full,
      }),
      streams: new DisplayStreams({
        ...all,
        source: streams,
        grab: (rect) => this.#grab(rect),
        claim: () => this.#claim(live),
        isUpdating: () => live.updating,
        interruptRefinement: () => live.refinement.interrupt(),
        dirty,
      }),
      demand,
      updating: false,
      claims: 0,
      retry: new Alarm(clock, all.nowUs, () => this.#wake(live)),
    };
    return live;
  }

  #hasCredit(live: Live): boolean {
    return this.#writer.update + live.queue.unnumbered + live.claims < live.demand.update;
  }

  /** What has changed goes first: exact tiles of which none has left give their credit back. */
  #hasCreditForNew(live: Live): boolean {
    if (this.#hasCredit(live)) return true;
    // Kept meanwhile, else the next exact tiles would take it at once.
    const unclaim = this.#claim(live);
    live.refinement.giveBackCredit();
    unclaim();
    return this.#hasCredit(live);
  }

  /** Keeps a credit. @returns gives it up, once */
  #claim(live: Live): () => void {
    live.claims++;
    let kept = true;
    return () => {
      if (kept) live.claims--;
      kept = false;
    };
  }

  /** There may be credit again: whoever asked for it in vain may have it. */
  #wakeAll(live: Live): void {
    if (this.#live !== live) return;
    this.#wake(live);
    live.streams.wake();
    live.refinement.consider();
  }

  /** Starts an update in this turn's microtasks, so that all damage reported in one turn shares it. */
  #wake(live: Live): void {
    if (this.#live !== live || live.updating || live.dirty.size === 0 || !this.#hasCreditForNew(live)) return;
    const waitMs = Math.max(this.#heldMs(live), this.#shared.uplink.full ? damageLimits.retryMs : 0);
    if (waitMs > 0) {
      live.retry.within(waitMs);
      return;
    }
    live.updating = true;
    const unclaim = this.#claim(live);
    this.#update(live, unclaim)
      .then((gaveNothing) => {
        live.updating = false;
        unclaim();
        if (this.#live !== live) return;
        live.streams.consider();
        if (gaveNothing) {
          live.retry.within(damageLimits.retryMs);
          live.streams.wake();
        } else this.#wakeAll(live);
      })
      .catch((cause: unknown) => this.#fail(live, cause));
  }

  /** How long what is not urgent waits: big changes in motion for the processor, what keeps moving for its next picture. */
  #heldMs({ dirty, watch }: Live): number {
    const nowMs = this.#shared.outlet.nowUs() / 1_000;
    const dueMs = this.#capturedMs + streamLimits.pictureMs;
    const earlyMs = dueMs > nowMs && watch.allKeepMoving(dirty, nowMs) ? dueMs - nowMs : 0;
    const isHurried = dirty.size <= damageLimits.unhurriedTiles || nowMs - this.#capturedMs >= damageLimits.afterRestMs;
    return Math.max(earlyMs, isHurried ? 0 : this.#shared.budget.waitMs());
  }

  /** One update: resolves when all of it is with the encoder. @returns whether the grab gave nothing: try again later */
  async #update(live: Live, unclaim: () => void): Promise<boolean> {
    const { encoding, outlet, uplink } = this.#shared;
    await encoding.take(live.demand.focused);
    let slotTaken = true;
    try {
      if (this.#live !== live || live.dirty.size === 0) return false;
      const looked = new TileSet(this.#grid);
      let capturedUs = 0;
      let pixels: Pixels | undefined;
      // One drawing is often told in pieces: what else it has damaged comes while its first piece is grabbed.
      for (let grabs = 0; grabs < damageLimits.grabsPerUpdate && live.dirty.reachesBeyond(looked); grabs++) {
        if (grabs > 0 && (this.#heldMs(live) > 0 || uplink.full)) break;
        looked.addFrom(live.dirty.takeAll());
        capturedUs = outlet.nowUs();
        pixels = await this.#grab(pixelsOf(this.#grid, looked.bounds() as TileRect));
        if (pixels === undefined) break;
      }
      this.#capturedMs = capturedUs / 1_000;
      if (pixels === undefined) {
        live.dirty.addFrom(looked);
        return true;
      }
      const changed = live.sent.compare(pixels, looked);
      live.watch.looked(looked, changed);
      if (changed.size === 0) return false;
      const update = this.#takeOver(live, pixels, changed, capturedUs);
      unclaim();
      if (changed.size === 0) {
        this.#flush(live);
        return false;
      }
      slotTaken = false;
      await live.encoding.encode(update, changed, capturedUs);
      return false;
    } finally {
      if (slotTaken) encoding.release();
    }
  }

  /** Begins an update with what was merely moved, and takes those tiles out of the changed ones. */
  #takeOver(live: Live, pixels: Pixels, changed: TileSet, capturedUs: number): TilesUpdate {
    const update = new TilesUpdate(capturedUs, live.history);
    const moved = live.copies.find(pixels, changed, capturedUs, (tile) => !live.streams.owns(tile));
    // A copy reaches over tiles that were not looked at: they too are what was sent, from now on.
    for (const rectangle of moved?.rectangles ?? []) changed.addAll(rectangle);
    live.sent.keep(pixels, changed);
    // In one step: what is still being made exact of the pixels before must not be sent after these.
    live.history.replaced(changed, capturedUs);
    live.queue.push(update);
    live.refinement.interrupt();
    if (moved === undefined) return update;
    for (const rectangle of moved.rectangles) {
      changed.deleteAll(rectangle);
      live.watch.copied(rectangle);
    }
    update.appendCopies(moved.rectangles, moved.shift, changed.size === 0);
    return update;
  }

  async #grab(rect: Rect): Promise<Pixels | undefined> {
    try {
      return await this.#shared.outlet.grab(this.#display, rect);
    } catch (cause) {
      throw new PipelineError('grab-failed', 'The screen could not be captured.', { cause });
    }
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
}
