import { describe, expect, it } from 'vitest';
import { believableWidthMm } from './physical-size.ts';

const widthOf = (width: number, height: number, widthMm: number, heightMm: number): number =>
  Math.round(believableWidthMm({ width, height, widthMm, heightMm }));

describe('the physical size of a monitor', () => {
  it('RING-1: is what the monitor says, where that can be', () => {
    expect(widthOf(1920, 1080, 527, 296)).toBe(526);
    expect(widthOf(1280, 800, 217, 136)).toBe(217);
    expect(widthOf(3840, 2160, 1872, 1053)).toBe(1872);
    expect(widthOf(1920, 1080, 9_600, 5_400)).toBe(9_600);
  });

  it.each([
    ['nothing', 1920, 1080, 0, 0],
    ['half a size', 1920, 1080, 527, 0],
    ['its shape in centimetres', 1920, 1080, 160, 90],
    ['its shape', 1920, 1200, 16, 10],
    ['its shape, larger', 3840, 2160, 1600, 900],
    ['its shape, on its side', 1080, 1920, 90, 160],
    ['a size that no display has', 1920, 1080, 48, 27],
    ['a size that no room has', 1920, 1080, 19_200, 10_800],
  ])('RING-1: is unknown where it says %s', (_, width, height, widthMm, heightMm) => {
    expect(widthOf(width, height, widthMm, heightMm)).toBe(0);
  });

  it('RING-1: on its side, a monitor may give its size either way', () => {
    expect(widthOf(1080, 1920, 296, 527)).toBe(296);
    expect(widthOf(1080, 1920, 527, 296)).toBe(296);
  });

  it('RING-1: where width and height disagree, the denser one counts, so that 6 mm are 6 mm either way', () => {
    expect(widthOf(1920, 1080, 400, 300)).toBe(400);
    expect(widthOf(1920, 1080, 527, 200)).toBe(Math.round((1920 * 200) / 1080));
  });
});
