/**
 * A room in full motion and a viewer behind a line, around the real delivery on a clock of the test's: what the viewer
 * sees, how old it is, and how much of its line is used.
 */
import { createFrameHeader, encodeAgentMessage, FrameEncoding, FrameKind, readFrameHeader } from '@ringside/protocol';
import type { DisplayDemand } from '../delivery/capture-credit.ts';
import { ChunkStore } from '../delivery/chunk-store.ts';
import { DisplayFeed } from '../delivery/display-feed.ts';
import type { DisplayStream } from '../delivery/display-stream.ts';
import { FlightWindow } from '../delivery/flight-window.ts';
import { Turn } from '../delivery/turn.ts';
import { ViewerDelivery } from '../delivery/viewer-delivery.ts';
import { relayLimits } from '../limits.ts';
import { Counters } from '../monitoring/counters.ts';
import { LineModel, type LineShape } from './line-model.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface SceneShape {
  /** Updates a second that the room could give. */
  readonly updatesPerSecond: number;
  readonly updateBytes: number;
  /** Size of one frame of an update at most. */
  readonly frameBytes: number;
  /** From credit to the first byte at the relay: its way to the agent, the grab, the encoder, the way back. */
  readonly agentMs: number;
  /** Whether the agent makes updates as small as the line wants them, as far as this share of their size. */
  readonly leastShare: number;
  /** What updates are but the first: pictures unless it says that they begin with a copy, or are steps of one stream. */
  readonly made?: 'with-copies' | 'as-stream';
}

type FrameForm = NonNullable<Parameters<typeof encodeAgentMessage>[0]['frame']>;

const chunkBytes = 15_950;
const tileRows = 17;

export class LineSimulation {
  readonly clock = new VirtualClock();
  readonly line: LineModel;
  readonly counters = new Counters();
  readonly feed: DisplayFeed;
  readonly delivery: ViewerDelivery;
  readonly window = new FlightWindow(relayLimits);
  readonly #scene: SceneShape;
  readonly #header = createFrameHeader();
  #demand: DisplayDemand = { display: 1, update: 0, streams: false, focused: false, kilobitsPerSecond: 0 };
  #stream: DisplayStream | undefined;
  #frame = 0;
  #update = 0;
  #busy = false;
  #paused = false;
  #nextUpdateMs = 0;

