/** Every time of the reporter, with its reason. */
export const reporterLimits = {
  /** The agent is away, or has ended the connection: tried again so soon. Until then the room gives no access. */
  retryMs: 1_000,
  /** News that the agent did not ask for; what is held back goes with its next question, in half a second at most. */
  calmMs: 100,
} as const;
