/** Where the ring's bars lie: four along the edges of each display, none covering another. */
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import { x11Limits } from '../x11/limits.ts';
import { pixelsPerMm } from './pixel-density.ts';

export interface RingBar extends Rect {
  readonly display: number;
  /** Parts that bars of other displays show already, relative to the bar: mirrored and overlapping displays. */
  readonly leftOut: readonly Rect[];
}

export function ringThickness(display: DisplayInfo): number {
  // Less a hair: a width that came of a division is 6 mm though the last digit says otherwise.
  const pixels = Math.ceil(x11Limits.ringMillimetres * pixelsPerMm(display) - 1e-6);
  const { width, height } = display;
  const most = Math.floor(Math.min(width, height) * x11Limits.ringShare);
  return Math.max(1, Math.min(Math.max(pixels, x11Limits.ringPixels), most));
}

/** Bars in pixels of the screen. */
export function ringBars(displays: readonly DisplayInfo[]): RingBar[] {
  const bars: RingBar[] = [];
  for (const display of displays) {
    for (const bar of edges(display)) {
      const leftOut = bars.flatMap((shown) => overlap(bar, shown));
      if (!leftOut.some((part) => part.width === bar.width && part.height === bar.height)) {
        bars.push({ display: display.id, ...bar, leftOut });
      }
    }
  }
  return bars;
}

function edges(display: DisplayInfo): Rect[] {
  const { left: x, top: y, width, height } = display;
  const thick = ringThickness(display);
  const inner = height - 2 * thick;
  return [
    { x, y, width, height: thick },
    { x, y: y + height - thick, width, height: thick },
    { x, y: y + thick, width: thick, height: inner },
    { x: x + width - thick, y: y + thick, width: thick, height: inner },
  ].filter((bar) => bar.width > 0 && bar.height > 0);
}

function overlap(bar: Rect, other: Rect): Rect[] {
  const x = Math.max(bar.x, other.x);
  const y = Math.max(bar.y, other.y);
  const width = Math.min(bar.x + bar.width, other.x + other.width) - x;
  const height = Math.min(bar.y + bar.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? [{ x: x - bar.x, y: y - bar.y, width, height }] : [];
}
