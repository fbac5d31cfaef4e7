/**
 * Numbers the frames and updates of one display and epoch and cuts them into messages. Numbers are given when a
 * frame is sent, so an encoding that was overtaken leaves no gap.
 */
import { encodeAgentMessage, FrameEncoding, FrameKind, limits } from '@ringside/protocol';
import type { Shift } from './copy-finder.ts';
import type { TileRect } from './video-pipeline.ts';

export type OutgoingFrame =
  | { readonly what: 'image'; readonly encoding: FrameEncoding; readonly payload: Uint8Array }
  | { readonly what: 'copy'; readonly shift: Shift }
  | { readonly what: 'key-picture'; readonly payload: Uint8Array }
  /** Builds on the frame with the number `base`. */
  | { readonly what: 'delta-picture'; readonly payload: Uint8Array; readonly base: number };

interface FrameForm {
  readonly kind: FrameKind;
  readonly encoding: FrameEncoding;
  readonly base: number;
  readonly payload: Uint8Array;
}

export class FrameWriter {
  readonly #display: number;
  readonly #epoch: number;
  readonly #send: (message: Uint8Array) => boolean;
  #frame = 0;
  #update = 0;

  constructor(display: number, epoch: number, send: (message: Uint8Array) => boolean) {
    this.#display = display;
    this.#epoch = epoch;
    this.#send = send;
  }

  /** Number of the update begun last; 0 before the first. */
  get update(): number {
    return this.#update;
  }

  beginUpdate(): void {
    this.#update++;
  }

  /** @returns the frame's number; undefined when the outlet took it no longer: guard or link is closed */
  write(tiles: TileRect, outgoing: OutgoingFrame, capturedUs: number, lastOfUpdate: boolean): number | undefined {
    this.#frame++;
    const { kind, encoding, base, payload } = this.#formOf(outgoing);
    const chunks = Math.max(1, Math.ceil(payload.length / limits.chunkBytes));
    for (let chunk = 0; chunk < chunks; chunk++) {
      const message = encodeAgentMessage({
        frame: {
          display: this.#display,
          epoch: this.#epoch,
          frame: this.#frame,
          kind,
          tileX: tiles.tileX,
          tileY: tiles.tileY,
          tilesWide: tiles.tilesWide,
          tilesHigh: tiles.tilesHigh,
          chunk,
          chunks,
          update: this.#update,
          lastOfUpdate,
          base,
          capturedUs,
          encoding,
          payload: payload.subarray(chunk * limits.chunkBytes, (chunk + 1) * limits.chunkBytes),
        },
      });
      if (!this.#send(message)) return undefined;
    }
    return this.#frame;
  }

  #formOf(outgoing: OutgoingFrame): FrameForm {
    switch (outgoing.what) {
      case 'image':
        return {
          kind: FrameKind.FRAME_KIND_TILES,
          encoding: outgoing.encoding,
          base: 0,
          payload: outgoing.payload,
        };
      case 'copy':
        return {
          kind: FrameKind.FRAME_KIND_COPY,
          encoding: FrameEncoding.FRAME_ENCODING_COPY,
          base: this.#frame - 1,
          payload: copyPayload(outgoing.shift),
        };
      case 'key-picture':
        return {
          kind: FrameKind.FRAME_KIND_VIDEO_KEY,
          encoding: FrameEncoding.FRAME_ENCODING_H264,
          base: 0,
          payload: outgoing.payload,
        };
      case 'delta-picture':
        return {
          kind: FrameKind.FRAME_KIND_VIDEO_DELTA,
          encoding: FrameEncoding.FRAME_ENCODING_H264,
          base: outgoing.base,
          payload: outgoing.payload,
        };
      default:
        return outgoing satisfies never;
    }
  }
}

function copyPayload({ dx, dy }: Shift): Uint8Array {
  const payload = Buffer.alloc(4);
  payload.writeInt16LE(dx, 0);
  payload.writeInt16LE(dy, 2);
  return payload;
}
