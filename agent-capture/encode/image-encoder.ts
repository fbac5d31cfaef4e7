/** The contract between the pipeline and what turns a rectangle of pixels into one encoded image. */
import type { FrameEncoding } from '@ringside/protocol';

/** A rectangle inside a larger picture: 32-bit pixels 0xXXRRGGBB, rows `stride` pixels apart, from index `offset`. */
export interface PixelArea {
  readonly pixels: Uint32Array;
  readonly offset: number;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** `flat`: interface, text, one colour. `picture`: photographs and video. */
export type Content = 'flat' | 'picture';

/** `quick` may lose detail where the content is a picture; `exact` never does. */
export type Fidelity = 'quick' | 'exact';

/** One image of an encoded rectangle: all of it, or a part whose edges lie on the tiles' grid. */
export interface EncodedImage {
  /** Where in the rectangle, pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly encoding: FrameEncoding;
  readonly payload: Uint8Array;
  /** Whether the decoded pixels equal the source's. */
  readonly exact: boolean;
}

export interface ImageEncoder {
  /**
   * Reads the pixels before it returns: the caller may change them while the promise is pending.
   * @param area begins at a tile's corner
   * @param quality of what may lose detail, 1 to 100; the encoder's own when none is given
   * @returns images that cover the area, each pixel once
   */
  encode(area: PixelArea, content: Content, fidelity: Fidelity, quality?: number): Promise<readonly EncodedImage[]>;
}
