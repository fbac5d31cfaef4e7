/** Where time, randomness and identifiers come from: passed in everywhere, so that tests decide them. */
import { randomBytes } from 'node:crypto';

export interface Sources {
  /** Unix milliseconds. */
  nowMs(): number;
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  /** A UUIDv7. */
  newId(): string;
}

export function systemSources(nowMs: () => number = Date.now): Sources {
  return {
    nowMs,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    newId: () => uuidV7(nowMs(), randomBytes(10)),
  };
}

/**
 * | bytes | content                              |
 * | ----- | ------------------------------------ |
 * | 0–5   | Unix milliseconds, big-endian        |
 * | 6–7   | version 7 (4 bits), random (12 bits) |
 * | 8–15  | variant 2 (2 bits), random (62 bits) |
 */
function uuidV7(nowMs: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
