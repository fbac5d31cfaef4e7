/**
 * What was sent of one display and is not painted yet, oldest first: a ring of numbers that grows to its bound, so that
 * a frame in flight allocates nothing.
 */
const startEntries = 32;

export class FlightLedger {
  readonly #most: number;
  #frames = new Uint32Array(startEntries);
  #updates = new Uint32Array(startEntries);
  #bytes = new Uint32Array(startEntries);
  #head = 0;
  #count = 0;
  #total = 0;
  /** Of the newest frame that the last paintedUpTo() freed. */
  paintedUpdate = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#total;
  }

  get full(): boolean {
    return this.#count >= this.#most;
  }

  /** Whether something is on the way that goes with this frame. */
  frees(frame: number): boolean {
    return this.#count > 0 && (this.#frames[this.#head] ?? 0) <= frame;
  }

  /**
   * Notes a sent message. Chunks of one frame share an entry.
   * @param update newest update that is complete once this frame is painted
   */
  sent(frame: number, update: number, bytes: number): void {
    this.#total += bytes;
    const mask = this.#frames.length - 1;
    const last = (this.#head + this.#count - 1) & mask;
    if (this.#count > 0 && this.#frames[last] === frame) {
      this.#bytes[last] = (this.#bytes[last] ?? 0) + bytes;
      this.#updates[last] = update;
      return;
    }
    if (this.#count === this.#frames.length) this.#grow();
    const index = (this.#head + this.#count) & (this.#frames.length - 1);
    this.#frames[index] = frame;
    this.#updates[index] = update;
    this.#bytes[index] = bytes;
    this.#count++;
  }

  /** Everything up to this frame is painted. @returns bytes that are no longer on the way */
  paintedUpTo(frame: number): number {
    const mask = this.#frames.length - 1;
    let freed = 0;
    while (this.#count > 0 && (this.#frames[this.#head] ?? 0) <= frame) {
      freed += this.#bytes[this.#head] ?? 0;
      this.paintedUpdate = this.#updates[this.#head] ?? 0;
      this.#head = (this.#head + 1) & mask;
      this.#count--;
    }
    this.#total -= freed;
    return freed;
  }

  #grow(): void {
    const size = this.#frames.length;
    const frames = new Uint32Array(size * 2);
    const updates = new Uint32Array(size * 2);
    const bytes = new Uint32Array(size * 2);
    for (let offset = 0; offset < this.#count; offset++) {
      const from = (this.#head + offset) & (size - 1);
      frames[offset] = this.#frames[from] ?? 0;
      updates[offset] = this.#updates[from] ?? 0;
      bytes[offset] = this.#bytes[from] ?? 0;
    }
    this.#frames = frames;
    this.#updates = updates;
    this.#bytes = bytes;
    this.#head = 0;
  }
}
