/** Pictures at rest as lossless WebP, through sharp (libvips). The only importer of sharp. */
import sharp from 'sharp';
import { EncodeError } from './encode-error.ts';
import { encodeLimits } from './limits.ts';

// Nothing is encoded twice, so a cache would only hold pixels; and one thread per image keeps small ones cheap.
sharp.cache(false);
sharp.concurrency(encodeLimits.codecThreads);

/** @param rgb 3 bytes a pixel; must stay untouched until the promise settles */
export async function encodeLossless(rgb: Buffer, width: number, height: number): Promise<Buffer> {
  try {
    return await sharp(rgb, { raw: { width, height, channels: 3 } })
      .webp({ lossless: true, effort: encodeLimits.losslessEffort })
      .toBuffer();
  } catch (cause) {
    throw new EncodeError('codec-failed', 'The image library refused a rectangle of the screen.', { cause });
  }
}
