import { expect, test } from 'vitest';
import { classify } from './content.ts';

function tile(colour: (x: number, y: number) => number, width = 64, height = 64) {
  const pixels = Uint32Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width)));
  return classify({ pixels, offset: 0, stride: width, width, height });
}

const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729 + 17, 0x9e37_79b1) >>> 8;

test('VID-4: one colour, text and edges are flat', () => {
  expect(tile(() => 0xffffff)).toBe('flat');
  expect(tile((x, y) => ((x * y) % 7 < 3 ? 0x222222 : 0xf4f5f7))).toBe('flat');
  // Smoothed letters: many shades, but most of the paper is plain.
  expect(tile((x, y) => (x % 8 < 3 ? noise(x, y) : 0xffffff))).toBe('flat');
});

test('VID-4: noise and photographs are pictures', () => {
  expect(tile(noise)).toBe('picture');
  expect(tile((x, y) => ((x * 3) << 16) | ((y * 3) << 8) | (noise(x, y) & 7))).toBe('picture');
});

test('a tile of a single column or row has a kind', () => {
  expect(tile(noise, 1, 64)).toBe('flat');
  expect(tile(noise, 64, 1)).toBe('flat');
});

test('the unused byte does not count', () => {
  expect(tile((x, y) => (noise(x, y) << 24) | 0x123456)).toBe('flat');
});
