import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PixelRows } from '../decode/palette-png.ts';
import { viewerLimits } from '../limits.ts';
import { DisplaySurface } from './display-surface.ts';

/** A canvas without pixels, whose memory a test can take away. */
class FakeCanvas extends EventTarget {
  width = 0;
  height = 0;
  lost = false;
  readonly ownerDocument: FakeDocument;
  /** What was drawn into it. */
  readonly drawn: unknown[] = [];

  constructor(document: FakeDocument) {
    super();
    this.ownerDocument = document;
  }

  getContext(): object {
    return {
      canvas: this,
      fillRect: () => undefined,
      drawImage: (image: unknown) => this.drawn.push(image),
      putImageData: (image: unknown, ...place: number[]) => this.drawn.push(image, place),
      isContextLost: () => this.lost,
    };
  }
}

/** Keeps the canvases that it made. */
class FakeDocument {
  readonly canvases: FakeCanvas[] = [];

  createElement(): FakeCanvas {
    const canvas = new FakeCanvas(this);
    this.canvases.push(canvas);
    return canvas;
  }
}

let canvases: FakeCanvas[];
let restored: number;
let surface: DisplaySurface;
const move = (): void => surface.copy(0, 8, { x: 0, y: 0, width: 64, height: 64 });

beforeEach(() => {
  restored = 0;
  const page = new FakeDocument();
  canvases = page.canvases;
  surface = new DisplaySurface(page as never, 128, 128, () => restored++);
});
afterEach(() => vi.unstubAllGlobals());

describe('display surface', () => {
  test('VID-3: pixels are moved through a canvas that is kept', () => {
    move();
    move();
    const [screen, moved] = canvases;
    expect(canvases).toHaveLength(2);
    expect(moved?.drawn).toEqual([screen, screen]);
    expect(screen?.drawn).toEqual([moved, moved]);
  });

  test('VID-3: a copy whose pixels would come from lost memory fails, and the next one does not', () => {
    move();
    const [screen, moved] = canvases;
    if (moved !== undefined) moved.lost = true;
    expect(move).toThrow(TypeError);
    expect(screen?.drawn).toHaveLength(1);
    move();
    expect(screen?.drawn.at(-1)).toBe(canvases[2]);
  });

  test('VID-4: small images are written where they belong, all through the same pixels', () => {
    class FakeImageData {
      readonly width: number;
      readonly data: Uint8ClampedArray;
      constructor(width: number, height: number) {
        this.width = width;
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    }
    vi.stubGlobal('ImageData', FakeImageData);
    const strides: number[] = [];
    const image = { width: 36, height: 6, write: ({ stride }: PixelRows) => strides.push(stride) };
    surface.put(image, 64, 8);
    surface.put(image, 0, 0);
    const [first, place, second, nextPlace] = canvases[0]?.drawn ?? [];
    expect(second).toBe(first);
    expect([place, nextPlace]).toEqual([
      [64, 8, 0, 0, 36, 6],
      [0, 0, 0, 0, 36, 6],
    ]);
    expect(strides).toEqual([viewerLimits.instantEdge, viewerLimits.instantEdge]);
  });

  test('VID-1: the picture goes along into another window, and what is drawn or moved later is drawn there', () => {
    move();
    const window = new FakeDocument();
    surface.moveTo(window as never);
    expect(surface.canvas).toBe(window.canvases[0]);
    expect([surface.width, surface.height]).toEqual([128, 128]);
    expect(window.canvases[0]?.drawn).toEqual([canvases[0]]);
    move();
    expect(canvases).toHaveLength(2);
    expect(window.canvases[0]?.drawn).toEqual([canvases[0], window.canvases[1]]);
    surface.canvas.dispatchEvent(new Event('contextrestored'));
    expect(restored).toBe(1);
  });

  test('a picture that was lost is asked for, and whatever else was lost with it is made anew', () => {
    move();
    canvases[0]?.dispatchEvent(new Event('contextrestored'));
    expect(restored).toBe(1);
    move();
    expect(canvases).toHaveLength(3);
  });
});
