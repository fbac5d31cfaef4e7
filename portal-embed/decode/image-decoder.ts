/**
 * Decodes one image off the main thread: ImageDecoder where the browser has it, createImageBitmap elsewhere.
 * Colours are left as they are in the file, so that exact encodings stay exact.
 */
import { FrameEncoding } from '@ringside/protocol';

/** What can be drawn and must be closed. */
export type DecodedImage = (VideoFrame | ImageBitmap) & { close(): void };

export type DecodeImage = (encoding: number, image: Uint8Array<ArrayBuffer>) => Promise<DecodedImage>;

function mimeType(encoding: number): string {
  switch (encoding) {
    case FrameEncoding.FRAME_ENCODING_PNG:
      return 'image/png';
    case FrameEncoding.FRAME_ENCODING_WEBP:
      return 'image/webp';
    default:
      return 'image/jpeg';
  }
}

async function decodeByImageDecoder(encoding: number, image: Uint8Array<ArrayBuffer>): Promise<VideoFrame> {
  const decoder = new ImageDecoder({ type: mimeType(encoding), data: image, colorSpaceConversion: 'none' });
  try {
    return (await decoder.decode()).image;
  } finally {
    decoder.close();
  }
}

async function decodeByBitmap(encoding: number, image: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([image], { type: mimeType(encoding) }), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
}

/** The best this browser has. */
export function browserDecodeImage(): DecodeImage {
  return typeof ImageDecoder === 'undefined' ? decodeByBitmap : decodeByImageDecoder;
}
