import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeViewerMessage, encodeViewerMessage } from './codec.ts';
import { type PaintedMessage, readPainted } from './painted.ts';
import { fixtureBytes, fixtures } from './testing/fixtures.ts';
import { mutate, wrapped } from './testing/mutation.ts';
import { seededRandom } from './testing/random-source.ts';

/** Field 4 of ViewerToRelay. */
const paintedTag = Uint8Array.of(0x22);
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const sample = encodeViewerMessage({ painted: { display: 1, epoch: 300, frame: 4_294_967_295 } });

function read(bytes: Uint8Array): PaintedMessage | undefined {
  const painted = { display: 9, epoch: 9, frame: 9 };
  return readPainted(bytes, painted) ? painted : undefined;
}

function oracle(bytes: Uint8Array): PaintedMessage {
  const message = decodeViewerMessage(bytes);
  if (message.message !== 'painted') return expect.fail();
  const { display, epoch, frame } = message.painted;
  return { display, epoch, frame };
}

describe('painted', () => {
  it('VID-3: any Painted that an encoder writes is read as the generated decoder reads it', () => {
    const property = fc.property(fc.record({ display: uint32, epoch: uint32, frame: uint32 }), (painted) => {
      const bytes = encodeViewerMessage({ painted });
      expect(read(bytes)).toEqual(painted);
      expect(oracle(bytes)).toEqual(painted);
    });
    fc.assert(property, { numRuns: 2_000, seed: 1 });
  });

  it('whatever it accepts, the generated decoder accepts and reads the same: 200,000 mutations', () => {
    const random = seededRandom(11);
    let accepted = 0;
    for (let count = 0; count < 200_000; count++) {
      const changed = mutate(sample.subarray(2), sample, random);
      const bytes = count % 4 === 0 ? mutate(sample, changed, random) : wrapped(paintedTag, changed);
      const painted = read(bytes);
      if (painted === undefined) continue;
      accepted++;
      const expected = oracle(bytes);
      const { display, epoch, frame } = painted;
      const same = display === expected.display && epoch === expected.epoch && frame === expected.frame;
      if (!same) expect(painted).toEqual(expected);
    }
    expect(accepted).toBeGreaterThan(5_000);
  });

  it('leaves everything else to the decoder: other messages, and any cut', () => {
    const others = fixtures.filter(({ codec, message }) => codec === 'ViewerToRelay' && !('painted' in message));
    for (const fixture of others) {
      expect(read(fixtureBytes(fixture))).toBeUndefined();
    }
    for (let length = 0; length < sample.length; length++) expect(read(sample.subarray(0, length))).toBeUndefined();
  });

  it.each([
    ['fields out of order', '22 04 10 01 08 01'],
    ['a field twice', '22 04 08 01 08 02'],
    ['an unknown field', '22 04 08 01 20 01'],
    ['another wire type', '22 05 0d 01 00 00 00'],
    ['a number above 32 bits', '22 06 18 ff ff ff ff 1f'],
    ['a number of six bytes', '22 07 18 81 80 80 80 80 00'],
    ['a number that does not end', '22 02 18 80'],
    ['something behind it', '22 02 18 01 18'],
  ])('leaves %s to the decoder', (_, hex) => {
    expect(read(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')))).toBeUndefined();
  });
});
