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

export interface EncodedImage {
  readonly encoding: FrameEncoding;
  readonly payload: Uint8Array;
  /** Whether the decoded pixels equal the source's. */
  readonly exact: boolean;
}

export interface ImageEncoder {
  /** Reads the pixels before it returns: the caller may change them while the promise is pending. */
  encode(area: PixelArea, content: Content, fidelity: Fidelity): Promise<EncodedImage>;
}
