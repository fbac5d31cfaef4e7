/**
 * One simulated display's screen: a frame buffer as a graphics card would have it. The scene is drawn on a canvas, only
 * where it changed, and copied into the buffer; card, pointer and ring are painted over it there, so a grab is a plain
 * copy.
 */
import type { CardPicture } from '../card/card-face.ts';
import type { Rect } from '../display/display-source.ts';
import type { Drawing, Surface } from '../drawing/canvas.ts';
import { ringColour } from '../ring/ring-frame.ts';
import { cursorColour, cursorShape } from './cursor-shape.ts';
import type { Moment, Scene } from './scenes/scene.ts';

/** Pixels are 0xXXRRGGBB words: in memory blue, green, red, unused. */
const ringWord = (0xff00_0000 | (ringColour.red << 16) | (ringColour.green << 8) | ringColour.blue) >>> 0;
const black = 0xff00_0000;

/** Rows up to this many pixels are copied faster one by one. */
const narrow = 64;

export interface PlacedCard {
  readonly x: number;
  readonly y: number;
  readonly picture: CardPicture;
}

export class Screen {
  readonly width: number;
  readonly height: number;
  readonly #scene: Scene;
  readonly #surface: Surface;
  readonly #words: Uint32Array;
  /** What each part showed when it was drawn last. */
  #shown: readonly (string | undefined)[] = [];
  #blank = true;
  #cursor: { readonly x: number; readonly y: number } | undefined;
  #ring = 0;
  #card: PlacedCard | undefined;

  constructor(scene: Scene, surface: Surface, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#scene = scene;
    this.#surface = surface;
    this.#words = new Uint32Array(width * height);
  }

