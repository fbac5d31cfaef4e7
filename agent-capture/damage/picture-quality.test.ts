import { expect, test } from 'vitest';
import { encodeLimits } from '../encode/limits.ts';
import { PictureQuality } from './picture-quality.ts';

const full = encodeLimits.jpegQuality;

test('VID-3: quality is full while the line does not limit, or carries the update', () => {
  const quality = new PictureQuality();
  expect(quality.choose(510, 0)).toBe(full);
  expect(quality.choose(4, 1_000)).toBe(full);
  expect(quality.choose(510, 100_000)).toBe(full);
});

test('VID-3: the slower the line and the larger the change, the lower the quality', () => {
  const quality = new PictureQuality();
  const chosen = [30_000, 25_000, 15_000, 12_500, 1_000].map((kilobits) => quality.choose(510, kilobits));
  expect(chosen).toEqual([...chosen].sort((one, other) => other - one));
  expect(chosen[0]).toBe(full);
  expect(chosen.at(-1)).toBe(20);
});

test('VID-3: what pictures take is learned, at whatever quality they were', () => {
  const quality = new PictureQuality();
  expect(quality.choose(60, 4_000)).toBe(full);
  for (let image = 0; image < 30; image++) quality.learn(60, 60 * 3_000 * 0.29, 20);
  expect(quality.choose(60, 4_000)).toBe(20);
});
