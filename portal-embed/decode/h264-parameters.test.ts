import { describe, expect, test } from 'vitest';
import { begin, SetWriter, sized } from '../testing/h264-set.ts';
import { colours, edge, greys } from '../testing/streams.ts';
import { readStreamParameters } from './h264-parameters.ts';

const keyOf = ({ parts }: typeof greys): Uint8Array => parts[0] ?? new Uint8Array();

describe('H.264 parameters', () => {
  test('VID-4: what an encoder writes is read: codec, size in pixels, nothing said of colours', () => {
    const silent = { codec: 'avc1.64000b', namesColours: false, fullRange: undefined };
    expect(readStreamParameters(keyOf(greys))).toMatchObject({ width: 128, height: 64, namesColours: false });
    expect(readStreamParameters(keyOf(colours))).toMatchObject({ width: 128, height: 128 });
    expect(readStreamParameters(keyOf(edge))).toMatchObject({
      ...silent,
      codec: expect.any(String),
      width: 108,
      height: 72,
    });
    expect(readStreamParameters(keyOf(edge))?.codec).toMatch(/^avc1\.64[0-9a-f]{4}$/);
  });

  test('a delta, a cut set and bytes of anything else are no key frame', () => {
    expect(readStreamParameters(greys.parts[1] ?? new Uint8Array())).toBeUndefined();
    const key = keyOf(greys);
    for (let length = 0; length < 12; length++) expect(readStreamParameters(key.subarray(0, length))).toBeUndefined();
    expect(readStreamParameters(new Uint8Array(100_000))).toBeUndefined();
    expect(readStreamParameters(new Uint8Array(100_000).fill(0xff))).toBeUndefined();
  });

  test('a set far behind is not searched for', () => {
    const set = sized(8, 4).fixed(0, 1).unit();
    expect(readStreamParameters(set)).toMatchObject({ codec: 'avc1.42c01e', width: 128, height: 64 });
    const late = new Uint8Array(1_000);
    late.set(set, 900);
    expect(readStreamParameters(late)).toBeUndefined();
  });

  test('a size of any number of macroblocks is told as it is', () => {
    expect(readStreamParameters(sized(60_000, 1).fixed(0, 1).unit())?.width).toBe(960_000);
    expect(readStreamParameters(begin().fixed(0, 4_000).unit())).toBeUndefined();
  });

  test('other profiles, interlaced pictures, other depths and colours than 4:2:0 are not taken', () => {
    expect(readStreamParameters(sized(8, 4).fixed(0, 1).unit(110))).toBeUndefined();
    const interlaced = begin().number(7).number(3).fixed(0, 3);
    expect(readStreamParameters(interlaced.fixed(0, 10).unit())).toBeUndefined();
    const highSet = (chroma: number, depth: number, tables: number): Uint8Array =>
      new SetWriter()
        .number(0)
        .number(chroma)
        .number(depth)
        .number(depth)
        .fixed(0, 1)
        .fixed(tables, 1)
        .number(0)
        .number(2)
        .number(1)
        .fixed(0, 1)
        .number(7)
        .number(3)
        .fixed(0b1100, 4)
        .unit(100);
    expect(readStreamParameters(highSet(1, 0, 0))).toMatchObject({ width: 128, height: 64 });
    expect(readStreamParameters(highSet(3, 0, 0))).toBeUndefined();
    expect(readStreamParameters(highSet(1, 2, 0))).toBeUndefined();
    expect(readStreamParameters(highSet(1, 0, 1))).toBeUndefined();
  });

  test('VID-4: what a stream says of its colours is read', () => {
    const information = (signal: (writer: SetWriter) => SetWriter): Uint8Array =>
      // There is information: an aspect ratio of its own, no overscan, then the signal.
      signal(sized(8, 4).fixed(1, 1).fixed(1, 1).fixed(255, 8).fixed(1, 16).fixed(1, 16).fixed(0, 1)).unit();
    const colour = { namesColours: true, fullRange: true };
    const named = (matrix: number) => (writer: SetWriter) =>
      writer.fixed(1, 1).fixed(5, 3).fixed(1, 1).fixed(1, 1).fixed(1, 8).fixed(1, 8).fixed(matrix, 8);
    expect(readStreamParameters(information(named(1)))).toMatchObject(colour);
    expect(readStreamParameters(information(named(2)))).toMatchObject({ ...colour, namesColours: false });
    const range = information((writer) => writer.fixed(1, 1).fixed(5, 3).fixed(0, 1).fixed(0, 1));
    expect(readStreamParameters(range)).toMatchObject({ namesColours: false, fullRange: false });
    const silent = information((writer) => writer.fixed(0, 1));
    expect(readStreamParameters(silent)).toMatchObject({ namesColours: false, fullRange: undefined });
  });

  test('bytes that are no content are skipped', () => {
    // 16 zero bits and more lie inside of this size.
    const set = sized(65_536, 65_536).fixed(0, 1).unit();
    expect([...set].some((byte, at) => byte === 3 && set[at - 1] === 0 && set[at - 2] === 0)).toBe(true);
    expect(readStreamParameters(set)).toMatchObject({ width: 65_536 * 16, height: 65_536 * 16 });
  });
});
