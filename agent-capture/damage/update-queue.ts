/**
 * The updates of one display on their way out. Rectangles are encoded side by side; their frames leave in order, each
 * as soon as all before it have left. Only pictures of a stream may be passed while they are encoded: nothing else
 * paints where they do.
 */
import type { FrameWriter } from './frame-writer.ts';

export interface QueuedUpdate {
  /** It has its number. */
  readonly begun: boolean;
  /** What comes after it may leave before it. */
  readonly mayBePassed: boolean;
  /** Sends what is ready. */
  send(writer: FrameWriter): 'done' | 'waiting' | 'closed';
}

export class UpdateQueue {
  readonly #writer: FrameWriter;
  readonly #updates: QueuedUpdate[] = [];

  constructor(writer: FrameWriter) {
    this.#writer = writer;
  }

  /** Updates that have no number yet. */
  get unnumbered(): number {
    let count = 0;
    for (const update of this.#updates) if (!update.begun) count++;
    return count;
  }

  /** Whether nothing waits but this one, and what may be passed. */
  isQuiet(own: QueuedUpdate | undefined): boolean {
    return this.#updates.every((update) => update === own || update.mayBePassed);
  }

  push(update: QueuedUpdate): void {
    this.#updates.push(update);
  }

  /** Sends what is ready. False when the outlet is closed. */
  flush(): boolean {
    // Frames of two updates are never mixed: one that has begun ends before any other begins.
    let index = this.#updates.findIndex(({ begun }) => begun);
    if (index < 0) index = 0;
    for (;;) {
      const update = this.#updates[index];
      if (update === undefined) return true;
      switch (update.send(this.#writer)) {
        case 'closed':
          return false;
        case 'done':
          this.#updates.splice(index, 1);
          // What this one has held up stands before it.
          index = 0;
          break;
        case 'waiting':
          if (!update.mayBePassed || update.begun) return true;
          index++;
      }
    }
  }
}
