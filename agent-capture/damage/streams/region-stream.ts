/**
 * One region as a video stream: captures it when it has changed and the line, the processor and its encoder are ready for
 * the next picture. One picture is under way at a time, so nothing old is ever waited for.
 */
import type { Pixels, Rect } from '../../display/display-source.ts';
import type { VideoEncoder, VideoEncoders } from '../../encode/video-encoder.ts';
import { damageLimits } from '../limits.ts';
import { pixelsOf } from '../tile-grid.ts';
import { TileSet } from '../tile-set.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';
import { areaOf } from './region-choice.ts';
import type { StreamParts } from './stream-parts.ts';
import { type StreamHead, StreamUpdate } from './stream-update.ts';

export interface RegionStreamEvents {
  /** The encoder is of no use any more. */
  encoderFailed(): void;
  /** Tiles of all streams of the display: they share its line. */
  streamedTiles(): number;
  /** What the line carried when it limited lately, in kilobits per second; 0 when it has not. */
  lineLately(): number;
}

export class RegionStream {
  readonly tiles: TileRect;
  readonly #parts: StreamParts;
  readonly #events: RegionStreamEvents;
  readonly #rect: Rect;
  readonly #encoder: VideoEncoder;
  readonly #head: StreamHead = { frame: 0 };
  readonly #dirty: TileSet;
  /** What the grab under way is for. */
  #looked: TileSet | undefined;
  #state: 'waiting' | 'capturing' | 'closed' = 'waiting';
  #pending: StreamUpdate | undefined;
  /** The encoder has made a key picture: before that nothing of it may leave. */
  #begun = false;
  /** Somebody needs a key picture, and it has not been captured yet. */
  #keyWanted = true;
  #lastKeyMs = Number.NEGATIVE_INFINITY;
  #lastCaptureMs = Number.NEGATIVE_INFINITY;
  #kilobits: number;
  #retargetedMs: number;
  #cancelWait: (() => void) | undefined;
  #cancelKey: (() => void) | undefined;
  /** Since when the processor's budget holds the next picture back, and how long it has done so in all. */
  #heldSinceMs: number | undefined;
  #heldMs = 0;

  constructor(tiles: TileRect, encoders: VideoEncoders, parts: StreamParts, events: RegionStreamEvents) {
    this.tiles = tiles;
    this.#parts = parts;
    this.#events = events;
    this.#rect = pixelsOf(parts.grid, tiles);
    this.#dirty = new TileSet(parts.grid);
    this.#dirty.addAll(tiles);
    this.#retargetedMs = this.#nowMs;
    this.#kilobits = this.#targetKilobits(parts.lineRate() || events.lineLately());
    const { width, height } = this.#rect;
    const { framesPerSecond } = streamLimits;
    this.#encoder = encoders.open({ width, height, framesPerSecond, kilobitsPerSecond: this.#kilobits });
  }

  /** Something is to be looked at, or is being looked at. */
  get isBusy(): boolean {
    return this.#state === 'capturing' || this.#dirty.size > 0;
  }

  /** How long the processor's budget has held pictures back since this was asked last. */
  takeHeldMs(): number {
    this.#countHeld();
    const heldMs = this.#heldMs;
    this.#heldMs = 0;
    return heldMs;
  }

  damaged(tile: number): void {
    this.#dirty.add(tile);
  }

  /** Somebody needs the whole region: the next picture is a key picture, and comes though nothing changes. */
  refresh(): void {
    this.#keyWanted = true;
    if (this.#cancelKey !== undefined) return;
    const waitMs = Math.max(0, this.#lastKeyMs + streamLimits.keyPictureMs - this.#nowMs);
    if (waitMs === 0) this.#dirty.addAll(this.tiles);
    else {
      this.#cancelKey = this.#parts.clock.after(Math.ceil(waitMs), () => {
        this.#cancelKey = undefined;
        if (!this.#keyWanted) return;
        this.#dirty.addAll(this.tiles);
        this.wake();
      });
    }
  }

  /** Captures the next picture if it is time for it, else sees to it that it will be. */
  wake(): void {
    const { hasCreditForNew, socketFull, budget } = this.#parts;
    if (this.#state !== 'waiting' || this.#dirty.size === 0 || this.#cancelWait !== undefined) return;
    if (!hasCreditForNew()) return;
    const heldMs = budget.waitMs();
    if (heldMs > 0) this.#heldSinceMs ??= this.#nowMs;
    const dueMs = this.#lastCaptureMs + streamLimits.pictureMs;
    const waitMs = Math.max(heldMs, dueMs - this.#nowMs, socketFull() ? damageLimits.retryMs : 0);
    if (waitMs > 0) this.#wait(waitMs);
    else this.#capture().catch((cause: unknown) => this.#parts.failed(cause));
  }

  /** Ends the stream. @returns the tiles of which the viewers' side may not have the newest */
  close(): TileSet {
    this.#state = 'closed';
    this.#cancelWait?.();
    this.#cancelKey?.();
    this.#encoder.close();
    this.#pending?.drop();
    if (this.#looked !== undefined) this.#dirty.addFrom(this.#looked);
    if (this.#pending !== undefined || this.#keyWanted) {
      this.#dirty.addAll(this.tiles);
      this.#parts.sent.forget(this.#dirty);
    }
    this.#pending = undefined;
    return this.#dirty.takeAll();
  }

  get #nowMs(): number {
    return this.#parts.nowUs() / 1_000;
  }

  #wait(waitMs: number): void {
    this.#cancelWait = this.#parts.clock.after(Math.ceil(waitMs), () => {
      this.#cancelWait = undefined;
      this.wake();
    });
  }

