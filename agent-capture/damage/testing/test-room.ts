/**
 * For tests: a display that is drawn at will, and the far end of its video, which checks every message as a relay
 * would, grants credit, and paints what was sent.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFrameHeader, type FrameHeader, FrameKind, limits, readFrameHeader } from '@ringside/protocol';
import type { DisplayInfo, Pixels, Rect } from '../../display/display-source.ts';
import { createContentEncoder } from '../../encode/content-encoder.ts';
import type { ImageEncoder } from '../../encode/image-encoder.ts';
import { decodeImage } from '../../encode/testing/image-decoder.ts';
import { decodeVideo } from '../../encode/testing/video-decoder.ts';
import type { VideoEncoders } from '../../encode/video-encoder.ts';
import { createVideoPipeline } from '../create-video-pipeline.ts';
import type { DisplayDemand, VideoPipeline } from '../video-pipeline.ts';

const edge = limits.tilePixels;
/** Updates in flight that the far end allows while no line limits, as the relay does. */
const usualCredit = 3;

export interface ReceivedFrame extends FrameHeader {
  readonly payload: Buffer;
}

/** Turns of the event loop that things take, asked anew each time. */
export interface Delays {
  grab(): number;
  /** Of images and of a stream's pictures. */
  encoding(): number;
  /** After so many time goes on, whatever is under way. */
  step(): number;
}

export interface TestRoomOptions {
  readonly encoder?: ImageEncoder;
  readonly videoEncoders?: VideoEncoders;
  /** Updates in flight that the far end allows. */
  readonly credit?: number;
  readonly cpu?: { readonly cores: number; readonly usedMs: () => number };
}

export class TestRoom {
  readonly width: number;
  readonly height: number;
  readonly screen: Uint32Array;
  readonly pipeline: VideoPipeline;
  readonly frames: ReceivedFrame[] = [];
  readonly watched: boolean[] = [];
  messages = 0;
  unusedByte = 0x5a;
  failures: Error[] = [];
  /** What the guard and the socket do. */
  grabs: 'give' | 'nothing' | 'break' = 'give';
  open = true;
  sendThrows = false;
  queued = 0;
  /** Grabs wait until it resolves. */
  held: Promise<void> = Promise.resolve();
  grabbed: Rect[] = [];
  /** Encodings wait to be let go, in the order in which the test lets them. */
  holdEncodings = false;
  /** What viewers want, apart from the credit. */
  demand: Omit<DisplayDemand, 'update'> = { streams: false, focused: false, kilobitsPerSecond: 0 };
  /** Credit comes back for what was painted. */
  grants = true;
  /** Without, everything is done before time goes on. */
  delays: Delays | undefined;
  readonly #credit: number;
  readonly #letGo: (() => void)[] = [];

  #epoch = 0;
  #watching = false;
  #update = 0;
  #begun = 0;
  #played = 0;
  #granted = 0;
  #frame = 0;
  #partial: { header: FrameHeader; chunks: Buffer[] } | undefined;
  #busy = 0;
  #nowMs = 1_000;
  #timers: { atMs: number; run: () => void }[] = [];

