import { describe, expect, it } from 'vitest';
import { decodeAgentMessage, decodeToViewerMessage, decodeViewerMessage, encodeViewerMessage } from './codec.ts';
import { decodeNodeMessage, decodeToNodeMessage } from './control-codec.ts';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import { codecs, onTheWire } from './testing/unions.ts';

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

function refusal(decode: () => unknown): string {
  try {
    decode();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'accepted';
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

/** A length-delimited field. */
function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([...varint((number << 3) | 2), ...varint(content.length)]), content]);
}

function repeated(pattern: string, length: number): Uint8Array {
  return Buffer.alloc(length - (length % (pattern.length / 2)), bytes(pattern));
}

describe('decoding: one message is one member', () => {
  it.each([
    ['no bytes', '', 'empty'],
    ['a member of a newer version', '7a 00', 'empty'],
    ['a member of another direction', '0a 00', 'empty'],
    ['two members', '22 00 4a 00', 'malformed'],
    ['the same member twice', '3a 02 08 05 3a 02 08 06', 'malformed'],
    ['a member and an unknown field', '4a 00 f8 01 05', 'malformed'],
    ['a member as a number', '38 05', 'malformed'],
    ['a member as a number, as long as a length', '38 00', 'malformed'],
    ['a member as a group', '4b 4c', 'malformed'],
    ['field number 0', '02 00', 'malformed'],
    ['a length beyond the end', '3a 03 08 05', 'malformed'],
    ['a length before the end', '3a 02 08 05 08', 'malformed'],
    ['a length of 5 bytes and more', '3a ff ff ff ff ff 01', 'malformed'],
    ['a tag of 11 bytes', 'ba ff ff ff ff ff ff ff ff ff 01', 'malformed'],
    ['half a tag', 'ba', 'malformed'],
    ['an inner length beyond the outer', '2a 04 08 01 2a 03', 'malformed'],
    ['text that is not UTF-8', '2a 07 08 01 2a 03 0a 01 ff', 'malformed'],
    ['a number that does not end', '3a 02 08 ff', 'malformed'],
    ['wire type 6', '3a 02 0e 00', 'malformed'],
    ['wire type 7', '3a 02 0f 00', 'malformed'],
    ['an open group inside', '3a 01 0b', 'malformed'],
  ])('%s', (_, hex, code) => {
    expect(refusal(() => decodeViewerMessage(bytes(hex)))).toBe(code);
  });

  it('unknown fields inside a member are skipped, whatever their type', () => {
    // probe { sentUs: 5, 100: varint, 101: 64 bit, 102: bytes, 103: group, 104: 32 bit }
    const inner = '08 05 a0 06 07 a9 06 0000000000000000 b2 06 01 ff bb 06 08 01 bc 06 c5 06 00000000';
    const message = decodeViewerMessage(field(7, bytes(inner)));
    expect(onTheWire(message)).toEqual({ probe: { sentUs: 5 } });
    // They come from newer peers, and are not kept to be passed on.
    expect(Buffer.from(encodeViewerMessage(message)).toString('hex')).toBe('3a020805');
  });

  it('a known field with the wrong wire type is skipped, not misread', () => {
    const message = decodeViewerMessage(bytes('3a 05 0d 01 00 00 00'));
    expect(message.message === 'probe' && message.probe.sentUs).toBe(0);
  });

  it('names like __proto__ are text and touch nothing', () => {
    for (const text of ['__proto__', 'constructor', 'prototype', 'toString', 'message']) {
      const encoded = encodeViewerMessage({ input: { sequence: 1, key: { code: text, key: text } } });
      const message = decodeViewerMessage(encoded);
      expect(message.message === 'input' && message.input.key?.code).toBe(text);
    }
    expect(Object.hasOwn(Object.prototype, 'code')).toBe(false);
    expect(Reflect.get({}, 'sequence')).toBeUndefined();
  });
});

describe('decoding: bounded before it allocates', () => {
  const mebibytes = 4 * 1024 * 1024 - 64;

  it.each<readonly [string, () => unknown]>([
    ['2,000,000 empty identifiers', () => decodeNodeMessage(field(1, repeated('2a00', mebibytes)))],
    ['2,000,000 empty displays', () => decodeNodeMessage(nested([2, 5, 3], repeated('1200', mebibytes)))],
    ['4,000,000 packed numbers', () => decodeNodeMessage(nested([2, 3, 2], field(5, repeated('01', mebibytes))))],
    ['2,000,000 numbers one by one', () => decodeNodeMessage(nested([2, 3, 2], repeated('2801', mebibytes)))],
    ['2,000,000 unknown fields', () => decodeToNodeMessage(field(10, repeated('7801', mebibytes)))],
    ['1,000,000 times the same number', () => decodeToNodeMessage(field(10, repeated('08ffff01', mebibytes)))],
    ['groups 2,000 deep', () => decodeToViewerMessage(field(40, repeated('5b', 2_000)))],
    ['8,000 displays to subscribe', () => decodeViewerMessage(field(3, field(1, repeated('01', 8_000))))],
    ['5,000 encodings', () => decodeAgentMessage(field(49, field(4, field(5, repeated('01', 5_000)))))],
  ])('%s', (_, decode) => {
    const before = process.memoryUsage().heapUsed;
    expect(decode).toThrow(/^out-of-range: more fields than allowed|^malformed/);
    const grown = process.memoryUsage().heapUsed - before;
    // 102,000 small objects at most; without the budget of fields it is a hundred and more.
    expect(grown / 2 ** 20).toBeLessThan(24);
  });

  it.each([
    ['ViewerToRelay', limits.viewerMessageBytes],
    ['RelayToViewer', limits.relayMessageBytes],
    ['AgentToRelay', limits.agentMessageBytes],
    ['RelayToAgent', limits.relayMessageBytes],
    ['RelayToServices', limits.controlMessageBytes],
    ['ServicesToRelay', limits.controlMessageBytes],
    ['Heartbeat', limits.statementBytes],
    ['TimeAnchor', limits.statementBytes],
  ] as const)('%s: too large is refused unread', (name, maxBytes) => {
    expect(refusal(() => codecs[name].decode(new Uint8Array(maxBytes + 1)))).toBe('too-large');
    expect(refusal(() => codecs[name].decode(new Uint8Array(maxBytes)))).not.toBe('too-large');
  });

  it('too large and malformed have close codes of their own', () => {
    expect(new ProtocolError('too-large', '').closeName).toBe('tooLarge');
    expect(new ProtocolError('empty', '').closeName).toBe('malformed');
  });
});

/** Fields within fields, outermost first. */
function nested(numbers: readonly number[], content: Uint8Array): Uint8Array {
  return numbers.reduceRight((inner, number) => field(number, inner), content);
}
