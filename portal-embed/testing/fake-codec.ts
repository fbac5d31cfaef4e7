/** A decoder of streams that does what a test says, and remembers what was done to it. */
import type { CodecListener, OpenCodec, StreamCodec } from '../decode/h264-codec.ts';
import type { StreamParameters } from '../decode/h264-parameters.ts';

export class FakeCodec implements StreamCodec {
  readonly parameters: StreamParameters;
  readonly inSoftware: boolean;
  readonly fed: { readonly number: number; readonly key: boolean }[] = [];
  closed = false;
  flushes: { resolve(): void; reject(): void }[] = [];
  readonly #listener: CodecListener;
  readonly #lent: Set<number>;

  constructor(parameters: StreamParameters, inSoftware: boolean, listener: CodecListener, lent: Set<number>) {
    this.parameters = parameters;
    this.inSoftware = inSoftware;
    this.#listener = listener;
    this.#lent = lent;
  }

  decode(_unit: Uint8Array, key: boolean, number: number): void {
    this.fed.push({ number, key });
  }

  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.flushes.push({ resolve, reject: () => reject(new Error('closed')) });
    });
  }

  close(): void {
    this.closed = true;
  }

  /** A picture of the stream's size, unless told. */
  gives(number: number, width = this.parameters.width, height = this.parameters.height): void {
    this.#lent.add(number);
    const picture = { displayWidth: width, displayHeight: height, close: () => this.#lent.delete(number) };
    this.#listener.picture(number, picture as unknown as VideoFrame);
  }

  fails(unsupported = false): void {
    this.#listener.failed(unsupported);
  }
}

export class FakeCodecs {
  readonly opened: FakeCodec[] = [];
  /** Pictures given out and not closed. */
  readonly lent = new Set<number>();
  refuses = false;

  readonly open: OpenCodec = (parameters, inSoftware, listener) => {
    if (this.refuses) throw new TypeError('no such codec');
    const codec = new FakeCodec(parameters, inSoftware, listener, this.lent);
    this.opened.push(codec);
    return codec;
  };

  /** The latest. */
  get last(): FakeCodec {
    const codec = this.opened.at(-1);
    if (codec === undefined) throw new Error('no decoder was opened');
    return codec;
  }
}
