/** One display as a canvas whose pixels are the display's own, one to one; the page scales it as a whole. */
import type { Rectangle, Surface } from '../decode/drawing.ts';
import type { DecodedImage } from '../decode/image-decoder.ts';

export class DisplaySurface implements Surface {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #colour = -1;

  /** @param restored the browser had to forget the picture (its graphics process died) and can draw again */
  constructor(width: number, height: number, restored: () => void) {
    this.canvas = document.createElement('canvas');
    this.canvas.width = width;
    this.canvas.height = height;
    const context = this.canvas.getContext('2d', { alpha: false, desynchronized: true });
    if (context === null) throw new TypeError('this browser has no 2D canvas');
    this.#context = context;
    this.canvas.addEventListener('contextrestored', () => {
      this.#colour = -1;
      restored();
    });
  }

  get width(): number {
    return this.canvas.width;
  }

  get height(): number {
    return this.canvas.height;
  }

  /** Keeps the picture when the size stays: setting either edge would clear it. */
  resize(width: number, height: number): void {
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.#colour = -1;
  }

  fill(x: number, y: number, width: number, height: number, colour: number): void {
    // Parsing the colour costs more than the rectangle, and neighbours often share it.
    if (colour !== this.#colour) this.#context.fillStyle = `#${colour.toString(16).padStart(6, '0')}`;
    this.#colour = colour;
    this.#context.fillRect(x, y, width, height);
  }

  draw(image: DecodedImage, x: number, y: number): void {
    this.#context.drawImage(image, x, y);
  }

  copy(fromX: number, fromY: number, { x, y, width, height }: Rectangle): void {
    // The canvas as a source is the canvas before this call, so overlapping rectangles come out right.
    this.#context.drawImage(this.canvas, fromX, fromY, width, height, x, y, width, height);
  }
}
