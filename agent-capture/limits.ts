/** Every limit of the agent that is not the wire's (those are in protocol/limits.ts), with its reason. */
export const agentLimits = {
  /** The ring must be on every display this soon after it was asked for: drawing takes 50 ms, a compositor 100 more. */
  ringRaiseMs: 2_000,
  /** However often it is asked for anew meanwhile, because the displays change again and again. */
  ringUnseenMs: 10_000,
  /**
   * Changes of the displays under a ring. Each asks for it anew, and whoever covers it between two looks gets away with
   * that if the displays change before the second one. A dock with three displays makes a dozen changes, a monitor that
   * flaps two a second; more of them, for long, and the ring counts as lost.
   */
  layoutChanges: 20,
  layoutChangeMs: 500,
  /** From one look at a ring that is being raised to the next: about one frame of a display. */
  ringRaiseRetryMs: 20,
  /** From one look at a ring that is up to the next: within 100 ms, with room for a timer that is late. */
  ringCheckMs: 95,
  /** And while no frame leaves, after that long: 2 % of a core for three displays. A frame still waits for a fresh look. */
  ringStillCheckMs: 150,
  ringStillMs: 1_000,
  /** A ring that is missing is raised and looked at again for this long: a compositor takes a frame or two to follow. */
  ringMendMs: 70,
  /** However slow the machine, it is raised and looked at so often: another window may open before each of these looks. */
  ringMends: 3,
  /** No frame leaves and no input passes when the last good look is older: what RING-2 allows, less one grab. */
  ringFreshMs: 230,
  /** A look that is this late closes: until then frames and input wait for it, since a busy processor is no loss. */
  ringDoubtMs: 1_000,
  /** What may wait so: a full picture's chunks, and a second of a fast typist's keys and pointer. */
  heldFrames: 1_024,
  heldInput: 256,
  /** The room's status says "ring lost" this long, so that everybody hears of it; then the next session may try. */
  ringLostMs: 5_000,
  /**
   * After somebody in the room has ended access nobody gets it this long: whoever wanted it can ask the room first, by
   * telephone or on foot, and cannot be straight back in; a room that changes its mind does not wait long.
   */
  ejectedMs: 60_000,
  /** Farthest apart that two looked-at pixels of the ring are: a cover of more than a few mm cannot hide between. */
  ringSampleMm: 2,
  /** Diagonal of a display that does not say its size: the smallest that is usual, 10 and 24 inches. */
  consoleDiagonalMm: 256,
  frontDiagonalMm: 610,

  /** The date ran ahead of the running clock by more than services' clocks are set: the machine slept. */
  sleepMs: 3_000,

  /** What operators do is noted this often at most: idle limits are minutes. */
  activityMs: 1_000,
  /** Sessions at once, those that wait to resume included; services allow 4 viewers, so this only bounds memory. */
  seats: 16,
  /** Ended sessions are remembered until no ticket for them can be valid: ticket life, skew, and a minute of margin. */
  endedMemoryMs: 150_000,
  /** More than heartbeats can name of other rooms meanwhile: 512 that are new in seven of them. */
  endedMemory: 16_384,
  /** Ends that wait for a link to be told on: a device has four viewers, and some that come after them. */
  untoldEnds: 64,
  /** Used tickets are remembered as long as they can be valid; more are only there if a relay is hostile. */
  usedTickets: 4_096,

  /** Input of one viewer: pointer moves come 60 to 144 a second, a paste of text as a burst of keys. */
  inputPerSecond: 500,
  inputBurst: 1_000,
  /** Dropped events, in a burst and a second, after which a viewer is not clumsy but hostile: relays pass 1,200 in all. */
  inputFlood: 5_000,
  inputFloodPerSecond: 1_000,
  /** Keys of one viewer that are known to be down: more than a keyboard has. The release of others costs its token. */
  heldKeys: 256,

  /** Lines of the log: a session writes a handful. */
  logLinesPerSecond: 5,
  logBurst: 100,
  /** Dropped input is counted; the count is logged this often at most. */
  dropLogMs: 10_000,

  /** First retry of the link after 0 to this; doubled each time up to the cap, with full jitter. */
  retryBaseMs: 1_000,
  retryCapMs: 15_000,
  /** A link that lived this long was sound: the next retry is a first one again. */
  retryResetMs: 10_000,
  /** After "do not come back" the device asks services for a new credential, and only then connects. */
  decisionRetryMs: 60_000,
  /** Failed attempts in a row after which the relay's address is asked for anew: over a minute. */
  attemptsBeforeRenewal: 8,
  /** Name resolution, TCP, TLS and the WebSocket handshake. */
  handshakeMs: 10_000,
  /** From the open socket to the relay's welcome. */
  openingMs: 10_000,
  /**
   * A relay that said nothing for this long is asked by a ping; limits.silenceMs is the end of patience. It asks by itself
   * after 6 to 7 s, so in a link that is well only one side does.
   */
  pingAfterMs: 8_000,
  /** A reply to a time request that took longer tells too little; it is asked for again. */
  timeReplyMs: 3_000,
  /** Answers to one request that are looked at: the one to it, and some to earlier ones that come late. */
  timeAnswers: 4,
  /** Between two time requests of one link. */
  timeRetryMs: 5_000,
  /**
   * Two clocks run apart, by up to 0.4 s an hour: an older anchor tells nothing. A link lasts for weeks, and a relay could
   * hold heartbeats back by as much as the device's clock is behind.
   */
  timeAnchorMs: 60 * 60_000,
  /** Asked for again by then, and until somebody answers. */
  timeRenewMs: 15 * 60_000,
  /** An opening waits this long for the first time anchor of a link. */
  anchorWaitMs: 3_000,
  /** What a relay may leave unread: frames stop long before, at less than two full pictures of the largest display. */
  unreadBytes: 64 * 1024 * 1024,
  /** What had left when the guard closed is acknowledged by now, or is lost and would leave again: CALL-2's 250 ms. */
  acknowledgedMs: 200,
  /** Control messages of the relay that wait for a signature check. */
  linkBacklog: 256,

  /** One call of the services' HTTP API, and the most it may answer. */
  requestMs: 15_000,
  answerBytes: 64 * 1024,
  /** A credential is renewed when less than this share of its life is left. */
  renewShare: 0.25,
  /** How often it is looked at, and how soon a failed renewal is tried again. */
  renewCheckMs: 60_000,
  /**
   * How often the C library gives back what it keeps free: 5 ms each time on a thread beside, and as much again for
   * pages that are wanted after all; between two times ten seconds' worth of pictures gathers, 20 MB at most.
   */
  trimMs: 10_000,
  /** The simulated device is away this long when it restarts. */
  simulatedBootMs: 5_000,
  /** Ending a run: the ring and the platform get this long before the process goes anyway. */
  stopMs: 3_000,
} as const;
