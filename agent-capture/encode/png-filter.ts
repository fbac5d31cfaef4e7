/**
 * Pixels as PNG's filtered rows: the difference from a neighbour is small and deflates well, the pixel itself where
 * content repeats. The channel swap comes for free.
 */
import type { PixelArea } from './image-encoder.ts';

/** As PNG numbers them; each row begins with its own. `left` stands in for those that look up in the first row. */
export const filters = { none: 0, left: 1, up: 2, average: 3 } as const;
export type Filter = keyof typeof filters;

/** Bytes that the rows of an area take. */
export function filteredBytes({ width, height }: PixelArea): number {
  return (1 + 3 * width) * height;
}

/** @param rows filteredBytes() of the area */
export function filterRows(area: PixelArea, filter: Filter, rows: Uint8Array): void {
  const { offset, stride, width, height } = area;
  const rowBytes = 1 + 3 * width;
  for (let y = 0; y < height; y++) {
    const chosen = y === 0 && filter !== 'none' ? 'left' : filter;
    const out = y * rowBytes;
    rows[out] = filters[chosen];
    writeRow(area.pixels, offset + y * stride, width, stride, chosen, rows, out + 1);
  }
}

function writeRow(
  pixels: Uint32Array,
  start: number,
  width: number,
  stride: number,
  filter: Filter,
  rows: Uint8Array,
  first: number,
): void {
  const end = start + width;
  let out = first;
  let left = 0;
  switch (filter) {
    case 'none':
      for (let at = start; at < end; at++) {
        const pixel = pixels[at] as number;
        rows[out++] = pixel >>> 16;
        rows[out++] = pixel >>> 8;
        rows[out++] = pixel;
      }
      return;
    case 'left':
      for (let at = start; at < end; at++) {
        const pixel = pixels[at] as number;
        rows[out++] = (pixel >>> 16) - (left >>> 16);
        rows[out++] = (pixel >>> 8) - (left >>> 8);
        rows[out++] = pixel - left;
        left = pixel;
      }
      return;
    case 'up':
      for (let at = start; at < end; at++) {
        const pixel = pixels[at] as number;
        const above = pixels[at - stride] as number;
        rows[out++] = (pixel >>> 16) - (above >>> 16);
        rows[out++] = (pixel >>> 8) - (above >>> 8);
        rows[out++] = pixel - above;
      }
      return;
    case 'average':
      for (let at = start; at < end; at++) {
        const pixel = pixels[at] as number;
        const above = pixels[at - stride] as number;
        rows[out++] = (pixel >>> 16) - ((((left >>> 16) & 0xff) + ((above >>> 16) & 0xff)) >>> 1);
        rows[out++] = (pixel >>> 8) - ((((left >>> 8) & 0xff) + ((above >>> 8) & 0xff)) >>> 1);
        rows[out++] = pixel - (((left & 0xff) + (above & 0xff)) >>> 1);
        left = pixel;
      }
      return;
    default:
      filter satisfies never;
  }
}
