/** The client's only limit, with its reason. */
export const clientLimits = {
  /** Milliseconds until no answer counts as none: a restart of a room's device is answered within ten seconds. */
  answerMs: 15_000,
} as const;
