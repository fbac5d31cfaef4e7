/**
 * Reads what a decoder must know of an H.264 stream from the sequence parameter set in front of its key frames, before
 * any decoder sees them: profile and level, the picture's size, and whether the stream says what its colours mean.
 *
 *   access unit    NAL units, each behind 00 00 01; the five low bits of a unit's first byte are its type, 7 is the set
 *   set            profile, constraints, level (a byte each), then Exp-Golomb numbers and flags, in the order read here
 *   00 00 03       inside a unit: the 3 is no content
 */

/** What a stream's pictures are. */
export interface StreamParameters {
  /** As WebCodecs names it: avc1. and three bytes in hexadecimal. */
  readonly codec: string;
  /** In pixels, cut as the stream says. */
  readonly width: number;
  readonly height: number;
  /** The stream names its colour matrix. */
  readonly namesColours: boolean;
  /** Whether black is 0, not 16; undefined when the stream does not say. */
  readonly fullRange: boolean | undefined;
}

const parameterSet = 7;
/** Sets stand in front, behind a delimiter at most: what comes later is pictures. */
const searchedBytes = 512;
/** A set with every table there is takes less. */
const setBytes = 1_024;

/** Baseline, Main and High: 8 bits, 4:2:0, what every decoder of H.264 takes. */
const profiles: readonly number[] = [66, 77, 100];
const high = 100;

/** The parameters, or undefined when this is no key frame with a set that a viewer takes. */
export function readStreamParameters(unit: Uint8Array): StreamParameters | undefined {
  const set = findSet(unit);
  if (set === undefined) return undefined;
  const [profile, constraints, level] = set;
  if (profile === undefined || constraints === undefined || level === undefined) return undefined;
  if (!profiles.includes(profile)) return undefined;
  const bits = new BitReader(set.subarray(3));
  bits.number();
  if (profile === high && !isPlainHigh(bits)) return undefined;
  skipOrder(bits);
  const size = readSize(bits);
  const colours = readColours(bits);
  if (size === undefined || bits.failed) return undefined;
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  return { codec: `avc1.${hex(profile)}${hex(constraints)}${hex(level)}`, ...size, ...colours };
}

/** The set's bytes behind its type, without the bytes that are no content. */
function findSet(unit: Uint8Array): Uint8Array | undefined {
  const end = Math.min(unit.length - 4, searchedBytes);
  for (let at = 0; at < end; at++) {
    if (unit[at] !== 0 || unit[at + 1] !== 0 || unit[at + 2] !== 1) continue;
    if (((unit[at + 3] ?? 0) & 0x1f) === parameterSet) return content(unit.subarray(at + 4, at + 4 + setBytes));
  }
  return undefined;
}

function content(escaped: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(escaped.length);
  let length = 0;
  let zeros = 0;
  for (const byte of escaped) {
    // Three bytes of zero, or a start code, end the unit.
    if (zeros >= 2 && byte < 3) break;
    if (zeros < 2 || byte !== 3) bytes[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes.subarray(0, length);
}

/** Skips what High adds. @returns whether it is 4:2:0 of 8 bits without tables of its own */
function isPlainHigh(bits: BitReader): boolean {
  const chromaFormat = bits.number();
  const lumaDepth = bits.number();
  const chromaDepth = bits.number();
  bits.flag();
  const tables = bits.flag();
  return chromaFormat === 1 && lumaDepth === 0 && chromaDepth === 0 && !tables;
}

/** In which order pictures are numbered and kept: nothing of it matters here. */
function skipOrder(bits: BitReader): void {
  bits.number();
  const countType = bits.number();
  if (countType === 0) bits.number();
  else if (countType === 1) {
    bits.flag();
    bits.number();
    bits.number();
    const cycle = bits.number();
    for (let index = 0; index < cycle && !bits.failed; index++) bits.number();
  }
  bits.number();
  bits.flag();
}

function readSize(bits: BitReader): { readonly width: number; readonly height: number } | undefined {
  const macroblocksWide = bits.number() + 1;
  const macroblocksHigh = bits.number() + 1;
  // Interlaced pictures are nobody's screen.
  if (!bits.flag()) return undefined;
  bits.flag();
  const cut = bits.flag();
  const [left, right, top, bottom] = cut ? [bits.number(), bits.number(), bits.number(), bits.number()] : [0, 0, 0, 0];
  // The cut is counted in pixels of colour, of which 4:2:0 has one for two.
  return { width: macroblocksWide * 16 - 2 * (left + right), height: macroblocksHigh * 16 - 2 * (top + bottom) };
}

/** From the usability information, where there is one. */
function readColours(bits: BitReader): Pick<StreamParameters, 'namesColours' | 'fullRange'> {
  const nothing = { namesColours: false, fullRange: undefined };
  if (!bits.flag()) return nothing;
  const ownAspect = 255;
  if (bits.flag() && bits.fixed(8) === ownAspect) bits.fixed(32);
  if (bits.flag()) bits.flag();
  if (!bits.flag()) return nothing;
  bits.fixed(3);
  const fullRange = bits.flag();
  if (!bits.flag()) return { namesColours: false, fullRange };
  bits.fixed(16);
  const unspecified = 2;
  return { namesColours: bits.fixed(8) !== unspecified, fullRange };
}

/** Reads bits from the first to the last; behind the end everything is 0, and `failed` says so. */
class BitReader {
  failed = false;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  flag(): boolean {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) {
      this.failed = true;
      return false;
    }
    return ((byte >> (7 - (this.#at++ & 7))) & 1) === 1;
  }

  fixed(bits: number): number {
    let value = 0;
    for (let count = 0; count < bits; count++) value = value * 2 + (this.flag() ? 1 : 0);
    return value;
  }

  /** Exp-Golomb: as many zeros as bits follow the first one. Signed numbers are as long. */
  number(): number {
    let zeros = 0;
    while (!this.failed && !this.flag()) zeros++;
    return this.failed ? 0 : 2 ** zeros - 1 + this.fixed(zeros);
  }
}
