/** Every limit of commands, with its reason. Times in milliseconds. */
export const commandLimits = {
  /** A last session is the last one when nobody has come after it for this long. */
  restartQuietMs: 60_000,
  /** How long the console says that the device restarts before it does: long enough to start a call instead. */
  restartCountdownMs: 30_000,
  /** The console counts in seconds. */
  countdownStepMs: 1_000,
  /** Commands of one viewer: menus are pressed by hand. As the relay lets pass, which need not be believed. */
  perSecond: 2,
  burst: 10,
} as const;
