/**
 * Reads width and height from an image's own header, before any decoder sees it: an image that claims another size
 * than its tiles have is not decoded at all.
 *
 *   PNG   8 bytes signature, chunk IHDR: width at 16, height at 20, big-endian
 *   WebP  "RIFF" size "WEBP", then "VP8 " (size at 26, 14 bits each), "VP8L" (14 + 14 bits at 21) or "VP8X" (24 bits at 24)
 *   JPEG  segments from byte 2; the first SOF has height at +5 and width at +7
 */
import { FrameEncoding } from '@ringside/protocol';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const pngIhdr = 0x49484452;
const webp = 0x57454250;
const vp8 = 0x56503820;
const vp8Lossless = 0x5650384c;
const vp8Extended = 0x56503858;

/** The size, or undefined when the bytes are not an image of this encoding. */
export function readImageSize(encoding: number, image: Uint8Array): ImageSize | undefined {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  switch (encoding) {
    case FrameEncoding.FRAME_ENCODING_PNG:
      return pngSize(view);
    case FrameEncoding.FRAME_ENCODING_WEBP:
      return webpSize(view);
    case FrameEncoding.FRAME_ENCODING_JPEG:
      return jpegSize(view);
    default:
      return undefined;
  }
}

function pngSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== pngIhdr) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function webpSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== webp) return undefined;
  const kind = view.getUint32(12);
  if (kind === vp8) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === vp8Lossless) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind !== vp8Extended) return undefined;
  const read24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { width: read24(24) + 1, height: read24(27) + 1 };
}

function jpegSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker < 0xffc0 || marker === 0xffda) return undefined;
    // SOF0 to SOF15, without the tables (C4), the extension (C8) and the arithmetic conditioning (CC) between them.
    const isFrame = marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
