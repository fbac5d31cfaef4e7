/** A room, its agent and viewers around one DisplayFeed, in memory, on a clock of the test's. */
import { createFrameHeader, readFrameHeader } from '@ringside/protocol';
import { ChunkStore } from '../delivery/chunk-store.ts';
import { DisplayFeed, type FeedLimits } from '../delivery/display-feed.ts';
import type { FrameFault } from '../delivery/frame-order.ts';
import { Turn } from '../delivery/turn.ts';
import { Counters } from '../monitoring/counters.ts';
import { type ModelRect, modelTiles, RoomModel, tilePixels, wholeModel } from './room-model.ts';
import { ViewerModel } from './viewer-model.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Of a display of a few tiles, whose viewers fall behind within a few frames. */
export const modelLimits: FeedLimits = {
  displayMemoryBytes: 1024 * 1024,
  framesInFlight: 64,
  updateCredit: 3,
  updateCreditMost: 3,
  overdueMs: 2_000,
  updateIntervalMs: 25,
  updateBytes: 1024 * 1024,
  // The model's frames are small, and cover each other as chance has it.
  updateCovers: Number.POSITIVE_INFINITY,
  leastChunkBytes: 1,
  refreshAreas: 8,
  streamHeads: 2,
  keyFrameIntervalMs: 500,
};

