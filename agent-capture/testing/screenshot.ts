/** The screen as xwd sees it: a second, independent reader to compare grabs with. */
import type { Xvfb } from './xvfb.ts';

export interface Screenshot {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel as one number. */
  at(x: number, y: number): number;
  /** Blue, green, red and 0 of a rectangle, rows without padding. */
  bgrx(left: number, top: number, width: number, height: number): Buffer;
}

/** XWD file: a header of big-endian words (size at 0, width at 16, height at 20, bytes per row at 48, colours at 76), colours of 12 bytes, rows. */
export async function takeScreenshot(xvfb: Xvfb): Promise<Screenshot> {
  const file = await xvfb.run('xwd', ['-root', '-silent']);
  const rowBytes = file.readUInt32BE(48);
  const rows = file.subarray(file.readUInt32BE(0) + 12 * file.readUInt32BE(76));
  return {
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    at: (x, y) => rows.readUInt32LE(y * rowBytes + x * 4) & 0xff_ffff,
    bgrx(left, top, width, height) {
      const picture = Buffer.alloc(width * height * 4);
      for (let row = 0; row < height; row++) {
        const from = (top + row) * rowBytes + left * 4;
        rows.copy(picture, row * width * 4, from, from + width * 4);
      }
      return withoutFourthByte(picture);
    },
  };
}

/** The unused byte of each pixel means nothing; cleared, pictures can be compared. */
export function withoutFourthByte(bgrx: Buffer): Buffer {
  const copy = Buffer.from(bgrx);
  for (let at = 3; at < copy.length; at += 4) copy[at] = 0;
  return copy;
}
