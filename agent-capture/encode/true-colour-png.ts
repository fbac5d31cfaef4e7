/**
 * Pictures at rest, exact: PNG with a filter and a way of deflating that go by the content. A full 1080p photograph takes
 * a tenth of the time of lossless WebP's fastest, at a quarter more bytes.
 */
import { constants, deflate, type ZlibOptions } from 'node:zlib';
import { EncodeError } from './encode-error.ts';
import type { PixelArea } from './image-encoder.ts';
import { KeptBuffers } from './kept-buffers.ts';
import { encodeLimits } from './limits.ts';
import { assemblePng } from './png-file.ts';
import { type Filter, filteredBytes, filterRows } from './png-filter.ts';

interface Way {
  readonly filter: Filter;
  readonly options: ZlibOptions;
}

const repeats: ZlibOptions = { level: encodeLimits.deflateLevel };
/** What is left of a photograph after filtering repeats nowhere: looking for it would take most of the time. */
const codesOnly: ZlibOptions = { level: encodeLimits.deflateLevel, strategy: constants.Z_HUFFMAN_ONLY };

const letters: Way = { filter: 'none', options: repeats };
const gradient: Way = { filter: 'up', options: repeats };
const photograph: Way = { filter: 'average', options: codesOnly };

const colourMask = 0x00ff_ffff;
const noPalette = new Uint32Array(0);
const buffers = new KeptBuffers();

/** Reads the pixels before it returns. */
export async function encodeTrueColourPng(area: PixelArea): Promise<Buffer> {
  const { filter, options } = chooseWay(area);
  const rows = buffers.take(filteredBytes(area));
  // What does not fit into one chunk makes the codec's thread come back for the next one.
  const chunkSize = Math.max(constants.Z_MIN_CHUNK, rows.length >> 1);
  try {
    filterRows(area, filter, rows);
    return assemblePng(area.width, area.height, noPalette, await deflated(rows, { ...options, chunkSize }));
  } catch (cause) {
    throw new EncodeError('codec-failed', 'A rectangle of the screen could not be compressed.', { cause });
  } finally {
    buffers.give(rows);
  }
}

function deflated(rows: Uint8Array, options: ZlibOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflate(rows, options, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}

/** Looks at some rows: how many pixels equal their neighbour, and how many differ from above as their neighbour does. */
function chooseWay({ pixels, offset, stride, width, height }: PixelArea): Way {
  let looked = 0;
  let equal = 0;
  let steady = 0;
  for (let y = 1; y < height; y += encodeLimits.waySampleRows) {
    let left = pixels[offset + y * stride] as number;
    let fromAbove = left - (pixels[offset + (y - 1) * stride] as number);
    for (let at = offset + y * stride + 1, end = at + width - 1; at < end; at++) {
      const pixel = pixels[at] as number;
      const change = pixel - (pixels[at - stride] as number);
      if (((pixel ^ left) & colourMask) === 0) equal++;
      if (((change ^ fromAbove) & colourMask) === 0) steady++;
      left = pixel;
      fromAbove = change;
    }
    looked += width - 1;
  }
  if (Math.max(equal, steady) < looked * encodeLimits.repeatsShare) return photograph;
  return equal >= steady ? letters : gradient;
}
