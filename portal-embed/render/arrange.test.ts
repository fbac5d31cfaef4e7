import { describe, expect, test } from 'vitest';
import { actualSize, arrange, displayPixel, fit, scalesEvenly } from './arrange.ts';

const wide = { width: 1920, height: 1080 };
const spacing = { gap: 10, caption: 20 };

describe('arrangement', () => {
  test('VID-1: one display takes the space there is, in its true aspect', () => {
    expect(arrange([wide], { width: 1920, height: 2000 }, spacing, 1)).toEqual([wide]);
    expect(arrange([wide], { width: 4000, height: 560 }, spacing, 1)).toEqual([{ width: 960, height: 540 }]);
  });

  test('VID-1: several go side by side or one under the other, whichever shows more', () => {
    const flat = arrange([wide, wide], { width: 1930, height: 600 }, spacing, 1);
    expect(flat).toEqual([
      { width: 960, height: 540 },
      { width: 960, height: 540 },
    ]);
    const tall = arrange([wide, wide], { width: 960, height: 1130 }, spacing, 1);
    expect(tall).toEqual([
      { width: 960, height: 540 },
      { width: 960, height: 540 },
    ]);
  });

  test('rows that wrap at the container’s width hold what was planned', () => {
    for (let width = 300; width < 2_000; width += 37) {
      const displays = [{ width: 1280, height: 800 }, wide, wide, wide];
      const sizes = arrange(displays, { width, height: 700 }, spacing, 1.25);
      let [rowWidth, rowHeight, height] = [0, 0, -spacing.gap];
      for (const size of sizes) {
        if (rowWidth > 0 && rowWidth + spacing.gap + size.width > width) {
          height += rowHeight + spacing.gap;
          [rowWidth, rowHeight] = [0, 0];
        }
        rowWidth += size.width + (rowWidth > 0 ? spacing.gap : 0);
        rowHeight = Math.max(rowHeight, size.height + spacing.caption);
      }
      expect(height + rowHeight + spacing.gap).toBeLessThanOrEqual(700);
    }
  });

  test('no space and no displays are nothing to show, not an error', () => {
    expect(arrange([], { width: 100, height: 100 }, spacing, 1)).toEqual([]);
    expect(arrange([wide], { width: 0, height: 0 }, spacing, 1)).toEqual([{ width: 0, height: 0 }]);
  });

  test('VID-4: sizes are whole device pixels; even scales keep pixels as they are', () => {
    const shown = fit(wide, { width: 1001, height: 1000 }, 1.5);
    expect(shown.width * 1.5).toBe(Math.round(shown.width * 1.5));
    expect(scalesEvenly(wide, actualSize(wide, 2), 2)).toBe(true);
    expect(scalesEvenly(wide, { width: 3840, height: 2160 }, 1)).toBe(true);
    expect(scalesEvenly(wide, { width: 1280, height: 720 }, 1)).toBe(false);
    expect(scalesEvenly(wide, { width: 2400, height: 1350 }, 1)).toBe(false);
  });

  test('INP-1: a point is the display’s pixel under it; outside counts as the edge', () => {
    const shown = { left: 100, top: 50, width: 960, height: 540 };
    expect(displayPixel({ x: 100, y: 50 }, shown, wide)).toEqual({ x: 0, y: 0 });
    expect(displayPixel({ x: 100 + 480, y: 50 + 270 }, shown, wide)).toEqual({ x: 960, y: 540 });
    expect(displayPixel({ x: 1060, y: 590 }, shown, wide)).toEqual({ x: 1919, y: 1079 });
    expect(displayPixel({ x: -500, y: 9_999 }, shown, wide)).toEqual({ x: 0, y: 1079 });
    expect(displayPixel({ x: 5, y: 5 }, { ...shown, width: 0, height: 0 }, wide)).toEqual({ x: 0, y: 0 });
  });
});
