/** Every limit of the privileged helper, with its reason. Times in milliseconds. */
export const helperLimits = {
  /** A request is one verb and a line feed; the longest has 24 characters. */
  requestBytes: 64,
  /** An answer names at most every verb. */
  answerBytes: 256,
  /** The agent sends its verb at once; who does not is not the agent. */
  requestMs: 5_000,
  /** Connections at a time: the agent needs one. */
  connections: 4,
  /** An executable that runs longer has begun what it is for: a restart ends it with everything else. */
  runMs: 5_000,
  /** What the agent waits for: a run, and a busy machine. */
  answerMs: 10_000,
  /** The agent may start before the helper: asked again this often, so many times. */
  retryMs: 500,
  retries: 10,
} as const;
