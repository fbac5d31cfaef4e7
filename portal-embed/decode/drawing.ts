/** Turns a whole frame into something that can be drawn on its display's surface, or says that it cannot be. */
import { FrameEncoding, FrameKind, limits } from '@ringside/protocol';
import type { WholeFrame } from './frame-assembly.ts';
import type { DecodedImage, DecodeImage } from './image-decoder.ts';
import { readImageSize } from './image-size.ts';
import type { Drawing } from './paint-queue.ts';
import type { FlatImage } from './palette-png.ts';
import type { StreamPicture } from './stream-decoder.ts';

/** Where frames of one display end. Coordinates are display pixels. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  fill(x: number, y: number, width: number, height: number, colour: number): void;
  draw(image: DecodedImage, x: number, y: number): void;
  put(image: FlatImage, x: number, y: number): void;
  /** Moves pixels, overlapping or not, as they are when it is called. */
  copy(fromX: number, fromY: number, to: Rectangle): void;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Decoders {
  readonly image: DecodeImage;
  /** @returns undefined for an image that is not decoded on the spot */
  instant(frame: WholeFrame): FlatImage | undefined;
  /** @returns undefined for a part of a stream that cannot be decoded */
  stream(frame: WholeFrame, area: Rectangle): Promise<StreamPicture> | undefined;
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
  decoders: Decoders,
): Drawing | Promise<Drawing> | undefined {
  const area = frameRectangle(frame, surface);
  if (area === undefined) return undefined;
  switch (frame.kind) {
    case FrameKind.FRAME_KIND_COPY:
      return copied(frame.image, area, surface);
    case FrameKind.FRAME_KIND_VIDEO_KEY:
    case FrameKind.FRAME_KIND_VIDEO_DELTA:
      return decoders
        .stream(frame, area)
        ?.then((image) => (image === undefined ? nothing : drawn(image, area, surface)));
    default:
      return tiles(frame, area, surface, decoders);
  }
}

/** Nothing is left to draw: something newer covers it. */
export const nothing: Drawing = { draw: () => undefined, discard: () => undefined };

function tiles(
  frame: WholeFrame,
  area: Rectangle,
  surface: Surface,
  decoders: Decoders,
): Drawing | Promise<Drawing> | undefined {
  const { encoding, image } = frame;
  if (encoding === FrameEncoding.FRAME_ENCODING_SOLID) return solid(image, area, surface);
  const size = readImageSize(encoding, image);
  if (size?.width !== area.width || size.height !== area.height) return undefined;
  const small = encoding === FrameEncoding.FRAME_ENCODING_PNG ? decoders.instant(frame) : undefined;
  if (small !== undefined) return { draw: () => surface.put(small, area.x, area.y), discard: () => undefined };
  return decoders.image(encoding, image).then((decoded) => drawn(decoded, area, surface));
}

function drawn(image: DecodedImage, { x, y }: Rectangle, surface: Surface): Drawing {
  return {
    draw() {
      try {
        surface.draw(image, x, y);
      } finally {
        image.close();
      }
    },
    discard: () => image.close(),
  };
}

function solid(rgb: Uint8Array, { x, y, width, height }: Rectangle, surface: Surface): Drawing | undefined {
  const [red, green, blue] = rgb;
  if (rgb.length !== 3 || red === undefined || green === undefined || blue === undefined) return undefined;
  const colour = (red << 16) | (green << 8) | blue;
  return { draw: () => surface.fill(x, y, width, height, colour), discard: () => undefined };
}

function copied(payload: Uint8Array, area: Rectangle, surface: Surface): Drawing | undefined {
  const offset = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const fromX = area.x + offset.getInt16(0, true);
  const fromY = area.y + offset.getInt16(2, true);
  const inside =
    fromX >= 0 && fromY >= 0 && fromX + area.width <= surface.width && fromY + area.height <= surface.height;
  return inside ? { draw: () => surface.copy(fromX, fromY, area), discard: () => undefined } : undefined;
}
