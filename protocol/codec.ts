/**
 * Encodes and decodes every message but video frames (see frame.ts). Decoding checks the size first, and whatever
 * the bytes are, it returns one message of the direction's union or throws a ProtocolError.
 */
import protobuf from 'protobufjs/minimal.js';
import { ringside as control } from './generated/control.js';
import { ringside as wire } from './generated/wire.js';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import type { Decoded, OneOf } from './union.ts';

const w = wire.v1;
const c = control.v1;

export type ViewerMessage = OneOf<wire.v1.ViewerToRelay.$Properties, 'message'>;
export type ToViewerMessage = OneOf<wire.v1.RelayToViewer.$Properties, 'message'>;
export type AgentMessage = OneOf<wire.v1.AgentToRelay.$Properties, 'message'>;
export type ToAgentMessage = OneOf<wire.v1.RelayToAgent.$Properties, 'message'>;
export type NodeMessage = OneOf<control.v1.RelayToServices.$Properties, 'message'>;
export type ToNodeMessage = OneOf<control.v1.ServicesToRelay.$Properties, 'message'>;
export type InputEvent = OneOf<wire.v1.Input.$Properties, 'event'>;
export type NodeEventKind = OneOf<control.v1.NodeEvent.$Properties, 'event'>;
export type CommandKind = OneOf<control.v1.ServicesCommand.$Properties, 'command'>;

export type Input = Decoded<wire.v1.Input.$Properties>;
export type DisplayLayout = Decoded<wire.v1.DisplayLayout.$Properties>;
export type Display = Decoded<wire.v1.Display.$Properties>;
export type RoomStatus = Decoded<wire.v1.RoomStatus.$Properties>;
export type AgentCapabilities = Decoded<wire.v1.AgentCapabilities.$Properties>;
export type SignedStatement = Decoded<wire.v1.SignedStatement.$Properties>;
export type Heartbeat = Decoded<wire.v1.Heartbeat.$Properties>;
export type TimeAnchor = Decoded<wire.v1.TimeAnchor.$Properties>;
export type NodeHello = Decoded<control.v1.NodeHello.$Properties>;
export type NodeWelcome = Decoded<control.v1.NodeWelcome.$Properties>;
export type NodeEvent = Decoded<control.v1.NodeEvent.$Properties>;
export type ServicesCommand = Decoded<control.v1.ServicesCommand.$Properties>;

interface Generated<P> {
  decode(reader: protobuf.Reader): P;
  encode(message: P): protobuf.Writer;
}

function decodeMessage<P>(type: Generated<P>, bytes: Uint8Array, maxBytes: number): P {
  if (bytes.length > maxBytes) throw new ProtocolError('too-large', `${bytes.length} bytes, ${maxBytes} allowed`);
  const reader = protobuf.Reader.create(bytes);
  // Unknown fields come from newer peers: skipped, never kept.
  reader.discardUnknown = true;
  try {
    return type.decode(reader);
  } catch (cause) {
    throw new ProtocolError('malformed', 'not a message of this direction', { cause });
  }
}

/** Decodes a union and insists that it has exactly one member. */
function decodeUnion<P extends { message?: string }>(type: Generated<P>, bytes: Uint8Array, maxBytes: number): P {
  const decoded = decodeMessage(type, bytes, maxBytes);
  if (decoded.message === undefined) throw new ProtocolError('empty', 'no known message');
  let members = 0;
  for (const key of Object.keys(decoded)) if (key !== 'message') members++;
  if (members !== 1) throw new ProtocolError('malformed', `${members} messages in one`);
  return decoded;
}

/** @param maxBytes the limit in force: before authentication limits.openingMessageBytes */
export function decodeViewerMessage(bytes: Uint8Array, maxBytes: number = limits.viewerMessageBytes): ViewerMessage {
  return decodeUnion(w.ViewerToRelay, bytes, maxBytes) as ViewerMessage;
}

export function decodeToViewerMessage(bytes: Uint8Array): ToViewerMessage {
  return decodeUnion(w.RelayToViewer, bytes, limits.relayMessageBytes) as ToViewerMessage;
}

/** @param maxBytes the limit in force: before authentication limits.openingMessageBytes */
export function decodeAgentMessage(bytes: Uint8Array, maxBytes: number = limits.agentMessageBytes): AgentMessage {
  return decodeUnion(w.AgentToRelay, bytes, maxBytes) as AgentMessage;
}

export function decodeToAgentMessage(bytes: Uint8Array): ToAgentMessage {
  return decodeUnion(w.RelayToAgent, bytes, limits.relayMessageBytes) as ToAgentMessage;
}

export function decodeNodeMessage(bytes: Uint8Array): NodeMessage {
  return decodeUnion(c.RelayToServices, bytes, limits.controlMessageBytes) as NodeMessage;
}

export function decodeToNodeMessage(bytes: Uint8Array): ToNodeMessage {
  return decodeUnion(c.ServicesToRelay, bytes, limits.controlMessageBytes) as ToNodeMessage;
}

export function decodeHeartbeat(bytes: Uint8Array): Heartbeat {
  return decodeMessage(w.Heartbeat, bytes, limits.relayMessageBytes) as Heartbeat;
}

export function decodeTimeAnchor(bytes: Uint8Array): TimeAnchor {
  return decodeMessage(w.TimeAnchor, bytes, limits.relayMessageBytes) as TimeAnchor;
}

export function encodeViewerMessage(message: wire.v1.ViewerToRelay.$Properties): Uint8Array {
  return w.ViewerToRelay.encode(message).finish();
}

export function encodeToViewerMessage(message: wire.v1.RelayToViewer.$Properties): Uint8Array {
  return w.RelayToViewer.encode(message).finish();
}

/** Also encodes video frames: `{ frame: { …, payload } }`. */
export function encodeAgentMessage(message: wire.v1.AgentToRelay.$Properties): Uint8Array {
  return w.AgentToRelay.encode(message).finish();
}

export function encodeToAgentMessage(message: wire.v1.RelayToAgent.$Properties): Uint8Array {
  return w.RelayToAgent.encode(message).finish();
}

export function encodeNodeMessage(message: control.v1.RelayToServices.$Properties): Uint8Array {
  return c.RelayToServices.encode(message).finish();
}

export function encodeToNodeMessage(message: control.v1.ServicesToRelay.$Properties): Uint8Array {
  return c.ServicesToRelay.encode(message).finish();
}

export function encodeHeartbeat(heartbeat: wire.v1.Heartbeat.$Properties): Uint8Array {
  return w.Heartbeat.encode(heartbeat).finish();
}

export function encodeTimeAnchor(anchor: wire.v1.TimeAnchor.$Properties): Uint8Array {
  return w.TimeAnchor.encode(anchor).finish();
}
