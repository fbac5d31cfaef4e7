/**
 * Buffers for the codecs, used again: fresh ones would be zeroed first and, living outside the heap, press the garbage
 * collector at every strip of a moving picture. All are of one size, so that any fits; what is small or larger than
 * that is not worth keeping.
 */
import { encodeLimits } from './limits.ts';

const { keptBuffers, keptBufferBytes } = encodeLimits;

export class KeptBuffers {
  readonly #free: Buffer[] = [];

  /** A buffer of this many bytes with unknown content, aligned to 4 bytes. Give it back when the codec is done. */
  take(bytes: number): Buffer {
    if (bytes > keptBufferBytes || bytes < keptBufferBytes / 8) return Buffer.allocUnsafeSlow(bytes);
    const whole = this.#free.pop() ?? Buffer.allocUnsafeSlow(keptBufferBytes);
    return whole.subarray(0, bytes);
  }

  give({ buffer }: Buffer): void {
    if (buffer.byteLength !== keptBufferBytes || this.#free.length >= keptBuffers) return;
    this.#free.push(Buffer.from(buffer));
  }
}