  /** Draws what has changed and returns where. */
  refresh(moment: Moment): Rect[] {
    const keys = this.#scene.parts.map((part) => part.key(moment));
    const stale = this.#scene.parts.flatMap((part, index) =>
      this.#blank || keys[index] !== this.#shown[index] ? [{ part, isThere: keys[index] !== undefined }] : [],
    );
    const whole = { x: 0, y: 0, width: this.width, height: this.height };
    const changed = this.#blank ? [whole] : stale.map(({ part }) => part.rect);
    // All backgrounds first: a part that has gone may have lain where others appear.
    for (const rect of changed) this.#clipped(rect, (drawing) => this.#scene.background(drawing));
    for (const { part, isThere } of stale) {
      if (isThere) this.#clipped(part.rect, (drawing) => part.draw(drawing, moment));
    }
    this.#shown = keys;
    this.#blank = false;
    for (const rect of changed) this.#compose(rect);
    return changed;
  }

  #clipped(rect: Rect, draw: (drawing: Drawing) => void): void {
    const { drawing } = this.#surface;
    drawing.save();
    drawing.beginPath();
    drawing.rect(rect.x, rect.y, rect.width, rect.height);
    drawing.clip();
    draw(drawing);
    drawing.restore();
  }

  /** Moves the pointer here, or away from this display; returns where it was and is. */
  moveCursor(to: { readonly x: number; readonly y: number } | undefined): Rect[] {
    const before = this.#cursor;
    if (before?.x === to?.x && before?.y === to?.y) return [];
    this.#cursor = to;
    const changed = [before, to].flatMap((place) => (place === undefined ? [] : this.#clip(cursorBox(place))));
    for (const rect of changed) this.#compose(rect);
    return changed;
  }

  /** Paints the ring this thick, or takes it away with 0; returns the bands. */
  setRing(thickness: number): Rect[] {
    if (this.#ring === thickness) return [];
    const changed = this.#bands(Math.max(this.#ring, thickness));
    this.#ring = thickness;
    for (const rect of changed) this.#compose(rect);
    return changed;
  }

  /** Paints the card where it is now, or takes it away; returns where it was and is, if that differs. */
  setCard(card: PlacedCard | undefined): Rect[] {
    const changed = [this.#card, card].flatMap((one) => (one === undefined ? [] : this.#clip(cardBox(one))));
    this.#card = card;
    for (const rect of changed) this.#compose(rect);
    return changed;
  }

  /** Undefined when the rectangle does not lie on this display. */
  grab(rect: Rect): Buffer | undefined {
    const { x, y, width, height } = rect;
    const inside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= this.width && y + height <= this.height;
    if (!inside) return undefined;
    const copy = new Uint32Array(width * height);
    let to = 0;
    for (let row = y; row < y + height; row++) {
      const from = row * this.width + x;
      const end = from + width;
      if (width > narrow) {
        copy.set(this.#words.subarray(from, end), to);
        to += width;
      } else for (let at = from; at < end; at++, to++) copy[to] = this.#words[at] as number;
    }
    return Buffer.from(copy.buffer);
  }

  #compose(rect: Rect): void {
    // Before the first drawing there is nothing below the ring but black; it comes with the first refresh.
    if (!this.#blank) this.#copyScene(rect);
    else this.#fill(rect, black);
    this.#paintCard(rect);
    this.#paintCursor(rect);
    if (this.#ring > 0) {
      for (const band of this.#bands(this.#ring)) {
        const covered = intersection(band, rect);
        if (covered !== undefined) this.#fill(covered, ringWord);
      }
    }
  }

  #copyScene(rect: Rect): void {
    const bytes = this.#surface.read(rect);
    const source = new Uint32Array(bytes.buffer, bytes.byteOffset, rect.width * rect.height);
    let from = 0;
    for (let y = rect.y; y < rect.y + rect.height; y++) {
      let to = y * this.width + rect.x;
      for (const end = to + rect.width; to < end; to++, from++) {
        const abgr = source[from] as number;
        this.#words[to] = (abgr & 0xff00_ff00) | ((abgr & 0xff) << 16) | ((abgr >>> 16) & 0xff);
      }
    }
  }

  #paintCard(rect: Rect): void {
    const card = this.#card;
    const covered = card === undefined ? undefined : intersection(cardBox(card), rect);
    if (card === undefined || covered === undefined) return;
    const { bgrx, width } = card.picture;
    for (let y = covered.y; y < covered.y + covered.height; y++) {
      for (let x = covered.x; x < covered.x + covered.width; x++) {
        this.#words[y * this.width + x] = bgrx.readUInt32LE(((y - card.y) * width + x - card.x) * 4);
      }
    }
  }

  #paintCursor(rect: Rect): void {
    if (this.#cursor === undefined) return;
    const covered = intersection(cursorBox(this.#cursor), rect);
    if (covered === undefined) return;
    for (let y = covered.y; y < covered.y + covered.height; y++) {
      for (let x = covered.x; x < covered.x + covered.width; x++) {
        const colour = cursorColour(x - this.#cursor.x, y - this.#cursor.y);
        if (colour !== undefined) this.#words[y * this.width + x] = colour;
      }
    }
  }

  #fill(rect: Rect, colour: number): void {
    for (let y = rect.y; y < rect.y + rect.height; y++) {
      const start = y * this.width + rect.x;
      this.#words.fill(colour, start, start + rect.width);
    }
  }

  #bands(thickness: number): Rect[] {
    const { width, height } = this;
    return [
      { x: 0, y: 0, width, height: thickness },
      { x: 0, y: height - thickness, width, height: thickness },
      { x: 0, y: thickness, width: thickness, height: height - 2 * thickness },
      { x: width - thickness, y: thickness, width: thickness, height: height - 2 * thickness },
    ];
  }

  #clip(rect: Rect): Rect[] {
    const clipped = intersection(rect, { x: 0, y: 0, width: this.width, height: this.height });
    return clipped === undefined ? [] : [clipped];
  }
}

function cardBox({ x, y, picture: { width, height } }: PlacedCard): Rect {
  return { x, y, width, height };
}

function cursorBox({ x, y }: { readonly x: number; readonly y: number }): Rect {
  return { x, y, width: cursorShape.width, height: cursorShape.height };
}

function intersection(a: Rect, b: Rect): Rect | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
