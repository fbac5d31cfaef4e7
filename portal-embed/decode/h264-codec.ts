/**
 * H.264 by the browser's own decoder: the one place that names VideoDecoder. Pictures come out as they are decoded,
 * told apart by the numbers they were handed in with.
 */
import type { StreamParameters } from './h264-parameters.ts';

export interface CodecListener {
  /** Takes over the picture, which must be closed. */
  picture(number: number, image: VideoFrame): void;
  /** Nothing more comes. `unsupported`: nor would it from another decoder of the same kind. */
  failed(unsupported: boolean): void;
}

/** One stream in a decoder. */
export interface StreamCodec {
  decode(unit: Uint8Array<ArrayBuffer>, key: boolean, number: number): void;
  /** Everything handed in comes out; then the next must be a key frame. */
  flush(): Promise<void>;
  close(): void;
}

export type OpenCodec = (parameters: StreamParameters, inSoftware: boolean, listener: CodecListener) => StreamCodec;

/** What encoders make that say nothing of colours: as JPEG's, in the range of television. */
const unnamedColours = { primaries: 'bt709', transfer: 'iec61966-2-1', matrix: 'smpte170m' } as const;

export const openBrowserCodec: OpenCodec = (parameters, inSoftware, listener) => {
  const decoder = new VideoDecoder({
    output: (image) => listener.picture(image.timestamp, image),
    error: ({ name }) => listener.failed(name === 'NotSupportedError'),
  });
  decoder.configure(configuration(parameters, inSoftware));
  return {
    decode(data, key, timestamp) {
      decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, data }));
    },
    flush: () => decoder.flush(),
    close() {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
};

function configuration({ codec, namesColours, fullRange }: StreamParameters, inSoftware: boolean): VideoDecoderConfig {
  const hardwareAcceleration = inSoftware ? 'prefer-software' : 'no-preference';
  const config: VideoDecoderConfig = { codec, optimizeForLatency: true, hardwareAcceleration };
  return namesColours ? config : { ...config, colorSpace: { ...unnamedColours, fullRange: fullRange ?? false } };
}

/** Main at 1080p is what agents send; a browser may have the interface and not this codec. */
const usual = { codec: 'avc1.4d0028', optimizeForLatency: true };

/** Whether this browser paints video streams at all. */
export async function paintsStreams(): Promise<boolean> {
  if (typeof VideoDecoder === 'undefined' || typeof EncodedVideoChunk === 'undefined') return false;
  try {
    return (await VideoDecoder.isConfigSupported(usual)).supported === true;
  } catch {
    return false;
  }
}
