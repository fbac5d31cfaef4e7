import { limits } from '@ringside/protocol';

/** Every limit of the relay that is not on the wire, with its reason. Sizes in bytes, times in milliseconds. */
export const relayLimits = {
  /**
   * Most the transport assembles of one message. Far above the wire's limits, so that one that is too large is answered
   * with its close code; what announces more than this is cut off. Nobody holds more of it unproven than his line brings in
   * the time of an opening, a few hundred megabytes on a fast one; who is proven holds one at a time.
   */
  receiveBytes: 1024 * 1024,
  /**
   * Most a connection may leave unread in the relay's memory. Video stops at the first byte that the kernel does not
   * take; what comes on top are small messages, so a peer that gets here reads nothing at all.
   */
  unreadBytes: 1024 * 1024,
  /** From a close to the end of a socket whose peer does not answer it: two round trips of a bad line. */
  closingMs: 2_000,
  /** Connections of one address that have not proven themselves: a building behind one address coming back at once. */
  unauthenticatedPerAddress: 256,
  /** Connections in all: what one process carries in memory (about 100 KB each, unless they are out to take more). */
  connections: 20_000,
  /** A connection silent for this long is asked by a ping. The wire's silenceMs is the end of patience. */
  pingAfterMs: 6_000,
  /** How often silence is looked for: silenceMs plus this stays under 15 s. */
  heartbeatSweepMs: 1_000,

  /** How long a connection that a newer one replaced is asked whether somebody is there: some trips on a slow line. */
  doubledMs: 2_000,

  /** Time for the agent to answer an OpenSession: it verifies a signature and brings up the ring. */
  agentAnswerMs: 6_000,
  /**
   * How long after its start a relay may be asked for sessions that were begun under its run before: as long as viewers may
   * be away, and one answer of the agent.
   */
  earlierSessionsMs: limits.resumeMs + 6_000,
  /** Viewers of one device at a time. */
  viewersPerDevice: 4,
  /** Sessions of one device that are live or waiting to be resumed; bounds what a crowd of lost viewers holds. */
  sessionsPerDevice: 16,
  /** Used ticket ids kept at most: 60,000 sessions started within a ticket's life is far beyond one node. */
  usedTickets: 100_000,
  /** Ended sessions remembered, so that no ticket issued before reopens one; entries last as long as tickets. */
  endedSessions: 100_000,

  /** Input events of one viewer: a 1,000 Hz mouse with keys on top, and a burst after a stall. */
  inputPerSecond: 1_200,
  inputBurst: 2_400,
  /** Other messages of one viewer, painting acknowledgements that bring nothing new included. */
  messagesPerSecond: 100,
  messageBurst: 400,
  /**
   * Probes and other displays that one viewer may ask of its agent: one a second is needed. What all viewers of a device
   * ask must stay far below what its agent may answer.
   */
  asksPerSecond: 10,
  askBurst: 20,
  /** Commands of one viewer: pressed by hand, one after the other. Those beyond are refused, and counted. */
  commandsPerSecond: 2,
  commandBurst: 10,
  /** Commands of one viewer that the device has not answered. */
  commandsWaiting: 8,
  /** Whole pictures that one viewer may have sent again: its widget asks once a second and display at most. */
  refreshesPerSecond: 1,
  refreshBurst: 3,
  /** Until what came too soon is tried again. */
  askWaitMs: 100,
  /** Messages of one agent other than frames: status changes, layouts, answers to the probes of its viewers. */
  agentMessagesPerSecond: 200,
  agentMessageBurst: 800,
  /**
   * Layouts and room states among them: a monitor that flaps twice a second causes eight. Each makes memories anew (8 ms
   * for the largest layout there may be) and is an event for services.
   */
  agentNewsPerSecond: 10,
  agentNewsBurst: 100,

  /** Updates an agent may be ahead of the fastest viewer's painting: one painted, one on the way, one encoding. */
  updateCredit: 3,
  /** On long ways as many more as fit into a trip at 40 updates a second; the window bounds their bytes. */
  updateIntervalMs: 25,
  updateCreditMost: 16,
  /**
   * What waits for a viewer and takes its line longer than this was made before the line was known, as a first picture is:
   * newer pixels, at a quality for that line, take its place. An agent's smallest full screen takes 1.6 s of 1 Mb/s.
   */
  overdueMs: 2_000,
  /** Bytes of one update: two pictures of the largest display's frame limit. */
  updateBytes: 16 * 1024 * 1024,
  /** Times that one update may cover its display: once is what an update is, the rest is for unchanged tiles taken along. */
  updateCovers: 2,
  /** Video streams that one viewer follows on one display: more regions in motion at once are one. */
  streamHeads: 8,
  /** Key frames are many times as large as what lies between them: viewers that fell out of a stream wait for this. */
  keyFrameIntervalMs: 500,
  /** Streams that ended for a viewer that paints none begin again after this: rare enough to cost the others little. */
  streamsHoldMs: 5_000,
  /** Rectangles that one request for missing tiles is split into: beyond, they hold tiles that are not missing. */
  refreshAreas: 8,
  /** A chunk with another behind it is full, or nearly: what is kept of small ones takes many times their bytes. */
  leastChunkBytes: limits.chunkBytes / 2,
  /**
   * What the relay keeps of one display for late and slow viewers. An incompressible 4K screen is about 25 MB; beyond
   * that old frames that own little are dropped and asked for again. The frame that is arriving and one for each viewer
   * that is in the middle of it stay: so the bound is this and (viewers + 1) times the wire's frameBytes.
   */
  displayMemoryBytes: 32 * 1024 * 1024,
  /** Memory that a message is kept in: a small update must not take a whole chunk's place. The last holds any message. */
  slotBytes: [512, 2_048, 6_144, limits.agentMessageBytes],
  /** Memory kept for frames to come once it is free: a few screens in full change. */
  freeSlotBytes: 32 * 1024 * 1024,
  /**
   * Bytes on the way to one viewer. At first: as much as with twice that in the next round trip makes a desktop's first
   * picture (330 KB), and a second of a line of 1 Mb/s. At least: one full message. At most: more than a screen
   * of the largest display in motion.
   */
  windowStartBytes: 128 * 1024,
  windowLeastBytes: 16 * 1024,
  windowMostBytes: 16 * 1024 * 1024,
  /** Frames on the way to one viewer and display, whatever their bytes: bounds the list of what is not painted. */
  framesInFlight: 4_096,

  /** Events for services that are not acknowledged yet. Beyond it news of devices is condensed, never of sessions. */
  journalEvents: 20_000,
  /** Wait before connecting to services again: at first and at most, with jitter. */
  controlRetryLeastMs: 100,
  controlRetryMostMs: 2_000,
  /** Time requests of agents waiting for services. */
  timeRequests: 20_000,
  /** Time for the drain on shutdown: viewers are told, events are flushed. */
  drainMs: 3_000,
} as const;
