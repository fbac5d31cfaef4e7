/**
 * One display of one device in one layout epoch: checks the order of what the agent sends, keeps the memory while
 * somebody looks, hands each chunk to the viewers as it arrives, and tells the agent how much it may send.
 */
import { type FrameHeader, limits as wireLimits } from '@ringside/protocol';
import type { Counters } from '../monitoring/counters.ts';
import type { ChunkStore } from './chunk-store.ts';
import { DisplayMemory } from './display-memory.ts';
import { DisplayStream } from './display-stream.ts';
import type { RetainedFrame } from './retained-frame.ts';
import { TileMarks, type TileRect } from './tile-marks.ts';
import type { ViewerDelivery } from './viewer-delivery.ts';

export interface FeedLimits {
  readonly displayMemoryBytes: number;
  readonly framesInFlight: number;
  readonly updateCredit: number;
  readonly updateBytes: number;
  readonly updateCovers: number;
  readonly refreshAreas: number;
  readonly leastChunkBytes: number;
}

export interface DisplaySize {
  readonly display: number;
  readonly width: number;
  readonly height: number;
}

/** What a feed asks of the agent. */
export interface FeedRequests {
  demand(display: number, update: number): void;
  refresh(display: number, tiles: TileRect): void;
}

/** A message that breaks the order of frames, or more than was asked for. */
export type FrameFault = 'malformed' | 'flood';

export class DisplayFeed {
  readonly display: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  /** There while somebody looks. */
  memory: DisplayMemory | undefined;
  readonly #limits: FeedLimits;
  readonly #store: ChunkStore;
  readonly #requests: FeedRequests;
  readonly #counters: Counters;
  readonly #streams: DisplayStream[] = [];
  /** The frame whose chunks are arriving; undefined between frames and while a frame is discarded. */
  #arriving: RetainedFrame | undefined;
  /** The one viewer that this frame goes straight to, without being kept. */
  #passesTo: DisplayStream | undefined;
  /** Tiles that the agent was asked for and has not sent yet. */
  readonly #asked: TileMarks;
  #frame = 0;
  #chunks = 1;
  #nextChunk = 1;
  #update = 0;
  #updateBytes = 0;
  #updateTiles = 0;
  /** Credit in force, 0 while nobody looks; and the most there ever was, since news of a smaller one takes time. */
  #demanded = 0;
  #mostDemanded = 0;

  constructor(
    { display, width, height }: DisplaySize,
    limits: FeedLimits,
    store: ChunkStore,
    requests: FeedRequests,
    counters: Counters,
  ) {
    this.display = display;
    this.tilesWide = Math.ceil(width / wireLimits.tilePixels);
    this.tilesHigh = Math.ceil(height / wireLimits.tilePixels);
    this.#asked = new TileMarks(this.tilesWide, this.tilesHigh);
    this.#limits = limits;
    this.#store = store;
    this.#requests = requests;
    this.#counters = counters;
  }

  get streams(): readonly DisplayStream[] {
    return this.#streams;
  }

