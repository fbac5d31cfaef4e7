/**
 * The protocol's codec writes text letter by letter; in k6 that takes several times as long as the signature beside it.
 * On the wire text is its bytes, which k6 makes and copies at once.
 */
import { Writer } from 'protobufjs/minimal.js';

const encoder = new TextEncoder();

Writer.prototype.string = function string(text: string) {
  return this.bytes(encoder.encode(text));
};
