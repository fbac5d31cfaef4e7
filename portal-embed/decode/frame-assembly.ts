/**
 * Puts the chunks of one display's frames together. Chunks of a frame come one after the other; a frame that is cut
 * off by the next one, or whose chunks do not fit each other, is lost and counted as such.
 */
import { type FrameHeader, limits } from '@ringside/protocol';

/** One whole frame, ready to decode. */
export interface WholeFrame {
  readonly display: number;
  readonly epoch: number;
  readonly frame: number;
  /** Of FrameKind, and the frame that copies and deltas build on. */
  readonly kind: number;
  readonly base: number;
  readonly tileX: number;
  readonly tileY: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  readonly encoding: number;
  readonly lastOfUpdate: boolean;
  readonly capturedUs: number;
  /** When its first and its last byte were here. */
  readonly begunMs: number;
  readonly arrivedMs: number;
  /** The payload: an image, a colour, where a copy comes from, or a part of a stream. */
  readonly image: Uint8Array<ArrayBuffer>;
}

/** `lost`: a frame was broken off or malformed; `frame`: this chunk completed one. Both can be at once. */
export interface Assembled {
  readonly lost: boolean;
  readonly frame: WholeFrame | undefined;
}

const nothing: Assembled = { lost: false, frame: undefined };
const lost: Assembled = { lost: true, frame: undefined };

export class FrameAssembly {
  #frame = 0;
  #epoch = 0;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #expected = 0;
  #bytes = 0;
  #begunMs = 0;

  /** @param message the whole message the header was read from */
  add(header: FrameHeader, message: Uint8Array<ArrayBuffer>, nowMs: number): Assembled {
    const cutOff = this.#chunks.length > 0 && !this.#continues(header);
    if (cutOff) this.reset();
    if (header.chunks === 1) {
      const frame = wholeFrame(header, message.subarray(header.payloadStart), nowMs, nowMs);
      return { lost: cutOff, frame };
    }
    if (header.chunk !== this.#chunks.length) {
      this.reset();
      return lost;
    }
    if (header.chunk === 0) this.#begunMs = nowMs;
    this.#frame = header.frame;
    this.#epoch = header.epoch;
    this.#expected = header.chunks;
    this.#chunks.push(message.subarray(header.payloadStart));
    this.#bytes += message.length - header.payloadStart;
    if (this.#bytes > limits.frameBytes) {
      this.reset();
      return lost;
    }
    if (this.#chunks.length < header.chunks) return cutOff ? lost : nothing;
    const frame = wholeFrame(header, join(this.#chunks, this.#bytes), this.#begunMs, nowMs);
    this.reset();
    return { lost: cutOff, frame };
  }

  reset(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }

  #continues(header: FrameHeader): boolean {
    return header.frame === this.#frame && header.epoch === this.#epoch && header.chunks === this.#expected;
  }
}

function wholeFrame(
  header: FrameHeader,
  image: Uint8Array<ArrayBuffer>,
  begunMs: number,
  arrivedMs: number,
): WholeFrame {
  const { display, epoch, frame, kind, base, tileX, tileY, tilesWide, tilesHigh, encoding, capturedUs } = header;
  const lastOfUpdate = header.lastOfUpdate === 1;
  const area = { tileX, tileY, tilesWide, tilesHigh };
  return { display, epoch, frame, kind, base, ...area, encoding, lastOfUpdate, capturedUs, begunMs, arrivedMs, image };
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
