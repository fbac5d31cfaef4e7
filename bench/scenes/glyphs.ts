/**
 * Letters as desktops show them, with soft edges: the X server's built-in font, made larger by half. Read once, from any
 * server, so that every stack shows the same text.
 */
import { BenchError } from '../bench-error.ts';
import type { XClient } from '../x-server/x-client.ts';

const first = 0x20;
const count = 95;
const small = { width: 6, height: 13, ascent: 11 };
export const glyphWidth = 9;
export const glyphHeight = 20;

/** For each printable ASCII character, how much of each of its pixels is ink: 0 to 255. */
export type Glyphs = readonly Uint8Array[];

export async function readGlyphs(client: XClient): Promise<Glyphs> {
  const width = small.width * count;
  const pixmap = client.createPixmap(client.root, width, small.height);
  const context = client.createContext(pixmap);
  client.fill(pixmap, context, { x: 0, y: 0, width, height: small.height }, 0x00_00_00);
  const text = String.fromCharCode(...Array.from({ length: count }, (_, index) => first + index));
  client.drawText(pixmap, context, { x: 0, y: small.ascent }, text, 0xff_ff_ff);
  const pixels = await client.grab({ x: 0, y: 0, width, height: small.height }, pixmap);
  if (!pixels.some((byte, index) => index % 4 === 1 && byte > 0)) {
    throw new BenchError('not-ready', `The X server ${client.display} has no font "fixed".`);
  }
  return Array.from({ length: count }, (_, glyph) => enlarged(pixels, width, glyph * small.width));
}

export function glyphOf(glyphs: Glyphs, character: string): Uint8Array | undefined {
  return glyphs[character.charCodeAt(0) - first];
}

/** Each new pixel is what lies under it, blended between the four nearest. */
function enlarged(pixels: Buffer, stride: number, left: number): Uint8Array {
  const ink = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= small.width || y >= small.height) return 0;
    return pixels[(y * stride + left + x) * 4 + 1] ?? 0;
  };
  const glyph = new Uint8Array(glyphWidth * glyphHeight);
  for (let y = 0; y < glyphHeight; y++) {
    const fromY = ((y + 0.5) * small.height) / glyphHeight - 0.5;
    const top = Math.floor(fromY);
    for (let x = 0; x < glyphWidth; x++) {
      const fromX = ((x + 0.5) * small.width) / glyphWidth - 0.5;
      const start = Math.floor(fromX);
      const [right, below] = [fromX - start, fromY - top];
      const upper = ink(start, top) * (1 - right) + ink(start + 1, top) * right;
      const lower = ink(start, top + 1) * (1 - right) + ink(start + 1, top + 1) * right;
      glyph[y * glyphWidth + x] = Math.round(upper * (1 - below) + lower * below);
    }
  }
  return glyph;
}
