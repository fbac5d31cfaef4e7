/**
 * The frames of one display on their way to its surface: decoded a few at a time, painted in the order they came, those
 * of one update together, as soon as all of them are ready. What cannot be painted is skipped and reported.
 */
import { FrameEncoding, FrameKind, limits } from '@ringside/protocol';
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import { DecodePlaces } from './decode-places.ts';
import type { WholeFrame } from './frame-assembly.ts';

/** Ready to be drawn; `draw` is called once, in order, or `discard` instead. */
export interface Drawing {
  draw(): void;
  discard(): void;
}

/** Prepares a frame: at once (a plain colour), later (an image), or not at all. */
export type Prepare = (frame: WholeFrame) => Drawing | Promise<Drawing> | undefined;

export interface PaintListener {
  /** Everything up to this frame is on the surface or given up. */
  painted(frame: WholeFrame, failed: boolean): void;
  /** After one or several of these: acknowledge them together. */
  settled(): void;
  /** More waits than may: all of it was dropped. */
  overflowed(frame: WholeFrame): void;
}

export interface PaintBounds {
  /** Frames and bytes that wait. */
  readonly frames: number;
  readonly bytes: number;
  /** Pixels that are decoded and wait. */
  readonly pixels: number;
}

interface Entry {
  readonly frame: WholeFrame;
  progress: 'waiting' | 'decoding' | 'failed' | Drawing;
  /** In the decoder since. */
  startedMs: number;
  /** The decoder's place that it holds. */
  place: DecodePlaces | undefined;
  /** What it holds or will hold decoded. */
  pixels: number;
  dropped: boolean;
}

export class PaintQueue {
  readonly #imagePlaces: DecodePlaces;
  /** Kept until a picture is painted: a decoder of streams has few of its own to lend. */
  readonly #streamPlaces = new DecodePlaces(viewerLimits.streamDecodesInFlight);
  readonly #prepare: Prepare;
  readonly #listener: PaintListener;
  readonly #bounds: PaintBounds;
  /** In the order they came. */
  #entries: Entry[] = [];
  /** Of them, those that wait for a decoder. */
  #waitingImages: Entry[] = [];
  #waitingParts: Entry[] = [];
  /** How many are ready, from the first on, and whether an update ends among them. */
  #ready = 0;
  #complete = false;
  /** Images in the decoder; dropped ones too, since they hold their places. */
  readonly #decoding = new Set<Entry>();
  #watching = false;
  #bytes = 0;
  #pixels = 0;
  /** Ends the wait of ready frames for the rest of their update. */
  #cancelHold: (() => void) | undefined;
  readonly #clock: Clock;
  readonly #pump = (): void => this.#startWaiting();

  /** @param imagePlaces shared by all displays of a viewer */
  constructor(imagePlaces: DecodePlaces, prepare: Prepare, listener: PaintListener, bounds: PaintBounds, clock: Clock) {
    this.#clock = clock;
    this.#imagePlaces = imagePlaces;
    this.#prepare = prepare;
    this.#listener = listener;
    this.#bounds = bounds;
  }

  add(frame: WholeFrame): void {
    this.#bytes += frame.image.length;
    const entry: Entry = {
      frame,
      progress: 'waiting',
      startedMs: 0,
      place: undefined,
      pixels: 0,
      dropped: false,
    };
    this.#entries.push(entry);
    if (this.#entries.length > this.#bounds.frames || this.#bytes > this.#bounds.bytes) {
      this.clear();
      this.#listener.overflowed(frame);
      return;
    }
    const waiting = this.#waitingFor(frame);
    if (waiting === undefined) this.#start(entry, undefined);
    else waiting.push(entry);
    this.#startWaiting();
  }

  /** Forgets all that waits: another layout, another connection. */
  clear(): void {
    const entries = this.#entries;
    this.#entries = [];
    this.#waitingImages = [];
    this.#waitingParts = [];
    this.#ready = 0;
    this.#bytes = 0;
    this.#pixels = 0;
    this.#endHold();
    for (const entry of entries) {
      entry.dropped = true;
      if (typeof entry.progress !== 'object') continue;
      entry.progress.discard();
      release(entry);
    }
  }

