/**
 * 1,000,000 random and mutated inputs, the same in each run: whatever the bytes are, decoding ends at once in a message
 * within limits or in a ProtocolError. Run with RINGSIDE_FUZZ_SEED for others.
 */
import { describe, expect, it } from 'vitest';
import { createFrameHeader, readFrameHeader } from './frame.ts';
import { ProtocolError } from './protocol-error.ts';
import { type Fixture, fixtureBytes, fixtures } from './testing/fixtures.ts';
import { mutate, randomBytes, wrapped } from './testing/mutation.ts';
import { type RandomSource, seededRandom } from './testing/random-source.ts';
import { type CodecName, codecNames, codecs } from './testing/unions.ts';

const seed = Number(process.env.RINGSIDE_FUZZ_SEED ?? 20_260_101);
const inputs = 1_000_000;
/** No input is larger than a few KiB, so one that takes longer than this hangs; generous for a busy machine. */
const longestMs = 2_000;

interface Tally {
  accepted: number;
  refused: number;
  slowestMs: number;
}

/** Runs one decoder on one input; anything but a message or a ProtocolError fails the test with its bytes. */
function attempt(what: string, bytes: Uint8Array, decode: () => void, tally: Tally): boolean {
  const startMs = performance.now();
  try {
    decode();
    tally.accepted++;
    return true;
  } catch (error) {
    if (!(error instanceof ProtocolError)) {
      throw new Error(`${what} on ${Buffer.from(bytes).toString('hex')} (seed ${seed})`, { cause: error });
    }
    tally.refused++;
    return false;
  } finally {
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startMs);
  }
}

interface Sample {
  readonly codec: CodecName;
  readonly bytes: Uint8Array;
  /** A union's tag and what stands behind its length; a bare statement has no tag. */
  readonly tag: Uint8Array | undefined;
  readonly body: Uint8Array;
}

function varintEnd(bytes: Uint8Array, start: number): number {
  return bytes.findIndex((byte, index) => index >= start && byte < 0x80) + 1;
}

function toSample(fixture: Fixture): Sample {
  const bytes = fixtureBytes(fixture);
  const { codec } = fixture;
  if (codec === 'Heartbeat' || codec === 'TimeAnchor') return { codec, bytes, tag: undefined, body: bytes };
  const tagEnd = varintEnd(bytes, 0);
  return { codec, bytes, tag: bytes.subarray(0, tagEnd), body: bytes.subarray(varintEnd(bytes, tagEnd)) };
}

/** A quarter random, a quarter mutated as a whole, half mutated inside, so that changes reach past the first checks. */
function makeInput(count: number, sample: Sample, other: Sample, random: RandomSource): Uint8Array {
  if (count % 4 === 0) return randomBytes(random, 64);
  if (count % 4 === 1) return mutate(sample.bytes, other.bytes, random);
  const body = mutate(sample.body, other.body, random);
  return sample.tag === undefined ? body : wrapped(sample.tag, body);
}

describe('fuzz', () => {
  it(`OPS-6: ${inputs.toLocaleString('en')} inputs, seed ${seed}: a message or a ProtocolError`, {
    timeout: 120_000,
  }, () => {
    const random = seededRandom(seed);
    const samples = fixtures.map(toSample);
    const pick = () => samples[random.below(samples.length)] ?? expect.fail();
    const header = createFrameHeader();
    const decoded = Object.fromEntries(codecNames.map((name) => [name, { accepted: 0, refused: 0, slowestMs: 0 }]));
    const headers: Tally = { accepted: 0, refused: 0, slowestMs: 0 };
    const before = process.memoryUsage().heapUsed;
    // Stack traces are most of the cost of an error, and nobody reads these.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      for (let count = 0; count < inputs; count++) {
        const sample = pick();
        const bytes = makeInput(count, sample, pick(), random);
        // Mostly the decoder that the bytes were made for, each other one in its turn.
        const name = count % 3 === 0 ? (codecNames[random.below(codecNames.length)] ?? sample.codec) : sample.codec;
        const codec = codecs[name];
        let message: object = {};
        const tally = decoded[name] ?? expect.fail();
        const accepted = attempt(
          name,
          bytes,
          () => {
            message = codec.decode(bytes);
          },
          tally,
        );
        // What was accepted is within limits, so it survives being passed on.
        if (accepted) codec.decode(codec.encode(message as never));
        attempt('readFrameHeader', bytes, () => readFrameHeader(bytes, header), headers);
      }
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    const tallies = [...Object.values(decoded), headers];
    const runs = Object.values(decoded).reduce((sum, { accepted, refused }) => sum + accepted + refused, 0);
    expect(runs).toBe(inputs);
    expect(headers.accepted + headers.refused).toBe(inputs);
    // Both outcomes happen to every decoder, or the inputs test nothing.
    for (const { accepted, refused } of tallies) expect(Math.min(accepted, refused)).toBeGreaterThan(100);
    expect(Math.max(...tallies.map(({ slowestMs }) => slowestMs))).toBeLessThan(longestMs);
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(256);
    console.log(JSON.stringify({ seed, decoded, headers }));
  });
});
