import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAgentMessage, encodeAgentMessage, encodeToViewerMessage } from './codec.ts';
import { createFrameHeader, type FrameHeader, isFrame, readFrameHeader } from './frame.ts';
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import { fixtureBytes, fixtures } from './testing/fixtures.ts';
import { messageArbitrary } from './testing/message-arbitraries.ts';
import { mutate } from './testing/mutation.ts';
import { seededRandom } from './testing/random-source.ts';

const samples = fixtures.filter(({ message }) => 'frame' in message).map(fixtureBytes);
const sample = samples[0] ?? expect.fail();

function read(bytes: Uint8Array): FrameHeader {
  const header = createFrameHeader();
  readFrameHeader(bytes, header);
  return header;
}

function refusal(bytes: Uint8Array): string {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** The same frame as the generated decoder reads it. */
function oracle(bytes: Uint8Array): FrameHeader {
  const message = decodeAgentMessage(bytes);
  if (message.message !== 'frame') return expect.fail();
  const { frame } = message;
  return {
    display: frame.display,
    epoch: frame.epoch,
    frame: frame.frame,
    kind: frame.kind,
    tileX: frame.tileX,
    tileY: frame.tileY,
    tilesWide: frame.tilesWide,
    tilesHigh: frame.tilesHigh,
    chunk: frame.chunk,
    chunks: frame.chunks,
    update: frame.update,
    lastOfUpdate: frame.lastOfUpdate ? 1 : 0,
    base: frame.base,
    capturedUs: frame.capturedUs,
    encoding: frame.encoding,
    payloadStart: bytes.length - frame.payload.length,
  };
}

/** A frame message from the bytes of its fields. */
function frameOf(fields: string): Uint8Array {
  const inner = Buffer.from(fields.replaceAll(' ', ''), 'hex');
  return Uint8Array.from([0x0a, inner.length, ...inner]);
}

const fields = '08 01 10 01 18 01 20 01 38 01 40 01 50 01 58 01 78 01';

/** Frame 5 as a copy that builds on frame 4, with parts exchanged. */
function copy({ kind = '20 02', chunks = '50 01', base = '68 04', encoding = '78 05', payload = '' }): string {
  const content = payload === '' ? '82 01 04 01 00 02 00' : payload;
  return `08 01 10 01 18 05 ${kind} 38 01 40 01 ${chunks} 58 01 ${base} ${encoding} ${content}`;
}

describe('frame header', () => {
  it('VID-7: any frame reads as the generated decoder reads it, in both directions', () => {
    const property = fc.property(messageArbitrary('VideoFrame'), (frame) => {
      const bytes = encodeAgentMessage({ frame });
      expect(encodeToViewerMessage({ frame })).toEqual(bytes);
      expect(isFrame(bytes)).toBe(true);
      expect(read(bytes)).toEqual(oracle(bytes));
    });
    fc.assert(property, { numRuns: 2_000, seed: 1 });
  });

  it('whatever it accepts, the generated decoder accepts and reads the same: 200,000 mutations', () => {
    const random = seededRandom(7);
    const header = createFrameHeader();
    let accepted = 0;
    for (let count = 0; count < 200_000; count++) {
      const bytes = mutate(samples[count % samples.length] ?? sample, sample, random);
      try {
        readFrameHeader(bytes, header);
      } catch {
        continue;
      }
      accepted++;
      // Equality over all fields, without the cost of a matcher.
      const expected = oracle(bytes);
      const same = Object.entries(header).every(([name, value]) => Reflect.get(expected, name) === value);
      if (!same) expect(header).toEqual(expected);
    }
    expect(accepted).toBeGreaterThan(5_000);
  });

  it('is cut off at any byte: refused', () => {
    for (const bytes of samples) {
      for (let length = 0; length < bytes.length; length++) {
        expect(() => read(bytes.subarray(0, length))).toThrow(ProtocolError);
      }
    }
  });

  it.each([
    ['whole', `${fields} 82 01 01 ff`, 'accepted'],
    ['zeros written out', `${fields.replace('38 01', '28 00 30 00 38 01')} 82 01 01 ff`, 'accepted'],
    ['no payload', fields, 'malformed'],
    ['an empty payload', `${fields} 82 01 00`, 'out-of-range'],
    ['a payload shorter than the message', `${fields} 82 01 01 ff ff`, 'malformed'],
    ['a payload longer than the message', `${fields} 82 01 03 ff ff`, 'malformed'],
    ['fields out of order', `10 01 08 01 ${fields.slice(12)} 82 01 01 ff`, 'malformed'],
    ['a field twice', `08 01 ${fields} 82 01 01 ff`, 'malformed'],
    ['a field with another wire type', `${fields.replace('38 01', '3d 01 00 00 00')} 82 01 01 ff`, 'malformed'],
    ['an unknown field', `${fields} 88 01 01 82 01 01 ff`, 'malformed'],
    ['a field after the payload', `${fields} 82 01 01 ff 88 01 01`, 'malformed'],
    ['a number above 32 bits', `${fields.replace('18 01', '18 ff ff ff ff 1f')} 82 01 01 ff`, 'out-of-range'],
    [
      'a number of 11 bytes',
      `${fields.replace('18 01', '18 81 80 80 80 80 80 80 80 80 80 01')} 82 01 01 ff`,
      'malformed',
    ],
    [
      'a number above 2^53',
      `${fields.replace('78 01', '70 ff ff ff ff ff ff ff ff 7f 78 01')} 82 01 01 ff`,
      'out-of-range',
    ],
    ['a flag that is 2', `${fields.replace('78 01', '60 02 78 01')} 82 01 01 ff`, 'out-of-range'],
    ['display 0', `${fields.replace('08 01', '08 00')} 82 01 01 ff`, 'out-of-range'],
    ['no epoch', `${fields.replace('10 01', '')} 82 01 01 ff`, 'out-of-range'],
    ['frame 0', `${fields.replace('18 01', '18 00')} 82 01 01 ff`, 'out-of-range'],
    ['update 0', `${fields.replace('58 01', '58 00')} 82 01 01 ff`, 'out-of-range'],
    ['no kind', `${fields.replace('20 01', '')} 82 01 01 ff`, 'out-of-range'],
    ['no encoding', `${fields.replace('78 01', '')} 82 01 01 ff`, 'out-of-range'],
    ['an unknown kind', `${fields.replace('20 01', '20 05')} 82 01 01 ff`, 'out-of-range'],
    ['an unknown encoding', `${fields.replace('78 01', '78 07')} 82 01 01 ff`, 'out-of-range'],
    ['a copy', copy({}), 'accepted'],
    ['a copy of something older than the frame before', copy({ base: '68 03' }), 'out-of-range'],
    ['a copy without a base', copy({ base: '' }), 'out-of-range'],
    ['a copy in two chunks', copy({ chunks: '50 02' }), 'out-of-range'],
    ['a copy with more than an offset', copy({ payload: '82 01 05 01 00 02 00 00' }), 'out-of-range'],
    ['a copy that is a PNG', copy({ encoding: '78 01' }), 'out-of-range'],
    ['an image with a base', copy({ kind: '20 01', encoding: '78 01' }), 'out-of-range'],
    ['an image that is a copy', copy({ kind: '20 01', base: '' }), 'out-of-range'],
    ['a video’s key frame', copy({ kind: '20 03', base: '', encoding: '78 06' }), 'accepted'],
    ['a video’s key frame with a base', copy({ kind: '20 03', encoding: '78 06' }), 'out-of-range'],
    ['a video’s key frame that is a PNG', copy({ kind: '20 03', base: '', encoding: '78 01' }), 'out-of-range'],
    ['a video’s delta', copy({ kind: '20 04', base: '68 02', encoding: '78 06' }), 'accepted'],
    ['a video’s delta without a base', copy({ kind: '20 04', base: '', encoding: '78 06' }), 'out-of-range'],
    ['a video’s delta that is its own base', copy({ kind: '20 04', base: '68 05', encoding: '78 06' }), 'out-of-range'],
    ['a video’s delta that is a PNG', copy({ kind: '20 04', base: '68 02', encoding: '78 01' }), 'out-of-range'],
    ['no tiles wide', `${fields.replace('38 01', '38 00')} 82 01 01 ff`, 'out-of-range'],
    ['no tiles high', `${fields.replace('40 01', '40 00')} 82 01 01 ff`, 'out-of-range'],
    ['tiles beyond the right edge', `${fields.replace('38 01', '28 ff 01 38 02')} 82 01 01 ff`, 'out-of-range'],
    [
      'tiles beyond the bottom edge',
      `${fields.replace('38 01', '30 ff 01 38 01').replace('40 01', '40 02')} 82 01 01 ff`,
      'out-of-range',
    ],
    ['tiles far beyond any edge', `${fields.replace('38 01', '28 ff ff ff ff 0f 38 01')} 82 01 01 ff`, 'out-of-range'],
    ['no chunks', `${fields.replace('50 01', '50 00')} 82 01 01 ff`, 'out-of-range'],
    ['a chunk beyond the last', `${fields.replace('50 01', '48 01 50 01')} 82 01 01 ff`, 'out-of-range'],
    ['more chunks than a frame may have', `${fields.replace('50 01', '50 8e 04')} 82 01 01 ff`, 'out-of-range'],
  ])('%s', (_, hex, outcome) => {
    expect(refusal(frameOf(hex))).toBe(outcome);
  });

  it('a payload of one chunk at most, a message of the agent’s limit at most', () => {
    const message = decodeAgentMessage(sample);
    const frame = message.message === 'frame' ? message.frame : expect.fail();
    const withPayload = (length: number) =>
      encodeAgentMessage({ frame: { ...spread(frame), payload: new Uint8Array(length) } });
    expect(refusal(withPayload(limits.chunkBytes))).toBe('accepted');
    expect(withPayload(limits.chunkBytes).length).toBeLessThanOrEqual(limits.chunkBytes + limits.framePrefixBytes);
    expect(refusal(withPayload(limits.chunkBytes + 1))).toBe('out-of-range');
    expect(refusal(withPayload(limits.agentMessageBytes))).toBe('too-large');
  });

  it('an error leaves the next message unharmed', () => {
    const header = createFrameHeader();
    expect(() => readFrameHeader(frameOf(`${fields} 82 01 00`), header)).toThrow(ProtocolError);
    readFrameHeader(sample, header);
    expect(header).toEqual(oracle(sample));
  });
});

function spread(frame: object): object {
  return Object.fromEntries(Object.entries(frame));
}
