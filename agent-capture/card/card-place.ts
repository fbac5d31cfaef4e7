/** Where the card may be on its display, and how large: inside the ring, and never the whole of what is there. */
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import { pixelsPerMm } from '../ring/pixel-density.ts';
import { cardLimits } from './limits.ts';

/** What the drawing of a card must know of its display. */
export interface CardSpace {
  /** What the ring leaves, in pixels of the display. */
  readonly inner: Rect;
  /** Pixels for one of the card's own, where there is room. */
  readonly density: number;
}

export function cardSpace(display: DisplayInfo, ringThickness: number): CardSpace {
  const { width, height } = display;
  const inner = {
    x: ringThickness,
    y: ringThickness,
    width: Math.max(0, width - 2 * ringThickness),
    height: Math.max(0, height - 2 * ringThickness),
  };
  return { inner, density: pixelsPerMm(display) / cardLimits.pixelsPerMm };
}

/** @returns undefined where there is no room for a card that can be read */
export function cardScale({ inner, density }: CardSpace, height: number): number | undefined {
  const { width, widthShare, innerShare, leastScale, mostScale } = cardLimits;
  const wished = Math.min(mostScale, Math.max(1, Math.min(density, (widthShare * inner.width) / width)));
  const most = Math.min((innerShare * inner.width) / width, (innerShare * inner.height) / height);
  const scale = Math.min(wished, most);
  return scale >= leastScale ? scale : undefined;
}

/** At the top right, against the red. */
export function firstPlace({ inner }: CardSpace, size: { readonly width: number }): { x: number; y: number } {
  return { x: inner.x + inner.width - size.width, y: inner.y };
}

/** The nearest place where the whole card lies inside the ring. */
export function placeInside(
  { inner }: CardSpace,
  size: { readonly width: number; readonly height: number },
  at: { readonly x: number; readonly y: number },
): { x: number; y: number } {
  const within = (value: number, from: number, space: number): number =>
    Math.round(Math.max(from, Math.min(value, from + space)));
  return {
    x: within(at.x, inner.x, inner.width - size.width),
    y: within(at.y, inner.y, inner.height - size.height),
  };
}
