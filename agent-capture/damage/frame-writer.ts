/**
 * Numbers the frames and updates of one display and epoch and cuts them into messages. Numbers are given when a
 * frame is sent, so an encoding that was overtaken leaves no gap.
 */
import { encodeAgentMessage, FrameKind, limits } from '@ringside/protocol';
import type { EncodedImage } from '../encode/image-encoder.ts';
import type { TileRect } from './video-pipeline.ts';

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

  /** Returns false when the outlet took it no longer: guard or link is closed. */
  write(tiles: TileRect, image: EncodedImage, capturedUs: number, lastOfUpdate: boolean): boolean {
    this.#frame++;
    const { payload } = image;
    const chunks = Math.max(1, Math.ceil(payload.length / limits.chunkBytes));
    for (let chunk = 0; chunk < chunks; chunk++) {
      const message = encodeAgentMessage({
        frame: {
          display: this.#display,
          epoch: this.#epoch,
          frame: this.#frame,
          kind: FrameKind.FRAME_KIND_TILES,
          tileX: tiles.tileX,
          tileY: tiles.tileY,
          tilesWide: tiles.tilesWide,
          tilesHigh: tiles.tilesHigh,
          chunk,
          chunks,
          update: this.#update,
          lastOfUpdate,
          capturedUs,
          encoding: image.encoding,
          payload: payload.subarray(chunk * limits.chunkBytes, (chunk + 1) * limits.chunkBytes),
        },
      });
      if (!this.#send(message)) return false;
    }
    return true;
  }
}
