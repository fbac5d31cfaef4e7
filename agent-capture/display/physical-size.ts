/** How wide a monitor really is. Many do not say, and some say what cannot be: those count as unknown. */

/** What a monitor says of itself: pixels, and millimetres, 0 where it does not know. */
export interface MonitorSize {
  readonly width: number;
  readonly height: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Shapes that monitors give in place of a size, as "16:9", in whole centimetres, or with a digit too many. */
const shapes: ReadonlySet<string> = new Set(['16x9', '16x10', '160x90', '160x100', '1600x900', '1600x1000']);

/** Below are LED walls with pixels of 5 mm, above nothing that is a display: telephones reach 25. */
const pixelsPerMm = { least: 0.2, most: 30 } as const;

/** Pixels are square, but monitors round their size, and a television stretches a picture a little. */
const squareness = 1.25;

/**
 * Width in millimetres, or 0 when nobody knows it. Where the two directions differ, the denser one counts for both, so
 * that what is 6 mm by this width is at least 6 mm either way.
 */
export function believableWidthMm({ width, height, widthMm, heightMm }: MonitorSize): number {
  if (widthMm <= 0 || heightMm <= 0) return 0;
  if (shapes.has(`${Math.max(widthMm, heightMm)}x${Math.min(widthMm, heightMm)}`)) return 0;
  const upright = densities(width / widthMm, height / heightMm);
  // A monitor that stands on its side may still give its size as it lay.
  const turned = densities(width / heightMm, height / widthMm);
  const { most } = upright.ratio > squareness && turned.ratio <= squareness ? turned : upright;
  return most >= pixelsPerMm.least && most <= pixelsPerMm.most ? width / most : 0;
}

function densities(across: number, down: number): { readonly most: number; readonly ratio: number } {
  const most = Math.max(across, down);
  return { most, ratio: most / Math.min(across, down) };
}
