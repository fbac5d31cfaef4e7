/**
 * Buffers for the codec's input, used again: fresh ones would be zeroed first and, living outside the heap, press the
 * garbage collector at every strip of a moving picture.
 */
import { encodeLimits } from './limits.ts';

export class RgbBuffers {
  readonly #free: Buffer[] = [];

  /** A buffer of this many bytes with unknown content, aligned to 4 bytes. Give it back when the codec is done. */
  take(bytes: number): Buffer {
    const index = this.#free.findIndex((buffer) => buffer.buffer.byteLength >= bytes);
    const found = index < 0 ? undefined : this.#free.splice(index, 1)[0];
    return found === undefined ? Buffer.allocUnsafeSlow(bytes) : Buffer.from(found.buffer, 0, bytes);
  }

  give(buffer: Buffer): void {
    if (this.#free.length < encodeLimits.keptBuffers) this.#free.push(buffer);
  }
}
