/**
 * Numbers on a screen that a watcher can read: sixteen black or white cells, one bit each, twelve for the number and
 * four to tell a mark that was put together from two frames. A mark fills one tile of 64 pixels, which no stack here
 * cuts, so that most marks are whole.
 */
import type { Area, Point, XClient } from './x-client.ts';

/** Marks lie at multiples of this. */
export const markEdge = 64;
const cellsAcross = 4;
const cellEdge = markEdge / cellsAcross;
const numberBits = 12;
const half = cellEdge / 2;

/** Numbers repeat after this many: two minutes of video. */
export const markNumbers = 2 ** numberBits;

/** The part of a mark that holds the middles of its cells. */
export function readArea({ x, y }: Point): Area {
  const edge = (cellsAcross - 1) * cellEdge + 1;
  return { x: x + half, y: y + half, width: edge, height: edge };
}

/** @param places left top corners */
export function drawMarks(
  client: Pick<XClient, 'fillAll'>,
  drawable: number,
  context: number,
  places: readonly Point[],
  number: number,
): void {
  const bits = bitsOf(number);
  const grounds = places.map(({ x, y }) => ({ x, y, width: markEdge, height: markEdge }));
  const lit = places.flatMap(({ x, y }) =>
    Array.from({ length: cellsAcross ** 2 }, (_, cell) => cell)
      .filter((cell) => ((bits >> cell) & 1) === 1)
      .map((cell) => ({
        x: x + (cell % cellsAcross) * cellEdge,
        y: y + Math.floor(cell / cellsAcross) * cellEdge,
        width: cellEdge,
        height: cellEdge,
      })),
  );
  client.fillAll(drawable, context, grounds, 0x00_00_00);
  client.fillAll(drawable, context, lit, 0xff_ff_ff);
}

/**
 * @param bgrx pixels in rows of this width, such as those of a readArea()
 * @param at the middle of the mark's first cell among them
 * @returns undefined when there is no whole mark
 */
export function readMark(bgrx: Buffer, width: number, at: Point = { x: 0, y: 0 }): number | undefined {
  let bits = 0;
  for (let cell = 0; cell < cellsAcross ** 2; cell++) {
    const x = at.x + (cell % cellsAcross) * cellEdge;
    const y = at.y + Math.floor(cell / cellsAcross) * cellEdge;
    // The green of black or white: 128 lies far from both.
    if ((bgrx[(y * width + x) * 4 + 1] ?? 0) > 128) bits |= 1 << cell;
  }
  const number = bits % markNumbers;
  return bitsOf(number) === bits ? number : undefined;
}

function bitsOf(number: number): number {
  const bits = number % markNumbers;
  // The last term keeps a black or white square from being a number.
  const check = (bits ^ (bits >> 4) ^ (bits >> 8) ^ 0b0101) & 0b1111;
  return bits | (check << numberBits);
}