export class DeliveryModel {
  readonly counters = new Counters();
  /** Slots as large as the room's messages: what the memory takes is what was sent. */
  readonly store = new ChunkStore(1_000_000, [352]);
  readonly clock = new VirtualClock();
  readonly room = new RoomModel();
  readonly feed: DisplayFeed;
  readonly viewers: readonly ViewerModel[];
  readonly faults: FrameFault[] = [];
  /** Whether the agent hears at once, or when the test says so. */
  promptAgent = true;
  refreshesAsked = 0;
  readonly #refreshes = new Set<ViewerModel>();
  readonly #header = createFrameHeader();
  #turnEnd: (() => void) | undefined;
  readonly #turn = new Turn((end) => {
    this.#turnEnd = end;
  });
  #pending: { messages: Uint8Array[]; next: number } | undefined;

  constructor(viewers: number, limits: FeedLimits, windowBytes: number) {
    const size = { display: 1, width: modelTiles.wide * tilePixels, height: modelTiles.high * tilePixels };
    this.feed = new DisplayFeed(size, limits, {
      store: this.store,
      counters: this.counters,
      demand: (demand) => this.#toAgent('demand', () => this.room.demanded(demand)),
      refresh: (_display, { tileX, tileY, tilesWide, tilesHigh }) => {
        this.refreshesAsked++;
        this.#toAgent('refresh', () => this.room.refresh({ x: tileX, y: tileY, wide: tilesWide, high: tilesHigh }));
      },
      nowMs: () => this.clock.nowMs,
      after: (delayMs, call) => this.clock.after(delayMs, call),
    });
    this.viewers = Array.from(
      { length: viewers },
      () => new ViewerModel(this.counters, this.#turn, windowBytes, () => this.clock.nowMs),
    );
  }

  get demanded(): number {
    return this.room.demand.update;
  }

  /** The agent ends the frame on its way and begins a picture, if it has credit. */
  draw(wanted: ModelRect, chunks: number, lastOfUpdate: boolean): void {
    this.#begin(() => this.room.draw(wanted, chunks, lastOfUpdate));
  }

  copy(rect: ModelRect, dx: number, dy: number, lastOfUpdate: boolean): void {
    this.#begin(() => this.room.copy(rect, dx, dy, lastOfUpdate));
  }

  video(rect: ModelRect, chunks: number, lastOfUpdate: boolean): void {
    this.#begin(() => this.room.video(rect, chunks, lastOfUpdate));
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

  join(viewer: ViewerModel): void {
    if (viewer.stream !== undefined) return;
    viewer.reset();
    viewer.delivery.drained();
    viewer.stream = this.feed.subscribe(viewer.delivery);
    viewer.delivery.pump();
  }

  /** The viewer finds that it can paint video, or that it cannot: then it wants the whole picture. */
  switchVideo(viewer: ViewerModel): void {
    const { delivery, stream } = viewer;
    delivery.takesVideo = !delivery.takesVideo;
    if (stream === undefined) return;
    stream.setTakesVideo(delivery.takesVideo);
    this.feed.wishesChanged();
    delivery.pump();
    if (!delivery.takesVideo) this.refresh(viewer);
  }

  /** The viewer wants its whole picture again: now, or as soon as it is between two frames. */
  refresh(viewer: ViewerModel): void {
    const { stream, delivery } = viewer;
    this.#refreshes.delete(viewer);
    if (stream === undefined) return;
    if (!this.feed.mayRefresh(stream)) {
      this.#refreshes.add(viewer);
      return;
    }
    if (this.feed.streams.length > 1) viewer.beginsAgain();
    this.feed.refresh(stream);
    viewer.stream = this.feed.streamOf(delivery);
  }

  leave(viewer: ViewerModel): void {
    if (viewer.stream === undefined) return;
    this.feed.unsubscribe(viewer.stream);
    viewer.stream = undefined;
  }

  paint(viewer: ViewerModel, count: number): void {
    const frame = viewer.paint(count);
    if (frame > 0 && viewer.stream !== undefined) this.feed.painted(viewer.stream, frame);
  }

  drain(viewer: ViewerModel): void {
    viewer.congested = false;
    viewer.queued = 0;
    viewer.delivery.drained();
  }

  /** Everything that could be read has been read. */
  endTurn(): void {
    const end = this.#turnEnd;
    this.#turnEnd = undefined;
    end?.();
    for (const viewer of [...this.#refreshes]) this.refresh(viewer);
  }

  /** Everything that is on its way arrives and is painted, and what was asked for again comes. */
  settle(): void {
    this.promptAgent = true;
    for (let round = 0; round < 1_000; round++) {
      this.clock.advance(100);
      this.room.hear();
      this.deliver(Number.MAX_SAFE_INTEGER);
      this.endTurn();
      for (const viewer of this.viewers) {
        this.drain(viewer);
        this.paint(viewer, Number.MAX_SAFE_INTEGER);
      }
      const { owedKey, owes, updateOpen } = this.room;
      if (this.demanded > 0 && (owes || updateOpen)) {
        if (owedKey !== undefined) this.video(owedKey, 1, true);
        this.draw({ x: 0, y: 0, wide: 1, high: 1 }, 1, true);
      } else if (
        this.#pending === undefined &&
        this.#refreshes.size === 0 &&
        this.viewers.every((viewer) => this.#isQuiet(viewer))
      ) {
        return;
      }
    }
    throw new Error('never settles');
  }

  /** Whether nothing is on its way to this viewer, and nothing is going to be asked for it. */
  #isQuiet({ arrived, stream }: ViewerModel): boolean {
    return arrived.length === 0 && stream?.missed.some !== true;
  }

  #begin(frame: () => Uint8Array[] | undefined): void {
    this.deliver(Number.MAX_SAFE_INTEGER);
    if (!this.room.mayDraw) return;
    const messages = frame();
    if (messages === undefined) return;
    this.#pending = { messages, next: 0 };
    this.deliver(1);
  }

  #toAgent(what: 'demand' | 'refresh', call: () => void): void {
    this.room.asked(what, call);
    if (this.promptAgent) this.room.hear();
  }
}

/** Two viewers who show the whole room, as the agent has sent it to both: what they get is kept in memory. */
export function twoViewers(windowBytes: number): [DeliveryModel, ViewerModel, ViewerModel] {
  const model = new DeliveryModel(2, modelLimits, windowBytes);
  const [one, other] = model.viewers;
  if (one === undefined || other === undefined) throw new Error('two viewers');
  model.join(one);
  model.join(other);
  model.draw(wholeModel, 1, true);
  model.settle();
  return [model, one, other];
}
