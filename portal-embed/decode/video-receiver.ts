/**
 * The path of video from the socket to the surfaces: header, chunks, decoder, paint, acknowledgement.
 * Nothing here waits for a timer or a framework.
 */
import {
  createFrameHeader,
  type Display,
  type DisplayLayout,
  type FrameHeader,
  FrameKind,
  readFrameHeader,
} from '@ringside/protocol';
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import { DecodePlaces } from './decode-places.ts';
import { nothing, prepareDrawing, type Surface } from './drawing.ts';
import { FrameAssembly, type WholeFrame } from './frame-assembly.ts';
import type { OpenCodec } from './h264-codec.ts';
import type { DecodeImage } from './image-decoder.ts';
import { PaintQueue } from './paint-queue.ts';
import { InstantImages } from './palette-png.ts';
import { PictureRepair } from './picture-repair.ts';
import { VideoStreams } from './video-streams.ts';

export interface VideoPorts {
  readonly clock: Clock;
  readonly decodeImage: DecodeImage;
  readonly openCodec: OpenCodec;
  /** The surface of a display that is shown, at the size the layout says; undefined for one that is not. */
  surfaceOf(display: number): Surface | undefined;
  sendPainted(display: number, epoch: number, frame: number): void;
  sendRefresh(display: number): void;
  received(bytes: number): void;
  /** Something new is on a surface. */
  painted(painted: PaintedNow): void;
  /** This display's picture cannot be shown. */
  pictureFailed(display: number): void;
  /** After that: it can, from the next paint on. */
  pictureRecovered(display: number): void;
  /** Video streams cannot be painted here: the relay must send none. Told once. */
  streamsFailed(): void;
}

/** Frames that were painted together. */
export interface PaintedNow {
  readonly display: number;
  /** The newest capture among them. */
  readonly capturedUs: number;
  /** When the last byte was here, and how long it took the bytes of each frame to come, in all. */
  readonly arrivedMs: number;
  readonly transferMs: number;
}

/** The way of one display's frames. */
interface Path {
  readonly assembly: FrameAssembly;
  readonly queue: PaintQueue;
  readonly instant: InstantImages;
  readonly repair: PictureRepair;
  /** There is a picture, or will be before what comes next. */
  begun: boolean;
  /** A part of the update under way is missing. */
  flawed: boolean;
  /** Something came while there was no surface, and is not on the one that comes. */
  missed: boolean;
  /** The frame painted or given up last and not yet acknowledged; 0 for none. */
  unacknowledged: number;
  epoch: number;
  /** Of the frames painted since then. */
  capturedUs: number;
  arrivedMs: number;
  transferMs: number;
}

export class VideoReceiver {
  readonly #ports: VideoPorts;
  readonly #header: FrameHeader = createFrameHeader();
  readonly #places = new DecodePlaces(viewerLimits.decodesInFlight);
  readonly #paths = new Map<number, Path>();
  readonly #streams: VideoStreams;
  #epoch = 0;
  /** The newest layout that a frame came ahead of. */
  #awaitedEpoch = 0;

  constructor(ports: VideoPorts) {
    this.#ports = ports;
    this.#streams = new VideoStreams(ports.openCodec, ports.clock, () => this.#streamsFailed());
  }

