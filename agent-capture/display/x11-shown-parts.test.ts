import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Monitor, ShownPart as Part } from '../x11/randr-extension.ts';
import { misfitOf } from './x11-shown-parts.ts';

const part = (left: number, top: number, width: number, height: number): Part => ({
  ...{ left, top, width, height },
  bent: false,
});
const monitor = ({ bent: _, ...at }: Part, automatic = false): Monitor => ({
  ...at,
  ...{ name: 'M', automatic, primary: false, widthMm: 0, heightMm: 0 },
});
const panel = part(0, 0, 800, 600);
const wall = part(800, 0, 1_920, 1_080);

describe('what outputs show, and the monitors set for them', () => {
  it('RING-1: monitors as the server makes them fit, and so do halves of one output', () => {
    expect(misfitOf([monitor(panel, true), monitor(wall, true)], [panel, wall])).toBeUndefined();
    const halves = [monitor(part(800, 0, 1_000, 1_080)), monitor(part(1_800, 0, 920, 1_080))];
    expect(misfitOf([monitor(panel, true), ...halves], [panel, wall])).toBeUndefined();
  });

  it('RING-1: outputs that show the same, and a screen of two tiles, which the server makes one monitor, fit', () => {
    expect(misfitOf([monitor(panel, true), monitor(panel, true)], [panel, panel])).toBeUndefined();
    expect(misfitOf([monitor(part(0, 0, 200, 100), true)], [part(0, 0, 100, 100), part(100, 0, 100, 100)])).toBe(
      undefined,
    );
  });

  it.each([
    [
      'a monitor smaller than its output',
      part(0, 0, 800, 599),
      /output at 0,0 .800 × 600. a part belongs to no monitor/,
    ],
    ['one in its middle', part(10, 10, 780, 580), /no ring/],
    ['one beside it', part(800, 0, 800, 600), /M reaches beyond what one output shows/],
    ['one larger than it', part(0, 0, 801, 600), /reaches beyond/],
  ])('RING-1: %s does not', (_, at, why) => {
    expect(misfitOf([monitor(at)], [panel])).toMatch(why);
  });

  it('RING-1: one monitor set over two outputs does not: each of them would lack a side of the ring', () => {
    expect(misfitOf([monitor(part(0, 0, 2_720, 1_080))], [panel, wall])).toMatch(/reaches beyond/);
  });

  it('RING-1: an output that shows another part of the screen than its own does not fit, whatever the monitors', () => {
    const why = /output at 800,0 pans, or bends its picture/;
    expect(misfitOf([monitor(panel, true), monitor(wall, true)], [panel, { ...wall, bent: true }])).toMatch(why);
  });

  it('without an output nobody sees any of them', () => {
    expect(misfitOf([monitor(part(5, 5, 1, 1))], [])).toBeUndefined();
  });

  it('RING-1: they fit exactly when each pixel that is shown is in one of them', () => {
    const side = fc.integer({ min: 0, max: 7 });
    const anyPart = fc
      .tuple(side, side, side, side)
      .map(([a, b, c, d]) => part(Math.min(a, b), Math.min(c, d), Math.abs(a - b) + 1, Math.abs(c - d) + 1));
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 6 }), (parts) => {
        const output = part(0, 0, 8, 8);
        const pixels = Array.from({ length: 64 }, (_, at) => ({ x: at % 8, y: Math.floor(at / 8) }));
        const covered = pixels.every(({ x, y }) =>
          parts.some(({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height),
        );
        expect(
          misfitOf(
            parts.map((one) => monitor(one)),
            [output],
          ) === undefined,
        ).toBe(covered);
      }),
    );
  });
});
