/**
 * Chooses how a rectangle is encoded by what is in it: one colour as that colour, few colours as a palette PNG,
 * pictures as JPEG while they move and as lossless WebP when they must be exact.
 */
import { FrameEncoding } from '@ringside/protocol';
import type { Content, EncodedImage, Fidelity, ImageEncoder, PixelArea } from './image-encoder.ts';
import { encodeLimits } from './limits.ts';
import { indexColours, onlyColour, palette } from './palette.ts';
import { encodePalettePng } from './palette-png.ts';
import { gatherRgb } from './rgb.ts';
import { encodeJpeg, encodeLossless } from './sharp-encoder.ts';

export function createContentEncoder(): ImageEncoder {
  /** Used only between indexing and deflating, which happen in one go. */
  let indices = new Uint8Array(0);

  function encodeFewColours(area: PixelArea): EncodedImage | undefined {
    const colour = onlyColour(area);
    if (colour !== undefined) {
      const payload = Uint8Array.of(colour >>> 16, (colour >>> 8) & 0xff, colour & 0xff);
      return { encoding: FrameEncoding.FRAME_ENCODING_SOLID, payload, exact: true };
    }
    const length = (area.width + 1) * area.height;
    if (indices.length < length) indices = new Uint8Array(length);
    const colours = indexColours(area, indices);
    if (colours === 0) return undefined;
    const payload = encodePalettePng(area.width, area.height, indices.subarray(0, length), palette, colours);
    return { encoding: FrameEncoding.FRAME_ENCODING_PNG, payload, exact: true };
  }

  return {
    async encode(area: PixelArea, content: Content, fidelity: Fidelity): Promise<EncodedImage> {
      if (content === 'flat' || fidelity === 'exact') {
        const image = encodeFewColours(area);
        if (image !== undefined) return image;
      }
      const small = area.width * area.height <= encodeLimits.exactAnywayPixels;
      const rgb = gatherRgb(area);
      if (fidelity === 'exact' || (content === 'flat' && small)) {
        const payload = await encodeLossless(rgb, area.width, area.height);
        return { encoding: FrameEncoding.FRAME_ENCODING_WEBP, payload, exact: true };
      }
      const payload = await encodeJpeg(rgb, area.width, area.height);
      return { encoding: FrameEncoding.FRAME_ENCODING_JPEG, payload, exact: false };
    },
  };
}
