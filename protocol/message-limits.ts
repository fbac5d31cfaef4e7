/**
 * What every message of the data plane may contain, field by field: the semantic half of decoding. A message that has
 * passed is within limits.ts. A new field or message does not compile without a rule here.
 */
import {
  anything,
  bytes,
  fields,
  identifier,
  known,
  knownList,
  list,
  optional,
  type Rule,
  text,
  whole,
} from './field-rules.ts';
import { isSoundArea, isSoundFrame } from './frame.ts';
import { ringside } from './generated/wire.js';
import { limits } from './limits.ts';
import type { Decoded } from './union.ts';

const w = ringside.v1;

/** Rules for each member of a union. */
export type MemberRules<P> = {
  readonly [K in Exclude<keyof Decoded<P>, 'message'>]: Rule<NonNullable<Decoded<P>[K]>>;
};

const count = whole(0);
/** Numbers that start at 1, so that 0 is never one by accident. */
const ordinal = whole(1);
const name = text(limits.nameUnits);
const nonce = bytes(limits.nonceBytes, limits.nonceBytes);
const signature = bytes(limits.signatureBytes, limits.signatureBytes);
const token = text(limits.tokenUnits);
const coordinate = whole(0, limits.displayEdgePixels - 1);
const edge = whole(1, limits.displayEdgePixels);
const wheelDelta = whole(-limits.wheelDelta, limits.wheelDelta);
const buttons: Rule<number> = (value) => value & limits.pointerButtons;

const videoFrame = fields<ringside.v1.VideoFrame.$Properties>(
  'VideoFrame',
  {
    display: count,
    epoch: count,
    frame: count,
    kind: anything,
    tileX: count,
    tileY: count,
    tilesWide: count,
    tilesHigh: count,
    chunk: count,
    chunks: count,
    update: count,
    lastOfUpdate: anything,
    base: count,
    capturedUs: count,
    encoding: anything,
    payload: anything,
  },
  (frame) => isSoundFrame(frame, frame.payload.length),
);

const display = fields<ringside.v1.Display.$Properties>('Display', {
  display: ordinal,
  name,
  width: edge,
  height: edge,
  asleep: anything,
});

export const displayLayout = fields<ringside.v1.DisplayLayout.$Properties>(
  'DisplayLayout',
  { epoch: ordinal, displays: list(limits.displays, display) },
  ({ displays }) => new Set(displays.map((it) => it.display)).size === displays.length,
);

/** Why a device cannot do a command is a sentence of its own; names are as long. */
const commandOffer = fields<ringside.v1.CommandOffer.$Properties>('CommandOffer', {
  kind: known(w.CommandKind),
  refusal: known(w.CommandRefusal),
  reason: name,
});
const commandOffers = list(limits.listEntries, commandOffer);
export const commandKind = known(w.CommandKind);
export const commandRefusal = known(w.CommandRefusal);

const command = fields<ringside.v1.Command.$Properties>('Command', {
  id: count,
  kind: commandKind,
  on: anything,
  shortcut: known(w.Shortcut),
  display: count,
});

const commandResult = fields<ringside.v1.CommandResult.$Properties>('CommandResult', {
  id: count,
  refusal: commandRefusal,
});

export const roomStatus = fields<ringside.v1.RoomStatus.$Properties>('RoomStatus', {
  callState: known(w.CallState),
  callStateSource: name,
  ring: known(w.RingState),
  ejected: anything,
  restartAfterSession: anything,
  account: known(w.AccountState),
  accountLocked: anything,
  accountAction: known(w.AccountAction),
});

export const accountNews = fields<ringside.v1.AgentAccountNews.$Properties>('AgentAccountNews', {
  session: identifier,
  account: known(w.AccountState),
  locked: anything,
  atEnd: anything,
  action: known(w.AccountAction),
});

export const ringLoss = fields<ringside.v1.RingLoss.$Properties>('RingLoss', {
  fault: known(w.RingFault),
  display: name,
});

export const agentCapabilities = fields<ringside.v1.AgentCapabilities.$Properties>('AgentCapabilities', {
  agentVersion: name,
  platform: name,
  callStateSources: list(limits.listEntries, name),
  input: anything,
  encodings: knownList(w.FrameEncoding, limits.listEntries),
  missing: list(limits.listEntries, name),
  commands: commandOffers,
});

export const signedStatement = fields<ringside.v1.SignedStatement.$Properties>('SignedStatement', {
  keyId: name,
  payload: bytes(0, limits.statementBytes),
  signature,
});

export const endReason = known(w.EndReason);
export const refusalReason = known(w.RefusalReason);

const challenge = fields<ringside.v1.Challenge.$Properties>('Challenge', {
  nonce,
  version: count,
  oldestVersion: count,
  node: identifier,
  instance: identifier,
});

const controlState = fields<ringside.v1.ControlState.$Properties>('ControlState', {
  holder: count,
  requestedBy: list(limits.listEntries, ordinal),
  lentBy: count,
});

const company = fields<ringside.v1.Company.$Properties>('Company', {
  watchers: list(
    limits.listEntries,
    fields<ringside.v1.Watcher.$Properties>('Watcher', { viewer: ordinal, name, permission: known(w.Permission) }),
  ),
});