  /** Surfaces must have the layout's sizes already. Frames of older layouts that still wait are dropped. */
  setLayout(layout: DisplayLayout): void {
    if (layout.epoch === this.#epoch) return;
    this.#forget();
    this.#epoch = layout.epoch;
    for (const display of layout.displays) {
      const path = this.#createPath(display);
      this.#paths.set(display.display, path);
      if (layout.epoch <= this.#awaitedEpoch) path.repair.damaged();
    }
  }

  /** Another connection: nothing of the old one counts. */
  reset(): void {
    this.#epoch = 0;
    this.#awaitedEpoch = 0;
    this.#forget();
  }

  #forget(): void {
    this.#streams.forget();
    for (const path of this.#paths.values()) {
      path.queue.clear();
      path.repair.reset();
    }
    this.#paths.clear();
  }

  /** @throws ProtocolError when the bytes are not a frame */
  receive(message: Uint8Array<ArrayBuffer>): void {
    const header = this.#header;
    readFrameHeader(message, header);
    this.#ports.received(message.length);
    const path = header.epoch === this.#epoch ? this.#paths.get(header.display) : undefined;
    // A frame of another layout is superseded by that layout's end: said, so that it counts as in flight no longer.
    if (path === undefined) {
      this.#awaitedEpoch = Math.max(this.#awaitedEpoch, header.epoch);
      this.#ports.sendPainted(header.display, header.epoch, header.frame);
      return;
    }
    const { lost, frame } = path.assembly.add(header, message, this.#ports.clock.now());
    if (lost) this.#damaged(path);
    if (frame !== undefined) path.queue.add(frame);
  }

  #createPath({ display, width, height }: Display): Path {
    const path: Path = {
      assembly: new FrameAssembly(),
      queue: new PaintQueue(
        this.#places,
        (frame) => this.#prepare(path, frame),
        {
          painted: (frame, failed) => this.#painted(path, frame, failed),
          settled: () => this.#acknowledge(path, display),
          overflowed: (frame) => this.#overflowed(path, display, frame),
        },
        {
          frames: viewerLimits.waitingFrames,
          bytes: viewerLimits.waitingBytes,
          pixels: Math.max(viewerLimits.decodedPixels, viewerLimits.decodedScreens * width * height),
        },
        this.#ports.clock,
      ),
      instant: new InstantImages(),
      repair: new PictureRepair(this.#ports.clock, {
        refresh: () => this.#ports.sendRefresh(display),
        gaveUp: () => this.#ports.pictureFailed(display),
        recovered: () => this.#ports.pictureRecovered(display),
      }),
      begun: false,
      flawed: false,
      missed: false,
      unacknowledged: 0,
      epoch: this.#epoch,
      capturedUs: 0,
      arrivedMs: 0,
      transferMs: 0,
    };
    return path;
  }

  #prepare(path: Path, frame: WholeFrame): ReturnType<typeof prepareDrawing> {
    const surface = this.#ports.surfaceOf(frame.display);
    // A display that is not shown any more: what is still under way for it is superseded.
    if (surface === undefined) {
      path.missed = true;
      this.#streams.retire(frame.display);
      return nothing;
    }
    // Shown again. A relay that did not notice that it was hidden believes what came meanwhile to be seen.
    if (path.missed) {
      path.missed = false;
      this.#damaged(path);
    }
    // Nothing is there that could be moved.
    if (frame.kind === FrameKind.FRAME_KIND_COPY && !path.begun) return undefined;
    path.begun = true;
    return prepareDrawing(frame, surface, {
      image: this.#ports.decodeImage,
      instant: (image) => path.instant.decode(image),
      stream: (part, area) => this.#streams.decode(part, area),
    });
  }

  #painted(path: Path, frame: WholeFrame, failed: boolean): void {
    // Not the highest: a picture that the relay begins again comes with older numbers, and it knows no others then.
    path.unacknowledged = frame.frame;
    if (failed) this.#damaged(path);
    if (frame.lastOfUpdate) {
      if (!path.flawed) path.repair.healed(frame.begunMs);
      path.flawed = false;
    }
    if (failed) return;
    path.capturedUs = Math.max(path.capturedUs, frame.capturedUs);
    path.arrivedMs = Math.max(path.arrivedMs, frame.arrivedMs);
    path.transferMs += frame.arrivedMs - frame.begunMs;
  }

  /** One acknowledgement for all that was painted together. */
  #acknowledge(path: Path, display: number): void {
    this.#ports.sendPainted(display, path.epoch, path.unacknowledged);
    path.unacknowledged = 0;
    const { capturedUs, arrivedMs, transferMs } = path;
    // Nothing of it could be painted.
    if (arrivedMs === 0) return;
    path.capturedUs = 0;
    path.arrivedMs = 0;
    path.transferMs = 0;
    this.#ports.painted({ display, capturedUs, arrivedMs, transferMs });
  }

  /** Regions that are video streams at the moment. */
  get streams(): number {
    return this.#streams.size;
  }

  #overflowed(path: Path, display: number, frame: WholeFrame): void {
    path.unacknowledged = frame.frame;
    this.#acknowledge(path, display);
    path.begun = false;
    this.#damaged(path);
  }

  #damaged(path: Path): void {
    path.flawed = true;
    path.repair.damaged();
  }

  /** What streams have left on the displays is asked for anew, as often as ever. */
  #streamsFailed(): void {
    this.#ports.streamsFailed();
    for (const { repair } of this.#paths.values()) {
      repair.reset();
      repair.damaged();
    }
  }
}