  async #capture(): Promise<void> {
    const { grab, claim, wakeAll } = this.#parts;
    this.#countHeld();
    this.#heldSinceMs = undefined;
    this.#state = 'capturing';
    const unclaim = claim();
    const capturedUs = this.#parts.nowUs();
    const looked = this.#dirty.takeAll();
    this.#looked = looked;
    let picture: Promise<void> | undefined;
    try {
      const pixels = await grab(this.#rect);
      if (!this.#isClosed) {
        this.#looked = undefined;
        if (pixels !== undefined) picture = this.#encodeChanges(pixels, looked, capturedUs);
        else {
          this.#dirty.addFrom(looked);
          this.#wait(damageLimits.retryMs);
        }
      }
    } finally {
      unclaim();
    }
    await picture;
    if (!this.#isClosed) this.#state = 'waiting';
    if (picture === undefined) wakeAll();
    else this.wake();
  }

  /** In a getter, since the state changes while others are waited for. */
  get #isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Takes over what has changed and gives the picture to the encoder, before the pixels go. */
  #encodeChanges(pixels: Pixels, looked: TileSet, capturedUs: number): Promise<void> | undefined {
    const { sent, history, watch, push, interruptRefinement } = this.#parts;
    const nowMs = this.#nowMs;
    const key = this.#keyWanted && nowMs - this.#lastKeyMs >= streamLimits.keyPictureMs;
    const changed = sent.compare(pixels, looked);
    watch.looked(looked, changed);
    if (changed.size === 0 && !key) return undefined;
    sent.keep(pixels, changed);
    // Its tiles rest later than others: what only pauses between two pictures is not worth making exact.
    history.begun(this.tiles, capturedUs + (streamLimits.restMs - damageLimits.restMs) * 1_000);
    if (key) {
      this.#keyWanted = false;
      this.#lastKeyMs = nowMs;
    }
    this.#lastCaptureMs = nowMs;
    this.#retarget(nowMs);
    const update = new StreamUpdate(this.tiles, capturedUs, this.#head, history);
    this.#pending = update;
    push(update);
    interruptRefinement();
    return this.#finish(update, key, this.#encoder.encode(pixels.bgrx, key));
  }

  async #finish(update: StreamUpdate, key: boolean, encoding: ReturnType<VideoEncoder['encode']>): Promise<void> {
    try {
      const picture = await encoding;
      if (this.#isClosed) return;
      // No such frame is one of the protocol: on its way out it would end the session.
      if (picture.payload.length === 0 || !(picture.key || this.#begun)) {
        this.#events.encoderFailed();
        return;
      }
      if (picture.key) {
        this.#begun = true;
        this.#lastKeyMs = this.#nowMs;
        this.#keyWanted = false;
      } else if (key) this.refresh();
      update.encoded(picture);
    } catch {
      if (!this.#isClosed) this.#events.encoderFailed();
      return;
    }
    this.#pending = undefined;
    this.#parts.flush();
  }

  #countHeld(): void {
    if (this.#heldSinceMs === undefined) return;
    this.#heldMs += this.#nowMs - this.#heldSinceMs;
    this.#heldSinceMs = this.#nowMs;
  }

  /** @param line what it carries, in kilobits per second; 0 while nothing limits it */
  #targetKilobits(line: number): number {
    const { width, height } = this.#rect;
    const wanted = (width * height * streamLimits.framesPerSecond * streamLimits.bitsPerPixel) / 1_000;
    if (line === 0) return wanted;
    const share = areaOf(this.tiles) / Math.max(areaOf(this.tiles), this.#events.streamedTiles());
    return Math.max(streamLimits.kilobitsLeast, Math.min(wanted, line * streamLimits.lineShare * share));
  }

  /**
   * Follows the line, in steps that are worth the key picture: no encoder that there is takes another rate without one.
   * Where the line does not tell its rate the stream feels its way up.
   */
  #retarget(nowMs: number): void {
    const line = this.#parts.lineRate();
    const target = this.#targetKilobits(line);
    const factor = target / this.#kilobits;
    if (nowMs - this.#retargetedMs < streamLimits.retargetMs) return;
    if (factor > streamLimits.retargetDown && factor < streamLimits.retargetUp) return;
    this.#retargetedMs = nowMs;
    this.#kilobits = line > 0 ? target : Math.min(target, this.#kilobits * streamLimits.retargetUp);
    this.#encoder.retarget(this.#kilobits);
  }
}
