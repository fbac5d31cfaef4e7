/**
 * What of a display has to come again for single viewers: copies and parts of video streams mean nothing to a viewer that
 * was not exactly there, and nothing of them is kept. The agent is asked once for such tiles, when the viewer can take
 * them, so that one that stands still costs the others nothing.
 */
import type { Counters } from '../monitoring/counters.ts';
import type { DisplayMemory } from './display-memory.ts';
import type { DisplayStream } from './display-stream.ts';
import { deliveryLimits } from './limits.ts';
import { TileMarks, type TileRect } from './tile-marks.ts';

export interface MendingLimits {
  readonly refreshAreas: number;
  readonly keyFrameIntervalMs: number;
}

interface MendingSource {
  readonly display: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  readonly streams: readonly DisplayStream[];
}

interface MendingPorts {
  readonly counters: Counters;
  refresh(display: number, tiles: TileRect): void;
  nowMs(): number;
  after(delayMs: number, call: () => void): () => void;
}

export class Mending {
  readonly #source: MendingSource;
  readonly #limits: MendingLimits;
  readonly #ports: MendingPorts;
  /** Tiles that the agent was asked for and has not sent yet; and those of them that it was asked for lately. */
  readonly #asked: TileMarks;
  readonly #askedLately: TileMarks;
  #lapseMs = 0;
  /** Tiles whose newest picture came as a step of a video stream. */
  readonly #streamed: TileMarks;
  /** When key frames may be asked for again. */
  #nextKeyMs = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(source: MendingSource, limits: MendingLimits, ports: MendingPorts) {
    this.#source = source;
    this.#limits = limits;
    this.#ports = ports;
    this.#asked = new TileMarks(source.tilesWide, source.tilesHigh);
    this.#askedLately = new TileMarks(source.tilesWide, source.tilesHigh);
    this.#streamed = new TileMarks(source.tilesWide, source.tilesHigh);
  }

  /** Credit after none brings the whole picture by itself. */
  wholeExpected(): void {
    this.#mark(this.#whole);
  }

  /** A viewer finds others here: what the memory has not is asked for at once. */
  joined(stream: DisplayStream, memory: DisplayMemory): void {
    memory.markMissing(stream.missed);
    stream.missed.addAll(this.#streamed);
    this.mend(stream);
  }

  /** A picture that needs nothing before it has come: whoever gets it is right there. */
  painted(area: TileRect): void {
    this.#asked.clear(area);
    this.#askedLately.clear(area);
    this.#streamed.clear(area);
    for (const { missed } of this.#source.streams) missed.clear(area);
    if (this.#asked.some) this.#lapse();
  }

  /** A step of a video stream has come: what is kept of these tiles is old. */
  aged(area: TileRect): void {
    this.#streamed.mark(area);
  }

  /** Asks for what this viewer's picture lacks; key frames of streams that go on not too often. */
  mend({ missed }: DisplayStream): void {
    if (missed.within(this.#asked)) return;
    for (const area of missed.rectangles([this.#asked, this.#streamed], this.#limits.refreshAreas)) this.askFor(area);
    const streams = missed.rectangles([this.#asked], this.#limits.refreshAreas);
    if (streams.length === 0) return;
    const waitMs = this.#nextKeyMs - this.#ports.nowMs();
    if (waitMs > 0) {
      this.#cancelTimer ??= this.#ports.after(waitMs, () => this.#mendAll());
      return;
    }
    this.#nextKeyMs = this.#ports.nowMs() + this.#limits.keyFrameIntervalMs;
    for (const area of streams) this.askFor(area);
  }

  refreshWhole(): void {
    this.askFor(this.#whole);
  }

  askFor(area: TileRect): void {
    this.#mark(area);
    this.#ports.counters.refreshes++;
    this.#ports.refresh(this.#source.display, area);
  }

  /** Nobody looks any more. */
  forget(): void {
    this.#asked.clearAll();
    this.#askedLately.clearAll();
    this.#streamed.clearAll();
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #mark(area: TileRect): void {
    this.#asked.mark(area);
    this.#askedLately.mark(area);
  }

  /** The agent sends, and not what it was asked for: after a while it is asked again. */
  #lapse(): void {
    const nowMs = this.#ports.nowMs();
    if (nowMs < this.#lapseMs) return;
    this.#lapseMs = nowMs + deliveryLimits.lostAfterIntervals * this.#limits.keyFrameIntervalMs;
    this.#asked.clearAll();
    this.#asked.addAll(this.#askedLately);
    this.#askedLately.clearAll();
  }

  #mendAll(): void {
    this.#cancelTimer = undefined;
    for (const stream of this.#source.streams) if (stream.missed.some && stream.idle) this.mend(stream);
  }

  get #whole(): TileRect {
    const { tilesWide, tilesHigh } = this.#source;
    return { tileX: 0, tileY: 0, tilesWide, tilesHigh };
  }
}
