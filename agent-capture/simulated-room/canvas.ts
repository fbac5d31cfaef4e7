/**
 * The drawing surface: loads the optional canvas package and the bundled font when a simulated room is opened, so an
 * agent on a real device needs neither. The only importer of @napi-rs/canvas.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Rect } from '../display/display-source.ts';
import { SimulatedRoomError } from './simulated-room-error.ts';

export type Drawing = SKRSContext2D;

export interface Surface {
  readonly drawing: Drawing;
  /** Red, green, blue, alpha of each pixel of the rectangle. */
  read(rect: Rect): Uint8ClampedArray;
}

export type CreateSurface = (width: number, height: number) => Surface;

const weights = [400, 500, 600, 700];
/** Latin first; the second family is asked for what the first lacks. */
const families = [
  { name: 'Inter', subset: 'latin' },
  { name: 'Inter Extended', subset: 'latin-ext' },
];

export async function loadCanvas(): Promise<CreateSurface> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas').catch((cause: unknown) => {
    const message = 'The simulated room needs the optional package @napi-rs/canvas: install it, or use a real display.';
    throw new SimulatedRoomError('canvas-unavailable', message, { cause });
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

async function fontFile(subset: string, weight: number): Promise<Buffer> {
  try {
    const url = import.meta.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
    return await readFile(fileURLToPath(url));
  } catch (cause) {
    const message = 'The simulated room needs the optional package @fontsource/inter: install it.';
    throw new SimulatedRoomError('font-unavailable', message, { cause });
  }
}
