/** The contract between a region that keeps moving and what makes a video stream of it. */

export interface VideoSettings {
  /** Even numbers of pixels. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly kilobitsPerSecond: number;
}

/** One picture of the stream: an H.264 access unit in Annex B form. */
export interface VideoPicture {
  readonly payload: Uint8Array;
  /** Needs no picture before it, and has the parameter sets with it. */
  readonly key: boolean;
}

export interface VideoEncoder {
  /**
   * Reads the pixels (4 bytes each: blue, green, red, unused) before it returns. One picture at a time.
   * @param key whether it must be a key picture; the first one is, and others may be
   * @returns rejects when the encoder fails or keeps the picture back: then it is of no use any more
   */
  encode(bgrx: Uint8Array, key: boolean): Promise<VideoPicture>;
  /** Another rate from the next picture on, which is a key picture. */
  retarget(kilobitsPerSecond: number): void;
  close(): void;
}

export interface VideoEncoders {
  open(settings: VideoSettings): VideoEncoder;
  close(): void;
}
