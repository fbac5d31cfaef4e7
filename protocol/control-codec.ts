/** Encodes and decodes every message of the control link, as codec.ts does; apart from it for the browser's sake. */

import { nodeMessageRules, toNodeMessageRules } from './control-limits.ts';
import { type DecodingLimits, decodeUnion } from './decoding.ts';
import { encodeMessage } from './encoding.ts';
import { ringside as control } from './generated/control.js';
import { limits } from './limits.ts';
import type { Decoded, Encodable, OneOf } from './union.ts';

const c = control.v1;

export type NodeMessage = OneOf<control.v1.RelayToServices.$Properties, 'message'>;
export type ToNodeMessage = OneOf<control.v1.ServicesToRelay.$Properties, 'message'>;
export type NodeEventKind = OneOf<control.v1.NodeEvent.$Properties, 'event'>;

export type NodeHello = Decoded<control.v1.NodeHello.$Properties>;
export type NodeWelcome = Decoded<control.v1.NodeWelcome.$Properties>;
export type NodeEvent = Decoded<control.v1.NodeEvent.$Properties>;
export type ServicesCommand = Decoded<control.v1.ServicesCommand.$Properties>;

const limit: DecodingLimits = { bytes: limits.controlMessageBytes, fields: limits.controlMessageFields };

export function decodeNodeMessage(bytes: Uint8Array): NodeMessage {
  return decodeUnion<NodeMessage>(c.RelayToServices, nodeMessageRules, bytes, limit);
}

export function decodeToNodeMessage(bytes: Uint8Array): ToNodeMessage {
  return decodeUnion<ToNodeMessage>(c.ServicesToRelay, toNodeMessageRules, bytes, limit);
}

export function encodeNodeMessage(message: Encodable<control.v1.RelayToServices.$Properties>): Uint8Array {
  return encodeMessage(c.RelayToServices, message);
}

export function encodeToNodeMessage(message: Encodable<control.v1.ServicesToRelay.$Properties>): Uint8Array {
  return encodeMessage(c.ServicesToRelay, message);
}
