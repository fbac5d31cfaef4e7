import { expect, test } from 'vitest';
import { CopySearch } from './copy-search.ts';
import { damageLimits } from './limits.ts';
import { SentPicture } from './sent-picture.ts';
import { tileGrid } from './tile-grid.ts';
import { TileSet } from './tile-set.ts';

const grid = tileGrid(256, 256);
const whole = { tileX: 0, tileY: 0, tilesWide: grid.columns, tilesHigh: grid.rows };
const { copiesPausedLeastMs, copiesPausedMostMs, copiesTroubleMs, searchAgainMs, searchesSkipped } = damageLimits;

/** No two lines of it are alike. */
function page(top: number): Uint32Array {
  return Uint32Array.from({ length: grid.width * grid.height }, (_, at) => {
    const [x, y] = [at % grid.width, Math.floor(at / grid.width) + top];
    return Math.imul(Math.imul(x >> 2, 0x9e37_79b1) ^ y, 0x85eb_ca6b) >>> 8;
  });
}

/** A display that shows a page which is scrolled, or something new each time. */
class Screen {
  readonly #sent = new SentPicture(grid, new TileSet(grid));
  readonly copies = new CopySearch(grid, this.#sent);
  nowMs = 0;
  #top = 0;

  constructor() {
    this.#change(0);
  }

  scroll(): boolean {
    return this.#change(20);
  }

  replace(): boolean {
    return this.#change(10_000);
  }

  /** The viewers' side asks for what was copied. */
  refreshed(): void {
    this.copies.refreshed(whole, this.nowMs * 1_000);
  }

  /** @returns how long no scrolling is copied from now on */
  pause(): number {
    const fromMs = this.nowMs;
    while (!this.scroll()) this.nowMs += copiesPausedLeastMs;
    return this.nowMs - fromMs;
  }

  #change(by: number): boolean {
    this.#top += by;
    const changed = TileSet.of(grid, whole);
    const bgrx = Buffer.from(page(this.#top).buffer);
    const grabbed = { x: 0, y: 0, width: grid.width, height: grid.height, bgrx };
    const moved = this.copies.find(grabbed, changed, this.nowMs * 1_000, () => true);
    this.#sent.keep(grabbed, changed);
    return moved !== undefined;
  }
}

test('VID-3: one copy that did not arrive has copies paused for a moment, others in a row for longer and longer', () => {
  const screen = new Screen();
  expect(screen.scroll()).toBe(true);
  const pauses: number[] = [];
  for (let count = 0; count < 7; count++) {
    screen.refreshed();
    pauses.push(screen.pause());
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 20, 20].map((times) => times * copiesPausedLeastMs));
  expect(pauses.at(-1)).toBe(copiesPausedMostMs);
  screen.nowMs += copiesTroubleMs;
  screen.scroll();
  screen.refreshed();
  expect(screen.pause()).toBe(copiesPausedLeastMs);
});

test('VID-3: what is asked for again, and was not copied, has nothing to do with copies', () => {
  const screen = new Screen();
  screen.refreshed();
  expect(screen.scroll()).toBe(true);
});

test('a page that is scrolled after a video is copied from its first step on', () => {
  const screen = new Screen();
  for (let picture = 0; picture < 30; picture++) {
    screen.nowMs += 33;
    expect(screen.replace()).toBe(false);
  }
  screen.nowMs += searchAgainMs;
  expect(screen.scroll()).toBe(true);
});

test('of slides that are turned hardly any is searched, and a page that is scrolled then is copied from its second step on', () => {
  const slides = new Screen();
  for (let slide = 0; slide < 30; slide++) {
    slides.nowMs += searchAgainMs;
    slides.replace();
  }
  slides.nowMs += searchAgainMs;
  expect(slides.scroll()).toBe(false);
  slides.nowMs += 33;
  expect(slides.scroll()).toBe(true);
  slides.nowMs += searchAgainMs;
  expect(slides.scroll()).toBe(true);
});

test('in the middle of a video hardly any picture is searched', () => {
  const screen = new Screen();
  for (let picture = 0; picture < 30; picture++) {
    screen.nowMs += 33;
    screen.replace();
  }
  let unsearched = 0;
  for (; !screen.scroll(); unsearched++) screen.nowMs += 33;
  expect(unsearched).toBeGreaterThan(0);
  expect(unsearched).toBeLessThanOrEqual(searchesSkipped);
});
