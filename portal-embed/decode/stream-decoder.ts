/**
 * One video stream: parts go in, each promised picture comes out when it is decoded. A decoder that keeps pictures to
 * itself is found out by the time it takes, and made to give up what it has.
 */
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import type { OpenCodec, StreamCodec } from './h264-codec.ts';
import type { StreamParameters } from './h264-parameters.ts';

/** What is wrong with a decoder. */
export type DecoderTrouble = 'unsupported' | 'failed' | 'held';

export interface StreamPart {
  readonly number: number;
  readonly key: boolean;
  readonly unit: Uint8Array<ArrayBuffer>;
}

/** A picture; or none, because a later one came out first. */
export type StreamPicture = VideoFrame | undefined;

interface Pending {
  readonly fedMs: number;
  resolve(picture: StreamPicture): void;
  reject(): void;
}

export class StreamDecoder {
  readonly #clock: Clock;
  readonly #codec: StreamCodec;
  readonly #size: StreamParameters;
  readonly #troubled: (trouble: DecoderTrouble) => void;
  /** By number, oldest first. */
  readonly #pending = new Map<number, Pending>();
  #state: 'open' | 'flushing' | 'closed' = 'open';
  #anyPicture = false;
  #cancelWatch: (() => void) | undefined;

  /** @param troubled told at most once; nothing more can be decoded then */
  constructor(
    parameters: StreamParameters,
    inSoftware: boolean,
    openCodec: OpenCodec,
    clock: Clock,
    troubled: (trouble: DecoderTrouble) => void,
  ) {
    this.#clock = clock;
    this.#size = parameters;
    this.#troubled = troubled;
    this.#codec = openCodec(parameters, inSoftware, {
      picture: (number, image) => this.#pictured(number, image),
      failed: (unsupported) => this.#fail(unsupported ? 'unsupported' : 'failed'),
    });
  }

  /** Takes parts. Whoever is made to give up what it has does not. */
  get open(): boolean {
    return this.#state === 'open';
  }

  decode({ number, key, unit }: StreamPart): Promise<StreamPicture> {
    const { promise, resolve, reject } = Promise.withResolvers<StreamPicture>();
    if (this.#state !== 'open') {
      reject(new Error('the stream is over'));
      return promise;
    }
    this.#pending.set(number, {
      fedMs: this.#clock.now(),
      resolve,
      reject: () => reject(new Error('the stream is over')),
    });
    if (this.#cancelWatch === undefined) this.#watchIn(this.#patienceMs);
    try {
      this.#codec.decode(unit, key, number);
    } catch {
      this.#fail('failed');
    }
    return promise;
  }

  /** Takes no more parts; what is in the decoder still comes out. */
  retire(): void {
    // One that is being flushed ends by itself, and says why it was.
    if (this.#state !== 'open') return;
    if (this.#pending.size === 0) this.close();
    else this.#flush(() => this.close());
  }

  /** What is in the decoder is given up. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#cancelWatch?.();
    this.#codec.close();
    for (const { reject } of this.#pending.values()) reject();
    this.#pending.clear();
  }

  /** The first picture waits for the decoder to be set up. */
  get #patienceMs(): number {
    return this.#anyPicture ? viewerLimits.pictureMs : viewerLimits.firstPictureMs;
  }

  #pictured(number: number, image: VideoFrame): void {
    const pending = this.#pending.get(number);
    if (pending === undefined) {
      image.close();
      return;
    }
    if (!this.#anyPicture) this.#firstPicture();
    for (const [earlier, { resolve }] of this.#pending) {
      if (earlier === number) break;
      this.#pending.delete(earlier);
      resolve(undefined);
    }
    this.#pending.delete(number);
    // A stream may change its mind about its size in the middle; its tiles do not.
    if (image.displayWidth === this.#size.width && image.displayHeight === this.#size.height) pending.resolve(image);
    else {
      image.close();
      pending.reject();
      this.#fail('failed');
    }
  }

  /** From now on there is less patience. */
  #firstPicture(): void {
    this.#anyPicture = true;
    if (this.#state !== 'open') return;
    this.#cancelWatch?.();
    this.#watchIn(this.#patienceMs);
  }

  /** One timer looks after all parts: another one for each would cost more than the look. */
  #watchIn(ms: number): void {
    const dueMs = this.#clock.now() + ms;
    this.#cancelWatch = this.#clock.after(ms, () => {
      this.#cancelWatch = undefined;
      const nowMs = this.#clock.now();
      const [oldest] = this.#pending.values();
      if (oldest === undefined) return;
      const leftMs = oldest.fedMs + this.#patienceMs - nowMs;
      // When this page itself stood still, pictures may be waiting behind this very task.
      if (nowMs - dueMs > viewerLimits.lateTimerMs) this.#watchIn(this.#patienceMs);
      else if (leftMs > 0) this.#watchIn(leftMs);
      else this.#hold();
    });
  }

  /** What was held back is worth painting; whatever follows needs another decoder. */
  #hold(): void {
    this.#flush(() => this.#fail('held'));
  }

  #flush(done: () => void): void {
    this.#state = 'flushing';
    this.#cancelWatch?.();
    this.#cancelWatch = this.#clock.after(viewerLimits.pictureMs, done);
    this.#codec.flush().then(done, done);
  }

  #fail(trouble: DecoderTrouble): void {
    if (this.#state === 'closed') return;
    this.close();
    this.#troubled(trouble);
  }
}
