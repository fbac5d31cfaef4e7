/** A viewer as delivery sees it: takes what its socket gives it, paints in order, and says what it may never get. */
import { createFrameHeader, type FrameHeader, FrameKind, readFrameHeader } from '@ringside/protocol';
import type { DisplayStream } from '../delivery/display-stream.ts';
import { FlightWindow } from '../delivery/flight-window.ts';
import type { Turn } from '../delivery/turn.ts';
import { ViewerDelivery } from '../delivery/viewer-delivery.ts';
import type { Counters } from '../monitoring/counters.ts';
import type { Connection, SendOutcome } from '../transport/transport.ts';
import { type ModelRect, moveTiles, overlap, tilePixels, tilesOf } from './room-model.ts';

interface Arrived {
  readonly header: FrameHeader;
  readonly rect: ModelRect;
  readonly payload: Uint8Array;
  /** Whether the viewer painted video when the frame began to leave. */
  readonly takesVideo: boolean;
}

export class ViewerModel {
  /** Per tile, the content that it shows. */
  readonly picture = new Map<number, number>();
  readonly delivery: ViewerDelivery;
  stream: DisplayStream | undefined;
  /** Whether the kernel takes what is sent. */
  congested = false;
  queued = 0;
  /** Complete frames that have arrived and are not painted. */
  readonly arrived: Arrived[] = [];
  lastArrived = 0;
  /** What it was sent and must not have been. */
  readonly broken: string[] = [];
  /** By frame last decoded, the regions of its decoders. */
  #decoders: { last: number; readonly rect: ModelRect }[] = [];
  #chunk = 0;
  #takesVideo = true;

  constructor(counters: Counters, turn: Turn, windowBytes: number, nowMs: () => number) {
    const connection: Connection = {
      address: '',
      origin: '',
      send: (message) => this.#send(message),
      queuedBytes: () => this.queued,
      cork: (sends) => sends(),
      close() {},
      ask() {},
      authenticated() {},
    };
    const window = { windowStartBytes: windowBytes, windowLeastBytes: windowBytes, windowMostBytes: windowBytes };
    this.delivery = new ViewerDelivery(connection, { window: new FlightWindow(window), counters, turn, nowMs });
    this.delivery.takesVideo = true;
  }

  /** Forgets everything, as after a new connection. */
  reset(): void {
    this.picture.clear();
    this.arrived.length = 0;
    this.lastArrived = 0;
    this.queued = 0;
    this.congested = false;
    this.#decoders = [];
    this.#chunk = 0;
  }

  /** What is kept comes again from its oldest frame on. */
  beginsAgain(): void {
    this.lastArrived = 0;
  }

  /** Paints the oldest frames that have arrived. @returns the last one's number, 0 for none */
  paint(count: number): number {
    let last = 0;
    for (const frame of this.arrived.splice(0, count)) {
      this.#paint(frame);
      last = frame.header.frame;
    }
    return last;
  }

  #send(message: Uint8Array): SendOutcome {
    const header = createFrameHeader();
    readFrameHeader(message, header);
    const { frame, chunk, chunks, tileX, tileY, tilesWide, tilesHigh } = header;
    if (chunk !== this.#chunk) this.broken.push(`chunk ${chunk} of frame ${frame}, ${this.#chunk} expected`);
    if (frame <= this.lastArrived) this.broken.push(`frame ${frame} after ${this.lastArrived}`);
    const payload = message.slice(header.payloadStart);
    // The content must be the frame's own: memory given back too early would show here.
    const own = header.kind === FrameKind.FRAME_KIND_COPY || payload.every((byte) => byte === frame % 251);
    if (!own) this.broken.push(`content of frame ${frame}`);
    if (chunk === 0) this.#takesVideo = this.delivery.takesVideo;
    this.#chunk = chunk + 1 === chunks ? 0 : chunk + 1;
    if (this.#chunk === 0) {
      this.lastArrived = frame;
      const rect = { x: tileX, y: tileY, wide: tilesWide, high: tilesHigh };
      this.arrived.push({ header, rect, payload, takesVideo: this.#takesVideo });
    }
    if (!this.congested) return 'sent';
    this.queued += message.length;
    return 'queued';
  }

  #paint({ header, rect, payload, takesVideo }: Arrived): void {
    const { frame, base, kind } = header;
    const video = kind === FrameKind.FRAME_KIND_VIDEO_KEY || kind === FrameKind.FRAME_KIND_VIDEO_DELTA;
    if (video && !takesVideo) this.broken.push(`video ${frame} that it does not paint`);
    switch (kind) {
      case FrameKind.FRAME_KIND_COPY: {
        const numbers = Buffer.from(payload);
        moveTiles(this.picture, rect, numbers.readInt16LE(0) / tilePixels, numbers.readInt16LE(2) / tilePixels);
        return;
      }
      case FrameKind.FRAME_KIND_VIDEO_KEY:
        this.#decoders = this.#decoders.filter((decoder) => !overlap(decoder.rect, rect));
        this.#decoders.push({ rect, last: frame });
        break;
      case FrameKind.FRAME_KIND_VIDEO_DELTA: {
        const decoder = this.#decoders.find(({ last }) => last === base);
        if (decoder === undefined) this.broken.push(`delta ${frame} without its base ${base}`);
        else decoder.last = frame;
        break;
      }
      default:
    }
    for (const tile of tilesOf(rect)) this.picture.set(tile, frame);
  }
}
