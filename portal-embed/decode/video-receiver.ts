/**
 * The path of video from the socket to the surfaces: header, chunks, decoder, paint, acknowledgement.
 * Nothing here waits for a timer or a framework.
 */
import { createFrameHeader, type DisplayLayout, type FrameHeader, readFrameHeader } from '@ringside/protocol';
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import { prepareDrawing, type Surface } from './drawing.ts';
import { FrameAssembly, type WholeFrame } from './frame-assembly.ts';
import type { DecodeImage } from './image-decoder.ts';
import { DecodePlaces, PaintQueue } from './paint-queue.ts';
import { PictureRepair } from './picture-repair.ts';

export interface VideoPorts {
  readonly clock: Clock;
  readonly decodeImage: DecodeImage;
  /** The surface of a display that is shown, at the size the layout says; undefined for one that is not. */
  surfaceOf(display: number): Surface | undefined;
  sendPainted(display: number, epoch: number, frame: number): void;
  sendRefresh(display: number): void;
  /** A frame is on its surface. */
  painted(display: number, capturedUs: number, bytes: number): void;
  /** This display's picture cannot be shown. */
  pictureFailed(display: number): void;
}

interface Stream {
  readonly assembly: FrameAssembly;
  readonly queue: PaintQueue;
  readonly repair: PictureRepair;
  /** The newest frame painted or given up and not yet acknowledged; 0 for none. */
  unacknowledged: number;
  epoch: number;
}

export class VideoReceiver {
  readonly #ports: VideoPorts;
  readonly #header: FrameHeader = createFrameHeader();
  readonly #places = new DecodePlaces(viewerLimits.decodesInFlight);
  readonly #streams = new Map<number, Stream>();
  #epoch = 0;
  /** The newest layout that a frame came ahead of. */
  #awaitedEpoch = 0;

  constructor(ports: VideoPorts) {
    this.#ports = ports;
  }

  /** Surfaces must have the layout's sizes already. Frames of older layouts that still wait are dropped. */
  setLayout(layout: DisplayLayout): void {
    if (layout.epoch === this.#epoch) return;
    this.#forget();
    this.#epoch = layout.epoch;
    for (const { display } of layout.displays) {
      const stream = this.#createStream(display);
      this.#streams.set(display, stream);
      if (layout.epoch <= this.#awaitedEpoch) stream.repair.damaged();
    }
  }

  /** Another connection: nothing of the old one counts. */
  reset(): void {
    this.#epoch = 0;
    this.#awaitedEpoch = 0;
    this.#forget();
  }

  #forget(): void {
    for (const stream of this.#streams.values()) {
      stream.queue.clear();
      stream.repair.reset();
    }
    this.#streams.clear();
  }

  /** @throws ProtocolError when the bytes are not a frame */
  receive(message: Uint8Array<ArrayBuffer>): void {
    const header = this.#header;
    readFrameHeader(message, header);
    const stream = header.epoch === this.#epoch ? this.#streams.get(header.display) : undefined;
    // A frame of another layout is superseded by that layout's end: said, so that it counts as in flight no longer.
    if (stream === undefined) {
      this.#awaitedEpoch = Math.max(this.#awaitedEpoch, header.epoch);
      this.#ports.sendPainted(header.display, header.epoch, header.frame);
      return;
    }
    const { lost, frame } = stream.assembly.add(header, message);
    if (lost) stream.repair.damaged();
    if (frame !== undefined) stream.queue.add(frame);
  }

  #createStream(display: number): Stream {
    const stream: Stream = {
      assembly: new FrameAssembly(),
      queue: new PaintQueue(
        this.#places,
        (frame) => this.#prepare(frame),
        {
          painted: (frame, failed) => this.#painted(stream, frame, failed),
          settled: () => this.#acknowledge(stream, display),
          overflowed: (frame) => this.#overflowed(stream, display, frame),
        },
        { frames: viewerLimits.waitingFrames, bytes: viewerLimits.waitingBytes },
        this.#ports.clock,
      ),
      repair: new PictureRepair(this.#ports.clock, {
        refresh: () => this.#ports.sendRefresh(display),
        gaveUp: () => this.#ports.pictureFailed(display),
      }),
      unacknowledged: 0,
      epoch: this.#epoch,
    };
    return stream;
  }

  #prepare(frame: WholeFrame): ReturnType<typeof prepareDrawing> {
    const surface = this.#ports.surfaceOf(frame.display);
    // A display that is not shown any more: what is still under way for it is superseded.
    if (surface === undefined) return unseen;
    return prepareDrawing(frame, surface, this.#ports.decodeImage);
  }

  #painted(stream: Stream, frame: WholeFrame, failed: boolean): void {
    stream.unacknowledged = Math.max(stream.unacknowledged, frame.frame);
    if (failed) stream.repair.damaged();
    else this.#ports.painted(frame.display, frame.capturedUs, frame.image.length);
  }

  /** One acknowledgement for all that was painted together. */
  #acknowledge(stream: Stream, display: number): void {
    this.#ports.sendPainted(display, stream.epoch, stream.unacknowledged);
    stream.unacknowledged = 0;
  }

  #overflowed(stream: Stream, display: number, frame: WholeFrame): void {
    stream.unacknowledged = frame.frame;
    this.#acknowledge(stream, display);
    stream.repair.damaged();
  }
}

const unseen = { draw: () => undefined, discard: () => undefined };
