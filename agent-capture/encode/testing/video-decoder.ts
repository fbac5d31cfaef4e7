/** For tests: the pictures of a video stream as a viewer gets them. */
import { EncodedVideoChunk, VideoDecoder, type VideoFrame } from '@napi-rs/webcodecs';
import type { VideoPicture } from '../video-encoder.ts';

/**
 * @param pictures from a key picture on, in order
 * @returns one 0x00RRGGBB word a pixel, for each picture
 */
export async function decodeVideo(
  pictures: readonly VideoPicture[],
  width: number,
  height: number,
): Promise<Uint32Array[]> {
  const frames: VideoFrame[] = [];
  let failure: Error | undefined;
  const decoder = new VideoDecoder({
    output: (frame) => void frames.push(frame),
    error: (error) => {
      failure = error;
    },
  });
  decoder.configure({ codec: 'avc1.640028', codedWidth: width, codedHeight: height });
  for (const [index, { payload, key }] of pictures.entries()) {
    decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: index * 1_000, data: payload }));
  }
  await decoder.flush();
  decoder.close();
  if (failure !== undefined) throw failure;
  if (frames.length !== pictures.length) throw new Error(`${frames.length} of ${pictures.length} pictures decoded`);
  return Promise.all(
    frames.map(async (frame) => {
      if (frame.codedWidth !== width || frame.codedHeight !== height) {
        throw new Error(`a picture of ${frame.codedWidth}x${frame.codedHeight} where ${width}x${height} was announced`);
      }
      const words = new Uint32Array(width * height);
      await frame.copyTo(new Uint8Array(words.buffer), { format: 'BGRX' });
      frame.close();
      return words.map((word) => word & 0xff_ffff);
    }),
  );
}
