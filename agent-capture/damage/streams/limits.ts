/** What makes a region a video stream, and what one may cost, each with its reason. */
export const streamLimits = {
  /** Reports of damage closer together than this are one picture, drawn in parts. */
  beatMs: 12,
  /** A tile that is not drawn for this long has stopped moving: three pictures of the slowest video. */
  gapMs: 375,
  /** Drawn for this long, and this often, it keeps moving: fewer pictures a second gain little from the ones before. */
  movingMs: 350,
  beatsPerSecond: 8,
  /** Of the changes of a tile lately, how much each new one counts to tell whether it holds pictures. */
  contentShare: 0.25,
  /** The smallest region: a thumbnail in a video conference. What is smaller is cheap as tiles. */
  regionTiles: 8,
  /** Moving tiles in its rectangle, and pictures among these: else most of what the stream carries stands still. */
  filledShare: 0.6,
  pictureShare: 0.5,
  /** A side is widened to an edge of which this much moves: the video's border lies within those tiles. */
  edgeShare: 0.5,
  /** A stream outlives a pause like this: a cut to the next video, a stutter. Its picture is exact long before. */
  restedMs: 1_500,
  /** A region of which only this much still moves, for this long, has become smaller. */
  thinShare: 0.3,
  thinMs: 2_000,
  /** A region that moves beyond its stream by this factor begins anew: it was made larger, or full screen. */
  grownFactor: 1.3,
  /** How often regions are looked at. */
  considerMs: 100,
  /** How often a stream is looked at while nothing happens, to find it at rest. */
  restCheckMs: 500,
  /** Streams of one display: more decoders than that some viewers do not have. */
  perDisplay: 3,

  /** Pictures a second at most: what people take for fluent; twice that costs twice the processor. */
  framesPerSecond: 30,
  /** So long after one picture comes the next: pictures come with some jitter, and 6 ms early is no reason to wait. */
  pictureMs: 1_000 / 30 - 6,
  /**
   * Bits of a pixel of a picture when the line does not limit: at 640x360 and 30 pictures a second 2.8 Mb/s, as true as a
   * JPEG of three times that.
   */
  bitsPerPixel: 0.4,
  kilobitsLeast: 100,
  /** Of a line that limits, what streams may take: the rest is for what happens beside them. */
  lineShare: 0.7,
  /** Another rate costs a key picture: only for a change by these factors, and not more often than this. */
  retargetDown: 0.7,
  retargetUp: 1.6,
  retargetMs: 2_000,
  /**
   * A line that has limited a display within this time is still taken for as slow when a stream begins: of one that is
   * hardly used nobody knows the rate, and a key picture at full rate would block it for seconds.
   */
  lineMemoryMs: 60_000,
  /** Key pictures that are asked for come at most this often, whoever asks. */
  keyPictureMs: 400,
  /** Tiles under a stream rest when it has no new picture for this long: the gaps of the slowest video are 125 ms. */
  restMs: 160,

  /** After an encoder has failed, or pictures were kept back, tiles alone for this long. */
  failedPauseMs: 30_000,
  /**
   * A stream that waited this share of such a time for the processor gives way to tiles, if the line does not limit: JPEG
   * takes a fifth of the time. It is not tried again for a while,
   * each time twice as long, so many times.
   */
  starvedShare: 0.5,
  starvedMs: 2_000,
  starvedPauseMs: 20_000,
  starvedDoublings: 4,
} as const;
