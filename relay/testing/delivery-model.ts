/**
 * A room, its agent and viewers around one DisplayFeed, in memory: what each viewer has painted can be compared with
 * what the room shows. Frames carry their own number as content.
 */
import { createFrameHeader, encodeAgentMessage, readFrameHeader } from '@ringside/protocol';
import { ChunkStore } from '../delivery/chunk-store.ts';
import { DisplayFeed, type FeedLimits, type FrameFault } from '../delivery/display-feed.ts';
import type { DisplayStream } from '../delivery/display-stream.ts';
import { FlightWindow } from '../delivery/flight-window.ts';
import type { TileRect } from '../delivery/tile-marks.ts';
import { Turn } from '../delivery/turn.ts';
import { ViewerDelivery } from '../delivery/viewer-delivery.ts';
import { Counters } from '../monitoring/counters.ts';
import type { Connection, SendOutcome } from '../transport/transport.ts';

export const modelTiles = { wide: 4, high: 3 } as const;
const tilePixels = 64;

export interface ModelRect {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

const whole: ModelRect = { x: 0, y: 0, ...modelTiles };

function tilesOf({ x, y, wide, high }: ModelRect): number[] {
  const tiles: number[] = [];
  for (let row = y; row < y + high; row++) {
    for (let column = x; column < x + wide; column++) tiles.push(row * modelTiles.wide + column);
  }
  return tiles;
}

export class ModelViewer {
  /** Per tile, the number of the frame last painted there. */
  readonly picture = new Map<number, number>();
  readonly delivery: ViewerDelivery;
  stream: DisplayStream | undefined;
  /** Whether the kernel takes what is sent. */
  congested = false;
  queued = 0;
  /** Complete frames that have arrived and are not painted. */
  readonly arrived: { frame: number; rect: ModelRect }[] = [];
  lastArrived = 0;
  readonly orderBroken: string[] = [];
  readonly #header = createFrameHeader();
  #chunk = 0;

  constructor(counters: Counters, turn: Turn, windowBytes: number, nowMs: () => number) {
    const connection: Connection = {
      address: '',
      origin: '',
      send: (message) => this.#send(message),
      queuedBytes: () => this.queued,
      cork: (sends) => sends(),
      close() {},
      authenticated() {},
    };
    const window = { windowStartBytes: windowBytes, windowLeastBytes: windowBytes, windowMostBytes: windowBytes };
    this.delivery = new ViewerDelivery(connection, { window: new FlightWindow(window), counters, turn, nowMs });
  }

  #send(message: Uint8Array): SendOutcome {
    const header = this.#header;
    readFrameHeader(message, header);
    const { frame, chunk, chunks, tileX, tileY, tilesWide, tilesHigh } = header;
    if (chunk !== this.#chunk) this.orderBroken.push(`chunk ${chunk} of frame ${frame}, ${this.#chunk} expected`);
    if (frame <= this.lastArrived) this.orderBroken.push(`frame ${frame} after ${this.lastArrived}`);
    // The content must be the frame's own: memory given back too early would show here.
    const content = message.subarray(header.payloadStart);
    if (content.some((byte) => byte !== frame % 251)) this.orderBroken.push(`content of frame ${frame}`);
    this.#chunk = chunk + 1 === chunks ? 0 : chunk + 1;
    if (this.#chunk === 0) {
      this.lastArrived = frame;
      this.arrived.push({ frame, rect: { x: tileX, y: tileY, wide: tilesWide, high: tilesHigh } });
    }
    if (!this.congested) return 'sent';
    this.queued += message.length;
    return 'queued';
  }

  /** Forgets everything, as after a new connection. */
  reset(): void {
    this.picture.clear();
    this.arrived.length = 0;
    this.lastArrived = 0;
    this.#chunk = 0;
    this.queued = 0;
    this.congested = false;
  }

