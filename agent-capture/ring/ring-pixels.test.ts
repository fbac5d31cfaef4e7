import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayInfo, Rect } from '../display/display-source.ts';
import { isRed, type LatticeStart, latticeStart, ringStrips, sampleStep } from './ring-pixels.ts';

const display: DisplayInfo = {
  id: 1,
  name: 'console',
  width: 640,
  height: 400,
  left: 0,
  top: 0,
  widthMm: 160,
  asleep: false,
};
const thickness = 24;
const pixelsPerMm = 4;

/** The whole band as one picture of the display, and what covers it. */
function ringed(cover?: Rect, colour = [0, 0, 0xff, 0]): Buffer {
  const screen = Buffer.alloc(display.width * display.height * 4, 0x40);
  const paint = (rect: Rect, bgrx: number[]) => {
    for (let y = rect.y; y < rect.y + rect.height; y++) {
      for (let x = rect.x; x < rect.x + rect.width; x++) screen.set(bgrx, (y * display.width + x) * 4);
    }
  };
  for (const strip of ringStrips(display, thickness)) paint(strip, colour);
  if (cover !== undefined) paint(cover, [0x30, 0x20, 0x10, 0]);
  return screen;
}

function grab(screen: Buffer, rect: Rect) {
  const rows = Array.from({ length: rect.height }, (_, row) => {
    const start = ((rect.y + row) * display.width + rect.x) * 4;
    return screen.subarray(start, start + rect.width * 4);
  });
  return { ...rect, bgrx: Buffer.concat(rows) };
}

const step = sampleStep(display);
const corner = { x: 0, y: 0 };

function isWhole(screen: Buffer, start: LatticeStart = corner): boolean {
  return ringStrips(display, thickness).every((strip) => isRed(grab(screen, strip), step, start));
}

describe('ring pixels', () => {
  it('the strips are the whole band, none twice, nothing inside', () => {
    const seen = new Uint8Array(display.width * display.height);
    for (const { x, y, width, height } of ringStrips(display, thickness)) {
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++) {
          const at = row * display.width + column;
          seen[at] = (seen[at] ?? 0) + 1;
        }
      }
    }
    const { width, height } = display;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inBand = x < thickness || y < thickness || x >= width - thickness || y >= height - thickness;
        if (seen[y * width + x] !== (inBand ? 1 : 0)) throw new Error(`at ${x},${y}`);
      }
    }
  });

  it('RING-1: a whole ring is red, one of another colour is not', () => {
    expect(isWhole(ringed())).toBe(true);
    // What a display of 16 bits makes of it.
    expect(isWhole(ringed(undefined, [0, 4, 0xf8, 0]))).toBe(true);
    expect(isWhole(ringed(undefined, [0, 0, 0xc0, 0]))).toBe(false);
    expect(isWhole(ringed(undefined, [0, 0x30, 0xff, 0]))).toBe(false);
    expect(isWhole(ringed(undefined, [0x30, 0, 0xff, 0]))).toBe(false);
    expect(isWhole(Buffer.alloc(display.width * display.height * 4))).toBe(false);
  });

  it('RING-2: any cover that hides more than 3 mm of the band in both directions is found', () => {
    const edge = 3 * pixelsPerMm;
    const cover = fc.record({
      along: fc.integer({ min: 0, max: display.width - edge }),
      depth: fc.integer({ min: 0, max: thickness - edge }),
      side: fc.constantFrom('top', 'bottom', 'left', 'right'),
      start: fc.record({ x: fc.nat({ max: step - 1 }), y: fc.nat({ max: step - 1 }) }),
    });
    fc.assert(
      fc.property(cover, ({ along, depth, side, start }) => {
        const { width, height } = display;
        const down = Math.min(along, height - edge);
        const at = {
          top: { x: along, y: depth },
          bottom: { x: along, y: height - edge - depth },
          left: { x: depth, y: down },
          right: { x: width - edge - depth, y: down },
        }[side];
        expect(isWhole(ringed({ ...at, width: edge, height: edge }), start)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('RING-2: a band of which only the points of one lattice are red is whole from there alone', () => {
    const screen = ringed(undefined, [0x20, 0x20, 0x20, 0]);
    const sampled = (at: number, length: number): boolean => at % step === 0 || at === length - 1;
    for (const { x, y, width, height } of ringStrips(display, thickness)) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          if (!sampled(row, height) || !sampled(column, width)) continue;
          screen.set([0, 0, 0xff, 0], ((y + row) * display.width + x + column) * 4);
        }
      }
    }
    const starts = Array.from({ length: step * step }, (_, at) => ({ x: at % step, y: Math.floor(at / step) }));
    expect(starts.filter((start) => isWhole(screen, start))).toEqual([corner]);
  });

  it('RING-2: the outermost lines and columns of a display are looked at each time, wherever the lattice lies', () => {
    const { width, height } = display;
    const outermost = [
      { x: 0, y: 0, width, height: 1 },
      { x: 0, y: height - 1, width, height: 1 },
      { x: 0, y: 0, width: 1, height },
      { x: width - 1, y: 0, width: 1, height },
    ];
    for (const cover of outermost) {
      const screen = ringed(cover);
      const starts = Array.from({ length: step }, (_, at) => ({ x: at, y: at }));
      expect(starts.filter((start) => isWhole(screen, start))).toEqual([]);
    }
  });

  it('RING-2: the lattice begins anywhere within its step', () => {
    const numbers = [0, 0.999, 0.5, 0.25];
    const random = (): number => numbers.shift() ?? 0;
    expect(latticeStart(8, random)).toEqual({ x: 0, y: 7 });
    expect(latticeStart(8, random)).toEqual({ x: 4, y: 2 });
  });

  it('a display that does not say its size is looked at as a small one; a short grab is no ring', () => {
    expect(sampleStep({ ...display, widthMm: 0 })).toBe(5);
    expect(isRed({ x: 0, y: 0, width: 2, height: 2, bgrx: Buffer.alloc(15) }, 1, corner)).toBe(false);
  });
});
