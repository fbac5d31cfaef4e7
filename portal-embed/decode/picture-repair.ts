/**
 * Asks for a display's whole picture again when a part of it could not be painted: not more often than the far end
 * can answer, and seldom once asking has not helped.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';

export interface RepairListener {
  refresh(): void;
  /** It was asked for as often as makes sense. */
  gaveUp(): void;
  /** After that: there is a picture after all, or another one to wait for. */
  recovered(): void;
}

export class PictureRepair {
  readonly #clock: Clock;
  readonly #listener: RepairListener;
  #attempts = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, listener: RepairListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** A part of the picture is missing. */
  damaged(): void {
    if (this.#cancel !== undefined) return;
    const nowMs = this.#clock.now();
    if (nowMs - this.#lastMs > viewerLimits.refreshForgetMs) this.#forgive();
    const { refreshAttempts, refreshEveryMs, refreshSeldomMs } = viewerLimits;
    const everyMs = this.#attempts < refreshAttempts ? refreshEveryMs : refreshSeldomMs;
    if (this.#attempts++ === refreshAttempts) this.#listener.gaveUp();
    const waitMs = Math.max(0, this.#lastMs + everyMs - nowMs);
    if (waitMs === 0) this.#ask();
    else this.#cancel = this.#clock.after(waitMs, () => this.#ask());
  }

  /** All of an update was painted. @param begunMs when its last frame began to come */
  healed(begunMs: number): void {
    // What was on its way when the picture was asked for is no answer.
    if (this.#cancel === undefined && begunMs > this.#lastMs) this.#forgive();
  }

  reset(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#lastMs = Number.NEGATIVE_INFINITY;
    this.#forgive();
  }

  #forgive(): void {
    const hadGivenUp = this.#attempts > viewerLimits.refreshAttempts;
    this.#attempts = 0;
    if (hadGivenUp) this.#listener.recovered();
  }

  #ask(): void {
    this.#cancel = undefined;
    this.#lastMs = this.#clock.now();
    this.#listener.refresh();
  }
}
