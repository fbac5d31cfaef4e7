/**
 * How far a wheel was turned, in units of the wire. Browsers count in pixels of the page, which zoom and settings
 * scale, so the size of a notch is found out: a turn that begins with a large step is that of a wheel with notches, one
 * that begins small is a touchpad's or a fine wheel's.
 */
import { viewerLimits } from '../limits.ts';

export type WheelTurn = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'timeStamp'> & {
  /** Older than the others, and not in every browser: 120 a notch, turned round. */
  readonly wheelDeltaX?: number;
  readonly wheelDeltaY?: number;
};

export class Wheel {
  #notchPixels = 0;
  #turnedMs = Number.NEGATIVE_INFINITY;

  units(turn: WheelTurn): { readonly x: number; readonly y: number } {
    const perNotch = this.#notchOf(turn);
    const units = (delta: number): number =>
      Number.isFinite(delta) ? (delta / perNotch) * viewerLimits.wheelNotchUnits : 0;
    return { x: units(turn.deltaX), y: units(turn.deltaY) };
  }

  #notchOf(turn: WheelTurn): number {
    if (turn.deltaMode === mode.lines) return viewerLimits.wheelNotchLines;
    if (turn.deltaMode === mode.pages) return viewerLimits.wheelNotchPages;
    const pixels = Math.max(Math.abs(turn.deltaX), Math.abs(turn.deltaY));
    const begins = turn.timeStamp - this.#turnedMs > viewerLimits.wheelRestMs;
    this.#turnedMs = turn.timeStamp;
    const notches = notchesTold(turn);
    if (notches !== undefined) return pixels / notches;
    if (begins) this.#begin(pixels);
    return this.#notchPixels === 0 ? viewerLimits.wheelNotchPixels : this.#notchPixels;
  }

  #begin(pixels: number): void {
    const known = this.#notchPixels;
    // Two notches may have come as one step.
    if (known > 0 && Math.abs(pixels / known - Math.round(pixels / known)) < 0.01 && pixels >= known) return;
    this.#notchPixels = pixels >= viewerLimits.wheelNotchLeastPixels ? pixels : 0;
  }
}

const toldNotch = 120;
const mode = { lines: 1, pages: 2 } as const;

/**
 * Notches as the browser tells them. Most tell pixels again (120 for 100, say, both scaled by the page's zoom), or three
 * times the pixels of a touchpad; a mouse on macOS turns slowly by 4 pixels, and tells 120.
 */
function notchesTold({ deltaX, deltaY, wheelDeltaX = 0, wheelDeltaY = 0 }: WheelTurn): number | undefined {
  const [delta, told] = Math.abs(deltaY) >= Math.abs(deltaX) ? [deltaY, wheelDeltaY] : [deltaX, wheelDeltaX];
  const notches = Math.abs(told) / toldNotch;
  return notches >= 1 && Math.abs(told) > 4 * Math.abs(delta) ? notches : undefined;
}
