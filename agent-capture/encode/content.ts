/** Tells flat content (interface, text) from pictures by a sample of a tile's pixels: about 0.5 µs a tile. */
import type { Content, PixelArea } from './image-encoder.ts';
import { encodeLimits } from './limits.ts';

const colourMask = 0x00ff_ffff;
const slots = 256;
/** Colours seen in the sample under way, by hash; a slot belongs to it when its stamp is the current one. */
const colours = new Uint32Array(slots);
const stamps = new Uint32Array(slots);
let stamp = 0;

/** @param area one tile, or the part of it that lies on the display */
export function classify(area: PixelArea): Content {
  const { pixels, offset, stride, width, height } = area;
  const step = encodeLimits.sampleStride;
  stamp = (stamp + 1) >>> 0;
  let distinct = 0;
  let equal = 0;
  let samples = 0;
  for (let y = 0; y < height; y += step) {
    const row = offset + y * stride;
    for (let x = 0; x + 1 < width; x += step) {
      const colour = (pixels[row + x] as number) & colourMask;
      samples++;
      if (colour === ((pixels[row + x + 1] as number) & colourMask)) equal++;
      // Collisions count a colour again: that errs towards "picture", and only near the threshold.
      const slot = (Math.imul(colour, 0x9e37_79b1) >>> 24) & (slots - 1);
      if (stamps[slot] !== stamp || colours[slot] !== colour) {
        stamps[slot] = stamp;
        colours[slot] = colour;
        distinct++;
      }
    }
  }
  if (distinct <= encodeLimits.flatSampleColours) return 'flat';
  return equal >= samples * encodeLimits.flatEqualShare ? 'flat' : 'picture';
}
