/**
 * Reads from captured pixels whether the red band of a display is whole: looks at a lattice finer than any cover, which
 * lies elsewhere at each look, so that nobody can leave just its points red.
 */
import type { DisplayInfo, Pixels, Rect } from '../display/display-source.ts';
import { agentLimits } from '../limits.ts';
import { pixelsPerMm } from './pixel-density.ts';

/** The four strips of the band; together all of it, none twice. */
export function ringStrips({ width, height }: DisplayInfo, thickness: number): readonly Rect[] {
  const band = Math.min(thickness, Math.floor(width / 2), Math.floor(height / 2));
  const inner = height - 2 * band;
  return [
    { x: 0, y: 0, width, height: band },
    { x: 0, y: height - band, width, height: band },
    { x: 0, y: band, width: band, height: inner },
    { x: width - band, y: band, width: band, height: inner },
  ].filter((strip) => strip.width > 0 && strip.height > 0);
}

/** Distance in pixels between two looks, so that no cover wider than the limit lies between. */
export function sampleStep(display: DisplayInfo): number {
  return Math.max(1, Math.floor(pixelsPerMm(display) * agentLimits.ringSampleMm));
}

/** Top three bits of each channel, as a little-endian number reads B G R X: red at 224 or more, the others below 32. */
const channelMask = 0x00e0_e0e0;
const redBits = 0x00e0_0000;

/** Where the lattice begins in a strip, both 0 or more and less than its step. */
export interface LatticeStart {
  readonly x: number;
  readonly y: number;
}

/** @param random 0 or more and less than 1 */
export function latticeStart(step: number, random: () => number): LatticeStart {
  return { x: Math.floor(random() * step), y: Math.floor(random() * step) };
}

/**
 * Whether every looked-at pixel of the strip is red enough to contrast 3:1 with black and white (RING-1). Lines and
 * columns at the strip's edges are always among them.
 */
export function isRed({ bgrx, width, height }: Pixels, step: number, start: LatticeStart): boolean {
  if (bgrx.length < width * height * 4) return false;
  const pixels = words(bgrx);
  for (let y = 0; y < height; y = nextSample(y, height, step, start.y)) {
    const line = y * width;
    for (let x = 0; x < width; x = nextSample(x, width, step, start.x)) {
      if (((pixels[line + x] ?? 0) & channelMask) !== redBits) return false;
    }
  }
  return true;
}

/** The pixels as little-endian words, which is how every machine that runs this has them. */
function words(bgrx: Buffer): Uint32Array {
  const aligned = bgrx.byteOffset % 4 === 0 ? bgrx : Uint8Array.from(bgrx);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}

function nextSample(at: number, length: number, step: number, start: number): number {
  if (at >= length - 1) return length;
  return Math.min(at === 0 && start > 0 ? start : at + step, length - 1);
}
