/**
 * Memory for the messages that the relay retains, taken and given back: a screen in motion replaces its tiles all the
 * time, and fresh memory for each would cost more than the copy. One store serves the whole node.
 */

/** A message kept; valid until it is given back. */
export interface Slot {
  readonly memory: Uint8Array;
  length: number;
}

export class ChunkStore {
  readonly #mostFreeBytes: number;
  readonly #slotSizes: readonly number[];
  readonly #free: Slot[][];
  #freeBytes = 0;

  /** @param slotSizes ascending; the last holds any message of an agent */
  constructor(mostFreeBytes: number, slotSizes: readonly number[]) {
    this.#mostFreeBytes = mostFreeBytes;
    this.#slotSizes = slotSizes;
    this.#free = slotSizes.map(() => []);
  }

  get freeBytes(): number {
    return this.#freeBytes;
  }

  /** Copies a message of at most the largest slot's size. */
  keep(message: Uint8Array): Slot {
    const { length } = message;
    let size = 0;
    while (length > (this.#slotSizes[size] ?? length)) size++;
    let slot = this.#free[size]?.pop();
    // Uninitialised memory is safe here: only what was copied in is ever read.
    if (slot === undefined) slot = { memory: Buffer.allocUnsafeSlow(this.#slotSizes[size] ?? length), length };
    else this.#freeBytes -= slot.memory.length;
    slot.memory.set(message);
    slot.length = length;
    return slot;
  }

  /** Takes a slot back: nobody may read it from here on. */
  giveBack(slot: Slot): void {
    const { length } = slot.memory;
    if (this.#freeBytes + length > this.#mostFreeBytes) return;
    const size = this.#slotSizes.indexOf(length);
    if (size < 0) return;
    this.#freeBytes += length;
    this.#free[size]?.push(slot);
  }
}
