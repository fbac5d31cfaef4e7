/**
 * One display of one device in one layout epoch: keeps the memory while somebody looks, hands each chunk to the viewers
 * as it arrives, has mended what passed a viewer by, and tells the agent how much it may send.
 */
import { type FrameHeader, FrameKind, limits as wireLimits } from '@ringside/protocol';
import type { Counters } from '../monitoring/counters.ts';
import { CaptureCredit, type CreditLimits, type DisplayDemand } from './capture-credit.ts';
import type { ChunkStore } from './chunk-store.ts';
import { DisplayMemory } from './display-memory.ts';
import { DisplayStream, type StreamLimits } from './display-stream.ts';
import { type FrameFault, FrameOrder, type OrderLimits } from './frame-order.ts';
import { Mending, type MendingLimits } from './mending.ts';
import type { RetainedFrame } from './retained-frame.ts';
import type { TileRect } from './tile-marks.ts';
import type { ViewerDelivery } from './viewer-delivery.ts';

export interface FeedLimits extends OrderLimits, StreamLimits, MendingLimits, CreditLimits {
  readonly displayMemoryBytes: number;
}

export interface DisplaySize {
  readonly display: number;
  readonly width: number;
  readonly height: number;
}

/** What a feed asks of the agent, and of the time. */
export interface FeedPorts {
  readonly store: ChunkStore;
  readonly counters: Counters;
  demand(demand: DisplayDemand): void;
  refresh(display: number, tiles: TileRect): void;
  nowMs(): number;
  after(delayMs: number, call: () => void): () => void;
}

export class DisplayFeed {
  readonly display: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  /** There while somebody looks. */
  memory: DisplayMemory | undefined;
  readonly #limits: FeedLimits;
  readonly #ports: FeedPorts;
  readonly #order: FrameOrder;
  readonly #mending: Mending;
  readonly #credit: CaptureCredit;
  readonly #streams: DisplayStream[] = [];
  /** The frame whose chunks are arriving; undefined between frames and while a frame is discarded. */
  #arriving: RetainedFrame | undefined;
  /** Those that get the arriving frame straight, without its being kept; none when it is kept for all. */
  readonly #takers: DisplayStream[] = [];

  constructor({ display, width, height }: DisplaySize, limits: FeedLimits, ports: FeedPorts) {
    this.display = display;
    this.tilesWide = Math.ceil(width / wireLimits.tilePixels);
    this.tilesHigh = Math.ceil(height / wireLimits.tilePixels);
    this.#limits = limits;
    this.#ports = ports;
    this.#order = new FrameOrder(this.tilesWide, this.tilesHigh, limits);
    this.#mending = new Mending(this, limits, ports);
    this.#credit = new CaptureCredit(this, this.#order, limits, ports);
  }

  get streams(): readonly DisplayStream[] {
    return this.#streams;
  }

