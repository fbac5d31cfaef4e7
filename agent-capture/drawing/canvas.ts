/**
 * The drawing surface, with the bundled font for Latin, Greek and Cyrillic; other scripts take what the system has. It
 * is loaded only when something is drawn: the package is large. The only importer of @napi-rs/canvas.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Rect } from '../display/display-source.ts';
import { DrawingError } from './drawing-error.ts';

export type Drawing = SKRSContext2D;

export interface Surface {
  readonly drawing: Drawing;
  /** Red, green, blue, alpha of each pixel of the rectangle. */
  read(rect: Rect): Uint8ClampedArray;
}

export type CreateSurface = (width: number, height: number) => Surface;

const weights = [400, 500, 600, 700];
/** Latin first; each further family is asked for what the ones before lack. */
const families = [
  { name: 'Inter', subset: 'latin' },
  { name: 'Inter Extended', subset: 'latin-ext' },
  { name: 'Inter Greek', subset: 'greek' },
  { name: 'Inter Cyrillic', subset: 'cyrillic' },
] as const;

/** For a canvas' `font`: the bundled families, then any of the system's. */
export const fontFamilies = [...families.map(({ name }) => `"${name}"`), 'sans-serif'].join(', ');

export async function loadCanvas(): Promise<CreateSurface> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas').catch((cause: unknown) => {
    const message = 'Drawing needs the package @napi-rs/canvas: install it.';
    throw new DrawingError('canvas-unavailable', message, { cause });
  });
  for (const { name, subset } of families) {
    if (GlobalFonts.has(name)) continue;
    for (const weight of weights) GlobalFonts.register(await fontFile(subset, weight), name);
  }
  return (width, height) => {
    const drawing = createCanvas(width, height).getContext('2d', { alpha: false });
    return { drawing, read: ({ x, y, width, height }) => drawing.getImageData(x, y, width, height).data };
  };
}

/** What is not installed of what drawing needs. */
export function missingForDrawing(): string | undefined {
  return ['@napi-rs/canvas', fontName('latin', 400)].find((name) => {
    try {
      return import.meta.resolve(name) === '';
    } catch {
      return true;
    }
  });
}

function fontName(subset: string, weight: number): string {
  return `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`;
}

async function fontFile(subset: string, weight: number): Promise<Buffer> {
  try {
    return await readFile(fileURLToPath(import.meta.resolve(fontName(subset, weight))));
  } catch (cause) {
    const message = 'Drawing needs the package @fontsource/inter: install it.';
    throw new DrawingError('font-unavailable', message, { cause });
  }
}
