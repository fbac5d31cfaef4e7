/** For tests: the pixels of an encoded image as a viewer gets them. */
import { FrameEncoding } from '@ringside/protocol';
import sharp from 'sharp';

/** @returns one 0x00RRGGBB word a pixel */
export async function decodeImage(
  encoding: FrameEncoding,
  payload: Uint8Array,
  width: number,
  height: number,
): Promise<Uint32Array> {
  const words = new Uint32Array(width * height);
  if (encoding === FrameEncoding.FRAME_ENCODING_SOLID) {
    const [red = 0, green = 0, blue = 0] = payload;
    return words.fill((red << 16) | (green << 8) | blue);
  }
  const { data, info } = await sharp(payload)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== width || info.height !== height || info.channels !== 3) {
    throw new Error(`an image of ${info.width}x${info.height} where ${width}x${height} was announced`);
  }
  for (let at = 0, byte = 0; at < words.length; at++, byte += 3) words[at] = data.readUIntBE(byte, 3);
  return words;
}
