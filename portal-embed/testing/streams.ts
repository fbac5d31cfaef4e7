/**
 * Small H.264 streams as agents send them: one access unit a part, Annex B, no reordering. Recorded from x264 (through
 * @napi-rs/webcodecs, latencyMode "realtime", from RGBA), so that no test needs an encoder.
 */

import type { Picture } from './frames.ts';
import recorded from './h264-streams.json' with { type: 'json' };

export interface RecordedStream {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
}

const stream = (width: number, height: number, parts: readonly string[]): RecordedStream => ({
  width,
  height,
  parts: parts.map((part) => new Uint8Array(Buffer.from(part, 'base64'))),
});

/** Patches of 16 pixels in 60 colours, at rest; the first part is the key frame. */
export const colours = stream(128, 128, recorded.colours);
/** A picture of one grey each, 30 brighter than the one before; parts 0 and 4 are key frames. */
export const greys = stream(128, 64, recorded.greys);
/** Sizes that are no whole macroblocks: greys of 40 and 200. */
export const edge = stream(108, 72, recorded.edge);
/** Greys of 70 and 140. */
export const other = stream(128, 128, recorded.other);

/** What `greys` show. */
export const greyOf = (part: number): number => 30 * (part + 1);

/** What `colours` show, as it was before it was encoded. */
export function colourPatches(): Picture {
  const { width, height } = colours;
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const patch = Math.floor((pixel % width) / 16) + (width / 16) * Math.floor(pixel / width / 16);
    const red = [0, 64, 128, 192, 255][patch % 5] ?? 0;
    const green = [0, 85, 170, 255][Math.floor(patch / 5) % 4] ?? 0;
    const blue = [0, 128, 255][Math.floor(patch / 20) % 3] ?? 0;
    rgb.set([red, green, blue], pixel * 3);
  }
  return { width, height, rgb };
}
