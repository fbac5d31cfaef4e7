import { expect, test } from 'vitest';
import { encodeLimits } from '../encode/limits.ts';
import { damageLimits } from './limits.ts';
import { PictureQuality } from './picture-quality.ts';

const full = encodeLimits.jpegQuality;

test('VID-3: quality is full while the line does not limit, or carries the update', () => {
  const quality = new PictureQuality();
  expect(quality.choose(damageLimits.largeTiles, 0)).toBe(full);
  expect(quality.choose(4, 1_000)).toBe(full);
  expect(quality.choose(damageLimits.largeTiles, 100_000)).toBe(full);
});

test('VID-3: a change of a large part of the screen is seen soon rather than well, on any line', () => {
  const quality = new PictureQuality();
  expect(quality.choose(damageLimits.largeTiles + 1, 0)).toBe(50);
  expect(quality.choose(510, 1_000_000)).toBe(50);
  expect(quality.choose(510, 1_000)).toBe(20);
});

test('VID-3: the slower the line and the larger the change, the lower the quality', () => {
  const quality = new PictureQuality();
  const chosen = [10_000, 6_000, 4_500, 3_500, 300].map((kilobits) =>
    quality.choose(damageLimits.largeTiles, kilobits),
  );
  expect(chosen).toEqual([...chosen].sort((one, other) => other - one));
  expect(new Set(chosen).size).toBeGreaterThan(3);
  expect(chosen[0]).toBe(full);
  expect(chosen.at(-1)).toBe(20);
});

test('VID-3: what pictures take is learned, at whatever quality they were', () => {
  const quality = new PictureQuality();
  expect(quality.choose(60, 4_000)).toBe(full);
  for (let image = 0; image < 30; image++) quality.learn(60, 60 * 3_000 * 0.29, 20);
  expect(quality.choose(60, 4_000)).toBe(20);
});
