/** Sizes and times of the simulated room, each with its reason. */
export const roomLimits = {
  /** The ring is at least 6 mm wide (RING-1); half a millimetre more, so that rounding never takes it below. */
  ringMm: 6.5,
  /** Between two looks at what should have changed by itself, while somebody watches: the clock's hand moves gently. */
  tickMs: 250,
  /** A grab while nobody watches sees a picture at most this old. */
  staleMs: 500,
  /** Text in the console's field: what fits into it. */
  typedUnits: 40,
  /** A report repeats the call state this often: half of the silence that counts as unknown, less a bit. */
  reportMs: 800,
  /** Between two attempts to reach the agent's socket. */
  reconnectMs: 500,
  /** From the order to restart until the device goes down, as a real one: long enough to say that it does. */
  goDownMs: 500,
  /** A room application that restarts says nothing for this long. */
  applicationStartMs: 1_500,
  /** One line of the control interface, and connections to it at once. */
  controlLineBytes: 1_024,
  controlConnections: 8,
  /** Displays: the console and up to this many at the front, as large as 4K. */
  frontDisplays: 4,
} as const;
