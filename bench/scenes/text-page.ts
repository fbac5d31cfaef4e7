/** Pages of text as pixels: words and paragraphs made from a seed, some of them in colour, as in an editor or a manual. */
import { seededRandom } from '../x-server/picture.ts';
import type { Colour } from '../x-server/x-client.ts';
import { type Glyphs, glyphHeight, glyphOf, glyphWidth } from './glyphs.ts';

const paper: Colour = 0xfa_fa_f7;
const inks: readonly Colour[] = [0x20_22_26, 0x20_22_26, 0x20_22_26, 0x20_22_26, 0x0b_57_a4, 0x96_1f_5c, 0x1d_6b_3a];
const margin = 24;
/** About as frequent as in English. */
const letters = 'eeeeeeeetttttttaaaaaaooooooiiiiiinnnnnnsssssrrrrrhhhhlllddduuucccmmffyywwggppbbvkxqjz';
const lineHeight = glyphHeight + 2;

/** A canvas of pixels in memory: 4 bytes each, blue, green, red, unused. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly bgrx: Buffer;

  constructor(width: number, height: number, colour: Colour) {
    this.width = width;
    this.height = height;
    this.bgrx = Buffer.alloc(width * height * 4);
    this.fill(0, 0, width, height, colour);
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < Math.min(this.height, top + height); y++) {
      for (let x = left; x < Math.min(this.width, left + width); x++) {
        this.bgrx.writeUInt32LE(colour, (y * this.width + x) * 4);
      }
    }
  }

  /** @param pixels as this sheet's own */
  paste(left: number, top: number, width: number, height: number, pixels: Buffer): void {
    for (let y = 0; y < height; y++) {
      pixels.copy(this.bgrx, ((top + y) * this.width + left) * 4, y * width * 4, (y + 1) * width * 4);
    }
  }

  /** Text on what is there. @param left of the first character, and its upper edge */
  write(glyphs: Glyphs, left: number, top: number, text: string, ink: Colour): void {
    for (const [place, character] of [...text].entries()) {
      const glyph = glyphOf(glyphs, character);
      if (glyph !== undefined) this.blend(glyph, left + place * glyphWidth, top, ink);
    }
  }

  private blend(glyph: Uint8Array, left: number, top: number, ink: Colour): void {
    for (let y = 0; y < glyphHeight && top + y < this.height; y++) {
      for (let x = 0; x < glyphWidth && left + x < this.width; x++) {
        const share = (glyph[y * glyphWidth + x] ?? 0) / 255;
        if (share === 0) continue;
        const at = ((top + y) * this.width + left + x) * 4;
        for (let channel = 0; channel < 3; channel++) {
          const under = this.bgrx[at + channel] ?? 0;
          this.bgrx[at + channel] = Math.round(under + (((ink >> (8 * channel)) & 0xff) - under) * share);
        }
      }
    }
  }
}

/** Where each character of a page stands, in the order of reading. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface TextPage {
  readonly sheet: Sheet;
  readonly characters: readonly Placed[];
}

/** A page full of text. */
export function createTextPage(glyphs: Glyphs, width: number, height: number, seed: number): TextPage {
  const random = seededRandom(seed);
  const sheet = new Sheet(width, height, paper);
  const characters: Placed[] = [];
  const across = Math.floor((width - 2 * margin) / glyphWidth);
  for (let top = margin; top + lineHeight <= height - margin; top += lineHeight) {
    // A paragraph ends now and then, and the next one may stand further in.
    if (random() < 0.12) continue;
    const indent = random() < 0.15 ? 4 : 0;
    const least = random() < 0.15 ? Math.floor(across * random()) : across;
    let column = indent;
    while (column < least) {
      const word = createWord(random);
      if (column + word.length > across) break;
      const ink = inks[Math.floor(random() * inks.length)] ?? paper;
      const left = margin + column * glyphWidth;
      sheet.write(glyphs, left, top, word, ink);
      for (let place = 0; place <= word.length; place++) characters.push({ x: left + place * glyphWidth, y: top });
      column += word.length + 1;
    }
  }
  return { sheet, characters };
}

function createWord(random: () => number): string {
  const length = 1 + Math.floor(random() * random() * 14);
  const word = Array.from({ length }, () => letters[Math.floor(random() * letters.length)] ?? 'e').join('');
  const end = random() < 0.12 ? (random() < 0.5 ? ',' : '.') : '';
  return (random() < 0.1 ? word.charAt(0).toUpperCase() + word.slice(1) : word) + end;
}
