/** Makes hostile bytes out of good ones: the inputs of the fuzz test. */
import type { RandomSource } from './random-source.ts';

/** Bytes that sit on the edges of varints, tags and lengths. */
const telling = [0, 1, 2, 0x0a, 0x12, 0x1a, 0x7a, 0x7f, 0x80, 0x81, 0xfe, 0xff];

export function randomBytes(random: RandomSource, maxLength: number): Uint8Array {
  const bytes = new Uint8Array(random.below(maxLength + 1));
  for (let index = 0; index < bytes.length; index++) bytes[index] = random.below(256);
  return bytes;
}

/** A changed copy: one to four changes, of eight kinds. */
export function mutate(seed: Uint8Array, other: Uint8Array, random: RandomSource): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(seed);
  for (let changes = 1 + random.below(4); changes > 0; changes--) bytes = change(bytes, other, random);
  return bytes;
}

/** Puts a body behind a union's tag with the right length, so that the change reaches the code behind that check. */
export function wrapped(tag: Uint8Array, body: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let rest = body.length; ; rest >>>= 7) {
    if (rest < 0x80) return joined(tag, Uint8Array.of(...length, rest), body);
    length.push((rest & 0x7f) | 0x80);
  }
}

function change(bytes: Uint8Array, other: Uint8Array, random: RandomSource): Uint8Array {
  const at = random.below(bytes.length + 1);
  const old = bytes[at] ?? 0;
  switch (random.below(8)) {
    case 0:
      return replaced(bytes, at, old ^ (1 << random.below(8)));
    case 1:
      return replaced(bytes, at, random.below(256));
    case 2:
      return replaced(bytes, at, telling[random.below(telling.length)] ?? 0);
    case 3:
      return replaced(bytes, at, old + 1 - 2 * random.below(2));
    case 4:
      return bytes.slice(0, at);
    case 5:
      return joined(bytes.subarray(0, at), randomBytes(random, 8), bytes.subarray(at));
    case 6:
      return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(4)));
    default:
      return joined(bytes.subarray(0, at), other.subarray(random.below(other.length + 1)));
  }
}

function replaced(bytes: Uint8Array, at: number, value: number): Uint8Array {
  if (at < bytes.length) bytes[at] = value;
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
