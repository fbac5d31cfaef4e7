/**
 * Reads a VideoFrame message in place: the routing prefix that the relay needs, and where the payload lies.
 * Nothing is copied or allocated; bytes that break a rule throw a ProtocolError.
 *
 *   byte 0     0x0a: field 1 of the union, length-delimited
 *   byte 1…    varint: length of everything that follows, to the end of the message
 *   then       fields 1 to 15 as varints, ascending, each at most once, zero ones left out
 *   last       0x82 0x01 (field 16), varint length, payload to the end of the message
 */
import { FrameEncoding, FrameKind } from './enums.ts';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';

/** All fields of a VideoFrame but the payload, which lies at `payloadStart` to the end of the message. */
export interface FrameHeader {
  display: number;
  epoch: number;
  frame: number;
  kind: number;
  tileX: number;
  tileY: number;
  tilesWide: number;
  tilesHigh: number;
  chunk: number;
  chunks: number;
  update: number;
  lastOfUpdate: number;
  base: number;
  capturedUs: number;
  encoding: number;
  payloadStart: number;
}

type TileArea = Readonly<Pick<FrameHeader, 'tileX' | 'tileY' | 'tilesWide' | 'tilesHigh'>>;
type FrameNumbers = Readonly<Omit<FrameHeader, 'lastOfUpdate' | 'payloadStart'>>;

/** A header to read into, reused for every message of a connection. */
export function createFrameHeader(): FrameHeader {
  return {
    display: 0,
    epoch: 0,
    frame: 0,
    kind: 0,
    tileX: 0,
    tileY: 0,
    tilesWide: 0,
    tilesHigh: 0,
    chunk: 0,
    chunks: 0,
    update: 0,
    lastOfUpdate: 0,
    base: 0,
    capturedUs: 0,
    encoding: 0,
    payloadStart: 0,
  };
}

const frameTag = 0x0a;
/** The payload's tag is the only one of two bytes. */
const payloadTag = 0x82;
const payloadTagRest = 0x01;
const payloadField = 16;
const maxUint32 = 0xffff_ffff;
/** Tiles along the longest edge a display may have. */
const edgeTiles = limits.displayEdgePixels / limits.tilePixels;
/** A COPY frame's payload: two 16-bit numbers. */
const copyBytes = 4;

/** Whether a message of AgentToRelay or RelayToViewer is a video frame, by its first byte. */
export function isFrame(message: Uint8Array): boolean {
  return message[0] === frameTag;
}

/** Where the varint read last ended. Module state instead of a returned pair keeps the hot path free of allocation. */
let position = 0;

function readVarint(bytes: Uint8Array, start: number): number {
  let value = 0;
  let factor = 1;
  // Ten bytes are the longest varint; above 2^53 a number would not be exact, and no field of a frame needs it.
  for (let index = start; index < start + 10; index++) {
    const byte = bytes[index];
    if (byte === undefined) throw new ProtocolError('malformed', 'frame ends inside a number');
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) {
      if (value > Number.MAX_SAFE_INTEGER) throw new ProtocolError('out-of-range', 'number above 2^53');
      position = index + 1;
      return value;
    }
    factor *= 128;
  }
  throw new ProtocolError('malformed', 'number longer than 10 bytes');
}

function clear(header: FrameHeader): void {
  header.display = 0;
  header.epoch = 0;
  header.frame = 0;
  header.kind = 0;
  header.tileX = 0;
  header.tileY = 0;
  header.tilesWide = 0;
  header.tilesHigh = 0;
  header.chunk = 0;
  header.chunks = 0;
  header.update = 0;
  header.lastOfUpdate = 0;
  header.base = 0;
  header.capturedUs = 0;
  header.encoding = 0;
  header.payloadStart = 0;
}

