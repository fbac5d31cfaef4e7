/**
 * The frames of one display on their way to its surface: decoded a few at a time, painted in the order they came, those
 * of one update together, as soon as all of them are ready. What cannot be painted is skipped and reported.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
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
  readonly frames: number;
  readonly bytes: number;
}

interface Entry {
  readonly frame: WholeFrame;
  progress: 'waiting' | 'decoding' | 'failed' | Drawing;
}

/** Decoder places, shared by all displays of a viewer. */
export class DecodePlaces {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(places: number) {
    this.#free = places;
  }

  take(): boolean {
    if (this.#free === 0) return false;
    this.#free--;
    return true;
  }

  /** `task` is called when a place may be free. */
  whenFree(task: () => void): void {
    this.#waiting.add(task);
  }

  /** For a place that was not needed after all, in the same breath: nobody can have waited for it. */
  putBack(): void {
    this.#free++;
  }

  give(): void {
    this.#free++;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const task of waiting) task();
  }
}

export class PaintQueue {
  readonly #places: DecodePlaces;
  readonly #prepare: Prepare;
  readonly #listener: PaintListener;
  readonly #bounds: PaintBounds;
  #entries: Entry[] = [];
  #bytes = 0;
  /** Ends the wait of ready frames for the rest of their update. */
  #cancelHold: (() => void) | undefined;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #pump = (): void => this.#startWaiting();

  constructor(
    places: DecodePlaces,
    prepare: Prepare,
    listener: PaintListener,
    bounds: PaintBounds,
    clock: Pick<Clock, 'after'>,
  ) {
    this.#clock = clock;
    this.#places = places;
    this.#prepare = prepare;
    this.#listener = listener;
    this.#bounds = bounds;
  }

  add(frame: WholeFrame): void {
    this.#bytes += frame.image.length;
    this.#entries.push({ frame, progress: 'waiting' });
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
    this.#endHold();
    for (const { progress } of entries) if (typeof progress === 'object') progress.discard();
  }

  #startWaiting(): void {
    for (const entry of this.#entries) {
      if (entry.progress !== 'waiting') continue;
      if (!this.#places.take()) {
        this.#places.whenFree(this.#pump);
        break;
      }
      this.#start(entry);
    }
    this.#paintReady();
  }

  #start(entry: Entry): void {
    const prepared = this.#prepare(entry.frame);
    if (prepared instanceof Promise) {
      entry.progress = 'decoding';
      prepared.then(
        (drawing) => this.#settle(entry, drawing),
        () => this.#settle(entry, 'failed'),
      );
      return;
    }
    entry.progress = prepared ?? 'failed';
    this.#places.putBack();
  }

  #settle(entry: Entry, outcome: Drawing | 'failed'): void {
    entry.progress = outcome;
    // Draw first, then let the decoder go on: the picture is what somebody waits for.
    if (this.#entries.includes(entry)) this.#paintReady();
    else if (outcome !== 'failed') outcome.discard();
    this.#places.give();
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
    for (const { progress, frame } of ready) {
      this.#bytes -= frame.image.length;
      const drawn = typeof progress === 'object' && isDrawn(progress);
      this.#listener.painted(frame, !drawn);
    }
    this.#listener.settled();
  }

  #endHold(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
  }
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
