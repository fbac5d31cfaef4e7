/** The protocol's codec writes text letter by letter; in k6 that takes longer than the signature beside it. */
import { util } from 'protobufjs/minimal.js';

const encoder = new TextEncoder();

Object.assign(util.utf8, {
  length: (text: string): number => encoder.encode(text).length,
  write(text: string, buffer: Uint8Array, offset: number): number {
    const bytes = encoder.encode(text);
    buffer.set(bytes, offset);
    return bytes.length;
  },
});