function store(header: FrameHeader, field: number, value: number): void {
  if (value > maxUint32 && field !== 14) throw new ProtocolError('out-of-range', `field ${field} of a frame`);
  switch (field) {
    case 1:
      header.display = value;
      return;
    case 2:
      header.epoch = value;
      return;
    case 3:
      header.frame = value;
      return;
    case 4:
      header.kind = value;
      return;
    case 5:
      header.tileX = value;
      return;
    case 6:
      header.tileY = value;
      return;
    case 7:
      header.tilesWide = value;
      return;
    case 8:
      header.tilesHigh = value;
      return;
    case 9:
      header.chunk = value;
      return;
    case 10:
      header.chunks = value;
      return;
    case 11:
      header.update = value;
      return;
    case 12:
      header.lastOfUpdate = value;
      return;
    case 13:
      header.base = value;
      return;
    case 14:
      header.capturedUs = value;
      return;
    case 15:
      header.encoding = value;
      return;
    default:
      throw new ProtocolError('malformed', `unknown field ${field} in a frame`);
  }
}

/** Whether a rectangle of tiles is one, and lies on the largest display there may be. */
export function isSoundArea(area: TileArea): boolean {
  return (
    area.tilesWide >= 1 &&
    area.tilesHigh >= 1 &&
    area.tileX + area.tilesWide <= edgeTiles &&
    area.tileY + area.tilesHigh <= edgeTiles
  );
}

/** Whether kind, encoding and base go together. */
function isSoundKind(frame: FrameNumbers, payloadBytes: number): boolean {
  const { kind, encoding, base } = frame;
  switch (kind) {
    case FrameKind.FRAME_KIND_TILES:
      return base === 0 && encoding >= 1 && encoding <= FrameEncoding.FRAME_ENCODING_SOLID;
    case FrameKind.FRAME_KIND_COPY:
      return (
        encoding === FrameEncoding.FRAME_ENCODING_COPY &&
        base >= 1 &&
        base === frame.frame - 1 &&
        frame.chunks === 1 &&
        payloadBytes === copyBytes
      );
    case FrameKind.FRAME_KIND_VIDEO_KEY:
      return encoding === FrameEncoding.FRAME_ENCODING_H264 && base === 0;
    case FrameKind.FRAME_KIND_VIDEO_DELTA:
      return encoding === FrameEncoding.FRAME_ENCODING_H264 && base >= 1 && base < frame.frame;
    default:
      return false;
  }
}

/** Whether a frame's numbers are within the limits; also the rule for frames that a viewer decodes in full. */
export function isSoundFrame(frame: FrameNumbers, payloadBytes: number): boolean {
  return (
    frame.display >= 1 &&
    frame.epoch >= 1 &&
    frame.frame >= 1 &&
    frame.update >= 1 &&
    isSoundKind(frame, payloadBytes) &&
    isSoundArea(frame) &&
    frame.chunks <= limits.frameChunks &&
    frame.chunk < frame.chunks &&
    payloadBytes >= 1 &&
    payloadBytes <= limits.chunkBytes
  );
}

/**
 * Reads the header of a frame message.
 * @param message the whole WebSocket message, for which isFrame() holds
 * @param header filled in; its content is undefined after an error
 * @throws ProtocolError malformed, out-of-range or too-large
 */
export function readFrameHeader(message: Uint8Array, header: FrameHeader): void {
  const length = message.length;
  if (length > limits.agentMessageBytes) throw new ProtocolError('too-large', `frame message of ${length} bytes`);
  clear(header);
  if (message[0] !== frameTag) throw new ProtocolError('malformed', 'not a frame');
  if (readVarint(message, 1) !== length - position) throw new ProtocolError('malformed', 'frame length');
  let last = 0;
  while (position < length) {
    const tag = message[position] as number;
    const field = tag >> 3;
    // All tags but the payload's are one byte; order and wire type are fixed, so anything else is not a frame of this protocol.
    if (field <= last) throw new ProtocolError('malformed', 'fields of a frame are not ascending');
    if (field === payloadField) {
      if (tag !== payloadTag || message[position + 1] !== payloadTagRest) {
        throw new ProtocolError('malformed', 'payload of a frame');
      }
      if (readVarint(message, position + 2) !== length - position) {
        throw new ProtocolError('malformed', 'payload length');
      }
      header.payloadStart = position;
      if (header.lastOfUpdate > 1 || !isSoundFrame(header, length - position)) {
        throw new ProtocolError('out-of-range', 'frame header');
      }
      return;
    }
    if ((tag & 7) !== 0) throw new ProtocolError('malformed', `wire type of field ${field}`);
    store(header, field, readVarint(message, position + 1));
    last = field;
  }
  throw new ProtocolError('malformed', 'frame without payload');
}