  paint(count: number): number {
    let painted = 0;
    for (const { frame, rect } of this.arrived.splice(0, count)) {
      for (const tile of tilesOf(rect)) this.picture.set(tile, frame);
      painted = frame;
    }
    return painted;
  }
}

export class DeliveryModel {
  readonly counters = new Counters();
  readonly store = new ChunkStore(1024 * 1024);
  readonly feed: DisplayFeed;
  readonly viewers: ModelViewer[];
  /** Per tile, the newest frame the agent sent since somebody looks. */
  readonly newest = new Map<number, number>();
  readonly faults: FrameFault[] = [];
  demanded = 0;
  nowMs = 0;
  readonly #header = createFrameHeader();
  readonly #refreshes: ModelRect[] = [];
  #turnEnd: (() => void) | undefined;
  readonly #turn = new Turn((end) => {
    this.#turnEnd = end;
  });
  #fullPicture = true;
  #frame = 0;
  #update = 0;
  #updateOpen = false;
  #pending: { messages: Uint8Array[]; next: number } | undefined;

  constructor(viewers: number, limits: FeedLimits, windowBytes: number) {
    const size = { display: 1, width: modelTiles.wide * tilePixels, height: modelTiles.high * tilePixels };
    const requests = {
      demand: (_display: number, update: number) => {
        if (update === 0) {
          this.newest.clear();
          this.#fullPicture = true;
        }
        this.demanded = update;
      },
      refresh: (_display: number, { tileX, tileY, tilesWide, tilesHigh }: TileRect) => {
        this.#refreshes.push({ x: tileX, y: tileY, wide: tilesWide, high: tilesHigh });
      },
    };
    this.feed = new DisplayFeed(size, limits, this.store, requests, this.counters);
    this.viewers = Array.from(
      { length: viewers },
      () => new ModelViewer(this.counters, this.#turn, windowBytes, () => this.nowMs),
    );
  }

  get refreshesWanted(): number {
    return this.#refreshes.length;
  }

  get mayDraw(): boolean {
    const update = this.#updateOpen ? this.#update : this.#update + 1;
    return update <= this.demanded;
  }

  /** The agent ends the frame on its way and begins another, if it has credit. */
  draw(wanted: ModelRect, chunks: number, lastOfUpdate: boolean): void {
    this.deliver(Number.MAX_SAFE_INTEGER);
    if (!this.mayDraw || this.demanded === 0) return;
    const rect = this.#fullPicture ? whole : (this.#refreshes.shift() ?? wanted);
    this.#fullPicture = false;
    if (!this.#updateOpen) this.#update++;
    this.#updateOpen = !lastOfUpdate;
    const frame = ++this.#frame;
    const messages = Array.from({ length: chunks }, (_, chunk) =>
      encodeAgentMessage({
        frame: {
          display: 1,
          epoch: 1,
          frame,
          kind: 1,
          tileX: rect.x,
          tileY: rect.y,
          tilesWide: rect.wide,
          tilesHigh: rect.high,
          chunk,
          chunks,
          update: this.#update,
          lastOfUpdate,
          capturedUs: 1,
          encoding: 2,
          payload: Buffer.alloc(300, frame % 251),
        },
      }),
    );
    for (const tile of tilesOf(rect)) this.newest.set(tile, frame);
    this.#pending = { messages, next: 0 };
    this.deliver(1);
  }

  /** Chunks of the frame on its way arrive at the relay. */
  deliver(count: number): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    for (let left = count; left > 0 && pending.next < pending.messages.length; left--) {
      const message = pending.messages[pending.next++];
      if (message === undefined) break;
      // As the transport does: the bytes are taken back when the call returns.
      const lent = Uint8Array.from(message);
      readFrameHeader(lent, this.#header);
      const fault = this.feed.accept(this.#header, lent, true);
      if (fault !== undefined) this.faults.push(fault);
      lent.fill(0);
    }
    if (pending.next === pending.messages.length) this.#pending = undefined;
  }

  join(viewer: ModelViewer): void {
    if (viewer.stream !== undefined) return;
    viewer.reset();
    viewer.delivery.drained();
    viewer.stream = this.feed.subscribe(viewer.delivery);
    viewer.delivery.pump();
  }

  leave(viewer: ModelViewer): void {
    if (viewer.stream === undefined) return;
    this.feed.unsubscribe(viewer.stream);
    viewer.stream = undefined;
  }

  paint(viewer: ModelViewer, count: number): void {
    const frame = viewer.paint(count);
    if (frame > 0 && viewer.stream !== undefined) this.feed.painted(viewer.stream, frame);
  }

  drain(viewer: ModelViewer): void {
    viewer.congested = false;
    viewer.queued = 0;
    viewer.delivery.drained();
  }

  /** Everything that could be read has been read. */
  endTurn(): void {
    const end = this.#turnEnd;
    this.#turnEnd = undefined;
    end?.();
  }

  /** Everything that is on its way arrives and is painted, and what was asked for again comes. */
  settle(): void {
    for (let round = 0; round < 1_000; round++) {
      this.deliver(Number.MAX_SAFE_INTEGER);
      this.endTurn();
      for (const viewer of this.viewers) {
        this.drain(viewer);
        this.paint(viewer, Number.MAX_SAFE_INTEGER);
      }
      if (this.demanded > 0 && (this.#refreshes.length > 0 || this.#updateOpen || this.#fullPicture)) {
        this.draw({ x: 0, y: 0, wide: 1, high: 1 }, 1, true);
      } else if (this.#pending === undefined && this.viewers.every(({ arrived }) => arrived.length === 0)) {
        return;
      }
    }
    throw new Error('never settles');
  }
}
