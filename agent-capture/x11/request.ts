/**
 * Packs X requests: one byte of major opcode, one of detail or minor opcode, the length in words, then 32-bit words,
 * least significant byte first as the connection's setup says.
 */

export function request(major: number, detail: number, ...words: readonly number[]): Buffer {
  const packet = Buffer.allocUnsafe(4 + words.length * 4);
  packet[0] = major;
  packet[1] = detail;
  packet.writeUInt16LE(1 + words.length, 2);
  let at = 4;
  for (const word of words) at = packet.writeUInt32LE(word >>> 0, at);
  return packet;
}

/** Two 16-bit fields as one word; signed fields may be negative. */
export function pair(low: number, high: number): number {
  return ((low & 0xffff) | ((high & 0xffff) << 16)) >>> 0;
}

/** Four 8-bit fields as one word. */
export function quad(first: number, second = 0, third = 0, fourth = 0): number {
  return ((first & 0xff) | ((second & 0xff) << 8) | ((third & 0xff) << 16) | ((fourth & 0xff) << 24)) >>> 0;
}

/** Bytes as words, padded with zeros. */
export function words(bytes: Uint8Array): number[] {
  const padded = Buffer.alloc((bytes.length + 3) & ~3);
  padded.set(bytes);
  return Array.from({ length: padded.length / 4 }, (_, index) => padded.readUInt32LE(index * 4));
}
