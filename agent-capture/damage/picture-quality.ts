/**
 * JPEG quality of pictures in motion: full while line and processors carry it, less when an update would take too long:
 * what is new is seen sooner, and exact soon after.
 */
import { encodeLimits } from '../encode/limits.ts';
import { damageLimits } from './limits.ts';

/** Qualities, and what an image takes at each, in parts of the first. */
const full = { quality: encodeLimits.jpegQuality, size: 1 };
/** Lower ones shift small saturated things by tens of levels. */
const large = { quality: 50, size: 0.55 };
const least = { quality: 20, size: 0.29 };
const steps = [full, { quality: 65, size: 0.7 }, large, { quality: 35, size: 0.43 }, least];

export class PictureQuality {
  /** What a tile has taken lately, as if at full quality. */
  #tileBytes: number = damageLimits.pictureTileBytes;

  /** @param tiles of pictures in one update @param kilobits what the line carries; 0 while it does not limit */
  choose(tiles: number, kilobits: number): number {
    const room = kilobits === 0 ? Number.POSITIVE_INFINITY : (kilobits / 8) * damageLimits.updateLineMs;
    const best = tiles > damageLimits.largeTiles ? large : full;
    const step = steps.find(({ size }) => size <= best.size && tiles * this.#tileBytes * size <= room);
    return (step ?? least).quality;
  }

  /** What images of so many tiles took. */
  learn(tiles: number, bytes: number, quality: number): void {
    const { size } = steps.find((step) => step.quality === quality) ?? full;
    this.#tileBytes += (bytes / tiles / size - this.#tileBytes) * damageLimits.learnedShare;
  }
}
