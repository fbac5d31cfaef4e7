/**
 * The video streams of a viewer: which part belongs to which, a decoder for each, and when it is better to have none.
 * A decoder that fails is tried anew once; then the far end is told that this viewer paints no streams.
 */
import { FrameKind } from '@ringside/protocol';
import { viewerLimits } from '../limits.ts';
import type { Clock } from '../session/clock.ts';
import type { Rectangle } from './drawing.ts';
import type { WholeFrame } from './frame-assembly.ts';
import type { OpenCodec } from './h264-codec.ts';
import { readStreamParameters, type StreamParameters } from './h264-parameters.ts';
import { type DecoderTrouble, StreamDecoder, type StreamPicture } from './stream-decoder.ts';

interface LiveStream {
  readonly display: number;
  readonly area: Rectangle;
  readonly codec: string;
  readonly decoder: StreamDecoder;
  /** The last part that went into the decoder: the next one names it as its base. */
  last: number;
  usedMs: number;
}

export class VideoStreams {
  readonly #openCodec: OpenCodec;
  readonly #clock: Clock;
  readonly #gaveUp: () => void;
  readonly #live = new Set<LiveStream>();
  #givenUp = false;
  /** The first trouble that counts. */
  #troubledMs = Number.NEGATIVE_INFINITY;
  /** Decoders in hardware are the ones that keep pictures back. */
  #inSoftware = false;
  #cancelSweep: (() => void) | undefined;

  /** @param gaveUp told once: this viewer paints no streams any more */
  constructor(openCodec: OpenCodec, clock: Clock, gaveUp: () => void) {
    this.#openCodec = openCodec;
    this.#clock = clock;
    this.#gaveUp = gaveUp;
  }

  get size(): number {
    return this.#live.size;
  }

  /** @returns undefined for a part that cannot be decoded */
  decode(frame: WholeFrame, area: Rectangle): Promise<StreamPicture> | undefined {
    if (this.#givenUp) return undefined;
    const key = frame.kind === FrameKind.FRAME_KIND_VIDEO_KEY;
    const stream = key ? this.#begin(frame, area) : this.#following(frame, area);
    if (stream === undefined) return undefined;
    stream.last = frame.frame;
    stream.usedMs = this.#clock.now();
    this.#cancelSweep ??= this.#clock.after(viewerLimits.streamIdleMs, () => this.#sweep());
    return stream.decoder.decode({ number: frame.frame, key, unit: frame.image });
  }

  /** Ends all streams, with what is in their decoders: another layout, or another connection. */
  forget(): void {
    for (const stream of this.#live) this.#end(stream);
  }

  /** Nobody looks at this display any more. */
  retire(display: number): void {
    for (const stream of this.#live) if (stream.display === display) this.#retire(stream);
  }

  #following({ display, base }: WholeFrame, area: Rectangle): LiveStream | undefined {
    for (const stream of this.#live) {
      if (stream.decoder.open && stream.display === display && stream.last === base && isSame(stream.area, area)) {
        return stream;
      }
    }
    return undefined;
  }

  #begin(frame: WholeFrame, area: Rectangle): LiveStream | undefined {
    const parameters = readStreamParameters(frame.image);
    if (parameters === undefined || !fits(parameters, area)) {
      this.#troubled('failed');
      return undefined;
    }
    for (const stream of this.#live) {
      if (stream.display !== frame.display || !overlap(stream.area, area)) continue;
      if (stream.decoder.open && isSame(stream.area, area) && stream.codec === parameters.codec) return stream;
      this.#retire(stream);
    }
    return this.#hasRoom(frame.display) ? this.#open(frame, area, parameters) : undefined;
  }

  #open({ display, frame }: WholeFrame, area: Rectangle, parameters: StreamParameters): LiveStream | undefined {
    try {
      const decoder = new StreamDecoder(parameters, this.#inSoftware, this.#openCodec, this.#clock, (trouble) => {
        this.#live.delete(stream);
        this.#troubled(trouble);
      });
      const stream = { display, area, codec: parameters.codec, decoder, last: frame, usedMs: this.#clock.now() };
      this.#live.add(stream);
      return stream;
    } catch {
      this.#troubled('unsupported');
      return undefined;
    }
  }

  /** Whether one more stream may begin; one that rests makes place. More in motion than may be is no case for streams. */
  #hasRoom(display: number): boolean {
    const ofDisplay = [...this.#live].filter((stream) => stream.display === display);
    const crowd =
      ofDisplay.length >= viewerLimits.streamsPerDisplay
        ? ofDisplay
        : this.#live.size >= viewerLimits.streams
          ? [...this.#live]
          : [];
    const [first, ...others] = crowd;
    if (first === undefined) return true;
    const oldest = others.reduce((best, stream) => (stream.usedMs < best.usedMs ? stream : best), first);
    const rests = this.#clock.now() - oldest.usedMs >= viewerLimits.streamRestMs;
    if (rests) this.#end(oldest);
    else this.#giveUp();
    return rests;
  }

  /** Parts that came before are painted all the same: what comes instead may cover less. */
  #retire(stream: LiveStream): void {
    this.#live.delete(stream);
    stream.decoder.retire();
  }

  #end(stream: LiveStream): void {
    this.#live.delete(stream);
    stream.decoder.close();
  }

  #sweep(): void {
    this.#cancelSweep = undefined;
    const nowMs = this.#clock.now();
    for (const stream of this.#live) if (nowMs - stream.usedMs >= viewerLimits.streamIdleMs) this.#end(stream);
    if (this.#live.size === 0) return;
    this.#cancelSweep = this.#clock.after(viewerLimits.streamIdleMs, () => this.#sweep());
  }

  #troubled(trouble: DecoderTrouble): void {
    const sinceMs = this.#clock.now() - this.#troubledMs;
    this.#inSoftware = true;
    if (trouble === 'unsupported') this.#giveUp();
    else if (sinceMs > viewerLimits.streamForgiveMs) this.#troubledMs = this.#clock.now();
    // What takes one decoder away takes all of them: that is one trouble.
    else if (sinceMs > viewerLimits.streamRestMs) this.#giveUp();
  }

  #giveUp(): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    this.forget();
    this.#gaveUp();
  }
}

/** Streams have even sizes: at an odd edge of a display they reach one pixel over it. */
function fits({ width, height }: StreamParameters, area: Rectangle): boolean {
  return width === area.width + (area.width % 2) && height === area.height + (area.height % 2);
}

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
