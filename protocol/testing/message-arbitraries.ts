/** Arbitrary messages that are within limits, made from the schema, so that a new message is covered by itself. */
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { limits } from '../limits.ts';
import { messageType } from './schema.ts';

/** Fields whose limits are narrower than their type, by `Message.field`, or by `field` wherever it occurs. */
const narrow: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  nonce: exactBytes(limits.nonceBytes),
  proof: exactBytes(limits.signatureBytes),
  signature: exactBytes(limits.signatureBytes),
  width: fc.integer({ min: 1, max: limits.displayEdgePixels }),
  height: fc.integer({ min: 1, max: limits.displayEdgePixels }),
  x: fc.nat(limits.displayEdgePixels - 1),
  y: fc.nat(limits.displayEdgePixels - 1),
  buttons: fc.nat(limits.pointerButtons),
  deltaX: fc.integer({ min: -limits.wheelDelta, max: limits.wheelDelta }),
  deltaY: fc.integer({ min: -limits.wheelDelta, max: limits.wheelDelta }),
  'VideoFrame.kind': fc.constant(1),
  'VideoFrame.encoding': fc.integer({ min: 1, max: 4 }),
  'VideoFrame.base': fc.constant(0),
  'VideoFrame.frame': fc.integer({ min: 2, max: 0xffff_ffff }),
  tileX: fc.nat(128),
  tileY: fc.nat(128),
  tilesWide: fc.integer({ min: 1, max: 128 }),
  tilesHigh: fc.integer({ min: 1, max: 128 }),
  'VideoFrame.chunk': fc.nat(99),
  'VideoFrame.chunks': fc.integer({ min: 100, max: limits.frameChunks }),
  'VideoFrame.payload': fc.uint8Array({ minLength: 1, maxLength: 200 }),
};

function exactBytes(length: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

function scalar(field: protobuf.Field): fc.Arbitrary<unknown> {
  const special = narrow[`${field.parent?.name}.${field.name}`] ?? narrow[field.name];
  if (special !== undefined) return special;
  if (field.resolvedType instanceof protobuf.Type) return messageArbitrary(field.resolvedType.name);
  if (field.resolvedType instanceof protobuf.Enum) return fc.constantFrom(...Object.values(field.resolvedType.values));
  switch (field.type) {
    case 'uint32':
      return fc.integer({ min: 1, max: 0xffff_ffff });
    case 'uint64':
      return fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    case 'bool':
      return fc.boolean();
    case 'string':
      // "__proto__" and the like are ordinary text.
      return fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 16 }), fc.constant('__proto__'));
    case 'bytes':
      return fc.uint8Array({ maxLength: 64 });
    default:
      throw new TypeError(`no arbitrary for ${field.fullName} of type ${field.type}`);
  }
}

function value(field: protobuf.Field): fc.Arbitrary<unknown> {
  if (!field.repeated) return scalar(field);
  const uniqueBy = field.type === 'Display' ? (it: unknown) => Reflect.get(Object(it), 'display') : undefined;
  const bounds = { maxLength: 8 };
  return uniqueBy === undefined
    ? fc.array(scalar(field), bounds)
    : fc.uniqueArray(scalar(field), { ...bounds, selector: uniqueBy });
}

/** Frames of every kind: what goes with each is more than one field's limit says. */
function anyKind(tiles: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const copy = { kind: 2, encoding: 5, chunk: 0, chunks: 1, payload: Uint8Array.of(1, 2, 3, 4) };
  const kinds: readonly ((frame: number) => object)[] = [
    () => ({}),
    (frame) => ({ ...copy, base: frame - 1 }),
    () => ({ kind: 3, encoding: 6 }),
    (frame) => ({ kind: 4, encoding: 6, base: Math.ceil(frame / 2) }),
  ];
  return fc
    .tuple(tiles, fc.constantFrom(...kinds))
    .map(([frame, kind]) => ({ ...frame, ...kind(Number(Reflect.get(frame, 'frame'))) }));
}

export function messageArbitrary(name: string): fc.Arbitrary<object> {
  if (name === 'VideoFrame') return anyKind(fieldsArbitrary(name));
  return fieldsArbitrary(name);
}

function fieldsArbitrary(name: string): fc.Arbitrary<object> {
  const type = messageType(name);
  const [oneof] = type.oneofsArray;
  const fixed = type.fieldsArray.filter((field) => field.partOf === null);
  const record = fc.record(Object.fromEntries(fixed.map((field) => [field.name, value(field)])));
  if (oneof === undefined) return record;
  const members = oneof.fieldsArray.map((field) => value(field).map((it) => ({ [field.name]: it })));
  return fc.tuple(record, fc.oneof(...members)).map(([fields, chosen]) => ({ ...fields, ...chosen }));
}
