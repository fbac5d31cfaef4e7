/**
 * Video streams as H.264, in a thread that is there while a stream is, and a while longer. An encoder that keeps a
 * picture back is given up with its thread: it may hang.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import { EncodeError } from './encode-error.ts';
import type { FromEncodingThread, ToEncodingThread } from './h264-messages.ts';
import { encodeLimits } from './limits.ts';
import type { VideoEncoder, VideoEncoders, VideoPicture, VideoSettings } from './video-encoder.ts';

/** As source it is TypeScript; in the packed agent it lies beside the bundle. */
const threadFile = new URL(import.meta.url.endsWith('.ts') ? './h264-worker.ts' : './h264-worker.js', import.meta.url);

/** @returns undefined where the library is missing or has no H.264 */
export async function openH264Encoders(
  clock: Pick<Clock, 'after'>,
  file = threadFile,
): Promise<VideoEncoders | undefined> {
  const encoders = new H264Encoders(clock, file);
  return (await encoders.works()) ? encoders : undefined;
}

interface Thread {
  readonly worker: Worker;
  readonly loaded: Promise<boolean>;
  readonly streams: Map<number, H264Stream>;
}

class H264Encoders implements VideoEncoders {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #file: URL;
  #thread: Thread | undefined;
  #lastStream = 0;
  #cancelRest = (): void => undefined;

  constructor(clock: Pick<Clock, 'after'>, file: URL) {
    this.#clock = clock;
    this.#file = file;
  }

  async works(): Promise<boolean> {
    const works = await this.#running().loaded;
    this.#rest();
    return works;
  }

  open(settings: VideoSettings): VideoEncoder {
    this.#cancelRest();
    const thread = this.#running();
    const id = ++this.#lastStream;
    const say = (message: ToEncodingThread, transfer: ArrayBuffer[] = []) =>
      thread.worker.postMessage(message, transfer);
    const stream = new H264Stream(id, settings, thread.loaded, this.#clock, say, (hangs) => {
      thread.streams.delete(id);
      if (hangs) this.#end(thread, 'The video encoder keeps pictures back.');
      this.#rest();
    });
    thread.streams.set(id, stream);
    return stream;
  }

  close(): void {
    this.#cancelRest();
    if (this.#thread !== undefined) this.#end(this.#thread, 'The agent stops.');
  }

  #running(): Thread {
    this.#thread ??= this.#start();
    return this.#thread;
  }

  #start(): Thread {
    const worker = new Worker(this.#file);
    // Streams end with sessions, never the other way round.
    worker.unref();
    const { promise: loaded, resolve } = Promise.withResolvers<boolean>();
    const thread: Thread = { worker, loaded, streams: new Map() };
    worker.on('message', (message: FromEncodingThread) => {
      if (message.what === 'loaded') resolve(message.h264);
      else thread.streams.get(message.stream)?.answered(message);
    });
    const over = (): void => {
      resolve(false);
      this.#end(thread, 'The thread that encodes video is gone.');
    };
    worker.once('error', over);
    worker.once('exit', over);
    return thread;
  }

  #end(thread: Thread, reason: string): void {
    if (this.#thread === thread) this.#thread = undefined;
    for (const stream of [...thread.streams.values()]) stream.lost(reason);
    void thread.worker.terminate();
  }

  /** Nothing is encoded: the thread's memory goes, though not between two videos of a presentation. */
  #rest(): void {
    this.#cancelRest();
    if (this.#thread === undefined || this.#thread.streams.size > 0) return;
    this.#cancelRest = this.#clock.after(encodeLimits.videoThreadRestMs, () => this.close());
  }
}

type Answer = Exclude<FromEncodingThread, { what: 'loaded' }>;

class H264Stream implements VideoEncoder {
  readonly #id: number;
  readonly #loaded: Promise<boolean>;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #say: (message: ToEncodingThread, transfer?: ArrayBuffer[]) => void;
  readonly #over: (hangs: boolean) => void;
  #pixels: ArrayBuffer | undefined;
  #pending: { readonly picture: PromiseWithResolvers<VideoPicture>; cancelWait: () => void } | undefined;
  #closed = false;

  constructor(
    id: number,
    settings: VideoSettings,
    loaded: Promise<boolean>,
    clock: Pick<Clock, 'after'>,
    say: (message: ToEncodingThread, transfer?: ArrayBuffer[]) => void,
    over: (hangs: boolean) => void,
  ) {
    this.#id = id;
    this.#loaded = loaded;
    this.#clock = clock;
    this.#say = say;
    this.#over = over;
    this.#pixels = new ArrayBuffer(settings.width * settings.height * 4);
    const { width, height, framesPerSecond, kilobitsPerSecond } = settings;
    say({ what: 'open', stream: id, width, height, framesPerSecond, kilobitsPerSecond });
  }

  encode(bgrx: Uint8Array, key: boolean): Promise<VideoPicture> {
    const pixels = this.#pixels;
    if (this.#closed || pixels === undefined) {
      return Promise.reject(new EncodeError('codec-failed', 'The video encoder is closed or busy.'));
    }
    const picture = Promise.withResolvers<VideoPicture>();
    const pending = { picture, cancelWait: (): void => undefined };
    this.#pending = pending;
    this.#pixels = undefined;
    new Uint8Array(pixels).set(bgrx);
    this.#say({ what: 'encode', stream: this.#id, pixels, key }, [pixels]);
    // A thread that is just starting has a right to do so.
    void this.#loaded.then(() => {
      if (this.#pending !== pending) return;
      pending.cancelWait = this.#clock.after(encodeLimits.videoAnswerMs, () => {
        // Where this thread stood still, the timer runs before an answer that has long been there: that one comes first.
        setImmediate(() => {
          if (this.#pending === pending) this.#fail('No picture in time.', true);
        });
      });
    });
    return picture.promise;
  }

  retarget(kilobitsPerSecond: number): void {
    if (!this.#closed) this.#say({ what: 'retarget', stream: this.#id, kilobitsPerSecond });
  }

  close(): void {
    if (this.#closed) return;
    this.#say({ what: 'close', stream: this.#id });
    this.#fail('The stream has ended.', false);
  }

  answered(answer: Answer): void {
    if (answer.what === 'failed') {
      this.#say({ what: 'close', stream: this.#id });
      this.#fail(answer.reason, false);
      return;
    }
    const { pixels, payload, key } = answer;
    this.#pixels = pixels;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.cancelWait();
    pending?.picture.resolve({ payload, key });
  }

  lost(reason: string): void {
    this.#fail(reason, false);
  }

  #fail(reason: string, hangs: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.cancelWait();
    pending?.picture.reject(new EncodeError('codec-failed', reason));
    this.#over(hangs);
  }
}
