/** The lines that stacks are measured on, as people have them. */
import { limits } from '../limits.ts';
import type { LineShape } from './bottleneck.ts';

const megabit = 1_000_000;
const bufferBytes = limits.lineBufferBytes;

export const shapes = {
  /** A hotel's or a phone's line. */
  slow: { bitsPerSecond: megabit, roundTripMs: 50, bufferBytes },
  /** An office on another site. */
  ordinary: { bitsPerSecond: 20 * megabit, roundTripMs: 40, bufferBytes },
  /** The same town, over a good line. */
  near: { bitsPerSecond: 100 * megabit, roundTripMs: 50, bufferBytes },
  /** The other side of the world. */
  far: { bitsPerSecond: 100 * megabit, roundTripMs: 200, bufferBytes },
} as const satisfies Record<string, LineShape>;
