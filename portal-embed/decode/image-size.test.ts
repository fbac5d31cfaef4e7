import { FrameEncoding } from '@ringside/protocol';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodeJpeg, encodePng, encodeWebp, testPicture } from '../testing/frames.ts';
import { readImageSize } from './image-size.ts';

const picture = testPicture(130, 67);
const raw = { raw: { width: 130, height: 67, channels: 3 } } as const;
const size = { width: 130, height: 67 };

describe('image size', () => {
  test.each([
    ['PNG', FrameEncoding.FRAME_ENCODING_PNG, () => encodePng(picture)],
    ['lossless WebP', FrameEncoding.FRAME_ENCODING_WEBP, () => encodeWebp(picture)],
    ['lossy WebP', FrameEncoding.FRAME_ENCODING_WEBP, () => sharp(picture.rgb, raw).webp().toBuffer()],
    [
      'extended WebP',
      FrameEncoding.FRAME_ENCODING_WEBP,
      () => sharp(picture.rgb, raw).withIccProfile('srgb').webp().toBuffer(),
    ],
    ['JPEG', FrameEncoding.FRAME_ENCODING_JPEG, () => encodeJpeg(picture)],
    [
      'progressive JPEG',
      FrameEncoding.FRAME_ENCODING_JPEG,
      () => sharp(picture.rgb, raw).withIccProfile('srgb').jpeg({ progressive: true }).toBuffer(),
    ],
  ])('%s tells its size, and nothing when cut or taken for another encoding', async (_, encoding, encode) => {
    const image = new Uint8Array(await encode());
    expect(readImageSize(encoding, image)).toEqual(size);
    for (let length = 0; length < 24; length++) {
      expect(readImageSize(encoding, image.subarray(0, length))).toBeUndefined();
    }
    for (const other of [1, 2, 3].filter((value) => value !== encoding)) {
      expect(readImageSize(other, image)).toBeUndefined();
    }
  });

  test('bytes at an offset are read from there', async () => {
    const image = await encodePng(picture);
    const shifted = new Uint8Array(image.length + 7);
    shifted.set(image, 7);
    expect(readImageSize(FrameEncoding.FRAME_ENCODING_PNG, shifted.subarray(7))).toEqual(size);
  });

  test('a JPEG of empty segments ends', () => {
    const image = new Uint8Array(10_000).fill(0);
    image.set([0xff, 0xd8]);
    for (let at = 2; at + 4 < image.length; at += 4) image.set([0xff, 0xe0, 0, 2], at);
    expect(readImageSize(FrameEncoding.FRAME_ENCODING_JPEG, image)).toBeUndefined();
    expect(
      readImageSize(FrameEncoding.FRAME_ENCODING_JPEG, new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0])),
    ).toBeUndefined();
  });
});