const input = fields<ringside.v1.Input.$Properties>('Input', {
  sequence: ordinal,
  event: anything,
  key: optional(
    fields<ringside.v1.KeyEvent.$Properties>('KeyEvent', {
      code: text(limits.keyNameUnits),
      key: text(limits.keyNameUnits),
      down: anything,
      repeat: anything,
    }),
  ),
  pointer: optional(
    fields<ringside.v1.PointerEvent.$Properties>('PointerEvent', {
      display: count,
      x: coordinate,
      y: coordinate,
      buttons,
    }),
  ),
  wheel: optional(
    fields<ringside.v1.WheelEvent.$Properties>('WheelEvent', {
      display: count,
      x: coordinate,
      y: coordinate,
      deltaX: wheelDelta,
      deltaY: wheelDelta,
    }),
  ),
  text: optional(fields<ringside.v1.TextEvent.$Properties>('TextEvent', { text: text(limits.textUnits) })),
  releaseAll: anything,
});

export const viewerMessageRules: MemberRules<ringside.v1.ViewerToRelay.$Properties> = {
  authenticate: fields('ViewerAuthenticate', { version: count, ticket: token, proof: signature }),
  subscribe: fields('Subscribe', {
    displays: list(limits.displays, count),
    focused: count,
    all: anything,
    streams: anything,
  }),
  painted: fields('Painted', { display: count, epoch: count, frame: count }),
  input,
  refresh: fields('Refresh', { display: count }),
  probe: fields('Probe', { sentUs: count, active: anything }),
  control: fields('ControlRequest', { action: known(w.ControlAction), viewer: count }),
  end: anything,
  command,
};

export const toViewerMessageRules: MemberRules<ringside.v1.RelayToViewer.$Properties> = {
  frame: videoFrame,
  challenge,
  opened: fields('SessionOpened', {
    session: identifier,
    viewer: ordinal,
    permission: known(w.Permission),
    layout: optional(displayLayout),
    room: optional(roomStatus),
    control: optional(controlState),
    company: optional(company),
    commands: commandOffers,
  }),
  refused: fields('Refused', { reason: refusalReason }),
  layout: displayLayout,
  room: roomStatus,
  suspended: fields('SessionSuspended', { resumeWithinMs: count }),
  ended: fields('SessionEnded', { reason: endReason }),
  probeReply: fields('ProbeReply', { sentUs: count, agentUs: count }),
  control: controlState,
  company,
  commandResult,
  roomAsked: fields('RoomAsked', { consent: known(w.RoomConsent), withinMs: count }),
};

export const agentMessageRules: MemberRules<ringside.v1.AgentToRelay.$Properties> = {
  frame: videoFrame,
  authenticate: fields('AgentAuthenticate', {
    version: count,
    credential: token,
    proof: signature,
    capabilities: optional(agentCapabilities),
    run: text(limits.identifierUnits),
  }),
  layout: displayLayout,
  room: roomStatus,
  sessionOpened: fields('AgentSessionOpened', { viewer: ordinal }),
  sessionRefused: fields('AgentSessionRefused', { viewer: ordinal, reason: refusalReason }),
  sessionEnded: fields('AgentSessionEnded', {
    session: identifier,
    reason: endReason,
    ringLoss: optional(ringLoss),
  }),
  probeReply: fields('AgentProbeReply', { viewer: ordinal, sentUs: count, agentUs: count }),
  timeRequest: fields('TimeRequest', { nonce }),
  commandResult: fields('ViewerCommandResult', { viewer: ordinal, result: optional(commandResult) }),
  recoveryResult: fields('RecoveryResult', { id: identifier, refusal: commandRefusal }),
  roomAsked: fields('AgentRoomAsked', { viewer: ordinal }),
  account: accountNews,
};

export const toAgentMessageRules: MemberRules<ringside.v1.RelayToAgent.$Properties> = {
  challenge,
  welcome: fields('AgentWelcome', {
    device: identifier,
    node: identifier,
    instance: identifier,
    keySet: optional(signedStatement),
  }),
  openSession: fields('OpenSession', { viewer: ordinal, ticket: token }),
  suspendSession: fields('SuspendSession', { viewer: ordinal }),
  closeSession: fields('CloseSession', { viewer: ordinal, reason: endReason }),
  input: fields('ViewerInput', { viewer: ordinal, input: optional(input) }),
  demand: fields('Demand', {
    display: ordinal,
    epoch: count,
    update: count,
    streams: anything,
    focused: anything,
    kilobitsPerSecond: count,
  }),
  refresh: fields(
    'RefreshTiles',
    { display: ordinal, epoch: count, tileX: count, tileY: count, tilesWide: count, tilesHigh: count },
    isSoundArea,
  ),
  heartbeat: signedStatement,
  keySet: signedStatement,
  time: signedStatement,
  probe: fields('AgentProbe', { viewer: ordinal, sentUs: count, active: anything }),
  command: fields('ViewerCommand', { viewer: ordinal, command: optional(command) }),
  recovery: signedStatement,
};

export const heartbeatRule = fields<ringside.v1.Heartbeat.$Properties>('Heartbeat', {
  sequence: count,
  timeMs: count,
  endedSessions: list(limits.endedSessions, identifier),
});

export const recoveryRule = fields<ringside.v1.Recovery.$Properties>('Recovery', {
  id: identifier,
  device: identifier,
  command: commandKind,
  timeMs: count,
});

export const timeAnchorRule = fields<ringside.v1.TimeAnchor.$Properties>('TimeAnchor', { nonce, timeMs: count });
