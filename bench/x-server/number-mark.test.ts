import { describe, expect, it } from 'vitest';
import { drawMarks, markEdge, markNumbers, readArea, readMark } from './number-mark.ts';
import type { Area, Colour } from './x-client.ts';

/** A screen in memory that takes the rectangles of drawMarks(). */
class Canvas {
  readonly width = 3 * markEdge;
  readonly bgrx = Buffer.alloc(this.width * this.width * 4, 0x60);

  fillAll(_drawable: number, _context: number, areas: readonly Area[], colour: Colour): void {
    for (const { x, y, width, height } of areas) {
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++) {
          this.bgrx.writeUInt32LE(colour, (row * this.width + column) * 4);
        }
      }
    }
  }

  read(place: { readonly x: number; readonly y: number }): number | undefined {
    return readMark(this.bgrx, this.width, readArea(place));
  }
}

const place = { x: markEdge, y: markEdge };

function drawn(number: number): Canvas {
  const canvas = new Canvas();
  drawMarks(canvas, 0, 0, [place], number);
  return canvas;
}

describe('number mark', () => {
  it('OPS-7 every number is read as it was drawn', () => {
    for (let number = 0; number < markNumbers; number += 7) expect(drawn(number).read(place)).toBe(number);
    expect(drawn(markNumbers + 5).read(place)).toBe(5);
  });

  it('OPS-7 is still read after lossy encodings have greyed it', () => {
    const canvas = drawn(2_741);
    for (const [index, value] of canvas.bgrx.entries()) canvas.bgrx[index] = 60 + value * 0.5;
    expect(canvas.read(place)).toBe(2_741);
  });

  it('OPS-7 nothing, black and white are no numbers', () => {
    expect(new Canvas().read(place)).toBeUndefined();
    for (const colour of [0x00_00_00, 0xff_ff_ff]) {
      const canvas = new Canvas();
      canvas.fillAll(0, 0, [{ x: 0, y: 0, width: canvas.width, height: canvas.width }], colour);
      expect(canvas.read(place)).toBeUndefined();
    }
  });

  it('OPS-7 most marks put together from two frames are no numbers', () => {
    let torn = 0;
    let believed = 0;
    for (let number = 0; number < 1_000; number++) {
      const canvas = drawn(number);
      const other = drawn(number + 1);
      const half = canvas.bgrx.length / 2;
      other.bgrx.copy(canvas.bgrx, half, half);
      const read = canvas.read(place);
      if (read === number || read === number + 1) continue;
      torn++;
      if (read !== undefined) believed++;
    }
    expect(torn).toBeGreaterThan(100);
    expect(believed / torn).toBeLessThan(0.15);
  });
});
