/** Decides when moved content is looked for: after big changes, less often where it is never found, not where it fails. */
import type { Pixels } from '../display/display-source.ts';
import { findMoved, type Moved } from './copy-finder.ts';
import { damageLimits } from './limits.ts';
import { type SentPicture, wordsOf } from './sent-picture.ts';
import { type TileGrid, tilesTouched } from './tile-grid.ts';
import { TileSet } from './tile-set.ts';
import type { TileRect } from './video-pipeline.ts';

export class CopySearch {
  readonly #grid: TileGrid;
  readonly #sent: SentPicture;
  /** Tiles that were copied lately. */
  #copied: TileSet;
  #pausedUntilUs = Number.NEGATIVE_INFINITY;
  #pauseMs = 0;
  /** When something big changed last. */
  #changedUs = Number.NEGATIVE_INFINITY;
  /** Slides that are turned say nothing of what scrolls, nor does a video of what comes when it is over. */
  readonly #afterRest = new SearchRecord();
  readonly #inMotion = new SearchRecord();

  constructor(grid: TileGrid, sent: SentPicture) {
    this.#grid = grid;
    this.#sent = sent;
    this.#copied = new TileSet(grid);
  }

  /** @param isFree whether no stream paints on a tile */
  find(grabbed: Pixels, changed: TileSet, nowUs: number, isFree: (tile: number) => boolean): Moved | undefined {
    const looked = tilesTouched(this.#grid, grabbed);
    if (looked === undefined || changed.size < damageLimits.movedTilesLeast) return undefined;
    if (changed.size < looked.tilesWide * looked.tilesHigh * damageLimits.movedShareLeast) return undefined;
    // The first picture, or a whole one that was asked for: there is nothing to copy from.
    if (!this.#sent.isComplete) return undefined;
    const hasRested = nowUs - this.#changedUs >= damageLimits.searchAgainMs * 1_000;
    this.#changedUs = nowUs;
    if (hasRested) this.#inMotion.forget();
    const record = hasRested ? this.#afterRest : this.#inMotion;
    if (nowUs < this.#pausedUntilUs || !record.isDue()) return undefined;
    const { columns, rows } = this.#grid;
    const moved = findMoved({
      grid: this.#grid,
      sent: this.#sent.area({ tileX: 0, tileY: 0, tilesWide: columns, tilesHigh: rows }),
      grabbed,
      words: wordsOf(grabbed),
      changed,
      mayTakePart: isFree,
    });
    if (moved === undefined) {
      record.inVain();
      return undefined;
    }
    this.#afterRest.forget();
    this.#inMotion.forget();
    for (const rectangle of moved.rectangles) this.#copied.addAll(rectangle);
    return moved;
  }

  /** These tiles are asked for again: if they were copies, somebody has no use for such. */
  refreshed(tiles: TileRect, nowUs: number): void {
    if (!this.#copied.hasAny(tiles)) return;
    this.#copied = new TileSet(this.#grid);
    const { copiesPausedLeastMs, copiesPausedMostMs, copiesTroubleMs } = damageLimits;
    const again = nowUs - this.#pausedUntilUs < copiesTroubleMs * 1_000;
    this.#pauseMs = again ? Math.min(this.#pauseMs * 2, copiesPausedMostMs) : copiesPausedLeastMs;
    this.#pausedUntilUs = nowUs + this.#pauseMs * 1_000;
  }
}

/** How often searching was in vain: the oftener, the more big changes go by without. */
class SearchRecord {
  #skip = 0;
  #nextSkip = 0;

  isDue(): boolean {
    return this.#skip-- <= 0;
  }

  inVain(): void {
    this.#skip = this.#nextSkip;
    this.#nextSkip = Math.min(this.#nextSkip * 2 + 1, damageLimits.searchesSkipped);
  }

  forget(): void {
    this.#skip = 0;
    this.#nextSkip = 0;
  }
}
