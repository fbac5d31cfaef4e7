/** Limits and times of the video pipeline, each with its reason. */
export const damageLimits = {
  /** Rectangles encoded at once over all displays: one per core of the smallest device; more only adds latency. */
  encodersBusy: 2,
  /** Tiles of one rectangle: two rows of 1080p, so that encoding, sending and decoding of a big change overlap. */
  rectangleTiles: 64,
  /** Changed tiles planned at once: about a rectangle's worth, so that the first is soon on its way. */
  stretchTiles: 60,
  /** Rectangles of one stretch before unchanged tiles in between are taken along: beyond, each costs more than they. */
  stretchRectangles: 12,
  /** A flat stretch this short between pictures goes with them: a rectangle of its own costs more. */
  absorbedFlatTiles: 2,
  /**
   * Bytes waiting in the link's socket above which nothing new is grabbed: newer pixels later beat older ones now.
   * 100 ms of a 10 Mb/s uplink.
   */
  queuedBytes: 128 * 1024,
  /** How soon to look again when the socket was full or a grab gave nothing; otherwise nothing polls. */
  retryMs: 20,
  /** A tile sent with loss rests when it has not changed for this long; then it is made exact (200 ms are allowed). */
  restMs: 150,
  /** Tiles made exact in one go: about 6 ms of one core, so that new damage hardly waits. */
  refinedTiles: 16,
} as const;
