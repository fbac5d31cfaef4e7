/** Where displays go: the grid that shows the most picture, each display in its true aspect. Pure geometry. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Space that is not picture, in CSS pixels. */
export interface Spacing {
  readonly gap: number;
  /** Under each picture. */
  readonly caption: number;
}

/**
 * @param pixelRatio device pixels of a CSS pixel: sizes are whole device pixels, so that edges stay crisp
 * @returns a size for each display, in CSS pixels; placed in rows that wrap, they fit
 */
export function arrange(displays: readonly Size[], area: Size, spacing: Spacing, pixelRatio: number): readonly Size[] {
  let best: readonly Size[] = displays.map(() => ({ width: 0, height: 0 }));
  let bestArea = 0;
  for (let columns = 1; columns <= displays.length; columns++) {
    const rows = Math.ceil(displays.length / columns);
    const cell = {
      width: (area.width - spacing.gap * (columns - 1)) / columns,
      height: (area.height - spacing.gap * (rows - 1)) / rows - spacing.caption,
    };
    const sizes = displays.map((display) => fit(display, cell, pixelRatio));
    const shown = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
    if (shown <= bestArea) continue;
    best = sizes;
    bestArea = shown;
  }
  return best;
}

/** The largest size of the display's aspect inside the cell. */
export function fit(display: Size, cell: Size, pixelRatio: number): Size {
  const scale = Math.max(0, Math.min(cell.width / display.width, cell.height / display.height));
  const whole = (length: number): number => Math.floor(length * scale * pixelRatio) / pixelRatio;
  return { width: whole(display.width), height: whole(display.height) };
}

/** One display pixel to one device pixel. */
export function actualSize(display: Size, pixelRatio: number): Size {
  return { width: display.width / pixelRatio, height: display.height / pixelRatio };
}

/** Whether whole pixels may stay whole pixels: exact when each becomes the same number of device pixels. */
export function scalesEvenly(display: Size, shown: Size, pixelRatio: number): boolean {
  const ratio = (shown.width * pixelRatio) / display.width;
  return ratio > 0.999 && Math.abs(ratio - Math.round(ratio)) < 0.001;
}

/** The display pixel under a point of its picture; points outside count as its edge. */
export function displayPixel(
  point: { readonly x: number; readonly y: number },
  shown: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  display: Size,
): { readonly x: number; readonly y: number } {
  return {
    x: pixel((point.x - shown.left) / shown.width, display.width),
    y: pixel((point.y - shown.top) / shown.height, display.height),
  };
}

function pixel(share: number, pixels: number): number {
  const index = Math.floor(share * pixels);
  return Number.isFinite(index) ? Math.min(pixels - 1, Math.max(0, index)) : 0;
}
