import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayInfo } from '../display/display-source.ts';
import { cardScale, cardSpace, firstPlace, placeInside } from './card-place.ts';
import { cardLimits } from './limits.ts';

const height = 128;

function console(width: number, heightPx: number, widthMm: number): DisplayInfo {
  return { id: 1, name: 'console', width, height: heightPx, left: 0, top: 0, widthMm, asleep: false };
}

describe('the place of the card', () => {
  it.each([
    ['a 10-inch panel', console(1280, 800, 217), 36, 0.5],
    ['a 24-inch monitor', console(1920, 1080, 527), 22, 0.27],
    ['a 55-inch television', console(3840, 2160, 1210), 20, 0.14],
    ['a small screen', console(640, 400, 169), 23, 0.8],
  ])('RING-4: on %s the room application stays usable', (_, display, ring, share) => {
    const space = cardSpace(display, ring);
    const scale = cardScale(space, height) ?? 0;
    expect(scale).toBeGreaterThanOrEqual(1);
    expect((scale * cardLimits.width) / display.width).toBeLessThanOrEqual(share);
  });

  it('RING-4: a finger finds the button on a dense panel', () => {
    const display = console(1280, 800, 217);
    const scale = cardScale(cardSpace(display, 36), height) ?? 0;
    expect((48 * scale * 217) / 1280).toBeGreaterThanOrEqual(9);
  });

  it('RING-4: shrinks to fit, and gives up where nobody could read it', () => {
    expect(cardScale(cardSpace(console(480, 320, 127), 12), height)).toBeGreaterThan(cardLimits.leastScale);
    expect(cardScale(cardSpace(console(1, 1, 0), 1), height)).toBeUndefined();
    expect(cardScale(cardSpace(console(160, 120, 0), 15), height)).toBeUndefined();
  });

  it('RING-4: wherever it is put, the whole card lies inside the ring', () => {
    const size = { width: 400, height: 250 };
    const at = fc.record({ x: fc.integer({ min: -9_999, max: 9_999 }), y: fc.integer({ min: -9_999, max: 9_999 }) });
    const space = cardSpace(console(1280, 800, 217), 36);
    const inside = ({ x, y }: { x: number; y: number }): boolean =>
      x >= 36 && y >= 36 && x + size.width <= 1280 - 36 && y + size.height <= 800 - 36;
    fc.assert(fc.property(at, (where) => inside(placeInside(space, size, where))));
    expect(inside(firstPlace(space, size))).toBe(true);
  });
});
