/** How delivery estimates lines and waits for answers, each with its reason; what operators may set is in ../limits.ts. */
export const deliveryLimits = {
  /** Time that the queue on the way may take: it keeps the line busy while acknowledgements come in bursts. */
  queueMs: 50,
  /** A frame that takes twice its time and this on top met a line that has become slower, or stood still. */
  lateMs: 100,
  /** The highest rate counts for one to two of these times in which the window limits. */
  rateLifeMs: 1_000,
  /** A least delay that was not met again for so long is measured anew, on a line that has run empty. */
  delayLifeMs: 10_000,
  /** So many frames in a row on an empty line tell the least delay too: routes become longer. */
  emptyFrames: 4,
  /**
   * A window says how a line was when it was last filled. What was not used of it for one to two of these times is taken
   * back, as far as the first window: the line may be another by now, and all that is on the way to a slow one is old when
   * it arrives.
   */
  usedLifeMs: 10_000,
  /** The window has limited lately when it has done so within this time. */
  limitedLifeMs: 1_000,
  /**
   * After that nobody has tried what the line can carry, and it may carry more: each such time doubles what the room's
   * encoders may try. A line that still limits says so at once; one that was mended is used within seconds.
   */
  rateDoublingMs: 4_000,
  /** What no encoder of a room comes near, in kilobits a second: such a line limits nothing. */
  unlimitedKilobits: 400_000,

  /**
   * So far beyond the window what waits may go when a copy comes behind it: some strips of a page that scrolls. A copy that
   * passes a viewer by has all of its tiles sent again, which is several times as much.
   */
  beforeCopyBytes: 64 * 1024,

  /**
   * A request is taken for lost after one to two times so many key frame intervals in which pictures came: an agent that
   * is asked answers within one, unless it has very much to send.
   */
  lostAfterIntervals: 10,
} as const;
