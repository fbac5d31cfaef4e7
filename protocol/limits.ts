/** Every limit of the wire, with its reason. Sizes in bytes, times in milliseconds, unless the name says otherwise. */
export const limits = {
  /** Before authentication a peer may send one small message: a ticket with its proof is under 2 KiB. */
  openingMessageBytes: 8 * 1024,
  /** Time from the open socket to that message. */
  openingTimeoutMs: 5_000,
  /** One frame chunk: fits uWebSockets' cork buffer and one TLS record, so large frames cut through. */
  chunkBytes: 16_000,
  /** Room for a chunk's routing prefix and the union's tag in front of the payload. */
  framePrefixBytes: 96,
  /** Largest message in each direction once authenticated; frames obey the chunk limit on top. */
  viewerMessageBytes: 8 * 1024,
  agentMessageBytes: 16_384,
  relayMessageBytes: 32 * 1024,
  /** A control link message: a hello with many live sessions, a welcome with many withdrawn devices. */
  controlMessageBytes: 4 * 1024 * 1024,
  /** Fields and list elements of one data plane message; the largest legal one, a heartbeat, has about 520. */
  messageFields: 1_024,
  /** Identifiers in one list of a control message: as many UUIDs as its bytes hold. Fields: those, and room for more. */
  controlListEntries: 100_000,
  controlMessageFields: 102_000,

  /** Edge of a tile in pixels: 1080p is 30 x 17 tiles. */
  tilePixels: 64,
  /** Displays of one device, and the largest edge of one: what X allows is more than any room has. */
  displays: 16,
  displayEdgePixels: 16_384,
  /** One frame: the largest display as an incompressible image in 4:4:4 stays below it when cut into strips. */
  frameBytes: 8 * 1024 * 1024,
  /** Chunks that such a frame takes. */
  frameChunks: 525,

  /** What Windows and X take as one wheel movement: a signed 16-bit number. */
  wheelDelta: 32_767,
  /** The five buttons that the DOM numbers; bits above them are dropped. */
  pointerButtons: 0b1_1111,
  /** Text typed at once (IME or paste), in UTF-16 units. */
  textUnits: 256,
  /** KeyboardEvent.code and .key: the longest defined name is 24. */
  keyNameUnits: 32,
  /** Names that a device reports: displays, platform, sources, missing capabilities. */
  nameUnits: 256,
  /** Why somebody wants access, as the room reads it: two or three lines of a card. */
  reasonUnits: 200,
  /** Entries of a list that a device reports. */
  listEntries: 64,
  /** Identifiers are UUIDs of 36 characters; twice that for ones of another kind later. */
  identifierUnits: 72,
  /** Addresses of relay nodes: the length every browser and proxy takes. */
  urlUnits: 2_048,
  /** Nonces and proofs. */
  nonceBytes: 32,
  signatureBytes: 64,
  /** Payload of a signed statement: a heartbeat with as many ended sessions as one may name, or a key set. */
  statementBytes: 24 * 1024,
  endedSessions: 512,
  /** Keys of services in force at once: two while they rotate; more for a restore that went wrong. */
  signingKeys: 16,
  /** A ticket or a credential as a compact JWT. */
  tokenUnits: 4_096,

  /** Services sign one heartbeat a second; this long after the last one everything closes. */
  heartbeatMs: 1_000,
  leaseMs: 5_000,
  /** A lost viewer resumes the same session within this time. */
  resumeMs: 30_000,
  /** A device that is lost may be restarting: with firmware, system and agent that takes a minute or two. */
  restartResumeMs: 180_000,
  /** How long a device's call state is unknown before that is an incident, and a way out opens. */
  callStateUnknownMs: 60_000,
  /** What the room is told or asked must be on its console by then: what draws it may have to start first. */
  roomShowMs: 15_000,
  /** The room is told this long before anything is shown of it: time to read two lines and to reach the panel. */
  roomNoticeMs: 8_000,
  /** The room has this long to allow a session: somebody must see it, read it and walk up to the panel. */
  roomAnswerMs: 30_000,
  /** A recovery is believed this long after services signed it: it goes out at once. */
  recoveryMs: 30_000,
  /** Longest silence of a connection before it counts as half-open; must stay under 15 s with detection. */
  silenceMs: 12_000,
  /** Ticket life, and how much longer a used one is remembered; the second is the clock skew allowed. */
  ticketMs: 60_000,
  clockSkewMs: 30_000,
  /** Life of a device credential. */
  credentialMs: 24 * 60 * 60_000,
} as const;
