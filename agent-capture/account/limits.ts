/** Every limit of the device's own account, with its reason. Times in milliseconds. */
export const accountLimits = {
  /** From one look to the next while somebody has access: an operator sees it within some seconds, and looks are cheap. */
  lookMs: 2_000,
  /** A look that takes longer, with all that it asks, says nothing; the next one may. */
  answerMs: 1_500,
  /** What it answers: four short lines, one of them with the seat's sessions. */
  answerBytes: 4_096,
  /** Sessions of a seat that are looked at, the one in front first: a room has one or two. */
  seatSessions: 8,
  /**
   * Where nobody was signed in when the last session ended, whoever is within this time was signed in from it: a sign-in
   * that loads a profile over the network takes as long. Somebody who walks in and signs in just then has to do it again.
   */
  signInMs: 30_000,
  /** A user whom the device signs out is gone by then, with programs that are slow to close. Else the next means is tried. */
  confirmMs: 10_000,
  /** From one look whether it has worked to the next. */
  confirmEveryMs: 500,
  /** News that waits for a link: sessions end with the link that they were on, four viewers at a time. */
  untold: 16,
} as const;
