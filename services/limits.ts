import { limits } from '@ringside/protocol';

export const dayMs = 24 * 60 * 60_000;

/** Every limit of the control plane, with its reason. Times in milliseconds, sizes in bytes, unless the name says otherwise. */
export const servicesLimits = {
  /** Random part of every secret that services make: 256 bits, so that a plain SHA-256 is enough to store it. */
  secretBytes: 32,

  /** For a TLS handshake. A stop waits for those that have begun: shorter than whoever stops services has patience. */
  tlsHandshakeMs: 5_000,

  /** A sign-in link is typed or clicked at once; printed links grow stale quickly. */
  signInLinkMs: 10 * 60_000,
  /** One working day: longer sign-ins would outlive the shift of the person who made them. */
  webSessionMs: 12 * 60 * 60_000,
  /** At the issuer the user types a password, finds a telephone and types a code. */
  issuerAttemptMs: 10 * 60_000,
  /** One answer of the issuer: a browser waits for it. */
  issuerTimeoutMs: 5_000,
  /** Where the issuer's ends are is asked again this often. */
  issuerMetadataMs: 60 * 60_000,
  /** Metadata, keys and tokens are a few KiB, with hundreds of groups some 30. */
  issuerAnswerBytes: 256 * 1024,
  /** Groups that the issuer may name of one user, and their length: issuers themselves leave out lists above 200. */
  issuerGroups: 200,
  issuerGroupUnits: 200,
  /**
   * How old a sign-in at the issuer may be: asked for so that it says how old it is. No issuer keeps anybody signed in
   * for longer, so nobody is asked anew for it.
   */
  signInAgeMs: 365 * 24 * 60 * 60_000,
  /** A sign-in that was to be fresh: typing at the issuer takes as long as an attempt may. */
  freshSignInMs: 10 * 60_000,
  /** Longest that a tenant may let a sign-in count as fresh: as long as one lasts. */
  stepUpMinutes: 12 * 60,
  /** How often sign-ins and links that are over are forgotten, and for how long they are kept at least. */
  signInSweepMs: 60_000,
  /**
   * How long from a maker's last sign-in the identity provider's word on them counts for the API keys that they made: keys
   * act while nobody is signed in, and who has left an organisation signs in no more.
   */
  makerClaimsMs: 30 * 24 * 60 * 60_000,
  /** API keys must be renewed at least yearly. */
  apiKeyDays: 365,
  apiKeyOrigins: 16,
  /** In force at a time: a handful of portals, each with a key that replaces the one before. */
  apiKeysPerTenant: 100,

  /** How soon running services see that the keys were rotated. */
  keyCheckMs: 1_000,
  /**
   * A new key is published this long before it signs: services look, relays and agents hear of it; a relay that is out of
   * touch comes back within 15 s, and learns it before anything that it signed.
   */
  keyPublishedMs: 60_000,

  /** The key handed to the simulated room at first start is used within seconds. */
  handedOverKeyMs: 60 * 60_000,
  enrolmentKeyUses: 10_000,
  enrolmentKeySeconds: 30 * 24 * 60 * 60,
  /** A key that takes a device's record over is made for a machine that somebody stands before, or comes to within days. */
  rebindingKeySeconds: 7 * 24 * 60 * 60,
  /** From asking for a nonce to answering it: one round trip and a signature, on a slow line. */
  deviceChallengeMs: 60_000,
  /** Nonces already answered, remembered until they expire; over this, proofs are refused until some have. */
  answeredChallenges: 100_000,

  /**
   * SES-7: a session's whole length, the time without input or interaction, and viewers of one device. A tenant may set
   * a session up to a working day; an untouched one an hour at most, since nobody is there; viewers up to what a relay
   * keeps room for.
   */
  sessionMinutes: { initial: 60, most: 8 * 60 },
  sessionIdleMinutes: { initial: 10, most: 60 },
  viewersPerDevice: 4,
  /** The agent ends a session at its time limit; services step in when it has not by then. */
  sessionGraceMs: 5_000,
  /** After its ticket has expired a session may still be reported as started: the event may be on its way, or the room asked. */
  neverStartedGraceMs: 15_000 + limits.roomShowMs + limits.roomAnswerMs,
  /** The relay ends a suspended session itself; services step in when it has not by then. */
  resumeGraceMs: 5_000,
  /** A resume ticket issued late in the window stays usable this long: one connection set-up. */
  resumeTicketMs: 10_000,
  /** A node out of touch: its lease (5 s), the resume window (30 s), its longest back-off (15 s) and 10 s of margin. */
  nodeLostMs: 60_000,
  /** How often overdue sessions are looked for, and a part of the others for rights that ended without a word. */
  sweepMs: 1_000,
  /** Parts that take turns: all have been looked at within a lease. A divisor of the 16 digits that IDs end with. */
  sweepTurns: 4,
  /** Sessions looked at in one go: what is asked of the store meanwhile waits for no more than that, a few milliseconds. */
  sweepAtOnce: 50,
  /** How often it is asked whether an assignment, a sign-in, a key or claims have ended: sessions close within 500 ms. */
  timedEndMs: 250,

  /** How often it is asked whether a command beside the running services has changed something: one pragma each. */
  outsideChangesMs: 250,

  /** From a recovery's request to the device's word: a helper runs for up to 5 s, then the way back. */
  recoveryAnswerMs: 10_000,
  /** How long what became of one may still be told: the relay that knows it may be out of touch for hours. */
  recoveryKeptMs: dayMs,
  /** How often older ones are forgotten. */
  recoverySweepMs: 60_000,

  /** Time from the open control link to the node's hello. */
  helloTimeoutMs: 5_000,
  /** The control link is pinged this often and given up after the wire's silence limit. */
  controlPingMs: 4_000,
  /** Events stored in one commit: about 10 ms of work, far below the 50 ms that a heartbeat may wait. */
  eventsPerCommit: 64,
  /** Events waiting per node: above the first the socket is no longer read, below the second it is again. */
  queuedEventsHigh: 2_000,
  queuedEventsLow: 500,
  /** Time requests of one node that are being signed, about 25 ms of work: a relay passes on one for each agent that links. */
  timeRequests: 256,
  /** Commands a node has not acknowledged; over this the link is closed and starts anew from hello and welcome. */
  pendingCommands: 5_000,
  /** Bytes buffered towards a node that does not read. */
  controlBufferedBytes: 8 * 1024 * 1024,
  /** Ended sessions named in one heartbeat: one with more is no heartbeat to relays and agents. */
  endedSessionsPerHeartbeat: limits.endedSessions,
  /** Heartbeats name a session this long after its end: a ticket's life, by clocks that are off by the skew each way. */
  endedSessionsMs: limits.ticketMs + 2 * limits.clockSkewMs,
  /** Heartbeats in a row that name it, where not all can be named at once: a lease of them, and one at each end. */
  endedSessionBeats: limits.leaseMs / limits.heartbeatMs + 2,
  /** Heartbeat sequences reserved on disk ahead of use, so that no restart goes back and no heartbeat waits for a flush. */
  heartbeatReserve: 60_000,

  /** An HTTP request's body: the largest but for an assignment is an enrolment, under 2 KiB. */
  bodyBytes: 16 * 1024,
  /** An assignment's: five lists of as many parties as it may name, 39 bytes each, and room for blanks. */
  assignmentBodyBytes: 64 * 1024,
  /** Requests per minute and address without a sign-in. A fleet behind one address renews and enrols at these rates. */
  signInsPerMinute: 20,
  /** There and back count; a whole building comes to work behind one address. */
  issuerSignInsPerMinute: 240,
  deviceRequestsPerMinute: 1_200,
  publicRequestsPerMinute: 600,
  /** Requests per minute of a signed-in operator: the room list polled each second, and room for the rest. */
  operatorRequestsPerMinute: 600,
  /**
   * The same through one API key, whomever its requests name: a portal with a hundred operators who look at their rooms
   * each second, and no key a way around the limit above.
   */
  apiKeyRequestsPerMinute: 6_000,
  /** How long a creation may be asked for again: clients retry for minutes, and those whom an operator repeats, for a day. */
  idempotencyKeyMs: 24 * 60 * 60_000,
  /** How often older ones are forgotten. */
  idempotencySweepMs: 60 * 60_000,
  /** Rows of one answer. */
  pageRows: 500,
  /** Records of one page of the log, unless asked for otherwise: what a screen or two show. */
  logPageRows: 100,
  /** Exports of an operator: each may read the whole log. */
  exportsPerMinute: 10,
  /** Of an export that is made but not taken yet. */
  exportBufferBytes: 256 * 1024,
  /** Users whose rights a report reads at once. */
  reportUsersAtOnce: 100,
  /** Parties that one assignment names: more belong in a group, which every decision reads in one row. */
  assignmentParties: 200,
  /** Custom roles, groups and sites of each kind, and assignments of one tenant: far above any estate, below any flood. */
  rolesPerTenant: 200,
  groupsPerTenant: 5_000,
  assignmentsPerTenant: 5_000,
  usersPerTenant: 20_000,
  /** Whose rights are read at once: each is named four times in a statement, which has 32,766 values at most in SQLite. */
  operatorsAtOnce: 5_000,
  /** Between two looks at the event loop: prom-client's 10 ms wake idle services a hundred times a second. */
  eventLoopSampleMs: 50,
  /** SQLite waits this long for another process's write (the command line beside the running services). */
  databaseBusyMs: 2_000,
  /** Transactions that share a commit, in number and time: what a heartbeat may have to wait for it, at most. */
  groupMembers: 500,
  groupMs: 20,
  /** Rows of one statement: a power of two, below SQLite's 32,766 values. */
  rowsPerInsert: 64,

  /** A code in a record: identifiers, routes and origins are shorter. */
  logCodeUnits: 300,
  /** 128 random bits: nobody guesses what was erased by trying names. */
  saltBytes: 16,
  /** Checkpoints at most 60 s apart: half of that, so that a late timer does not miss it. */
  checkpointMs: 30_000,
  /** Checkpoints of one write to the sink: after days without it there are thousands. */
  checkpointsAtOnce: 1_000,
  /** Records read at once: about 5 ms of SQLite's thread. */
  logRowsAtOnce: 500,
  /** Records deleted in one commit, with their entries in six indexes: some 20 ms, below the 50 ms that a heartbeat may wait. */
  rowsPerDeletion: 200,
  /** Pages given back at once: 1 MB. */
  pagesPerVacuum: 256,
  /** What has reached its age is gone within 24 h: looked at often enough for a clock in doubt, too. */
  retentionCheckMs: 60 * 60_000,
  /** Of what kept it from deleting: a full disk does so three times for each tenant, and the log's line has an end. */
  retentionFaultsTold: 4,
  /** Between two looks at the clock, half a minute apart, it moves that far only when it is set. */
  clockJumpMs: 60 * 60_000,
  /** Nothing is deleted for so long then: time to set it right, and half of the 24 h. */
  clockDoubtMs: 12 * 60 * 60_000,
  /** What is gone may have been younger than its age by that much: a clock can have been a little ahead. */
  ageToleranceMs: 24 * 60 * 60_000,
  /** The whole log is verified that often. */
  selfCheckMs: 24 * 60 * 60_000,
  /** After a start, for retention and verification: services that are restarted often do both too. */
  firstLookMs: 60_000,
  /** Between two pages of it: a log of 10,000,000 records takes half an hour, and a tenth of SQLite's time. */
  selfCheckRestMs: 50,
  /** Of an exported log, read at once: what stays in a processor's cache is verified faster. */
  verifyReadBytes: 64 * 1024,
  /** One line of it: the longest record, an assignment that names as many parties as it may, has some 50 KiB. */
  verifyLineBytes: 1024 * 1024,
  /** AUD-1: how long the log is kept, what is personal in it at the longest, and the log without that. */
  retentionDays: 180,
  retentionDaysMost: 730,
} as const;
