/** One display as a canvas whose pixels are the display's own, one to one; the page scales it as a whole. */
import type { Rectangle, Surface } from '../decode/drawing.ts';
import type { DecodedImage } from '../decode/image-decoder.ts';
import type { FlatImage } from '../decode/palette-png.ts';
import { viewerLimits } from '../limits.ts';

/** Where small images become pixels, drawn at once: one is enough for all displays. */
let small: ImageData | undefined;

export class DisplaySurface implements Surface {
  #context: CanvasRenderingContext2D;
  #colour = -1;
  #moved: CanvasRenderingContext2D | undefined;
  readonly #restored: () => void;

  /** @param restored the browser had to forget the picture (its graphics process died) and can draw again */
  constructor(document: Document, width: number, height: number, restored: () => void) {
    this.#restored = restored;
    this.#context = this.#begin(document, width, height);
  }

  get canvas(): HTMLCanvasElement {
    return this.#context.canvas;
  }

  /** The picture goes on as a canvas of that document: not every browser goes on presenting one that it adopted. */
  moveTo(document: Document): void {
    const { canvas } = this;
    this.#context = this.#begin(document, canvas.width, canvas.height);
    this.#context.drawImage(canvas, 0, 0);
    this.#colour = -1;
    this.#moved = undefined;
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

  put(image: FlatImage, x: number, y: number): void {
    small ??= new ImageData(viewerLimits.instantEdge, viewerLimits.instantEdge);
    image.write({ pixels: new Uint32Array(small.data.buffer), stride: small.width });
    this.#context.putImageData(small, x, y, 0, 0, image.width, image.height);
  }

  copy(fromX: number, fromY: number, { x, y, width, height }: Rectangle): void {
    // A canvas drawn onto itself is copied as a whole first: 5 ms at 1080p without a graphics card, this way 0.4.
    const moved = this.#movedPixels(width, height);
    // Not every browser can say so.
    if (moved.isContextLost?.()) {
      this.#moved = undefined;
      throw new TypeError('the pixels on their way are lost');
    }
    moved.drawImage(this.canvas, -fromX, -fromY);
    this.#context.drawImage(moved.canvas, 0, 0, width, height, x, y, width, height);
  }

  #begin(document: Document, width: number, height: number): CanvasRenderingContext2D {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.addEventListener('contextrestored', () => {
      this.#colour = -1;
      this.#moved = undefined;
      this.#restored();
    });
    return contextOf(canvas, true);
  }

  /** Room for pixels on their way, as large as the largest copy so far. */
  #movedPixels(width: number, height: number): CanvasRenderingContext2D {
    this.#moved ??= contextOf(this.canvas.ownerDocument.createElement('canvas'));
    const { canvas } = this.#moved;
    if (canvas.width < width) canvas.width = width;
    if (canvas.height < height) canvas.height = height;
    return this.#moved;
  }
}

function contextOf(canvas: HTMLCanvasElement, desynchronized = false): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, desynchronized });
  if (context === null) throw new TypeError('this browser has no 2D canvas');
  return context;
}
