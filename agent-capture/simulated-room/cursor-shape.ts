/** The pointer as it is painted onto the pixels: a black arrow with a white edge. */

const arrow = [
  'w',
  'ww',
  'wbw',
  'wbbw',
  'wbbbw',
  'wbbbbw',
  'wbbbbbw',
  'wbbbbbbw',
  'wbbbbbbbw',
  'wbbbbbbbbw',
  'wbbbbbbbbbw',
  'wbbbbbbwwwww',
  'wbbbwbbw',
  'wbbwwbbw',
  'wbw  wbbw',
  'ww   wbbw',
  'w     wbbw',
  '      wbbw',
  '       ww',
];

const white = 0xffff_ffff;
const black = 0xff10_1010;

export const cursorShape = { width: 12, height: arrow.length } as const;

/** The colour of the arrow at a pixel of its box, or undefined where one sees through. */
export function cursorColour(x: number, y: number): number | undefined {
  switch (arrow[y]?.charAt(x)) {
    case 'w':
      return white;
    case 'b':
      return black;
    default:
      return undefined;
  }
}
