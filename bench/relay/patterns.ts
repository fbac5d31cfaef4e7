/** What devices send in the relay's benches. Payloads; a chunk's prefix adds about 40 bytes. */
import type { Pattern } from './video-source.ts';

/** A quarter of the screen as a 64 KB picture in four chunks of 16 KB: what a change of that size takes. */
export const largeFrames: Pattern = {
  chunkBytes: [15_950, 15_950, 15_950, 15_950],
  framesPerUpdate: 1,
  tilesWide: 15,
  tilesHigh: 8,
};

/** Sixteen small tiles an update, 200 bytes each with prefix. */
export const smallFrames: Pattern = { chunkBytes: [160], framesPerUpdate: 16, tilesWide: 1, tilesHigh: 1 };

/** 20 KB a frame, for many sessions at once. */
export const sessionFrames: Pattern = { chunkBytes: [15_950, 4_050], framesPerUpdate: 1, tilesWide: 15, tilesHigh: 8 };
