/** Turns pixels of few colours into palette indices, in one pass that gives up at the first colour too many. */
import type { PixelArea } from './image-encoder.ts';
import { encodeLimits } from './limits.ts';

const slots = encodeLimits.paletteSlots;
const colourMask = 0x00ff_ffff;
/** The colour table of the image under way, kept between images: a slot counts when its stamp is the current one. */
const slotColours = new Uint32Array(slots);
const slotIndices = new Uint8Array(slots);
const slotStamps = new Uint32Array(slots);
let stamp = 0;

/** Colours found, 0x00RRGGBB, in order of appearance; valid until the next call. */
export const palette = new Uint32Array(encodeLimits.paletteColours);

/** The colour of the whole area, 0x00RRGGBB, or undefined when it has several. */
export function onlyColour({ pixels, offset, stride, width, height }: PixelArea): number | undefined {
  const colour = (pixels[offset] as number) & colourMask;
  for (let y = 0; y < height; y++) {
    const row = offset + y * stride;
    for (let at = row, end = row + width; at < end; at++) {
      if (((pixels[at] as number) & colourMask) !== colour) return undefined;
    }
  }
  return colour;
}

/**
 * Writes one index per pixel, each row preceded by a zero byte (PNG's "no filter").
 * @param indices at least (width + 1) * height bytes
 * @returns how many colours there are; when a palette cannot hold them, minus the pixels read until then
 */
export function indexColours(area: PixelArea, indices: Uint8Array): number {
  const { pixels, offset, stride, width, height } = area;
  stamp = (stamp + 1) >>> 0;
  let count = 0;
  let lastColour = -1;
  let lastIndex = 0;
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = offset + y * stride;
    indices[out++] = 0;
    for (let at = row, end = row + width; at < end; at++) {
      const colour = (pixels[at] as number) & colourMask;
      if (colour !== lastColour) {
        let slot = (Math.imul(colour, 0x9e37_79b1) >>> 22) & (slots - 1);
        while (slotStamps[slot] === stamp && slotColours[slot] !== colour) slot = (slot + 1) & (slots - 1);
        if (slotStamps[slot] !== stamp) {
          if (count === encodeLimits.paletteColours) return -(y * width + at - row);
          slotStamps[slot] = stamp;
          slotColours[slot] = colour;
          slotIndices[slot] = count;
          palette[count++] = colour;
        }
        lastColour = colour;
        lastIndex = slotIndices[slot] as number;
      }
      indices[out++] = lastIndex;
    }
  }
  return count;
}