  /**
   * Takes one message of the agent; the bytes are valid during the call only.
   * @param mayPass false while the room must not be seen: an agent that goes on in view of somebody breaks a rule
   */
  accept(header: FrameHeader, message: Uint8Array, mayPass: boolean): FrameFault | undefined {
    const fault = this.#inOrder(header, message.length);
    if (fault !== undefined) return fault;
    const { memory } = this;
    const last = header.chunk + 1 === header.chunks;
    if (!mayPass) {
      this.#counters.drops['ring-not-verified']++;
      return memory === undefined ? undefined : 'malformed';
    }
    if (memory === undefined) {
      this.#counters.drops.unwatched++;
      return undefined;
    }
    if (header.chunk === 0) this.#begin(memory, header, message.length);
    const frame = this.#arriving;
    // The beginning of this frame came while nobody looked: a whole picture follows it.
    if (frame === undefined) return undefined;
    if (this.#passesTo?.pass(frame, header.chunk, message) === true) {
      if (last) {
        this.#arriving = undefined;
        this.#passesTo = undefined;
        memory.release(frame);
      }
      return undefined;
    }
    if (this.#passesTo !== undefined) {
      this.#passesTo = undefined;
      memory.keepRest(frame, header.chunk);
    }
    memory.append(frame, message);
    for (const stream of this.#streams) stream.offer(frame, header.chunk, message);
    if (last) this.#arriving = undefined;
    if (memory.bytes > this.#limits.displayMemoryBytes) this.#shrink(memory);
    return undefined;
  }

  /** A viewer starts to look: it gets the memory, and the agent hears that somebody looks. */
  subscribe(delivery: ViewerDelivery): DisplayStream {
    this.memory ??= new DisplayMemory(
      this.tilesWide,
      this.tilesHigh,
      this.#limits.displayMemoryBytes,
      this.#store,
      (frame) => this.#leaving(frame),
    );
    const stream = new DisplayStream(this, delivery, this.#limits.framesInFlight);
    this.#streams.push(stream);
    delivery.add(stream);
    // Credit after none brings the whole picture; a viewer that finds others here gets what they left in the memory.
    if (this.#demanded === 0) this.#asked.mark(this.#whole);
    else this.#ask(this.memory.missing());
    this.#demand();
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
    if (this.#passesTo === stream) {
      this.#passesTo = undefined;
      this.#arriving = undefined;
    }
    if (this.#streams.length > 0) return;
    this.#forget();
    this.#demanded = 0;
    this.#requests.demand(this.display, 0);
  }

  /** The display is over (another layout, or its agent is gone): viewers let go, nobody is asked for anything. */
  close(): void {
    for (const stream of this.#streams.splice(0)) stream.close();
    this.#forget();
  }

  /** A viewer painted. @returns false for a frame that it was never sent */
  painted(stream: DisplayStream, frame: number): boolean {
    if (!stream.painted(frame)) return false;
    this.#demand();
    stream.delivery.pump();
    return true;
  }

  /** The whole picture again. */
  refresh(): void {
    this.#askFor(this.#whole);
  }

  get #whole(): TileRect {
    return { tileX: 0, tileY: 0, tilesWide: this.tilesWide, tilesHigh: this.tilesHigh };
  }

  /** Asks for tiles that are not asked for already. */
  #ask(tiles: TileMarks): void {
    for (const area of tiles.rectangles(this.#asked, this.#limits.refreshAreas)) this.#askFor(area);
  }

  #askFor(area: TileRect): void {
    this.#asked.mark(area);
    this.#counters.refreshes++;
    this.#requests.refresh(this.display, area);
  }

  #inOrder(header: FrameHeader, bytes: number): FrameFault | undefined {
    if (header.chunk === 0) {
      if (header.frame !== this.#frame + 1 || this.#nextChunk !== this.#chunks) return 'malformed';
      if (header.tileX + header.tilesWide > this.tilesWide) return 'malformed';
      if (header.tileY + header.tilesHigh > this.tilesHigh) return 'malformed';
      if (header.update !== this.#update) {
        if (header.update < this.#update) return 'malformed';
        if (header.update > this.#mostDemanded) return 'flood';
        this.#update = header.update;
        this.#updateBytes = 0;
        this.#updateTiles = 0;
      }
      this.#updateTiles += header.tilesWide * header.tilesHigh;
      if (this.#updateTiles > this.#limits.updateCovers * this.tilesWide * this.tilesHigh) return 'flood';
      this.#frame = header.frame;
      this.#chunks = header.chunks;
      this.#nextChunk = 1;
    } else {
      const next = header.frame === this.#frame && header.chunk === this.#nextChunk && header.chunks === this.#chunks;
      if (!next || header.update !== this.#update) return 'malformed';
      this.#nextChunk++;
    }
    const payloadBytes = bytes - header.payloadStart;
    if (this.#nextChunk < this.#chunks && payloadBytes < this.#limits.leastChunkBytes) return 'malformed';
    this.#updateBytes += bytes;
    return this.#updateBytes > this.#limits.updateBytes ? 'flood' : undefined;
  }

  /** A frame that its display's only viewer takes at once is kept for nobody: the copy would be most of its cost. */
  #begin(memory: DisplayMemory, header: FrameHeader, bytes: number): void {
    this.#asked.clear(header);
    const only = this.#streams.length === 1 ? this.#streams[0] : undefined;
    this.#passesTo = only?.takes(bytes) === true ? only : undefined;
    this.#arriving = this.#passesTo === undefined ? memory.begin(header) : memory.pass(header);
  }

  #forget(): void {
    this.memory?.clear();
    this.memory = undefined;
    this.#arriving = undefined;
    this.#passesTo = undefined;
    this.#asked.clearAll();
  }

  #demand(): void {
    // A new start counts from what the agent last sent, complete or not.
    let newest = this.#demanded === 0 ? this.#update : 0;
    for (const stream of this.#streams) {
      if (stream.paintedUpdate > newest) newest = stream.paintedUpdate;
    }
    const update = newest + this.#limits.updateCredit;
    if (update <= this.#demanded) return;
    this.#demanded = update;
    this.#mostDemanded = Math.max(this.#mostDemanded, update);
    this.#requests.demand(this.display, update);
  }

  #leaving(frame: RetainedFrame): void {
    for (const stream of this.#streams) if (stream.leaving(frame)) this.#counters.drops.superseded++;
  }

  #shrink(memory: DisplayMemory): void {
    memory.shrink((tiles) => {
      this.#counters.drops['memory-full']++;
      this.#askFor(tiles);
    });
  }
}
