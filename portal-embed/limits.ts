/** Every limit, time and size of widget and page, with its reason. Times in milliseconds unless the name says otherwise. */
import { limits as wire } from '@ringside/protocol';

export const viewerLimits = {
  /** A host that has not answered startSession by then is not going to. */
  startSessionMs: 30_000,
  /** From the ticket sent to the session opened: the agent shows and verifies the ring in this time, or never. */
  openingMs: 15_000,
  /** First retry after 0 to this long, twice as long each time, up to the cap: full jitter spreads a crowd. */
  firstRetryMs: 1_000,
  retryCapMs: 15_000,
  /** How often the widget asks the far end for an answer: fast enough for a live latency figure, 60 B each. */
  probeMs: 1_000,
  /** Nothing heard for this long: the connection is dead. */
  silenceMs: wire.silenceMs,
  /** Probe samples that the clock offset is chosen from: the quickest of them tells most, half a minute of drift is 1 ms. */
  probeSamples: 30,
  /** Of them, those that tell what the line is like now. */
  delaySamples: 5,
  /** How often figures in the toolbar change: slower than that and they lie, faster and nobody can read them. */
  figuresMs: 1_000,
  /** Ages and delays are those of this time: long enough for a 95th percentile, short enough to be now. */
  figureWindowMs: 5_000,
  /** Samples kept of each: three displays at 30 changes a second, twice for ages. */
  figureSamples: 1_024,
  /** A line or a decoder that takes less time than this on average limits nothing that could be seen. */
  limitMs: 20,

  /** A small image is decoded on the spot: four tiles, whatever their shape, a tenth of a millisecond. */
  instantPixels: 4 * 64 * 64,
  instantEdge: 4 * 64,
  /** Typing and changes of an interface are shorter. */
  instantBytes: 4 * 1024,
  /** Of one update: a key makes one or two, and this many take less than a millisecond of the page's thread. */
  instantPerUpdate: 4,
  /** Images in the decoder at once: two keep it busy while a third arrives. */
  decodesInFlight: 3,
  /** An image that is in the decoder for so long will not come out: the largest takes a slow machine half a second. */
  imageMs: 5_000,
  /** Parts of streams in decoders at once, per display: two keep one busy, and each of several regions has its turn. */
  streamDecodesInFlight: 4,
  /** Decoded pixels that wait for their turn, in screens of the display: one complete, the next on its way. */
  decodedScreens: 3,
  /** And as many of a small display: 16 MB. */
  decodedPixels: 4 * 1_024 * 1_024,
  /** Regions of one display that are streams at once: a room has one video on a screen, rarely two. */
  streamsPerDisplay: 4,
  /** Streams in all: browsers run out of hardware decoders first. */
  streams: 16,
  /** A stream that rests gives its decoder back: if it comes back, it does so with a key frame. */
  streamIdleMs: 10_000,
  /** A stream without a part for this long may make place for another one; troubles this close are one. */
  streamRestMs: 1_000,
  /** From the first part fed to its picture: a busy machine takes that long to set a decoder up. */
  firstPictureMs: 2_000,
  /** From any other part to its picture: a decoder that takes longer keeps pictures back. */
  pictureMs: 1_000,
  /** A timer that fires so much later than asked says that the page stood still, not what it was set for. */
  lateTimerMs: 100,
  /** A decoder may fail once in this time and is tried anew; with a second time there are no more streams. */
  streamForgiveMs: 60_000,
  /**
   * Ready frames wait this long for the rest of their update: a screen is there by then, and the eye takes longer. Clearly
   * less than the 50 ms of queue that the relay lets stand, or it would take the wait for a slow line.
   */
  updateHoldMs: 30,
  /** Frames of one display that wait for the decoder or their turn. The relay's window keeps far below. */
  waitingFrames: 2_048,
  /** Bytes of one display that wait: two incompressible screens. */
  waitingBytes: 2 * wire.frameBytes,
  /** Requests for a whole new picture, per display, while none could be painted: then the display is given up on. */
  refreshAttempts: 5,
  /** Between two such requests: the far end needs time to answer. */
  refreshEveryMs: 1_000,
  /** And once it was given up: what failed may pass, and a picture a minute costs nobody anything. */
  refreshSeldomMs: 60_000,
  /** After this long without one, a new fault is a new matter. */
  refreshForgetMs: 60_000,

  /** What became of a command stays in sight this long: two sentences are read by then. */
  saidMs: 6_000,
  /** A held Control that AltGr follows within this time was never pressed: Windows sends both. */
  altGraphMs: 50,
  /** Moves of the pointer go out once in this time: a picture of most screens. */
  pictureOfScreenMs: 16,
  /** A window of its own opens at most this large, of the screen: the page stays in sight beside it. */
  ownWindowShare: 0.75,
  /** And with this much of it, in CSS pixels, for what stands around the picture. */
  ownWindowEdges: { width: 16, height: 64 },
  /** Between an open menu and the widget's edge, in CSS pixels: its shadow is seen, and that it ends. */
  menuMarginPixels: 6,

  /** CSS pixels of scrolling that make one notch of a wheel where none shows, and lines that do. */
  wheelNotchPixels: 100,
  wheelNotchLines: 3,
  wheelNotchPages: 1,
  /** Units of one notch on the wire. */
  wheelNotchUnits: 120,
  /** A wheel that rested this long begins anew, and shows by its first step whether it has notches: … */
  wheelRestMs: 150,
  /** … at least this large, on a page zoomed out to a quarter too; touchpads begin with a few pixels. */
  wheelNotchLeastPixels: 24,
  /** A finger trembles this far and still taps or presses: as browsers have it. */
  touchSlopPixels: 10,
  /** Resting this long it presses the secondary button: as systems have it. */
  longPressMs: 500,
  /** Two taps this close in time and place are a double click. */
  doubleTapMs: 350,
  doubleTapPixels: 30,
} as const;

export const pageLimits = {
  /** How often the page asks for the rooms' state while it is visible. */
  refreshMs: 2_000,
  /** Slowest it asks after failures. */
  refreshCapMs: 30_000,
  /** Past sessions shown. */
  recentSessions: 8,
  /** An answer of the API that takes longer counts as none. */
  answerMs: 15_000,
  /** Of a name that others gave: the API takes 100, and whatever is longer would push everything else aside. */
  shownCharacters: 200,
  /** Days that an API key is offered for: renewed each quarter, renewing is a habit. */
  apiKeyDays: 90,
  /** And the API's own limit. */
  apiKeyDaysMost: 365,
  /** Users, devices or groups in a list to choose from: more cannot be looked through. */
  choices: 500,
  /** Records of the log in the page at once: more make it slow. */
  logRecords: 1_000,
} as const;
