/** Which regions of a display are streams: begun where motion lasts, ended where it rests, shrinks or outgrows them. */
import type { TileGrid } from '../tile-grid.ts';
import type { TileRect } from '../video-pipeline.ts';
import { streamLimits } from './limits.ts';
import type { MotionWatch } from './motion-watch.ts';
import { areaOf, chooseRegions, overlaps } from './region-choice.ts';

export interface RegionVerdict {
  /** Nothing moves there any more. */
  readonly rested: readonly TileRect[];
  /** Something moves there, or around it, that is no longer this region. */
  readonly outlived: readonly TileRect[];
  readonly begun: readonly TileRect[];
}

interface LiveRegion {
  readonly tiles: TileRect;
  lastMovedMs: number;
  thinSinceMs: number | undefined;
}

export class RegionRules {
  readonly #grid: TileGrid;
  #live: LiveRegion[] = [];

  constructor(grid: TileGrid) {
    this.#grid = grid;
  }

  get count(): number {
    return this.#live.length;
  }

  /** @param most how many there may be @param isBusy whether a region has something to look at, or is being looked at */
  consider(watch: MotionWatch, nowMs: number, most: number, isBusy: (tiles: TileRect) => boolean): RegionVerdict {
    const rested: TileRect[] = [];
    const outlived: TileRect[] = [];
    const begun: TileRect[] = [];
    for (const region of [...this.#live]) {
      const fate = this.#fateOf(region, watch, nowMs, isBusy);
      if (fate === 'lives') continue;
      this.end(region.tiles);
      (fate === 'rested' ? rested : outlived).push(region.tiles);
    }
    for (const tiles of chooseRegions(this.#grid, watch.moving(nowMs))) {
      const overlapping = this.#live.filter((region) => overlaps(region.tiles, tiles));
      const covered = overlapping.reduce((sum, region) => sum + areaOf(region.tiles), 0);
      if (covered > 0 && areaOf(tiles) < covered * streamLimits.grownFactor) continue;
      if (this.#live.length - overlapping.length >= most) continue;
      for (const region of overlapping) {
        this.end(region.tiles);
        outlived.push(region.tiles);
      }
      this.#live.push({ tiles, lastMovedMs: nowMs, thinSinceMs: undefined });
      begun.push(tiles);
    }
    return { rested, outlived, begun };
  }

  end(tiles: TileRect): void {
    this.#live = this.#live.filter((region) => region.tiles !== tiles);
  }

  #fateOf(
    region: LiveRegion,
    watch: MotionWatch,
    nowMs: number,
    isBusy: (tiles: TileRect) => boolean,
  ): 'lives' | 'rested' | 'thin' {
    const { tileX, tileY, tilesWide, tilesHigh } = region.tiles;
    let active = 0;
    for (let y = tileY; y < tileY + tilesHigh; y++) {
      for (let x = tileX; x < tileX + tilesWide; x++) if (watch.isActive(y * this.#grid.columns + x, nowMs)) active++;
    }
    if (active > 0) region.lastMovedMs = nowMs;
    if (nowMs - region.lastMovedMs >= streamLimits.restedMs && !isBusy(region.tiles)) return 'rested';
    if (active === 0 || active >= areaOf(region.tiles) * streamLimits.thinShare) {
      region.thinSinceMs = undefined;
      return 'lives';
    }
    region.thinSinceMs ??= nowMs;
    return nowMs - region.thinSinceMs >= streamLimits.thinMs ? 'thin' : 'lives';
  }
}
