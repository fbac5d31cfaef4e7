import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeToAgentMessage, decodeViewerMessage, encodeToAgentMessage, encodeViewerMessage } from './codec.ts';
import { type InputMessage, readInput, writeViewerInput } from './input.ts';
import { limits } from './limits.ts';
import { fixtureBytes, fixtures } from './testing/fixtures.ts';
import { mutate, wrapped } from './testing/mutation.ts';
import { seededRandom } from './testing/random-source.ts';

/** Field 5 of ViewerToRelay. */
const inputTag = Uint8Array.of(0x2a);
const ascii = fc.string({ unit: 'binary-ascii', maxLength: limits.keyNameUnits });
const coordinate = fc.nat(limits.displayEdgePixels - 1);
const delta = fc.integer({ min: -limits.wheelDelta, max: limits.wheelDelta });
const place = { display: fc.nat(16), x: coordinate, y: coordinate };
const event = fc.oneof(
  fc.record({ key: fc.record({ code: ascii, key: ascii, down: fc.boolean(), repeat: fc.boolean() }) }),
  fc.record({ pointer: fc.record({ ...place, buttons: fc.nat(limits.pointerButtons) }) }),
  fc.record({ wheel: fc.record({ ...place, deltaX: delta, deltaY: delta }) }),
  fc.record({ text: fc.record({ text: fc.string({ unit: 'binary-ascii', maxLength: limits.textUnits }) }) }),
  fc.constant({ releaseAll: {} }),
);
const ordinal = fc.integer({ min: 1, max: 0xffff_ffff });

/** What encoders of ours write: fields at their default are left out. */
function plain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== 0 && field !== false && field !== '');
  return Object.fromEntries(kept.map(([name, field]) => [name, plain(field)])) as T;
}

function read(bytes: Uint8Array): InputMessage | undefined {
  const input = { sequence: 9, eventStart: 9 };
  return readInput(bytes, input) ? input : undefined;
}

/** What a relay makes of a message by decoding and encoding it. */
function carriedOn(bytes: Uint8Array, viewer: number, sequence: number): unknown {
  const message = decodeViewerMessage(bytes);
  if (message.message !== 'input') return expect.fail();
  const { key, pointer, wheel, text, releaseAll } = message.input;
  const input = { sequence, key, pointer, wheel, text, releaseAll };
  return decodeToAgentMessage(encodeToAgentMessage({ input: { viewer, input } }));
}

describe('input', () => {
  it('INP-1: any plain input within the limits is read in place, and carried on as it is', () => {
    const property = fc.property(event, ordinal, ordinal, ordinal, (any, sequence, viewer, renumbered) => {
      const bytes = encodeViewerMessage({ input: { sequence, ...plain(any) } });
      const input = read(bytes);
      if (input === undefined) return expect.fail();
      expect(input.sequence).toBe(sequence);
      const written = writeViewerInput(viewer, renumbered, bytes, input.eventStart);
      const expected = encodeToAgentMessage({ input: { viewer, input: { sequence: renumbered, ...plain(any) } } });
      expect([...written]).toEqual([...expected]);
    });
    fc.assert(property, { numRuns: 2_000, seed: 1 });
  });

  it('INP-1: whatever it accepts, the decoders on both ends accept and read the same: 200,000 mutations', () => {
    const random = seededRandom(12);
    const samples = fixtures
      .filter(({ codec, message }) => codec === 'ViewerToRelay' && 'input' in message)
      .map(fixtureBytes);
    let accepted = 0;
    for (let count = 0; count < 200_000; count++) {
      const sample = samples[count % samples.length] ?? expect.fail();
      const other = samples[random.below(samples.length)] ?? sample;
      const bytes =
        count % 4 === 0 ? mutate(sample, other, random) : wrapped(inputTag, mutate(sample.subarray(2), other, random));
      const input = read(bytes);
      if (input === undefined) continue;
      accepted++;
      const written = writeViewerInput(3, 4, bytes, input.eventStart);
      expect(decodeToAgentMessage(written)).toEqual(carriedOn(bytes, 3, 4));
    }
    expect(accepted).toBeGreaterThan(5_000);
  });

  it('leaves every other message to the decoder, and any cut', () => {
    for (const fixture of fixtures.filter(({ codec, message }) => codec === 'ViewerToRelay' && !('input' in message))) {
      expect(read(fixtureBytes(fixture))).toBeUndefined();
    }
    const sample = encodeViewerMessage({ input: { sequence: 300, key: { code: 'KeyQ', key: 'q', down: true } } });
    for (let length = 0; length < sample.length; length++) expect(read(sample.subarray(0, length))).toBeUndefined();
  });

  it.each([
    ['no sequence', '2a 02 32 00'],
    ['a sequence of 0', '2a 04 08 00 32 00'],
    ['no event', '2a 02 08 01'],
    ['two events', '2a 06 08 01 32 00 32 00'],
    ['an unknown event', '2a 04 08 01 3a 00'],
    ['a release with content', '2a 06 08 01 32 02 08 01'],
    ['fields out of order', '2a 08 08 01 1a 04 18 01 10 01'],
    ['a field twice', '2a 08 08 01 1a 04 10 01 10 01'],
    ['a pointer outside of any display', '2a 08 08 01 1a 04 10 80 80 01'],
    ['buttons there are none of', '2a 06 08 01 1a 02 20 20'],
    ['a wheel turned too far', '2a 08 08 01 22 04 20 ff ff 03'],
    ['text that is not ASCII', '2a 08 08 01 2a 04 0a 02 c3 b1'],
    ['text that is not even text', '2a 08 08 01 2a 04 0a 02 ff ff'],
    ['a key flag above 1', '2a 06 08 01 12 02 18 02'],
    ['something behind it', '2a 04 08 01 32 00 00'],
  ])('leaves %s to the decoder', (_, hex) => {
    expect(read(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')))).toBeUndefined();
  });

  it('leaves text and names above their limits to the decoder', () => {
    const text = 'x'.repeat(limits.textUnits + 1);
    expect(read(encodeViewerMessage({ input: { sequence: 1, text: { text } } }))).toBeUndefined();
    const code = 'x'.repeat(limits.keyNameUnits + 1);
    expect(read(encodeViewerMessage({ input: { sequence: 1, key: { code } } }))).toBeUndefined();
  });
});
