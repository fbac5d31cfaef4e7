/** Copies pixels as red, green, blue bytes: the channel swap and the copy for the codec's thread in one pass. */
import type { PixelArea } from './image-encoder.ts';

/** @param rgb as many bytes as the area's pixels take, aligned to 4 bytes */
export function gatherRgb(area: PixelArea, rgb: Buffer): void {
  if (area.width % 4 === 0) gatherFours(area, rgb);
  else gatherBytes(area, rgb);
}

/** Four pixels become three words: a fifth of the time of twelve single bytes. */
function gatherFours({ pixels, offset, stride, width, height }: PixelArea, rgb: Buffer): void {
  const words = new Uint32Array(rgb.buffer, rgb.byteOffset, rgb.byteLength / 4);
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = offset + y * stride;
    for (let at = row, end = row + width; at < end; at += 4) {
      const a = pixels[at] as number;
      const b = pixels[at + 1] as number;
      const c = pixels[at + 2] as number;
      const d = pixels[at + 3] as number;
      words[out++] = ((a >>> 16) & 0xff) | (a & 0xff00) | ((a & 0xff) << 16) | ((b & 0xff_0000) << 8);
      words[out++] = ((b >>> 8) & 0xff) | ((b & 0xff) << 8) | (c & 0xff_0000) | ((c & 0xff00) << 16);
      words[out++] = (c & 0xff) | ((d >>> 8) & 0xff00) | ((d & 0xff00) << 8) | ((d & 0xff) << 24);
    }
  }
}

function gatherBytes({ pixels, offset, stride, width, height }: PixelArea, rgb: Buffer): void {
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = offset + y * stride;
    for (let at = row, end = row + width; at < end; at++) {
      const pixel = pixels[at] as number;
      rgb[out++] = pixel >>> 16;
      rgb[out++] = pixel >>> 8;
      rgb[out++] = pixel;
    }
  }
}
