import { describe, expect, it } from 'vitest';
import type { DisplayInfo } from '../display/display-source.ts';
import { ringBars, ringThickness } from './x11-ring-bars.ts';

function display(given: Partial<DisplayInfo>): DisplayInfo {
  const base = { id: 1, name: 'console', left: 0, top: 0, width: 1920, height: 1080, widthMm: 0, asleep: false };
  return { ...base, ...given };
}

describe('the bars of the ring', () => {
  it('RING-1: is at least 6 mm wide, by the size that the monitor gives', () => {
    for (const widthMm of [217, 300, 508, 527, 941, 1_428]) {
      const thick = ringThickness(display({ widthMm }));
      expect((thick * widthMm) / 1920).toBeGreaterThanOrEqual(6);
      expect(((thick - 1) * widthMm) / 1920).toBeLessThan(6);
    }
  });

  it('RING-1: where the monitor gives no size, it is 6 mm on the smallest panel that is usual in its place', () => {
    expect(ringThickness(display({ widthMm: 0 }))).toBe(52);
    expect(ringThickness(display({ widthMm: 0, name: 'front-1' }))).toBe(22);
  });

  it('RING-1: stays visible on a wall of displays, and leaves room on a tiny one', () => {
    expect(ringThickness(display({ widthMm: 9_600 }))).toBe(8);
    expect(ringThickness(display({ width: 320, height: 240, widthMm: 20 }))).toBe(30);
    expect(ringThickness(display({ width: 1, height: 1 }))).toBe(1);
  });

  it.each([
    [192, 108],
    [64, 48],
    [3, 2],
    [1, 1],
    [1, 50],
  ])('covers each pixel of the edge of %i × %i exactly once', (width, height) => {
    const one = display({ width, height, left: 7, top: 9 });
    const thick = ringThickness(one);
    const covered = new Uint8Array(width * height);
    for (const bar of ringBars([one])) {
      expect(bar.leftOut).toEqual([]);
      for (let y = bar.y - 9; y < bar.y - 9 + bar.height; y++) {
        for (let x = bar.x - 7; x < bar.x - 7 + bar.width; x++)
          covered[y * width + x] = (covered[y * width + x] ?? 0) + 1;
      }
    }
    const expected = Uint8Array.from(covered, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return Number(x < thick || y < thick || x >= width - thick || y >= height - thick);
    });
    expect(covered).toEqual(expected);
  });

  it('mirrored displays share their bars; overlapping ones leave out what is shown already', () => {
    const first = display({ id: 1 });
    expect(ringBars([first, display({ id: 2 })]).map((bar) => bar.display)).toEqual([1, 1, 1, 1]);
    const smaller = ringBars([first, display({ id: 2, width: 1280, height: 720 })]).filter((bar) => bar.display === 2);
    expect(smaller.some(({ leftOut }) => leftOut.length > 0)).toBe(true);
  });
});