  constructor(shape: LineShape, scene: SceneShape) {
    this.#scene = scene;
    this.line = new LineModel(shape, this.clock);
    const nowMs = (): number => this.clock.nowMs;
    const after = (delayMs: number, call: () => void) => this.clock.after(delayMs, call);
    this.feed = new DisplayFeed({ display: 1, width: 1_920, height: 1_080 }, relayLimits, {
      store: new ChunkStore(10_000_000, relayLimits.slotBytes),
      counters: this.counters,
      demand: (demand) => {
        this.#demand = demand;
        this.clock.after(this.#scene.agentMs / 3, () => this.#work());
      },
      refresh: () => {},
      nowMs,
      after,
    });
    const turn = new Turn((end) => this.clock.after(0, end));
    this.delivery = new ViewerDelivery(this.line.connection, {
      window: this.window,
      counters: this.counters,
      turn,
      nowMs,
    });
    this.delivery.takesVideo = scene.made === 'as-stream';
    this.line.onPainted = (frame) => {
      if (this.#stream !== undefined) this.feed.painted(this.#stream, frame);
    };
    this.line.onDrained = () => this.delivery.drained();
  }

  /** Updates that the agent has grabbed and sent. */
  get updates(): number {
    return this.#update;
  }

  start(): void {
    this.#stream = this.feed.subscribe(this.delivery);
  }

  /** Nothing changes on the room's screen, or it does again. */
  pause(on: boolean): void {
    this.#paused = on;
    this.#work();
  }

  run(ms: number): void {
    this.clock.advance(ms);
  }

  /** Age of what the viewer sees, at each 20 ms of a span. */
  ages(fromMs: number, toMs: number): number[] {
    const ages: number[] = [];
    let index = 0;
    for (let now = fromMs; now < toMs; now += 20) {
      while ((this.line.painted[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) <= now) index++;
      ages.push(now - (this.line.painted[index]?.capturedMs ?? 0));
    }
    return ages;
  }

  /** Bytes painted in a span, of what the line could have carried. */
  share(fromMs: number, toMs: number, bitsPerSecond: number): number {
    let bytes = 0;
    for (const { atMs, bytes: size } of this.line.painted) if (atMs >= fromMs && atMs < toMs) bytes += size;
    return (bytes * 8_000) / ((toMs - fromMs) * bitsPerSecond);
  }

  /** The agent grabs when it has credit and the scene has moved on, encodes, and sends. */
  #work(): void {
    if (this.#busy || this.#paused || this.#update >= this.#demand.update) return;
    this.#busy = true;
    const waitMs = Math.max(0, this.#nextUpdateMs - this.clock.nowMs);
    this.clock.after(waitMs, () => {
      const capturedUs = Math.floor(this.clock.nowMs * 1_000);
      this.#nextUpdateMs = this.clock.nowMs + 1_000 / this.#scene.updatesPerSecond;
      this.#update++;
      const update = this.#update;
      const bytes = this.#size();
      this.clock.after((this.#scene.agentMs * 2) / 3, () => this.#send(update, bytes, capturedUs));
      this.clock.after(this.#scene.agentMs / 3, () => {
        this.#busy = false;
        this.#work();
      });
    });
  }

  /** What the encoder makes of an update: smaller pictures for a slow line, so that it gets ten a second. */
  #size(): number {
    const { updateBytes, leastShare } = this.#scene;
    const { kilobitsPerSecond } = this.#demand;
    if (kilobitsPerSecond === 0 || leastShare === 1) return updateBytes;
    return Math.max(updateBytes * leastShare, Math.min(updateBytes, (kilobitsPerSecond * 125) / 10));
  }

  #send(update: number, updateBytes: number, capturedUs: number): void {
    const { made, frameBytes: mostBytes } = this.#scene;
    const of = { update, capturedUs };
    if (made === 'as-stream') {
      const kind = this.#frame === 0 ? FrameKind.FRAME_KIND_VIDEO_KEY : FrameKind.FRAME_KIND_VIDEO_DELTA;
      const encoding = FrameEncoding.FRAME_ENCODING_H264;
      this.#sendFrame(
        { ...of, kind, encoding, base: this.#frame, tilesHigh: tileRows, lastOfUpdate: true },
        updateBytes,
      );
      return;
    }
    if (made === 'with-copies' && this.#frame > 0) {
      const kind = FrameKind.FRAME_KIND_COPY;
      const encoding = FrameEncoding.FRAME_ENCODING_COPY;
      this.#sendFrame({ ...of, kind, encoding, base: this.#frame, tilesHigh: tileRows }, 4);
    }
    const frames = Math.min(tileRows, Math.ceil(updateBytes / mostBytes));
    // However many frames it takes, an update covers the screen.
    const rowOf = (index: number): number => Math.floor((index * tileRows) / frames);
    const encoding = FrameEncoding.FRAME_ENCODING_JPEG;
    for (let index = 0; index < frames; index++) {
      const tiles = { tileY: rowOf(index), tilesHigh: rowOf(index + 1) - rowOf(index) };
      const last = { lastOfUpdate: index + 1 === frames };
      this.#sendFrame(
        { ...of, ...tiles, ...last, kind: FrameKind.FRAME_KIND_TILES, encoding },
        Math.ceil(updateBytes / frames),
      );
    }
  }

  #sendFrame(form: Partial<FrameForm>, bytes: number): void {
    this.#frame++;
    const chunks = Math.ceil(bytes / chunkBytes);
    for (let chunk = 0; chunk < chunks; chunk++) {
      const payload = new Uint8Array(Math.min(chunkBytes, bytes - chunk * chunkBytes));
      const place = { display: 1, epoch: 1, tilesWide: 30, frame: this.#frame, chunk, chunks };
      const message = encodeAgentMessage({ frame: { ...form, ...place, payload } });
      readFrameHeader(message, this.#header);
      const fault = this.feed.accept(this.#header, message, true);
      if (fault !== undefined) throw new Error(`${fault} in update ${form.update}`);
    }
  }
}
