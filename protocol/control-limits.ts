/** What every message of the control link may contain, field by field: see message-limits.ts. */
import { anything, bytes, fields, identifier, list, optional, text, whole } from './field-rules.ts';
import type { ringside } from './generated/control.js';
import { limits } from './limits.ts';
import {
  accountNews,
  agentCapabilities,
  commandKind,
  commandRefusal,
  displayLayout,
  endReason,
  type MemberRules,
  refusalReason,
  ringLoss,
  roomStatus,
  signedStatement,
} from './message-limits.ts';

const count = whole(0);
const ordinal = whole(1);
const name = text(limits.nameUnits);
const nonce = bytes(limits.nonceBytes, limits.nonceBytes);
const identifiers = list(limits.controlListEntries, identifier);

const reboundDevice = fields<ringside.v1.ReboundDevice.$Properties>('ReboundDevice', { device: identifier, key: name });
const minimumAgent = fields<ringside.v1.MinimumAgent.$Properties>('MinimumAgent', {
  tenant: identifier,
  version: name,
});

export const nodeMessageRules: MemberRules<ringside.v1.RelayToServices.$Properties> = {
  hello: fields('NodeHello', {
    version: count,
    node: identifier,
    instance: identifier,
    viewerUrl: text(limits.urlUnits),
    liveSessions: identifiers,
  }),
  event: fields('NodeEvent', {
    sequence: ordinal,
    timeMs: count,
    event: anything,
    deviceConnected: optional(
      fields('DeviceConnected', { device: identifier, capabilities: optional(agentCapabilities) }),
    ),
    deviceDisconnected: optional(fields('DeviceDisconnected', { device: identifier })),
    deviceStatus: optional(
      fields('DeviceStatus', { device: identifier, room: optional(roomStatus), layout: optional(displayLayout) }),
    ),
    sessionStarted: optional(fields('NodeSessionStarted', { session: identifier, resumed: anything })),
    sessionSuspended: optional(fields('NodeSessionSuspended', { session: identifier, resumeWithinMs: count })),
    sessionEnded: optional(
      fields('NodeSessionEnded', { session: identifier, reason: endReason, ringLoss: optional(ringLoss) }),
    ),
    sessionRefused: optional(fields('NodeSessionRefused', { session: identifier, reason: refusalReason })),
    commandDone: optional(
      fields('NodeCommandDone', { session: identifier, command: commandKind, refusal: commandRefusal }),
    ),
    deviceOutdated: optional(fields('DeviceOutdated', { device: identifier, agentVersion: name })),
    deviceDoubled: optional(fields('DeviceDoubled', { device: identifier })),
    recoveryDone: optional(fields('RecoveryDone', { device: identifier, id: identifier, refusal: commandRefusal })),
    account: optional(fields('NodeAccountNews', { device: identifier, news: optional(accountNews) })),
  }),
  timeRequest: fields('NodeTimeRequest', { nonce }),
  ack: fields('ServicesAck', { sequence: count }),
};

export const toNodeMessageRules: MemberRules<ringside.v1.ServicesToRelay.$Properties> = {
  welcome: fields('NodeWelcome', {
    keySet: optional(signedStatement),
    withdrawnDevices: identifiers,
    lastEvent: count,
    issuer: name,
    reboundDevices: list(limits.controlListEntries, reboundDevice),
    minimumAgents: list(limits.controlListEntries, minimumAgent),
  }),
  eventAck: fields('EventAck', { sequence: count }),
  heartbeat: signedStatement,
  command: fields('ServicesCommand', {
    sequence: ordinal,
    command: anything,
    endSession: optional(fields('EndSessionCommand', { session: identifier, reason: endReason })),
    withdrawDevice: optional(fields('WithdrawDevice', { device: identifier })),
    restoreDevice: optional(fields('RestoreDevice', { device: identifier })),
    recoverDevice: optional(fields('RecoverDevice', { device: identifier, recovery: optional(signedStatement) })),
    rebindDevice: optional(reboundDevice),
    minimumAgent: optional(minimumAgent),
  }),
  time: fields('NodeTime', { nonce, statement: optional(signedStatement) }),
  keySet: signedStatement,
};
