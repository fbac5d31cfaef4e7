/**
 * Finds what was scrolled or moved: tiles whose new pixels are pixels of the picture sent, shifted right, left, up or
 * down. A shift is guessed from a few bands of rows or columns that stand elsewhere now; each tile is then compared pixel
 * by pixel.
 */
import type { Pixels } from '../display/display-source.ts';
import type { PixelArea } from '../encode/image-encoder.ts';
import { damageLimits } from './limits.ts';
import { pixelsOf, type TileGrid, tilesTouched } from './tile-grid.ts';
import { coverTiles, flat } from './tile-rectangles.ts';
import type { TileSet } from './tile-set.ts';
import type { TileRect } from './video-pipeline.ts';

/** From where pixels come, relative to where they go. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

export interface Moved {
  readonly shift: Shift;
  /** In an order in which none is painted over before it has served as a source. */
  readonly rectangles: readonly TileRect[];
}

export interface MoveSearch {
  readonly grid: TileGrid;
  /** The whole picture sent. */
  readonly sent: PixelArea;
  /** The new pixels: those of `grabbed` as 32-bit words. */
  readonly grabbed: Pixels;
  readonly words: Uint32Array;
  readonly changed: TileSet;
  /** Whether a tile may be copied from and to: the viewers' side has it, and no stream paints there. */
  readonly mayTakePart: (tile: number) => boolean;
}

const colourMask = 0x00ff_ffff;
const hashFactor = 0x0100_0193;

export function findMoved(search: MoveSearch): Moved | undefined {
  const { grid, changed } = search;
  const bounds = changed.bounds();
  if (bounds === undefined) return undefined;
  const dy = verticalShift(search, bounds);
  const shift = dy !== 0 ? { dx: 0, dy } : { dx: horizontalShift(search, bounds), dy: 0 };
  if (shift.dx === 0 && shift.dy === 0) return undefined;
  const matching = new Uint8Array(grid.columns * grid.rows);
  for (let tileY = bounds.tileY; tileY < bounds.tileY + bounds.tilesHigh; tileY++) {
    for (let tileX = bounds.tileX; tileX < bounds.tileX + bounds.tilesWide; tileX++) {
      if (matches(search, tileX, tileY, shift)) matching[tileY * grid.columns + tileX] = flat;
    }
  }
  const rectangles = coverTiles(grid, matching, matching.length)
    .map((tiles) => ({ tiles, gain: changedIn(search, tiles) }))
    .filter(({ gain }) => gain >= damageLimits.copiedTilesLeast)
    .sort((one, other) => other.gain - one.gain)
    .slice(0, damageLimits.copiesPerUpdate)
    .map(({ tiles: { tileX, tileY, tilesWide, tilesHigh } }) => ({ tileX, tileY, tilesWide, tilesHigh }))
    .sort((one, other) => (one.tileY - other.tileY) * shift.dy + (one.tileX - other.tileX) * shift.dx);
  return rectangles.length > 0 ? { shift, rectangles } : undefined;
}

function changedIn({ grid, changed }: MoveSearch, { tileX, tileY, tilesWide, tilesHigh }: TileRect): number {
  let count = 0;
  for (let y = tileY; y < tileY + tilesHigh; y++) {
    for (let x = tileX; x < tileX + tilesWide; x++) if (changed.has(y * grid.columns + x)) count++;
  }
  return count;
}

function verticalShift({ grid, sent, grabbed, words }: MoveSearch, bounds: TileRect): number {
  const { x, y, width, height } = pixelsOf(grid, bounds);
  const band = Math.min(damageLimits.bandColumns, width);
  const before = new Int32Array(height);
  const after = new Int32Array(height);
  return mostVoted(width - band, (offset) => {
    const left = x + offset;
    for (let row = 0; row < height; row++) {
      const mine = sent.offset + (y + row) * sent.stride + left;
      before[row] = hashOfRun(sent.pixels, mine, band);
      after[row] = hashOfRun(words, (y + row - grabbed.y) * grabbed.width + left - grabbed.x, band);
    }
    return vote(before, after);
  });
}

function horizontalShift({ grid, sent, grabbed, words }: MoveSearch, bounds: TileRect): number {
  const { x, y, width, height } = pixelsOf(grid, bounds);
  const band = Math.min(damageLimits.bandRows, height);
  const before = new Int32Array(width);
  const after = new Int32Array(width);
  return mostVoted(height - band, (offset) => {
    before.fill(0);
    after.fill(0);
    for (let row = y + offset; row < y + offset + band; row += damageLimits.bandRowStride) {
      addToHashes(before, sent.pixels, sent.offset + row * sent.stride + x);
      addToHashes(after, words, (row - grabbed.y) * grabbed.width + x - grabbed.x);
    }
    return vote(before, after);
  });
}

