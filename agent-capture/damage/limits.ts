/** Limits and times of the video pipeline, each with its reason. */
export const damageLimits = {
  /** Rectangles encoded at once over all displays: one per core of the smallest device; more only adds latency. */
  encodersBusy: 2,
  /**
   * Tiles of one rectangle: a row of 1080p, so that encoding, sending and decoding of a big change overlap. With twice as
   * many they overlap less, with half as many what each costs for itself adds up.
   */
  rectangleTiles: 30,
  /** Changed tiles planned at once: about two rectangles' worth, so that the first is soon on its way. */
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
  /** Most grabs of one update: the second costs 1 ms, an update of its own for each piece of a drawing 10. */
  grabsPerUpdate: 2,
  /** How soon to look again when the socket was full or a grab gave nothing; otherwise nothing polls. */
  retryMs: 20,
  /**
   * A tile sent with loss rests when it has not changed for this long; then it is made exact. 200 ms are allowed for both,
   * and a whole 1080p photograph takes two cores 40 ms. Video of ten pictures a second is not taken for rest.
   */
  restMs: 110,
  /** Tiles made exact in one go: a row of 1080p, 3 ms of one core. New damage waits for none of them. */
  refinedTiles: 30,
  /** Rectangles made exact at once: two are compressed on other threads while the next is prepared on this one. */
  refinedAtOnce: 3,
  /** Bytes of exact tiles in one update: with credit for three of them a full 1080p photograph needs no acknowledgement. */
  batchBytes: 768 * 1024,
  /** On a line that limits, no more of them than it carries in this time, so that new damage soon gets through. */
  batchLineMs: 150,
  /** What an exact tile of a photograph takes, until it is known better; and how much each new figure counts. */
  exactTileBytes: 5_000,
  learnedShare: 0.2,

  /**
   * What was scrolled is looked for when this many tiles have changed (a quarter of a small window), and this share of
   * all that was grabbed: it takes 3 ms, and copies of less than a few tiles save nothing.
   */
  movedTilesLeast: 12,
  movedShareLeast: 0.25,
  copiedTilesLeast: 4,
  /** A scrolled page with something fixed on it takes some rectangles. */
  copiesPerUpdate: 6,
  /**
   * A shift is guessed from narrow bands, at this many places, when so many of their lines have made it. Of columns a
   * cache line's width is read, since each row costs a miss; of rows each fourth of a tile's height.
   */
  bandColumns: 16,
  bandRows: 64,
  bandRowStride: 4,
  bands: 3,
  linesJoined: 4,
  shiftVotesLeast: 12,
  /**
   * After each further search in vain more big changes go by without one, up to this: video is nowhere scrolled. What
   * comes after a rest of this long is something else, and counted by itself: slides that somebody turns.
   */
  searchesSkipped: 7,
  searchAgainMs: 500,
  /**
   * When tiles that were copied are asked for again, some viewer could not follow: no copies for this long, since most can
   * at once. When that comes again within the time after, one never can: each time twice as long, up to this.
   */
  copiesPausedLeastMs: 100,
  copiesPausedMostMs: 2_000,
  copiesTroubleMs: 2_000,

  /** Pictures of an update on a line that limits: no more than it carries in this time, as far as quality can help. */
  updateLineMs: 100,
  /**
   * Pictures of more tiles than this, a quarter of 1080p, go out at a low quality whatever the line: encoder and decoder
   * take a good part less of their time, which is most of what such a change takes to the viewer's screen.
   */
  largeTiles: 128,
  /** What a tile of a picture takes at full quality, until it is known better. */
  pictureTileBytes: 700,
  /** How long the socket's queue is watched to see what the line carries, and how long that is believed. */
  lineSampleMs: 50,
  lineMemoryMs: 2_000,
  /** Changes of this many tiles wait for the processor's budget; fewer never do: they take less than it is measured by. */
  unhurriedTiles: 60,
  /** Nor does the first change after a rest of this long: somebody has done something and waits for what it does. */
  afterRestMs: 400,
} as const;
