/** Turns a whole frame into something that can be drawn on its display's surface, or says that it cannot be. */
import { FrameEncoding, limits } from '@ringside/protocol';
import type { WholeFrame } from './frame-assembly.ts';
import type { DecodedImage, DecodeImage } from './image-decoder.ts';
import { readImageSize } from './image-size.ts';
import type { Drawing } from './paint-queue.ts';

/** Where frames of one display end. Coordinates are display pixels. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  fill(x: number, y: number, width: number, height: number, colour: number): void;
  draw(image: DecodedImage, x: number, y: number): void;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The pixels of the frame's tiles that the display has, or undefined when they lie outside. */
export function frameRectangle(
  frame: WholeFrame,
  display: { readonly width: number; readonly height: number },
): Rectangle | undefined {
  const x = frame.tileX * limits.tilePixels;
  const y = frame.tileY * limits.tilePixels;
  const width = Math.min(frame.tilesWide * limits.tilePixels, display.width - x);
  const height = Math.min(frame.tilesHigh * limits.tilePixels, display.height - y);
  // Tiles that begin outside are not of this display; the last ones may reach over its edge by less than a tile.
  const outside = display.width - x <= (frame.tilesWide - 1) * limits.tilePixels;
  const below = display.height - y <= (frame.tilesHigh - 1) * limits.tilePixels;
  return outside || below ? undefined : { x, y, width, height };
}

export function prepareDrawing(
  frame: WholeFrame,
  surface: Surface,
  decodeImage: DecodeImage,
): Drawing | Promise<Drawing> | undefined {
  const rectangle = frameRectangle(frame, surface);
  if (rectangle === undefined) return undefined;
  if (frame.encoding === FrameEncoding.FRAME_ENCODING_SOLID) return solid(frame.image, rectangle, surface);
  const size = readImageSize(frame.encoding, frame.image);
  if (size?.width !== rectangle.width || size.height !== rectangle.height) return undefined;
  return decodeImage(frame.encoding, frame.image).then((image) => ({
    draw() {
      try {
        surface.draw(image, rectangle.x, rectangle.y);
      } finally {
        image.close();
      }
    },
    discard: () => image.close(),
  }));
}

function solid(rgb: Uint8Array, { x, y, width, height }: Rectangle, surface: Surface): Drawing | undefined {
  const [red, green, blue] = rgb;
  if (rgb.length !== 3 || red === undefined || green === undefined || blue === undefined) return undefined;
  const colour = (red << 16) | (green << 8) | blue;
  return { draw: () => surface.fill(x, y, width, height, colour), discard: () => undefined };
}