  constructor(
    width: number,
    height: number,
    { encoder, videoEncoders, cpu, credit = usualCredit }: TestRoomOptions = {},
  ) {
    this.#credit = credit;
    this.width = width;
    this.height = height;
    this.screen = new Uint32Array(width * height);
    this.pipeline = createVideoPipeline(
      {
        grab: (_display, rect) => this.#grab(rect),
        send: (message) => this.#receive(message),
        queuedBytes: () => this.queued,
        nowUs: () => this.#nowMs * 1000,
        watch: (_display, on) => void this.watched.push(on),
        failed: (error) => void this.failures.push(error),
      },
      {
        encoder: this.#counted(encoder ?? createContentEncoder()),
        videoEncoders: videoEncoders === undefined ? undefined : this.#countedVideo(videoEncoders),
        cpu: cpu ?? { cores: 1, usedMs: () => 0 },
        clock: { after: (ms, run) => this.#after(ms, run) },
      },
    );
    this.newLayout();
  }

  newLayout(): void {
    this.#epoch++;
    this.#update = 0;
    this.#begun = 0;
    this.#frame = 0;
    this.#partial = undefined;
    this.#watching = false;
    this.frames.length = 0;
    const info: DisplayInfo = {
      id: 1,
      name: 'front-1',
      width: this.width,
      height: this.height,
      left: 0,
      top: 0,
      widthMm: 0,
      asleep: false,
    };
    this.pipeline.layoutChanged(this.#epoch, [info]);
  }

  /** A viewer begins to look: the far end knows nothing yet. */
  look(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.frames.length = 0;
    this.grant();
  }

  lookAway(): void {
    this.#watching = false;
    this.frames.length = 0;
    this.pipeline.demand(1, this.#epoch, { ...this.demand, update: 0 });
  }

  grant(): void {
    if (!this.#watching || !this.grants) return;
    this.#granted = this.#update + this.#credit;
    this.pipeline.demand(1, this.#epoch, { ...this.demand, update: this.#granted });
  }

  refresh(tileX: number, tileY: number, tilesWide: number, tilesHigh: number, epoch = this.#epoch): void {
    this.pipeline.refresh(1, epoch, { tileX, tileY, tilesWide, tilesHigh });
  }

  /** Draws and reports it. */
  draw(rect: Rect, colour: (x: number, y: number) => number): void {
    this.paint(rect, colour);
    this.pipeline.damaged(1, rect);
  }

  /** Draws; the display server has not told of it yet. */
  paint(rect: Rect, colour: (x: number, y: number) => number): void {
    for (let y = rect.y; y < Math.min(this.height, rect.y + rect.height); y++) {
      for (let x = rect.x; x < Math.min(this.width, rect.x + rect.width); x++) {
        // The fourth byte means nothing: it may be anything.
        this.screen[y * this.width + x] = (colour(x, y) & 0xff_ffff) | (this.unusedByte << 24);
      }
    }
  }

  /** Moves what is in a rectangle, as a window does that scrolls; what comes in is drawn anew. */
  scroll(rect: Rect, by: { readonly dx: number; readonly dy: number }, colour: (x: number, y: number) => number): void {
    const before = this.screen.slice();
    this.draw(rect, (x, y) => {
      const fromX = x + by.dx;
      const fromY = y + by.dy;
      const isInside =
        fromX >= rect.x &&
        fromY >= rect.y &&
        fromX < Math.min(this.width, rect.x + rect.width) &&
        fromY < Math.min(this.height, rect.y + rect.height);
      return isInside ? (before[fromY * this.width + fromX] ?? 0) : colour(x, y);
    });
  }

  /** Plays a video: draws pictures that move, 30 a second. */
  async play(rect: Rect, pictures: number): Promise<void> {
    for (let picture = 0; picture < pictures; picture++) {
      this.#played++;
      const time = this.#played * 5;
      this.draw(rect, (x, y) => {
        const wave = (scale: number) => Math.round(120 + 100 * Math.sin((x + time + y * 0.7) / scale)) + ((x * y) & 7);
        return (wave(9) << 16) | (wave(14) << 8) | wave(23);
      });
      await this.pass(33);
    }
  }

  /** Lets everything happen that needs no time to pass. */
  async settle(): Promise<void> {
    if (this.delays !== undefined) {
      await turns(this.delays.step());
      return;
    }
    for (let quiet = 0, messages = this.messages; quiet < 5; quiet++) {
      await nextTurn();
      if (this.#busy === this.heldEncodings && this.messages === messages) continue;
      quiet = 0;
      messages = this.messages;
    }
  }

  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await this.settle();
      const next = this.#timers.reduce((first, { atMs }) => Math.min(first, atMs), Number.POSITIVE_INFINITY);
      if (next > untilMs) break;
      this.#nowMs = Math.max(this.#nowMs, next);
      const due = this.#timers.filter(({ atMs }) => atMs <= this.#nowMs);
      this.#timers = this.#timers.filter(({ atMs }) => atMs > this.#nowMs);
      for (const { run } of due) run();
    }
    this.#nowMs = untilMs;
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** What a viewer sees after painting all frames in order. */
  async painted(): Promise<Uint32Array> {
    const canvas = new Uint32Array(this.width * this.height);
    const pictures = await this.#decodeStreams();
    for (const frame of this.frames) {
      const left = frame.tileX * edge;
      const top = frame.tileY * edge;
      const width = Math.min(this.width - left, frame.tilesWide * edge);
      const height = Math.min(this.height - top, frame.tilesHigh * edge);
      let image: Uint32Array;
      if (frame.kind === FrameKind.FRAME_KIND_COPY) {
        const x = left + frame.payload.readInt16LE(0);
        const y = top + frame.payload.readInt16LE(2);
        if (x < 0 || y < 0 || x + width > this.width || y + height > this.height)
          throw new Error('a copy from outside');
        image = new Uint32Array(width * height);
        for (let row = 0; row < height; row++) {
          const from = (y + row) * this.width + x;
          image.set(canvas.subarray(from, from + width), row * width);
        }
      } else {
        image = pictures.get(frame) ?? (await decodeImage(frame.encoding, frame.payload, width, height));
      }
      for (let y = 0; y < height; y++) {
        canvas.set(image.subarray(y * width, (y + 1) * width), (top + y) * this.width + left);
      }
    }
    return canvas;
  }

  /** The pictures of all streams: each follows its bases from its key picture on. */
  async #decodeStreams(): Promise<Map<ReceivedFrame, Uint32Array>> {
    const pictures = new Map<ReceivedFrame, Uint32Array>();
    const streams: ReceivedFrame[][] = [];
    for (const frame of this.frames) {
      if (frame.kind === FrameKind.FRAME_KIND_VIDEO_KEY) streams.push([frame]);
      if (frame.kind !== FrameKind.FRAME_KIND_VIDEO_DELTA) continue;
      const stream = streams.find((other) => other.at(-1)?.frame === frame.base);
      if (stream === undefined)
        throw new Error(`frame ${frame.frame} builds on ${frame.base}, which is no stream's last`);
      if (!sameTiles(stream[0], frame)) throw new Error('a stream of two regions');
      stream.push(frame);
    }
    for (const stream of streams) {
      const first = stream[0];
      if (first === undefined) continue;
      const width = Math.min(this.width - first.tileX * edge, first.tilesWide * edge);
      const height = Math.min(this.height - first.tileY * edge, first.tilesHigh * edge);
      const coded = stream.map(({ kind, payload }) => ({ payload, key: kind === FrameKind.FRAME_KIND_VIDEO_KEY }));
      const decoded = await decodeVideo(coded, width, height);
      for (const [index, frame] of stream.entries()) pictures.set(frame, decoded[index] ?? new Uint32Array(0));
    }
    return pictures;
  }

  get colours(): Uint32Array {
    return this.screen.map((pixel) => pixel & 0xff_ffff);
  }

  async #grab(rect: Rect): Promise<Pixels | undefined> {
    this.#busy++;
    try {
      await this.held;
      await turns(this.delays?.grab() ?? 0);
      this.grabbed.push(rect);
      if (this.grabs === 'break') throw new Error('the display server is gone');
      if (this.grabs === 'nothing') return undefined;
      const words = new Uint32Array(rect.width * rect.height);
      for (let y = 0; y < rect.height; y++) {
        const from = (rect.y + y) * this.width + rect.x;
        words.set(this.screen.subarray(from, from + rect.width), y * rect.width);
      }
      return { ...rect, bgrx: Buffer.from(words.buffer) };
    } finally {
      this.#busy--;
    }
  }

  #receive(message: Uint8Array): boolean {
    if (this.sendThrows) throw new Error('a fault of the link');
    if (!this.open) return false;
    this.messages++;
    const header = createFrameHeader();
    readFrameHeader(message, header);
    const payload = Buffer.from(message.subarray(header.payloadStart));
    const partial = this.#partial ?? { header, chunks: [] };
    if (header.chunk !== partial.chunks.length || header.frame !== partial.header.frame) {
      throw new Error('chunks of a frame are not contiguous');
    }
    partial.chunks.push(payload);
    this.#partial = partial;
    if (partial.chunks.length < header.chunks) return true;
    this.#partial = undefined;
    this.#complete({ ...header, payload: Buffer.concat(partial.chunks) });
    return true;
  }

  #complete(frame: ReceivedFrame): void {
    if (!this.#watching || frame.epoch !== this.#epoch) throw new Error('a frame that nobody asked for');
    if (frame.frame !== this.#frame + 1) throw new Error(`frame ${frame.frame} after ${this.#frame}`);
    this.#frame = frame.frame;
    // An update that was cut short has no last frame: the first one of the next says that it is over.
    if (frame.update !== this.#begun && frame.update !== this.#begun + 1) {
      throw new Error(`update ${frame.update} after ${this.#begun}`);
    }
    if (frame.update === this.#begun && this.#update === this.#begun)
      throw new Error('a frame of an update that is over');
    this.#begun = frame.update;
    this.#update = Math.max(this.#update, frame.update - 1);
    if (frame.update > this.#granted) throw new Error(`update ${frame.update} beyond the credit of ${this.#granted}`);
    this.frames.push(frame);
    if (frame.lastOfUpdate === 1) {
      this.#update = frame.update;
      queueMicrotask(() => this.grant());
    }
  }

  /** Grabs and encodings under way. */
  get busy(): number {
    return this.#busy;
  }

  get heldEncodings(): number {
    return this.#letGo.length;
  }

  /** Lets one held encoding go; 0 is the one that began first. */
  letGo(index: number): void {
    this.#letGo.splice(index, 1)[0]?.();
  }

  #counted(encoder: ImageEncoder): ImageEncoder {
    return {
      encode: async (...args) => {
        this.#busy++;
        try {
          const image = encoder.encode(...args);
          image.catch(() => undefined);
          if (this.holdEncodings) await new Promise<void>((resolve) => this.#letGo.push(resolve));
          await turns(this.delays?.encoding() ?? 0);
          return await image;
        } finally {
          this.#busy--;
        }
      },
    };
  }

  #countedVideo(encoders: VideoEncoders): VideoEncoders {
    return {
      open: (settings) => {
        const encoder = encoders.open(settings);
        return {
          encode: async (...args) => {
            this.#busy++;
            try {
              const picture = encoder.encode(...args);
              picture.catch(() => undefined);
              await turns(this.delays?.encoding() ?? 0);
              return await picture;
            } finally {
              this.#busy--;
            }
          },
          retarget: (kilobits) => encoder.retarget(kilobits),
          close: () => encoder.close(),
        };
      },
      close: () => encoders.close(),
    };
  }

  #after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}

function sameTiles(one: ReceivedFrame | undefined, other: ReceivedFrame): boolean {
  return (
    one?.tileX === other.tileX &&
    one.tileY === other.tileY &&
    one.tilesWide === other.tilesWide &&
    one.tilesHigh === other.tilesHigh
  );
}
