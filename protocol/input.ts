/**
 * Reads an Input message in place, and writes the ViewerInput that carries it on: a relay passes the event's own bytes,
 * once they are known to be sound, without making objects of them.
 *
 *   byte 0     0x2a: field 5 of ViewerToRelay, length-delimited
 *   byte 1…    varint: length of what follows, to the end of the message
 *   then       0x08 (field 1): sequence
 *   last       one event, field 2 to 6: tag, varint length, its fields ascending, zero ones left out
 */
import { limits } from './limits.ts';

export interface InputMessage {
  sequence: number;
  /** Where the event begins, tag included; it reaches to the end of the message. */
  eventStart: number;
}

const inputTag = 0x2a;
const sequenceTag = 0x08;
const eventTags = { key: 0x12, pointer: 0x1a, wheel: 0x22, text: 0x2a, releaseAll: 0x32 } as const;
const maxUint32 = 0xffff_ffff;
const coordinateEnd = limits.displayEdgePixels;
/** A wheel's deltas are zigzag numbers: the largest is that of the least delta. */
const wheelDeltaEnd = limits.wheelDelta * 2 + 1;

/** Where the varint read last ended, so that reading allocates nothing. */
let position = 0;

/** @returns an unsigned number of at most 32 bits; NaN for anything else */
function readUint32(bytes: Uint8Array, start: number): number {
  let value = 0;
  let factor = 1;
  for (let index = start; index < start + 5; index++) {
    const byte = bytes[index];
    if (byte === undefined) return Number.NaN;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) {
      position = index + 1;
      return value > maxUint32 ? Number.NaN : value;
    }
    factor *= 128;
  }
  return Number.NaN;
}

/** Whether fields of plain numbers reach from here to the end, each below its bound. @param ends bounds by field number */
function isNumbers(bytes: Uint8Array, start: number, ends: readonly number[]): boolean {
  let last = 0;
  position = start;
  while (position < bytes.length) {
    const tag = bytes[position] ?? 0;
    const field = tag >> 3;
    const end = ends[field];
    if ((tag & 7) !== 0 || field <= last || end === undefined) return false;
    last = field;
    if (!(readUint32(bytes, position + 1) < end)) return false;
  }
  return true;
}

/** Whether a text field lies here: ASCII, so that its bytes are its units. `position` is behind it then. */
function isText(bytes: Uint8Array, start: number, tag: number, mostUnits: number): boolean {
  if (bytes[start] !== tag) return false;
  const length = readUint32(bytes, start + 1);
  const end = position + length;
  if (!(length <= mostUnits && end <= bytes.length)) return false;
  let seen = 0;
  for (let index = position; index < end; index++) seen |= bytes[index] as number;
  position = end;
  return seen < 0x80;
}

/** Bounds by field number; the first is of none. */
const keyFlags = [0, 0, 0, 2, 2];
const pointerFields = [0, maxUint32, coordinateEnd, coordinateEnd, limits.pointerButtons + 1];
const wheelFields = [0, maxUint32, coordinateEnd, coordinateEnd, wheelDeltaEnd, wheelDeltaEnd];

function isKey(bytes: Uint8Array, start: number): boolean {
  position = start;
  if (bytes[position] === 0x0a && !isText(bytes, position, 0x0a, limits.keyNameUnits)) return false;
  if (bytes[position] === 0x12 && !isText(bytes, position, 0x12, limits.keyNameUnits)) return false;
  const flags = bytes[position];
  return flags === undefined || (flags >> 3 >= 3 && isNumbers(bytes, position, keyFlags));
}

function isEvent(bytes: Uint8Array, tag: number, start: number): boolean {
  switch (tag) {
    case eventTags.key:
      return isKey(bytes, start);
    case eventTags.pointer:
      return isNumbers(bytes, start, pointerFields);
    case eventTags.wheel:
      return isNumbers(bytes, start, wheelFields);
    case eventTags.text:
      return start === bytes.length || (isText(bytes, start, 0x0a, limits.textUnits) && position === bytes.length);
    case eventTags.releaseAll:
      return start === bytes.length;
    default:
      return false;
  }
}

/**
 * Reads a message of ViewerToRelay into `input` if it is an Input within the limits, in the form that encoders write.
 * @returns false for anything else, which decodeViewerMessage() is to judge; `input` is undefined then
 */
export function readInput(message: Uint8Array, input: InputMessage): boolean {
  const { length } = message;
  if (message[0] !== inputTag || length > limits.viewerMessageBytes) return false;
  if (readUint32(message, 1) !== length - position || message[position] !== sequenceTag) return false;
  input.sequence = readUint32(message, position + 1);
  if (!(input.sequence >= 1)) return false;
  input.eventStart = position;
  const tag = message[position] ?? 0;
  return readUint32(message, position + 1) === length - position && isEvent(message, tag, position);
}

const viewerInputTag = 0x5a;
/** Of the tags, lengths and numbers in front of an event. */
const longestPrefix = 1 + 5 + 6 + 1 + 5 + 6;
const written = new Uint8Array(longestPrefix + limits.viewerMessageBytes);

function writeVarint(value: number, start: number): number {
  let index = start;
  let rest = value;
  while (rest >= 0x80) {
    written[index++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  written[index++] = rest;
  return index;
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

/**
 * The RelayToAgent message that carries an event on.
 * @param message for which readInput() answered true, with where its event begins
 * @returns a message valid until the next call
 */
export function writeViewerInput(
  viewer: number,
  sequence: number,
  message: Uint8Array,
  eventStart: number,
): Uint8Array {
  const eventBytes = message.length - eventStart;
  const inputLength = 1 + varintBytes(sequence) + eventBytes;
  const length = 1 + varintBytes(viewer) + 1 + varintBytes(inputLength) + inputLength;
  written[0] = viewerInputTag;
  let end = writeVarint(length, 1);
  written[end] = 0x08;
  end = writeVarint(viewer, end + 1);
  written[end] = 0x12;
  end = writeVarint(inputLength, end + 1);
  written[end] = 0x08;
  end = writeVarint(sequence, end + 1);
  written.set(message.subarray(eventStart), end);
  return written.subarray(0, end + eventBytes);
}
