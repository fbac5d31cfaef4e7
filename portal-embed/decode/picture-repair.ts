/**
 * Asks for a display's whole picture again when a part of it could not be painted: not more often than the far end
 * can answer, and not for ever.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';

export interface RepairListener {
  refresh(): void;
  /** It was asked for as often as makes sense. */
  gaveUp(): void;
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
    if (nowMs - this.#lastMs > viewerLimits.refreshForgetMs) this.#attempts = 0;
    if (this.#attempts > viewerLimits.refreshAttempts) return;
    if (this.#attempts++ === viewerLimits.refreshAttempts) {
      this.#listener.gaveUp();
      return;
    }
    const waitMs = Math.max(0, this.#lastMs + viewerLimits.refreshEveryMs - nowMs);
    if (waitMs === 0) this.#ask();
    else this.#cancel = this.#clock.after(waitMs, () => this.#ask());
  }

  reset(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#attempts = 0;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  #ask(): void {
    this.#cancel = undefined;
    this.#lastMs = this.#clock.now();
    this.#listener.refresh();
  }
}
