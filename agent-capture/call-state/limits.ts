/** Every limit of the call state's sources, with its reason. */
export const callStateLimits = {
  /** Silence of a source that counts as unknown; CALL-3 gives 2 s until everything has stopped. */
  silenceMs: 1_800,
  /**
   * What makes it worse is believed at once: it closes the room, and a call also keeps a room whose state is unknown from
   * being restarted. Everything else (that it is idle again, who says so) waits when it comes more often than this: the
   * relay takes ten news a second, and a source that flaps must not cost the link.
   */
  calmPerSecond: 1,
  calmBurst: 4,

  /** One line of a reporter: a proof or a state, with room for fields of later versions. */
  lineBytes: 1_024,
  /** Lines of a reporter a second: one is needed, a change or two come on top. More is a flood. */
  linesPerSecond: 20,
  /** Time to introduce oneself, and connections that may be about to at once. */
  openingMs: 1_000,
  strangers: 4,
  /** 256 bits of randomness authenticate a reporter. */
  tokenBytes: 32,
  challengeBytes: 32,

  /** A browser is asked this often: its own timers slow down to one a minute when nobody looks at its page. */
  askMs: 500,
  /** A page that owes an answer so long is cut off, so that it finds out and connects anew. */
  answerMs: 5_000,
  /** Sockets on the loopback port, openings of any kind included, and what one may say in headers, and how long. */
  loopbackSockets: 16,
  headerBytes: 8_192,
  headersMs: 1_000,
  /** Pages that may report; more is a mistake in the settings. */
  origins: 8,

  /** From one look at the operating system's record to the next: within CALL-2's 500 ms, with room for a late timer. */
  lookMs: 250,
  /** How often new cards and cameras are looked for: somebody has to plug them in. */
  listMs: 1_000,
  /** Without a watch on the cameras every process is looked at (4 ms for a thousand open files), so less often. */
  scanMs: 400,
  /** The sound server is asked this often whether it lives, and has this long to answer: unknown within 2 s. */
  streamsAskMs: 500,
  streamsAnswerMs: 1_000,
  /** A packet of the sound server: a stream takes about 1 KB, so this is hundreds of them. */
  streamsPacketBytes: 512 * 1_024,
  /** Events of cameras that are read at once, and one event without a name. */
  cameraEvents: 256,
} as const;
