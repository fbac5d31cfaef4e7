import { describe, expect, it } from 'vitest';
import { createPicture, detailed, seededRandom } from '../x-server/picture.ts';
import { lumaOf, similarity } from './ssim.ts';

const width = 96;
const picture = createPicture(width, 64, 3, detailed);

function changed(change: (value: number, index: number) => number): Float32Array {
  return lumaOf(Buffer.from(picture.map((value, index) => Math.max(0, Math.min(255, change(value, index))))));
}

describe('similarity', () => {
  it('OPS-7 is 1 for the same picture, whatever its unused bytes are', () => {
    const other = changed((value, index) => (index % 4 === 3 ? 77 : value));
    expect(similarity(lumaOf(picture), other, width)).toBeCloseTo(1, 9);
  });

  it('OPS-7 falls with noise, and further with more', () => {
    const noisy = (strength: number): number => {
      const random = seededRandom(1);
      return similarity(
        lumaOf(picture),
        changed((value) => value + (random() - 0.5) * strength),
        width,
      );
    };
    expect(noisy(8)).toBeLessThan(0.999);
    expect(noisy(40)).toBeLessThan(noisy(8));
    expect(noisy(120)).toBeLessThan(0.5);
  });

  it('OPS-7 minds what is lost in structure more than what is added in brightness', () => {
    const brighter = similarity(
      lumaOf(picture),
      changed((value) => value + 10),
      width,
    );
    const flat = similarity(
      lumaOf(picture),
      changed(() => 128),
      width,
    );
    expect(brighter).toBeGreaterThan(0.97);
    expect(flat).toBeLessThan(brighter / 2);
  });

  it('OPS-7 is the value of the formula for one window of two levels', () => {
    // Means 100 and 110, no variance: (2ab + c1) / (a² + b² + c1) by hand.
    const c1 = (0.01 * 255) ** 2;
    const expected = (2 * 100 * 110 + c1) / (100 ** 2 + 110 ** 2 + c1);
    const level = (value: number): Float32Array => new Float32Array(64).fill(value);
    expect(similarity(level(100), level(110), 8)).toBeCloseTo(expected, 6);
  });
});
