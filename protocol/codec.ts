/**
 * Encodes and decodes every message of the data plane; relays read video frames with frame.ts instead. Whatever the
 * bytes are, decoding returns one message of the direction's union, within limits.ts, or throws a ProtocolError.
 * Fields that are not on the wire are read through the prototype: read fields by name, do not spread messages.
 */
import { type DecodingLimits, decodeMessage, decodeUnion } from './decoding.ts';
import { encodeMessage } from './encoding.ts';
import { ringside as wire } from './generated/wire.js';
import { limits } from './limits.ts';
import {
  agentMessageRules,
  heartbeatRule,
  recoveryRule,
  timeAnchorRule,
  toAgentMessageRules,
  toViewerMessageRules,
  viewerMessageRules,
} from './message-limits.ts';
import type { Decoded, Encodable, OneOf } from './union.ts';

const w = wire.v1;

export type ViewerMessage = OneOf<wire.v1.ViewerToRelay.$Properties, 'message'>;
export type ToViewerMessage = OneOf<wire.v1.RelayToViewer.$Properties, 'message'>;
export type AgentMessage = OneOf<wire.v1.AgentToRelay.$Properties, 'message'>;
export type ToAgentMessage = OneOf<wire.v1.RelayToAgent.$Properties, 'message'>;
export type InputEvent = OneOf<wire.v1.Input.$Properties, 'event'>;

export type Input = Decoded<wire.v1.Input.$Properties>;
export type DisplayLayout = Decoded<wire.v1.DisplayLayout.$Properties>;
export type Display = Decoded<wire.v1.Display.$Properties>;
export type RoomStatus = Decoded<wire.v1.RoomStatus.$Properties>;
export type RingLoss = Decoded<wire.v1.RingLoss.$Properties>;
export type AgentCapabilities = Decoded<wire.v1.AgentCapabilities.$Properties>;
export type SignedStatement = Decoded<wire.v1.SignedStatement.$Properties>;
export type Heartbeat = Decoded<wire.v1.Heartbeat.$Properties>;
export type Command = Decoded<wire.v1.Command.$Properties>;
export type CommandOffer = Decoded<wire.v1.CommandOffer.$Properties>;
export type Recovery = Decoded<wire.v1.Recovery.$Properties>;
export type TimeAnchor = Decoded<wire.v1.TimeAnchor.$Properties>;

const upTo = (bytes: number): DecodingLimits => ({ bytes, fields: limits.messageFields });

/** @param maxBytes the limit in force: before authentication limits.openingMessageBytes */
export function decodeViewerMessage(bytes: Uint8Array, maxBytes: number = limits.viewerMessageBytes): ViewerMessage {
  return decodeUnion<ViewerMessage>(w.ViewerToRelay, viewerMessageRules, bytes, upTo(maxBytes));
}

export function decodeToViewerMessage(bytes: Uint8Array): ToViewerMessage {
  return decodeUnion<ToViewerMessage>(w.RelayToViewer, toViewerMessageRules, bytes, upTo(limits.relayMessageBytes));
}

/** @param maxBytes the limit in force: before authentication limits.openingMessageBytes */
export function decodeAgentMessage(bytes: Uint8Array, maxBytes: number = limits.agentMessageBytes): AgentMessage {
  return decodeUnion<AgentMessage>(w.AgentToRelay, agentMessageRules, bytes, upTo(maxBytes));
}

export function decodeToAgentMessage(bytes: Uint8Array): ToAgentMessage {
  return decodeUnion<ToAgentMessage>(w.RelayToAgent, toAgentMessageRules, bytes, upTo(limits.relayMessageBytes));
}

export function decodeHeartbeat(bytes: Uint8Array): Heartbeat {
  return decodeMessage(w.Heartbeat, heartbeatRule, bytes, upTo(limits.statementBytes));
}

export function decodeRecovery(bytes: Uint8Array): Recovery {
  return decodeMessage(w.Recovery, recoveryRule, bytes, upTo(limits.statementBytes));
}

export function decodeTimeAnchor(bytes: Uint8Array): TimeAnchor {
  return decodeMessage(w.TimeAnchor, timeAnchorRule, bytes, upTo(limits.statementBytes));
}

export function encodeViewerMessage(message: Encodable<wire.v1.ViewerToRelay.$Properties>): Uint8Array {
  return encodeMessage(w.ViewerToRelay, message);
}

export function encodeToViewerMessage(message: Encodable<wire.v1.RelayToViewer.$Properties>): Uint8Array {
  return encodeMessage(w.RelayToViewer, message);
}

/** Also encodes video frames: `{ frame: { …, payload } }`. */
export function encodeAgentMessage(message: Encodable<wire.v1.AgentToRelay.$Properties>): Uint8Array {
  return encodeMessage(w.AgentToRelay, message);
}

export function encodeToAgentMessage(message: Encodable<wire.v1.RelayToAgent.$Properties>): Uint8Array {
  return encodeMessage(w.RelayToAgent, message);
}

export function encodeHeartbeat(heartbeat: Encodable<wire.v1.Heartbeat.$Properties>): Uint8Array {
  return encodeMessage(w.Heartbeat, heartbeat);
}

export function encodeRecovery(recovery: Encodable<wire.v1.Recovery.$Properties>): Uint8Array {
  return encodeMessage(w.Recovery, recovery);
}

export function encodeTimeAnchor(anchor: Encodable<wire.v1.TimeAnchor.$Properties>): Uint8Array {
  return encodeMessage(w.TimeAnchor, anchor);
}
