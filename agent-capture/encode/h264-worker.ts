/**
 * The thread that encodes video, through @napi-rs/webcodecs. A thread of its own because the library gives the memory of
 * a picture back only when its object is collected: here each picture is followed by a small collection (0.2 ms), which
 * on the agent's own heap would be a large one. The only importer of @napi-rs/webcodecs.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { type EncodedVideoChunk, VideoEncoder, type VideoEncoderConfig, VideoFrame } from '@napi-rs/webcodecs';
import { keepYoungGenerationSmall } from '../young-generation.ts';
import type { FromEncodingThread, ToEncodingThread } from './h264-messages.ts';

type Opening = Extract<ToEncodingThread, { what: 'open' }>;

/** Of the codec string the library reads only that it is H.264: profile and level go by size and content. */
const codec = 'avc1.640028';
const hardwareAcceleration = 'prefer-software';

keepYoungGenerationSmall();
// The function exists only with this flag, which threads cannot be given when they start.
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function freePictures(): void {
  if (typeof collect === 'function') collect({ type: 'minor' });
}

/** An encoder that is closed is old, and its memory is given back only with its object, too: nothing waits now. */
function freeEncoders(): void {
  if (typeof collect === 'function' && streams.size === 0) collect();
}

function say(message: FromEncodingThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

class Stream {
  readonly #opening: Opening;
  /** The library holds on to an encoder's callbacks, and so to this: an encoder that is closed must not be held here, too. */
  #encoder: VideoEncoder | undefined;
  #pictures = 0;
  /** Of the picture that is being encoded. */
  #pixels: ArrayBuffer | undefined;

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#encoder = this.#open(opening.kilobitsPerSecond);
  }

  encode(pixels: ArrayBuffer, key: boolean): void {
    const { width, height, framesPerSecond } = this.#opening;
    this.#pixels = pixels;
    // Not the time of capture: the encoder shares out its bits by frames of equal length.
    const timestamp = Math.round((this.#pictures++ * 1_000_000) / framesPerSecond);
    const frame = new VideoFrame(new Uint8Array(pixels), {
      format: 'BGRX',
      codedWidth: width,
      codedHeight: height,
      timestamp,
    });
    this.#encoder?.encode(frame, { keyFrame: key });
    frame.close();
  }

  retarget(kilobitsPerSecond: number): void {
    this.close();
    this.#pictures = 0;
    this.#encoder = this.#open(kilobitsPerSecond);
  }

  close(): void {
    if (this.#encoder !== undefined && this.#encoder.state !== 'closed') this.#encoder.close();
    this.#encoder = undefined;
  }

  #open(kilobitsPerSecond: number): VideoEncoder {
    const { stream, width, height, framesPerSecond } = this.#opening;
    const encoder = new VideoEncoder({
      output: (chunk) => this.#encoded(chunk),
      error: (error) => say({ what: 'failed', stream, reason: error.message }),
    });
    const config: VideoEncoderConfig = {
      codec,
      hardwareAcceleration,
      width,
      height,
      framerate: framesPerSecond,
      bitrate: kilobitsPerSecond * 1_000,
      bitrateMode: 'variable',
      // The library tunes x264 for zero latency in either mode; in this one a key picture comes only when it is needed.
      latencyMode: 'quality',
      avc: { format: 'annexb' },
    };
    encoder.configure(config);
    return encoder;
  }

  #encoded(chunk: EncodedVideoChunk): void {
    const pixels = this.#pixels;
    if (pixels === undefined) return;
    this.#pixels = undefined;
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    const { stream } = this.#opening;
    say({ what: 'encoded', stream, payload, key: chunk.type === 'key', pixels }, [pixels, payload.buffer]);
    setImmediate(freePictures);
  }
}

const streams = new Map<number, Stream>();

function handle(message: ToEncodingThread): void {
  const { stream } = message;
  switch (message.what) {
    case 'open':
      streams.set(stream, new Stream(message));
      return;
    case 'encode':
      streams.get(stream)?.encode(message.pixels, message.key);
      return;
    case 'retarget':
      streams.get(stream)?.retarget(message.kilobitsPerSecond);
      return;
    case 'close':
      streams.get(stream)?.close();
      streams.delete(stream);
      setImmediate(freeEncoders);
      return;
    default:
      message satisfies never;
  }
}

parentPort?.on('message', (message: ToEncodingThread) => {
  try {
    handle(message);
  } catch (error) {
    say({ what: 'failed', stream: message.stream, reason: error instanceof Error ? error.message : String(error) });
  }
});

const { supported } = await VideoEncoder.isConfigSupported({ codec, hardwareAcceleration, width: 640, height: 384 });
say({ what: 'loaded', h264: supported });