  /**
   * Takes one message of the agent; the bytes are valid during the call only.
   * @param mayPass false while the room must not be seen: an agent that goes on in view of somebody breaks a rule
   */
  accept(header: FrameHeader, message: Uint8Array, mayPass: boolean): FrameFault | undefined {
    const fault = this.#order.check(header, message.length);
    if (fault !== undefined) return fault;
    const { memory } = this;
    const { drops } = this.#ports.counters;
    if (!mayPass) {
      drops['ring-not-verified']++;
      return memory === undefined ? undefined : 'malformed';
    }
    if (memory === undefined) {
      drops.unwatched++;
      return undefined;
    }
    if (header.chunk === 0) this.#begin(memory, header, message.length);
    const frame = this.#arriving;
    // None when nobody can take it, or when its beginning came while nobody looked: then a whole picture follows it.
    if (frame !== undefined) {
      if (this.#takers.length > 0) this.#passOn(memory, frame, header.chunk, message);
      else this.#keep(memory, frame, header.chunk, message);
    }
    if (header.chunk + 1 === header.chunks) this.#complete(header.lastOfUpdate === 1);
    return undefined;
  }

  /** A viewer starts to look: it gets the memory, and the agent hears that somebody looks. */
  subscribe(delivery: ViewerDelivery): DisplayStream {
    const first = this.memory === undefined;
    this.memory ??= new DisplayMemory(
      this.tilesWide,
      this.tilesHigh,
      this.#limits.displayMemoryBytes,
      this.#ports.store,
      (frame) => this.#leaving(frame),
    );
    const stream = new DisplayStream(this, delivery, this.#limits);
    this.#streams.push(stream);
    delivery.add(stream);
    if (first) this.#mending.wholeExpected();
    else this.#mending.joined(stream, this.memory);
    this.#credit.update();
    return stream;
  }

  streamOf(delivery: ViewerDelivery): DisplayStream | undefined {
    for (const stream of this.#streams) if (stream.delivery === delivery) return stream;
    return undefined;
  }

  unsubscribe(stream: DisplayStream): void {
    const index = this.#streams.indexOf(stream);
    if (index < 0) return;
    this.#streams.splice(index, 1);
    stream.close();
    this.#noLongerTakes(stream);
    if (this.#streams.length === 0) this.#forget();
    this.#credit.update();
  }

  /** The display is over (another layout, or its agent is gone): viewers let go, nobody is asked for anything. */
  close(): void {
    for (const stream of this.#streams.splice(0)) stream.close();
    this.#forget();
  }

  /** A viewer painted. @returns false for a frame that it was never sent */
  painted(stream: DisplayStream, frame: number): boolean {
    const frees = stream.flight.frees(frame);
    if (!stream.painted(frame)) return false;
    if (!frees) return true;
    stream.delivery.pump(stream);
    // One that has caught up was looked at by then.
    if (!stream.idle) this.#credit.update();
    return true;
  }

  settled(stream: DisplayStream): void {
    if (stream.missed.some) this.#mending.mend(stream);
    this.#credit.update();
  }

  /** What a viewer shows first, or can paint, has changed. */
  wishesChanged(): void {
    this.#credit.update();
  }

  /** Whether a viewer's picture can be begun again: with others there, not in the middle of a frame of its own. */
  mayRefresh(stream: DisplayStream): boolean {
    return this.#streams.length === 1 || !(stream.midway || this.#takers.includes(stream));
  }

  /** One viewer's whole picture again: of the agent only when nobody else has to get it too. */
  refresh(stream: DisplayStream): void {
    if (this.#streams.length === 1) {
      this.#mending.refreshWhole();
      return;
    }
    this.subscribe(stream.delivery);
    this.unsubscribe(stream);
    stream.delivery.pump();
  }

  #begin(memory: DisplayMemory, header: FrameHeader, bytes: number): void {
    switch (header.kind) {
      case FrameKind.FRAME_KIND_COPY:
        this.#beginCopy(memory, header);
        return;
      case FrameKind.FRAME_KIND_VIDEO_DELTA:
        this.#beginDelta(memory, header);
        return;
      default:
        this.#beginPicture(memory, header, bytes);
    }
  }

  /** A frame that needs nothing before it. One that its display's only viewer takes at once is kept for nobody. */
  #beginPicture(memory: DisplayMemory, header: FrameHeader, bytes: number): void {
    this.#mending.painted(header);
    const only = this.#streams.length === 1 ? this.#streams[0] : undefined;
    const video = header.kind === FrameKind.FRAME_KIND_VIDEO_KEY;
    if (only !== undefined && (only.takesVideo || !video) && only.takes(bytes)) {
      this.#takers.push(only);
      this.#arriving = memory.pass(header);
    } else {
      this.#arriving = memory.begin(header);
    }
  }

  /** Moved pixels: never kept, since they mean nothing but to who shows exactly what came before. */
  #beginCopy(memory: DisplayMemory, header: FrameHeader): void {
    for (const stream of this.#streams) if (stream.takesCopy()) this.#takers.push(stream);
    this.#arriving = memory.pass(header);
    this.#passBy(header, 'copy-not-there');
  }

  /** A step of a video stream: the key frame it builds on stays in memory, as an old picture is better than none. */
  #beginDelta(memory: DisplayMemory, header: FrameHeader): void {
    for (const stream of this.#streams) if (stream.takesDelta(header.base)) this.#takers.push(stream);
    this.#mending.aged(header);
    this.#arriving = memory.unkept(header);
    this.#passBy(header, 'stream-left');
  }

  /** Who does not get this frame has a wrong picture of its tiles from here on. */
  #passBy(header: FrameHeader, reason: 'copy-not-there' | 'stream-left'): void {
    for (const stream of this.#streams) {
      if (this.#takers.includes(stream)) continue;
      this.#ports.counters.drops[reason]++;
      stream.missed.mark(header);
    }
    if (this.#takers.length === 0) this.#letGo(true);
  }

  #passOn(memory: DisplayMemory, frame: RetainedFrame, chunk: number, message: Uint8Array): void {
    if (frame.kept) memory.append(frame, message);
    let held = false;
    for (const stream of this.#takers) if (!stream.pass(frame, chunk, message)) held = true;
    if (!held || frame.kept) return;
    memory.keepRest(frame, chunk);
    memory.append(frame, message);
  }

  #keep(memory: DisplayMemory, frame: RetainedFrame, chunk: number, message: Uint8Array): void {
    memory.append(frame, message);
    for (const stream of this.#streams) stream.offer(frame, chunk, message);
    if (memory.bytes <= this.#limits.displayMemoryBytes) return;
    memory.shrink((dropped, tiles) => {
      this.#ports.counters.drops['memory-full']++;
      for (const stream of this.#streams) if (stream.lacks(dropped)) stream.missed.mark(tiles);
      this.#mending.askFor(tiles);
    });
  }

  #complete(endsUpdate: boolean): void {
    this.#letGo();
    for (const stream of this.#streams) if (stream.missed.some && stream.idle) this.#mending.mend(stream);
    if (endsUpdate) this.#credit.update();
  }

  /** A viewer goes while a frame passes straight to it: the others do not get that frame. */
  #noLongerTakes(stream: DisplayStream): void {
    const index = this.#takers.indexOf(stream);
    if (index < 0) return;
    this.#takers.splice(index, 1);
    if (this.#takers.length === 0) this.#letGo(true);
  }

  /** Nothing more comes of the arriving frame, or nobody gets more of it. */
  #letGo(passed = this.#takers.length > 0): void {
    const frame = this.#arriving;
    this.#arriving = undefined;
    this.#takers.length = 0;
    if (frame === undefined || !passed) return;
    if (frame.kept) this.memory?.unpin(frame);
    else this.memory?.release(frame);
  }

  #forget(): void {
    this.memory?.clear();
    this.memory = undefined;
    this.#arriving = undefined;
    this.#takers.length = 0;
    this.#mending.forget();
  }

  #leaving(frame: RetainedFrame): void {
    for (const stream of this.#streams) if (stream.leaving(frame)) this.#ports.counters.drops.superseded++;
  }
}
