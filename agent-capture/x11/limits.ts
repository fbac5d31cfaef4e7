/** Every limit of the X11 adapters, with its reason. Times in milliseconds, sizes as the name says. */
export const x11Limits = {
  /** An X server on the same machine answers the connection's setup at once; one that does not is stuck. */
  connectMs: 5_000,
  /** Longest time without any answer while one is due: a stopped or swapped-out server counts as broken after it. */
  answerMs: 5_000,
  /** A capture never holds more: the 16 displays that the protocol allows. */
  displays: 16,
  /** Names whose displays keep their ids while they are away: far more than a room has sockets. */
  monitorNames: 256,
  /** Largest shared-memory segment: two of the largest display's pictures, kept below what a small machine can spare. */
  segmentBytes: 512 * 1024 * 1024,
  /** Grabs on their way at once: enough to fill the server's pipe, few enough that a stuck server holds little. */
  grabsInFlight: 32,
  /** Grabs that wait for one of those; more is a caller that does not await. */
  grabsWaiting: 1_024,
  /**
   * Layout queries in a row before the layout counts as unstable: a monitor that flaps is read again after a while. One
   * that has come last stands without the ring until then, which RING-2 gives 250 ms.
   */
  layoutQueries: 8,
  layoutRetryMs: 150,
  /** A display that changes its mode is off for a moment, which is no display gone: shorter than a ring is mended. */
  modeChangeMs: 40,

  /** Input in the room while the server is asked for its devices: it answers within milliseconds, hands do not do as much. */
  inputEventsHeld: 1_024,

  /** RING-1: the ring is at least this wide … */
  ringMillimetres: 6,
  /** … and this many pixels, which can be seen from the far end of the table on a wall of any size. */
  ringPixels: 8,
  /** Never more than this part of the shorter edge, so that a tiny display still shows something besides. */
  ringShare: 1 / 8,
  /** Raising our windows again: often enough that a flicker passes unseen, bounded against one that insists. */
  raisesPerSecond: 20,
  /** Covers that come closer upon each other than this are one window's: people and programs open them more slowly. */
  coverCalmMs: 60,
  /** One that goes on so insists: less than half of what RING-2 allows, since a busy server takes its time with each. */
  coverInsistsMs: 100,
  /** The ring lies above the console's card. */
  cardLayer: 0,
  ringLayer: 1,

  /** How often it is asked whether the monitors sleep, of which only the newest X tells, and outputs pan: none does. */
  untoldLookMs: 1_000,

  /** Spare keycodes for characters that the device's layout lacks, two for each; layouts leave 17 to 20 of them. */
  spareKeycodes: 32,
  /** A keycode keeps its character this long after it was pressed: a busy Chromium reads the mapping 0.3 s late. */
  spareReuseMs: 1_000,
  /** A keycode that was just given a character is first pressed after this: clients read the new mapping by then. */
  spareSettleMs: 30,
  /** A held key whose repeats stop coming is let go: the link may be gone, and the device repeats it meanwhile. */
  heldKeyMs: 1_000,
  /** Somebody in the room who holds Shift lets it go within this time, or leans on it: typing waits no longer. */
  roomModifiersMs: 500,
  /** How often it is looked whether it is up. */
  roomModifiersLookMs: 10,
  /** A key was left down on a server that cannot be reached: from one attempt to the next. */
  reopenMs: 500,
  /** Steps of a wheel event that are injected at once; a page-long fling is 30 notches. */
  wheelSteps: 64,
  /** Inputs that wait while the keyboard's map is read or changed; beyond it all are dropped and all keys released. */
  inputWaiting: 1_024,
} as const;
