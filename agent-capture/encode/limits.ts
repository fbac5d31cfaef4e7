/** Sizes and qualities of encoding, each with its reason. */
export const encodeLimits = {
  /** A palette index is one byte. */
  paletteColours: 256,
  /** Slots of the colour table: a power of two, at most a quarter full, so that probing stays short. */
  paletteSlots: 1024,
  /** zlib: level 1 takes a third of level 6's time; on flat content its output is hardly larger. */
  deflateLevel: 1,
  /** JPEG of a moving picture: replaced by the exact pixels as soon as it rests. */
  jpegQuality: 80,
  /** Up to this size a JPEG is made on the main thread: 0.2 ms; the hop to another thread and back takes as long. */
  sameThreadPixels: 16 * 64 * 64,
  /** Buffers kept for the next images: input and output of as many as are encoded at once, and a few more. */
  keptBuffers: 6,
  /** Each holds the largest rectangle that the pipeline makes, 30 tiles, and the largest JPEG of it. */
  keptBufferBytes: 32 * 64 * 64 * 4,
  /** Every n-th row of a picture is looked at to choose how it is deflated. */
  waySampleRows: 8,
  /** With fewer repeating pixels among them than this share, looking for repetitions takes time and finds nothing. */
  repeatsShare: 0.3,
  /** A picture of a stream is encoded in 3 to 30 ms; one that takes this long is kept back, or its encoder hangs. */
  videoAnswerMs: 400,
  /** The encoding thread takes 50 MB and starts in 0.1 s: it outlives a stream by as much as two videos lie apart. */
  videoThreadRestMs: 30_000,

  /** Every n-th pixel of a tile is looked at, in both directions, to tell flat content from pictures. */
  sampleStride: 4,
  /** A tile whose sample has at most this many colours is flat. */
  flatSampleColours: 32,
  /** So is one in which at least this share of the samples equals its right neighbour: text, edges, gradients. */
  flatEqualShare: 0.4,
  /** More colours than a palette holds, but only after this share of the pixels: halves may each do with one. */
  splitWorthwhileShare: 0.08,
  /** Up to this size (four tiles) flat content is exact at once whatever its colours, and nothing is split further. */
  smallPixels: 4 * 64 * 64,
} as const;
