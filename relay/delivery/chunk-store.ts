/**
 * Memory for the messages that the relay retains, taken and given back: a screen in motion replaces its tiles all the
 * time, and fresh memory for each would cost more than the copy. One store serves the whole node.
 */

/** Sizes of slots: small updates must not take a whole chunk's place. The last holds any message of an agent. */
const slotSizes = [512, 2_048, 6_144, 16_384] as const;

/** A message kept; valid until it is given back. */
export interface Slot {
  readonly memory: Uint8Array;
  length: number;
}

export class ChunkStore {
  readonly #mostFreeBytes: number;
  readonly #free: Slot[][] = slotSizes.map(() => []);
  #freeBytes = 0;

  constructor(mostFreeBytes: number) {
    this.#mostFreeBytes = mostFreeBytes;
  }

  get freeBytes(): number {
    return this.#freeBytes;
  }

  /** Copies a message of at most the largest slot's size. */
  keep(message: Uint8Array): Slot {
    const { length } = message;
    let size = 0;
    while (length > (slotSizes[size] ?? length)) size++;
    let slot = this.#free[size]?.pop();
    // Uninitialised memory is safe here: only what was copied in is ever read.
    if (slot === undefined) slot = { memory: Buffer.allocUnsafeSlow(slotSizes[size] ?? length), length };
    else this.#freeBytes -= slot.memory.length;
    slot.memory.set(message);
    slot.length = length;
    return slot;
  }

  /** Takes a slot back: nobody may read it from here on. */
  giveBack(slot: Slot): void {
    const { length } = slot.memory;
    if (this.#freeBytes + length > this.#mostFreeBytes) return;
    const size = slotSizes.indexOf(length as (typeof slotSizes)[number]);
    if (size < 0) return;
    this.#freeBytes += length;
    this.#free[size]?.push(slot);
  }
}
