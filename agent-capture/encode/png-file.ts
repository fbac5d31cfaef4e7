/**
 * Assembles a PNG file around deflated rows.
 *
 *   8 bytes   signature
 *   IHDR      width, height, 8 bits, colour type: 2 (red, green, blue) or 3 (palette)
 *   PLTE      3 bytes per colour, with colour type 3
 *   IDAT      deflated rows, each a filter byte and then one or three bytes per pixel
 *   IEND
 */
import { crc32 } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum around a chunk's content. */
const chunkOverhead = 12;
const headerBytes = 13;
const bitDepth = 8;
const trueColour = 2;
const paletteColour = 3;

/** @param palette 0x00RRGGBB each; none for true colour */
export function assemblePng(width: number, height: number, palette: Uint32Array, compressed: Buffer): Buffer {
  const paletteBytes = palette.length * 3;
  const paletteChunk = paletteBytes > 0 ? chunkOverhead + paletteBytes : 0;
  const png = Buffer.allocUnsafe(signature.length + 3 * chunkOverhead + headerBytes + paletteChunk + compressed.length);
  signature.copy(png);
  let at = beginChunk(png, signature.length, 'IHDR', headerBytes);
  png.writeUInt32BE(width, at);
  png.writeUInt32BE(height, at + 4);
  png[at + 8] = bitDepth;
  png[at + 9] = paletteBytes > 0 ? paletteColour : trueColour;
  png.fill(0, at + 10, at + headerBytes); // deflate, adaptive filters, not interlaced
  at = endChunk(png, at, headerBytes);
  if (paletteBytes > 0) {
    at = beginChunk(png, at, 'PLTE', paletteBytes);
    for (const [index, colour] of palette.entries()) png.writeUIntBE(colour, at + index * 3, 3);
    at = endChunk(png, at, paletteBytes);
  }
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
