/** Encodes everything of a frame message before its payload's bytes, as an agent would. */
export interface FrameStart {
  readonly display: number;
  readonly epoch: number;
  readonly frame: number;
  readonly tileX: number;
  readonly tileY: number;
  readonly tilesWide: number;
  readonly tilesHigh: number;
  readonly chunk: number;
  readonly chunks: number;
  readonly update: number;
  readonly lastOfUpdate: boolean;
  readonly capturedUs: number;
}

const tiles = 1;
const jpeg = 3;
const scratch = Buffer.alloc(128);
let length = 0;

function varint(value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    scratch[length++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  scratch[length++] = rest;
}

function field(number: number, value: number): void {
  if (value === 0) return;
  varint(number << 3);
  varint(value);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

/** @returns bytes of its own */
export function encodeFrameStart(start: FrameStart, payloadBytes: number): Buffer {
  length = 0;
  field(1, start.display);
  field(2, start.epoch);
  field(3, start.frame);
  field(4, tiles);
  field(5, start.tileX);
  field(6, start.tileY);
  field(7, start.tilesWide);
  field(8, start.tilesHigh);
  field(9, start.chunk);
  field(10, start.chunks);
  field(11, start.update);
  field(12, start.lastOfUpdate ? 1 : 0);
  field(14, start.capturedUs);
  field(15, jpeg);
  scratch[length++] = 0x82;
  scratch[length++] = 0x01;
  varint(payloadBytes);
  const inner = length + payloadBytes;
  const encoded = Buffer.allocUnsafe(1 + varintBytes(inner) + length);
  scratch.copy(encoded, encoded.length - length, 0, length);
  length = 0;
  varint(inner);
  encoded[0] = 0x0a;
  scratch.copy(encoded, 1, 0, length);
  return encoded;
}
