/**
 * Small palette images as PNG, the form in which typing and small changes of an interface come: decoded at once, where
 * the browser's own decoders take a millisecond to hop to another thread and back. Whatever else a PNG may be is left
 * to them.
 */
import { inflateSync } from 'fflate';
import { viewerLimits } from '../limits.ts';
import type { WholeFrame } from './frame-assembly.ts';

const signature = [0x89504e47, 0x0d0a1a0a] as const;
const ihdr = 0x49484452;
const plte = 0x504c5445;
const idat = 0x49444154;
const iend = 0x49454e44;
/** 8 bits, palette, deflate, adaptive filters; the fifth byte says that it is not interlaced. */
const paletteOf8Bits = 0x08030000;
const opaque = 0xff000000;

const headerEnd = 33;
/** Length and type before a chunk's content, a checksum after it. */
const chunkStart = 8;
const chunkOverhead = 12;
const zlibHeader = 2;
const zlibChecksum = 4;
const zlibOverhead = zlibHeader + zlibChecksum;

/** Where a picture is written: 32-bit pixels as ImageData holds them, rows `stride` pixels apart. */
export interface PixelRows {
  readonly pixels: Uint32Array;
  readonly stride: number;
}

/** An image that is ready to be drawn. */
export interface FlatImage {
  readonly width: number;
  readonly height: number;
  write(into: PixelRows): void;
}

/**
 * The small palette images of one display. Only the first few of an update are decoded here: where many change, decoders on
 * other threads do more in the same time, and this thread has the page to draw.
 */
export class InstantImages {
  #left: number = viewerLimits.instantPerUpdate;
  #refused = false;

  /** @returns undefined for an image that is for the browser's decoder */
  decode({ image, lastOfUpdate }: Pick<WholeFrame, 'image' | 'lastOfUpdate'>): FlatImage | undefined {
    const flat = this.#left > 0 && !this.#refused ? this.#decode(image) : undefined;
    if (flat !== undefined) this.#left--;
    if (lastOfUpdate) this.#left = viewerLimits.instantPerUpdate;
    return flat;
  }

  #decode(png: Uint8Array): FlatImage | undefined {
    const parts = partsOf(png);
    if (parts === undefined) return undefined;
    const flat = unpacked(parts);
    // Four kilobytes may unpack to four megabytes, on the page's own thread: who sends such a thing does it once.
    if (flat === undefined) this.#refused = true;
    return flat;
  }
}

/** @returns undefined for an image that is too large, of another form, or broken */
export function decodePalettePng(png: Uint8Array): FlatImage | undefined {
  const parts = partsOf(png);
  return parts && unpacked(parts);
}

function unpacked({ width, height, palette, deflated }: Parts): FlatImage | undefined {
  const colours = coloursOf(palette);
  const rows = inflated(deflated, (width + 1) * height);
  if (rows === undefined || !areIndices(rows, width, colours.length)) return undefined;
  return {
    width,
    height,
    write({ pixels, stride }) {
      let at = 0;
      for (let y = 0; y < height; y++) {
        at++;
        const row = y * stride;
        for (let x = row; x < row + width; x++) pixels[x] = colours[rows[at++] as number] as number;
      }
    },
  };
}

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly palette: Uint8Array;
  readonly deflated: Uint8Array;
}

function partsOf(png: Uint8Array): Parts | undefined {
  if (png.length < headerEnd || png.length > viewerLimits.instantBytes) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (view.getUint32(0) !== signature[0] || view.getUint32(4) !== signature[1]) return undefined;
  if (view.getUint32(12) !== ihdr || view.getUint32(24) !== paletteOf8Bits || png[28] !== 0) return undefined;
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const { instantEdge, instantPixels } = viewerLimits;
  if (width > instantEdge || height > instantEdge || width * height > instantPixels) return undefined;
  const palette = chunkAt(view, headerEnd, plte);
  const rows = palette && chunkAt(view, palette.end, idat);
  if (palette === undefined || rows === undefined || chunkAt(view, rows.end, iend) === undefined) return undefined;
  return {
    width,
    height,
    palette: png.subarray(palette.from, palette.to),
    deflated: png.subarray(rows.from, rows.to),
  };
}

interface Chunk {
  /** Of its content. */
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

function chunkAt(view: DataView, at: number, type: number): Chunk | undefined {
  if (at + chunkOverhead > view.byteLength || view.getUint32(at + 4) !== type) return undefined;
  const from = at + chunkStart;
  const to = from + view.getUint32(at);
  const end = to + chunkOverhead - chunkStart;
  return end > view.byteLength ? undefined : { from, to, end };
}

/** As ImageData holds pixels, on a machine whose least significant byte comes first. */
function coloursOf(palette: Uint8Array): Uint32Array {
  const colours = new Uint32Array(Math.floor(palette.length / 3));
  for (let index = 0; index < colours.length; index++) {
    const at = index * 3;
    const [red = 0, green = 0, blue = 0] = palette.subarray(at, at + 3);
    colours[index] = opaque | (blue << 16) | (green << 8) | red;
  }
  return colours;
}

/** Deflate without a preset dictionary, and a header that says so: RFC 1950. */
function isZlib(first: number, second: number): boolean {
  return (first & 0x0f) === 8 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0;
}

/** @returns undefined when it is something else, or not as long */
function inflated(zlib: Uint8Array, length: number): Uint8Array | undefined {
  if (zlib.length < zlibOverhead || !isZlib(zlib[0] as number, zlib[1] as number)) return undefined;
  try {
    // One byte more shows what is too long; what is beyond it is not kept.
    const out = new Uint8Array(length + 1);
    const rows = inflateSync(zlib.subarray(zlibHeader, zlib.length - zlibChecksum), { out });
    return rows.length === length ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** Whether no row is filtered and every index has its colour. */
function areIndices(rows: Uint8Array, width: number, colours: number): boolean {
  for (let at = 0; at < rows.length; ) {
    if (rows[at++] !== 0) return false;
    for (const end = at + width; at < end; at++) if ((rows[at] as number) >= colours) return false;
  }
  return true;
}
