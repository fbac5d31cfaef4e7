/**
 * Turns bytes from a peer into a generated message or a ProtocolError, within bounds: size first, then a budget of
 * fields, so that what a message allocates is limited before it is allocated. The only importer of protobufjs.
 */
import protobuf from 'protobufjs/minimal.js';
import type { Rule } from './field-rules.ts';
import { ProtocolError } from './protocol-error.ts';

// Without this, 64-bit fields would be objects wherever the `long` package happens to be installed. Numbers above 2^53
// lose digits; the rules of every 64-bit field refuse them.
Reflect.set(protobuf.util, 'Long', undefined);
protobuf.configure();

export interface DecodingLimits {
  readonly bytes: number;
  /** Fields and list elements, nested and unknown ones included: each costs at most one small object. */
  readonly fields: number;
}

export interface GeneratedType<P> {
  decode(reader: protobuf.Reader): P;
}

class BoundedReader extends protobuf.Reader {
  #fields: number;

  constructor(bytes: Uint8Array, fields: number) {
    super(bytes);
    this.#fields = fields;
  }

  #spend(fields: number): void {
    this.#fields -= fields;
    if (this.#fields < 0) throw new ProtocolError('out-of-range', 'more fields than allowed');
  }

  override tag(): number {
    this.#spend(1);
    return super.tag();
  }

  override uint32s(array?: number[]): number[] {
    this.#spendPacked();
    return super.uint32s(array);
  }

  override int32s(array?: number[]): number[] {
    this.#spendPacked();
    return super.int32s(array);
  }

  /** A packed list has at most as many elements as bytes. */
  #spendPacked(): void {
    const start = this.pos;
    this.#spend(this.size());
    this.pos = start;
  }

  /** Copies: a decoded message stays valid when the transport reuses its buffer. */
  override raw(start: number, end: number): Uint8Array {
    return new Uint8Array(this.buf.subarray(start, end));
  }
}

/** @throws ProtocolError */
export function decodeMessage<T extends object>(
  type: GeneratedType<object>,
  rule: Rule<T>,
  bytes: Uint8Array,
  limit: DecodingLimits,
): T {
  // The generated code has just built exactly this shape; the rule then looks at every field of it.
  const message = rule(decodeShape(type, bytes, limit) as T);
  if (message === undefined) throw new ProtocolError('out-of-range', 'message');
  return message;
}

/** Decodes a union: exactly one length-delimited member that fills the message, and one that this version knows. */
export function decodeUnion<T extends { readonly message: string }>(
  type: GeneratedType<object>,
  rules: Readonly<Record<T['message'], (value: never) => unknown>>,
  bytes: Uint8Array,
  limit: DecodingLimits,
): T {
  if (bytes.length <= limit.bytes) checkSingleMember(bytes);
  const union = decodeShape(type, bytes, limit) as T;
  const name: T['message'] | undefined = union.message;
  if (name === undefined) throw new ProtocolError('empty', 'no known message');
  const rule = rules[name];
  if (rule(Reflect.get(union, name) as never) === undefined) throw new ProtocolError('out-of-range', name);
  return union;
}

function decodeShape(type: GeneratedType<object>, bytes: Uint8Array, limit: DecodingLimits): object {
  if (bytes.length > limit.bytes) throw new ProtocolError('too-large', `${bytes.length} bytes, ${limit.bytes} allowed`);
  try {
    return type.decode(new BoundedReader(bytes, limit.fields));
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    throw new ProtocolError('malformed', 'not a message of this direction', { cause });
  }
}

/**
 *   byte 0     tag: field number 1 to 15, wire type 2 (a second byte for later field numbers)
 *   then       varint: length of everything that follows, to the end of the message
 *
 * Otherwise the generated code would take the last of several members, or merge two of the same.
 */
function checkSingleMember(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new ProtocolError('empty', 'no bytes');
  const reader = new protobuf.Reader(bytes);
  let wireType: number;
  let length: number;
  try {
    wireType = reader.tag() & 7;
    length = reader.size();
  } catch (cause) {
    throw new ProtocolError('malformed', 'not one message', { cause });
  }
  if (wireType !== 2 || reader.pos + length !== bytes.length) throw new ProtocolError('malformed', 'not one message');
}
