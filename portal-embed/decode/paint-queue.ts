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
  #entries: Entry[] = [];
  #bytes = 0;
  #pixels = 0;
  /** Ends the wait of ready frames for the rest of their update. */
  #cancelHold: (() => void) | undefined;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #pump = (): void => this.#startWaiting();

  /** @param imagePlaces shared by all displays of a viewer */
  constructor(
    imagePlaces: DecodePlaces,
    prepare: Prepare,
    listener: PaintListener,
    bounds: PaintBounds,
    clock: Pick<Clock, 'after'>,
  ) {
    this.#clock = clock;
    this.#imagePlaces = imagePlaces;
    this.#prepare = prepare;
    this.#listener = listener;
    this.#bounds = bounds;
  }

  add(frame: WholeFrame): void {
    this.#bytes += frame.image.length;
    this.#entries.push({ frame, progress: 'waiting', place: undefined, pixels: 0, dropped: false });
    if (this.#entries.length > this.#bounds.frames || this.#bytes > this.#bounds.bytes) {
      this.clear();
      this.#listener.overflowed(frame);
      return;
    }
    this.#startWaiting();
  }

  /** Forgets all that waits: another layout, another connection. */
  clear(): void {
    const entries = this.#entries;
    this.#entries = [];
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
    const full: DecodePlaces[] = [];
    for (const entry of this.#entries) {
      if (entry.progress !== 'waiting') continue;
      const places = this.#placesFor(entry.frame);
      if (places !== undefined) {
        if (full.includes(places)) continue;
        // The first must not wait for what comes after it.
        const pixels = pixelsOf(entry.frame);
        if (entry !== this.#entries[0] && this.#pixels + pixels > this.#bounds.pixels) break;
        if (!places.take()) {
          full.push(places);
          places.whenFree(this.#pump);
          continue;
        }
        entry.pixels = pixels;
        this.#pixels += pixels;
      }
      this.#start(entry, places);
    }
    this.#paintReady();
  }

  /** The decoder that a frame needs, if any. */
  #placesFor({ kind, encoding }: WholeFrame): DecodePlaces | undefined {
    switch (kind) {
      case FrameKind.FRAME_KIND_COPY:
        return undefined;
      case FrameKind.FRAME_KIND_VIDEO_KEY:
      case FrameKind.FRAME_KIND_VIDEO_DELTA:
        return this.#streamPlaces;
      default:
        return encoding === FrameEncoding.FRAME_ENCODING_SOLID ? undefined : this.#imagePlaces;
    }
  }

  #start(entry: Entry, places: DecodePlaces | undefined): void {
    const prepared = this.#prepare(entry.frame);
    if (prepared instanceof Promise) {
      entry.progress = 'decoding';
      entry.place = places;
      prepared.then(
        (drawing) => this.#settle(entry, drawing),
        () => this.#settle(entry, 'failed'),
      );
      return;
    }
    entry.progress = prepared ?? 'failed';
    places?.putBack();
  }

  #settle(entry: Entry, outcome: Drawing | 'failed'): void {
    entry.progress = outcome;
    // Draw first, then let the decoder go on: the picture is what somebody waits for.
    if (!entry.dropped) this.#paintReady();
    else if (outcome !== 'failed') outcome.discard();
    if (entry.place === this.#imagePlaces || entry.dropped) release(entry);
  }

  /** Each task that draws costs the browser a frame of the page, so an update is drawn in one, unless that takes long. */
  #paintReady(): void {
    const ready = this.#ready();
    if (ready.length === 0) return;
    if (ready.some(({ frame }) => frame.lastOfUpdate)) this.#paint(ready);
    else this.#cancelHold ??= this.#clock.after(viewerLimits.updateHoldMs, () => this.#paint(this.#ready()));
  }

  #ready(): Entry[] {
    const end = this.#entries.findIndex(({ progress }) => progress === 'waiting' || progress === 'decoding');
    return end < 0 ? this.#entries : this.#entries.slice(0, end);
  }

  #paint(ready: readonly Entry[]): void {
    this.#endHold();
    this.#entries = this.#entries.slice(ready.length);
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
