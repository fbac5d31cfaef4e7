import { expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { windowSize } from './window-size.ts';

const screen = { availWidth: 2560, availHeight: 1400 };
const { ownWindowEdges: edges } = viewerLimits;

test('VID-1: a window opens with the display’s own pixels, or as large as fits beside the page, in its aspect', () => {
  expect(windowSize({ width: 1280, height: 800 }, screen, 1)).toEqual({
    width: 1280 + edges.width,
    height: 800 + edges.height,
  });
  // Half as large on a screen twice as dense.
  expect(windowSize({ width: 1920, height: 1080 }, screen, 2)).toEqual({
    width: 960 + edges.width,
    height: 540 + edges.height,
  });
  for (const picture of [
    { width: 3840, height: 2160 },
    { width: 1080, height: 1920 },
    { width: 16_384, height: 1 },
  ]) {
    const { width, height } = windowSize(picture, screen, 1);
    expect(width).toBeLessThanOrEqual(screen.availWidth * viewerLimits.ownWindowShare);
    expect(height).toBeLessThanOrEqual(screen.availHeight * viewerLimits.ownWindowShare);
    const scale = (width - edges.width) / picture.width;
    expect(Math.abs(height - edges.height - picture.height * scale)).toBeLessThanOrEqual(1);
  }
  // A screen that says nothing of itself.
  expect(windowSize({ width: 100, height: 100 }, { availWidth: 0, availHeight: 0 }, 1).width).toBeGreaterThan(0);
});