function hashOfRun(pixels: Uint32Array, start: number, length: number): number {
  let hash = 0;
  for (let at = start; at < start + length; at++) {
    hash = Math.imul(hash ^ ((pixels[at] as number) & colourMask), hashFactor) ^ (hash >>> 15);
  }
  return hash;
}

function addToHashes(hashes: Int32Array, pixels: Uint32Array, start: number): void {
  for (let column = 0; column < hashes.length; column++) {
    const hash = hashes[column] as number;
    hashes[column] = Math.imul(hash ^ ((pixels[start + column] as number) & colourMask), hashFactor) ^ (hash >>> 15);
  }
}

interface Vote {
  readonly shift: number;
  readonly votes: number;
}

/** Looks at bands that are spread over the room there is for them; the one that is surest decides. */
function mostVoted(room: number, voteAt: (offset: number) => Vote): number {
  let best: Vote = { shift: 0, votes: damageLimits.shiftVotesLeast - 1 };
  for (let index = 1; index <= damageLimits.bands; index++) {
    const found = voteAt(Math.floor((room * index) / (damageLimits.bands + 1)));
    if (found.shift !== 0 && found.votes > best.votes) best = found;
  }
  return best.shift;
}

/** The shift that most lines have made, of those that occurred once: blank ones look alike everywhere. */
function vote(before: Int32Array, after: Int32Array): Vote {
  joinNeighbours(before);
  joinNeighbours(after);
  const places = new Map<number, number>();
  const several = -1;
  // Counted loops, here and below: scrolling is rare, so this code runs before it is compiled.
  for (let index = 0; index < before.length; index++) {
    const hash = before[index] as number;
    places.set(hash, places.has(hash) ? several : index);
  }
  const votes = new Int32Array(2 * before.length);
  let best = { shift: 0, votes: 0 };
  for (let index = 0; index < after.length; index++) {
    const place = places.get(after[index] as number) ?? several;
    if (place === several || place === index) continue;
    const shift = place - index;
    const count = (votes[shift + before.length] as number) + 1;
    votes[shift + before.length] = count;
    if (count > best.votes) best = { shift, votes: count };
  }
  return best;
}

/** Each line with some after it: a line of letters often looks like another, several in a row seldom do. */
function joinNeighbours(hashes: Int32Array): void {
  for (let index = 0; index < hashes.length; index++) {
    let joined = 0;
    for (let next = index; next < Math.min(hashes.length, index + damageLimits.linesJoined); next++) {
      joined = Math.imul(joined ^ (hashes[next] as number), hashFactor) ^ (joined >>> 13);
    }
    hashes[index] = joined;
  }
}

/** Whether all new pixels of a tile are those of the picture sent, shifted. */
function matches(search: MoveSearch, tileX: number, tileY: number, { dx, dy }: Shift): boolean {
  const { grid, sent, grabbed, words, mayTakePart } = search;
  if (!mayTakePart(tileY * grid.columns + tileX)) return false;
  const at = pixelsOf(grid, { tileX, tileY, tilesWide: 1, tilesHigh: 1 });
  const x = at.x + dx;
  const y = at.y + dy;
  if (x < 0 || y < 0 || x + at.width > grid.width || y + at.height > grid.height) return false;
  const sources = tilesTouched(grid, { ...at, x, y });
  if (sources === undefined || !allMayTakePart(search, sources)) return false;
  for (let row = 0; row < at.height; row++) {
    let mine = sent.offset + (y + row) * sent.stride + x;
    let theirs = (at.y + row - grabbed.y) * grabbed.width + at.x - grabbed.x;
    for (const end = mine + at.width; mine < end; mine++, theirs++) {
      if ((((sent.pixels[mine] as number) ^ (words[theirs] as number)) & colourMask) !== 0) return false;
    }
  }
  return true;
}

function allMayTakePart({ grid, mayTakePart }: MoveSearch, tiles: TileRect): boolean {
  for (let y = tiles.tileY; y < tiles.tileY + tiles.tilesHigh; y++) {
    for (let x = tiles.tileX; x < tiles.tileX + tiles.tilesWide; x++) {
      if (!mayTakePart(y * grid.columns + x)) return false;
    }
  }
  return true;
}