  #startWaiting(): void {
    this.#startFirst(this.#waitingImages, this.#imagePlaces);
    this.#startFirst(this.#waitingParts, this.#streamPlaces);
    this.#paintReady();
  }

  /** As many as there are places for; those behind wait as well. */
  #startFirst(waiting: Entry[], places: DecodePlaces): void {
    for (let [entry] = waiting; entry !== undefined; [entry] = waiting) {
      const pixels = pixelsOf(entry.frame);
      // The first must not wait for what comes after it.
      if (entry !== this.#entries[0] && this.#pixels + pixels > this.#bounds.pixels) return;
      if (!places.take()) {
        places.whenFree(this.#pump);
        return;
      }
      waiting.shift();
      entry.pixels = pixels;
      this.#pixels += pixels;
      this.#start(entry, places);
    }
  }

  /** Where a frame waits for the decoder that it needs, if it needs one. */
  #waitingFor({ kind, encoding }: WholeFrame): Entry[] | undefined {
    switch (kind) {
      case FrameKind.FRAME_KIND_COPY:
        return undefined;
      case FrameKind.FRAME_KIND_VIDEO_KEY:
      case FrameKind.FRAME_KIND_VIDEO_DELTA:
        return this.#waitingParts;
      default:
        return encoding === FrameEncoding.FRAME_ENCODING_SOLID ? undefined : this.#waitingImages;
    }
  }

  #start(entry: Entry, places: DecodePlaces | undefined): void {
    const prepared = this.#prepare(entry.frame);
    if (!(prepared instanceof Promise)) {
      entry.progress = prepared ?? 'failed';
      places?.putBack();
      return;
    }
    entry.progress = 'decoding';
    entry.place = places;
    prepared.then(
      (drawing) => this.#settle(entry, drawing),
      () => this.#settle(entry, 'failed'),
    );
    // Streams watch their decoders themselves.
    if (places === this.#imagePlaces) this.#watch(entry);
  }

  #watch(entry: Entry): void {
    entry.startedMs = this.#clock.now();
    this.#decoding.add(entry);
    this.#watchLater();
  }

  #watchLater(): void {
    if (this.#watching || this.#decoding.size === 0) return;
    this.#watching = true;
    const dueMs = this.#clock.now() + viewerLimits.imageMs;
    this.#clock.after(viewerLimits.imageMs, () => {
      this.#watching = false;
      const nowMs = this.#clock.now();
      // When this page itself stood still, images may be waiting behind this very task.
      if (nowMs - dueMs <= viewerLimits.lateTimerMs) this.#giveUp(nowMs - viewerLimits.imageMs);
      this.#watchLater();
    });
  }

  /** Images that have been in the decoder since before then: whatever waits must not wait for them. */
  #giveUp(sinceMs: number): void {
    for (const entry of this.#decoding) if (entry.startedMs <= sinceMs) this.#settle(entry, 'failed');
  }

  #settle(entry: Entry, outcome: Drawing | 'failed'): void {
    // An image that was given up may come in the end.
    if (entry.progress !== 'decoding') {
      if (outcome !== 'failed') outcome.discard();
      return;
    }
    this.#decoding.delete(entry);
    entry.progress = outcome;
    // Draw first, then let the decoder go on: the picture is what somebody waits for.
    if (!entry.dropped) this.#paintReady();
    else if (outcome !== 'failed') outcome.discard();
    if (entry.place === this.#imagePlaces || entry.dropped) release(entry);
  }

  /** Each task that draws costs the browser a frame of the page, so an update is drawn in one, unless that takes long. */
  #paintReady(): void {
    for (let entry = this.#entries[this.#ready]; entry !== undefined; entry = this.#entries[this.#ready]) {
      if (entry.progress === 'waiting' || entry.progress === 'decoding') break;
      this.#ready++;
      this.#complete ||= entry.frame.lastOfUpdate;
    }
    if (this.#ready === 0) return;
    if (this.#complete) this.#paint();
    else this.#cancelHold ??= this.#clock.after(viewerLimits.updateHoldMs, () => this.#paint());
  }

  #paint(): void {
    this.#endHold();
    const ready = this.#entries.splice(0, this.#ready);
    this.#ready = 0;
    this.#complete = false;
    for (const { progress, frame, pixels } of ready) {
      this.#bytes -= frame.image.length;
      this.#pixels -= pixels;
      const drawn = typeof progress === 'object' && isDrawn(progress);
      this.#listener.painted(frame, !drawn);
    }
    this.#listener.settled();
    for (const entry of ready) release(entry);
    // What waited for room alone is told by nobody else.
    if (this.#entries.length > 0) this.#startWaiting();
  }

  #endHold(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
  }
}

/** Once; whoever waits for the place goes on at once. */
function release(entry: Entry): void {
  const { place } = entry;
  entry.place = undefined;
  place?.give();
}

function pixelsOf({ tilesWide, tilesHigh }: WholeFrame): number {
  return tilesWide * tilesHigh * limits.tilePixels ** 2;
}

/** A surface that cannot take an image (its memory is gone) is damaged, not a reason to stop painting. */
function isDrawn(drawing: Drawing): boolean {
  try {
    drawing.draw();
    return true;
  } catch {
    return false;
  }
}
