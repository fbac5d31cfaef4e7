/** Every decoder of the wire with its encoder, under the names of the schema, for tests that go over all of them. */
import {
  decodeAgentMessage,
  decodeHeartbeat,
  decodeRecovery,
  decodeTimeAnchor,
  decodeToAgentMessage,
  decodeToViewerMessage,
  decodeViewerMessage,
  encodeAgentMessage,
  encodeHeartbeat,
  encodeRecovery,
  encodeTimeAnchor,
  encodeToAgentMessage,
  encodeToViewerMessage,
  encodeViewerMessage,
} from '../codec.ts';
import { decodeNodeMessage, decodeToNodeMessage, encodeNodeMessage, encodeToNodeMessage } from '../control-codec.ts';

export interface Codec {
  decode(bytes: Uint8Array): object;
  encode(message: object): Uint8Array;
}

export const codecs = {
  ViewerToRelay: { decode: decodeViewerMessage, encode: encodeViewerMessage },
  RelayToViewer: { decode: decodeToViewerMessage, encode: encodeToViewerMessage },
  AgentToRelay: { decode: decodeAgentMessage, encode: encodeAgentMessage },
  RelayToAgent: { decode: decodeToAgentMessage, encode: encodeToAgentMessage },
  RelayToServices: { decode: decodeNodeMessage, encode: encodeNodeMessage },
  ServicesToRelay: { decode: decodeToNodeMessage, encode: encodeToNodeMessage },
  Heartbeat: { decode: decodeHeartbeat, encode: encodeHeartbeat },
  Recovery: { decode: decodeRecovery, encode: encodeRecovery },
  TimeAnchor: { decode: decodeTimeAnchor, encode: encodeTimeAnchor },
} as const satisfies Record<string, Codec>;

export type CodecName = keyof typeof codecs;

export const codecNames = Object.keys(codecs) as readonly CodecName[];

/** What a message has on the wire: its own fields without empty lists, as plain objects. */
export function onTheWire(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(onTheWire);
  const entries = Object.entries(value).filter(([, field]) => !(Array.isArray(field) && field.length === 0));
  return Object.fromEntries(entries.map(([name, field]) => [name, onTheWire(field)]));
}
