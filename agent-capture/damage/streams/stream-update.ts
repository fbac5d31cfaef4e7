/** One picture of a stream as an update of its own, which later updates may pass while it is encoded. */
import type { VideoPicture } from '../../encode/video-encoder.ts';
import type { FrameWriter } from '../frame-writer.ts';
import type { TileHistory } from '../tile-history.ts';
import type { QueuedUpdate } from '../update-queue.ts';
import type { TileRect } from '../video-pipeline.ts';

/** The number of the frame that a stream sent last, on which the next one builds. */
export interface StreamHead {
  frame: number;
}

export class StreamUpdate implements QueuedUpdate {
  readonly begun = false;
  readonly mayBePassed = true;
  readonly #tiles: TileRect;
  readonly #capturedUs: number;
  readonly #head: StreamHead;
  readonly #history: TileHistory;
  #state: 'encoding' | 'dropped' | VideoPicture = 'encoding';

  constructor(tiles: TileRect, capturedUs: number, head: StreamHead, history: TileHistory) {
    this.#tiles = tiles;
    this.#capturedUs = capturedUs;
    this.#head = head;
    this.#history = history;
  }

  encoded(picture: VideoPicture): void {
    if (this.#state === 'encoding') this.#state = picture;
  }

  /** It never leaves. */
  drop(): void {
    this.#state = 'dropped';
  }

  send(writer: FrameWriter): 'done' | 'waiting' | 'closed' {
    if (this.#state === 'encoding') return 'waiting';
    if (this.#state === 'dropped') return 'done';
    const { payload, key } = this.#state;
    writer.beginUpdate();
    const frame = writer.write(
      this.#tiles,
      key ? { what: 'key-picture', payload } : { what: 'delta-picture', payload, base: this.#head.frame },
      this.#capturedUs,
      true,
    );
    if (frame === undefined) return 'closed';
    this.#head.frame = frame;
    this.#history.sent(this.#tiles, false);
    return 'done';
  }
}
