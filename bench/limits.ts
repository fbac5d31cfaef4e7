/** Every duration, size and count of the bench, with its reason. Times in milliseconds unless the name says otherwise. */
export const limits = {
  // ---- processes ----
  /** A server, browser or process that is not ready by then will not be. */
  startMs: 30_000,
  /** Between SIGTERM and SIGKILL. */
  stopMs: 5_000,
  /** Between two looks at something that tells nobody when it is ready. */
  pollMs: 50,
  /** Of a process's output: enough for the error that ended it. */
  keptOutputUnits: 4_000,
  /** Of what another program says went wrong, in a row's note. */
  sentenceUnits: 300,

  // ---- glass to glass ----
  /** The device's display, as performance goals say. */
  deviceWidth: 1_920,
  deviceHeight: 1_080,
  /** The viewer's display: room for the browser's and the page's own bars around a picture shown 1:1. */
  viewerWidth: 2_048,
  viewerHeight: 1_280,
  /** A change that is not seen by then is lost: it counts as a failed sample, never as none. */
  sampleMs: 2_000,
  /** A stack that loses so many has broken down: its turn ends, with a sentence. */
  lostInARow: 8,
  /** Per channel. JPEG at any quality in use shifts a flat colour by under 10; the bench's colours lie 85 apart. */
  colourTolerance: 40,
  /** Edge of the small block. */
  blockPixels: 64,
  /** Rest between two samples: past any stack's deferral, with jitter so that no stack's clock is met in step. */
  restMs: 60,
  restJitterMs: 40,
  /** After a full-screen change stacks refine the picture or drain queues for longer: each change starts from rest. */
  pictureRestMs: 700,
  /** What each stack shows before its first picture counts, and the rest between: all that a change sets off is done by then. */
  warmPictures: 24,
  warmRestMs: 300,
  /** Time for a stack to fall quiet after it was set up, or when the turn comes to it. */
  settleMs: 1_500,
  /** Alternations A B C A B C: each stack's figure is the median over its rounds. */
  rounds: 3,
  quickRounds: 1,
  longRounds: 10,
  blocksPerRound: 100,
  picturesPerRound: 12,
  keysPerRound: 40,
  videoSeconds: 6,
  videoRounds: 2,
  videoFramesPerSecond: 30,
  /** For how long and how often a video's pictures are taken off the viewer's screen, for their likeness. */
  lookedAtMs: 3_000,
  lookMs: 250,
  stillSeconds: 20,
  stillSettleMs: 4_000,
  /** A viewer's probe each second and its answer, pings, heartbeats: what a still screen may cost the agent's link. */
  keepAliveBytesPerSecond: 100,

  /** The agent wants to hear from the room application at least once a second. */
  callReportMs: 400,

  // ---- lines ----
  /** What a socket hands over at once, at most: Node's own read size. A sender is read only while that much fits. */
  lineReadBytes: 64 * 1024,
  /**
   * In front of the bottleneck. The kernel adds its first receive window of about 100 KB, which does not grow while the
   * line reads slowly: together some 256 KB, as routers at homes hold, two seconds at 1 Mb/s.
   */
  lineBufferBytes: 128 * 1024,

  /** Of each desktop scene, for its bytes: scrolling, reading, and scrolling again. */
  sceneMs: 4_000,
  /** Of each scene before it rests, for its exactness. */
  shortSceneMs: 3_000,
  /** A line that carries no more than this between two looks is quiet: keep-alives pass. */
  quietLineBytes: 400,
  quietLookMs: 400,
  /** Input at the device, idle and under video; each fourth key is pressed at the device itself. */
  inputKeys: 140,
  localKeyEvery: 4,
  inputRoundMs: 12_000,
  inputKeyRestMs: 30,
  /** A line that is dead for so long is taken for one that comes back. */
  stallMs: 10_000,
  beforeStallMs: 3_000,
  afterStallMs: 5_000,
  /** A picture no older than this is live again: a round trip, and frames as people see them. */
  liveAgainMs: 500,
  /** Full-screen video on a slow line: long enough for queues to fill and for their ends to be seen. */
  freshnessMs: 20_000,
  freshnessRounds: 2,
  ageSampleMs: 50,
  heldSampleMs: 1_000,
  /** Between two looks at both screens, which cost a tenth of a second each. */
  slowLookMs: 500,
  /** The device's display, uncompressed: 1,920 by 1,080 pixels of 4 bytes. */
  screenMegabytes: 8.3,
  /** Most that a resting screen may take to become exact: a screen of grain is some 5 MB, 40 s at 1 Mb/s. */
  transferMs: 90_000,
  /** The same on lines of 20 Mb/s and more, where it takes 2 s. */
  shortTransferMs: 15_000,
  /** The ring's width on every edge, with a little room: what lies under it is not compared. */
  ringMarginPixels: 40,

  // ---- the room's protection ----
  /** Beside the device's display, what is plugged in and out. */
  pluggedWidth: 320,
  pluggedHeight: 240,
  /** A key goes down or up this often: fast, and half of what the agent takes of a viewer. */
  roomKeyMs: 4,
  /** Something is done to the room at any moment within this time: more than one look at the ring and three of its frames. */
  roomRandomMs: 120,
  /** So long what comes through is watched after the act, and at least so long after the agent's word that it is over. */
  roomWatchedMs: 300,
  roomQuietMs: 100,
  /** Between two displays that are plugged in: eight news each, of which a relay takes ten a second. */
  plugRestMs: 1_200,
  /** A hanging display server is taken for one that comes back when it does within a second. */
  roomFrozenMs: 450,
  /** Between two requests for a session that the room does not take yet, and after one too many of a minute. */
  roomRetryMs: 10,
  roomRateMs: 1_000,
  /** Goals: what is lost or called stops everything within, at most. */
  roomStopMs: 250,
  callStopMs: 100,
  ringLossTrials: 200,
  longRingLossTrials: 1_000,
  callTrials: 1_000,
  longCallTrials: 10_000,
  disconnects: 1_000,
  longDisconnects: 10_000,
  quickTrials: 10,
  /** Keys and buttons that go down before a disconnect, and the time between two of them. */
  heldMost: 8,
  heldStepMs: 10,
  /** What is down so long after a disconnect stays down; and from when on it counts as slow. */
  stuckMs: 5_000,
  slowReleaseMs: 500,
  /** CPU of three displays with a ring that is looked at, and with one that is not, once their code is compiled. */
  ringSettleMs: 30_000,
  ringCostMs: 20_000,
  ringCostRounds: 3,

  // ---- three displays ----
  displayCount: 3,
  displayWidth: 1_280,
  displayHeight: 720,
  /** Between displays on the page. */
  displayGap: 14,
  /** The viewer's display around three pictures: the page's bars. */
  barsWidth: 80,
  barsHeight: 320,
  displaysMs: 8_000,

  // ---- memory ----
  /** When memory is looked at, after the session's start: the first of each pair is what the second is compared with. */
  memoryMinutes: [
    [2, 10],
    [5, 30],
  ],
  /** The agent gives back what its C library keeps free every 10 s. */
  givenBackMs: 12_000,
  /** Looks at a page's heap, and the time between: what is under way at one of them is done by the next. */
  heapLooks: 5,
  heapLookMs: 400,
  /** Between two steps of light load. */
  lightLoadMs: 250,
  shortVideoMs: 2_000,
  firstPictures: 5,
  quietMs: 10_000,

  // ---- profiles ----
  /** Light load for a profile of the agent, and rounds of load for one of the relay. */
  profileMs: 20_000,
  profileRounds: 2,
  /** A report of Clinic's bundles its own page: tens of seconds. */
  reportMs: 120_000,

  // ---- relay ----
  /** Longest command to the load generator: thousands of openings, each with three signatures. */
  commandMs: 120_000,
  /** Openings at once: under the relay's limit for what has not proven itself. */
  openingsAtOnce: 100,
  /** Our relay's credit, which the forwarders' pairs keep too. */
  updateCredit: 3,
  /** What a sender leaves in its socket at most: enough to never starve the receiver. */
  unsentBytes: 1_000_000,
  warmMs: 700,
  throughputMs: 3_000,
  throughputRounds: 3,
  /** Enough to keep one core busy with every path. */
  pairs: 16,
  warmInputs: 1_500,
  inputsPerRound: 400,
  inputRounds: 3,
  inputRestMs: 3,
  /** One fast viewer's frames beside a frozen one. */
  watchedFramesPerSecond: 60,
  watchedMs: 6_000,
  watchedRounds: 3,
  /** Devices that make the process take its working size before memory is compared, and those that are counted. */
  idleWarmDevices: 1_000,
  idleDevices: 4_000,
  manyDevices: 2_000,
  manySessions: 200,
  manyFramesPerSecond: 10,
  manyMs: 15_000,
  /** The same for the finished product: 200 MB a second in and out. */
  mostDevices: 5_000,
  mostSessions: 1_000,
  mostMs: 8_000,

  // ---- MeshCentral ----
  /** What one bench installs from npm: MeshCentral has 224 packages, Clinic 429. */
  npmInstallMs: 300_000,
  /** Agents that make it take its working size, those that are counted, and how many come at once. */
  meshWarmDevices: 300,
  meshIdleDevices: 1_000,
  meshOpeningsAtOnce: 50,
  meshCostRounds: 1,
  /** Turns of each stack, ours and theirs. */
  meshGlassRounds: 1,

  // ---- k6 ----
  /** Virtual users, each with a source address of its own: a relay takes 256 unproven connections of one. */
  k6Users: 50,
  /** 10,000 devices that nobody looks at, and 500 in session. */
  k6IdlePerUser: 200,
  k6SessionsPerUser: 10,
  /** What a session does: k6's JavaScript shares the machine with the relay, so it is little. */
  k6FramesPerSecond: 1,
  k6FrameBytes: 4_000,
  k6InputMs: 1_000,
  /** Time over which all devices connect at first, and all viewers: what k6 can do beside a relay on two cores. */
  k6ConnectSpreadMs: 30_000,
  k6OpeningSpreadMs: 10_000,
  /** Everybody connected and at work. */
  k6HoldMs: 15_000,
  /** After the storm: whoever is back must stay. */
  k6SteadyMs: 3_000,
  /** What k6's thresholds say of sessions that open, of devices that come back, and of frames and input. */
  k6OpeningMs: 2_000,
  k6BackMs: 30_000,
  k6LatencyMs: 100,
  /** Of the frames and texts of that time: timers of a busy k6 are late. */
  k6ArrivingShare: 0.9,
  /** A phase that has not got there by then will not. */
  k6PhaseMs: 90_000,
  /** The whole run, twice what it takes. */
  k6RunMs: 240_000,
  /** go install of k6: 150 MB of modules and two minutes of compiling on two cores. */
  k6BuildMs: 900_000,
  /** Open files of a process: its sockets, and some for everything else. */
  k6SpareFiles: 500,

  // ---- log ----
  /** Writers that each wait for their record: as many as share a commit on a busy day. */
  logWriters: 256,
  logWarmMs: 2_000,
  logWriteMs: 3_000,
  logRounds: 3,
  /** Filled in a minute; with --long as many as the goal says, 12 GB. */
  logRecords: 1_000_000,
  logRecordsLong: 10_000_000,
  /** Of each filter. */
  logQueries: 60,
  logRecordsVerified: 200_000,
  logCheckpoints: 40,
  logKills: 1_000,
  logKillsLong: 10_000,
  /** One core each. */
  logKillsAtOnce: 2,
  // ---- access ----
  /** The estate that the goals for decisions name. */
  accessDevices: 10_000,
  accessUsers: 1_000,
  accessAssignments: 200,
  /** Groups of users, and of devices: about what one team, one building has. */
  accessUserGroups: 40,
  accessDeviceGroups: 100,
  /** Random pairs, made before the clock starts: more than caches of the processor hold. */
  accessPairs: 200_000,
  accessDecisionsPerRound: 2_000_000,
  accessDecisionRounds: 5,
  /** The share of refusals that the goal wants at least: to allow is not the longer way. */
  accessRefusedShare: 0.3,
  /** Session starts: how many a second, for how long, after how long a start that counts for nothing. */
  accessStartsPerSecond: 50,
  accessStartSeconds: 30,
  accessWarmStarts: 100,
  /** Devices that are connected: each is asked for a few times only, since unused tickets count as viewers. */
  accessConnected: 1_000,
  /** Withdrawals: rooms with a session each, withdrawn one after the other, and opened again. */
  accessRooms: 20,
  accessWithdrawals: 1_000,
  accessQuickWithdrawals: 200,
  /** A socket that is not closed by then counts as this. */
  accessWithdrawalMs: 10_000,
  /** Administrators who withdraw in turns: one alone would meet the rate limit for operators. */
  accessAdministrators: 40,
} as const;
