import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { viewerLimits } from '../limits.ts';
import { encodeFlatPng, encodePng, type FlatPicture, pngOf, testPicture } from '../testing/frames.ts';
import { decodePalettePng, InstantImages } from './palette-png.ts';

function flatPicture(width: number, height: number, colours: number): FlatPicture {
  const palette = Array.from({ length: colours }, (_, index) => (index * 0x01_23_45) & 0xff_ff_ff);
  const indices = Uint8Array.from({ length: width * height }, (_, at) => Math.floor(at / 3 + at / width) % colours);
  return { width, height, palette, indices };
}

const stride = viewerLimits.instantEdge;

/** Decoded as R, G, B, A, row by row. */
function decoded(png: Uint8Array): number[][] | undefined {
  const image = decodePalettePng(png);
  if (image === undefined) return undefined;
  const pixels = new Uint32Array(stride * image.height);
  image.write({ pixels, stride });
  const bytes = new Uint8Array(pixels.buffer);
  return Array.from({ length: image.width * image.height }, (_, at) => {
    const from = (Math.floor(at / image.width) * stride + (at % image.width)) * 4;
    return [...bytes.subarray(from, from + 4)];
  });
}

describe('small palette images', () => {
  test.each([
    [1, 1, 1],
    [64, 64, 2],
    [128, 128, 16],
    [256, 64, 256],
    [64, 256, 3],
    [37, 21, 200],
  ])('VID-4: %i x %i pixels of %i colours are decoded pixel for pixel', (width, height, colours) => {
    const picture = flatPicture(width, height, colours);
    const expected = [...picture.indices].map((index) => {
      const colour = picture.palette[index] as number;
      return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 255];
    });
    expect(decoded(encodeFlatPng(picture))).toEqual(expected);
  });

  test('nothing of the image before is left', () => {
    const first = encodeFlatPng(flatPicture(64, 64, 200));
    const second = encodeFlatPng(flatPicture(8, 8, 2));
    const alone = decoded(second);
    decoded(first);
    expect(decoded(second)).toEqual(alone);
  });

  const flat = flatPicture(64, 64, 4);
  const header = Buffer.from(encodeFlatPng(flat).subarray(16, 29));
  const colours = Buffer.alloc(12);
  const rows = deflateSync(Buffer.alloc(65 * 64));
  const withHeader = (change: (header: Buffer) => void): Uint8Array => {
    const changed = Buffer.from(header);
    change(changed);
    return pngOf([
      ['IHDR', changed],
      ['PLTE', colours],
      ['IDAT', rows],
      ['IEND', Buffer.alloc(0)],
    ]);
  };

  const rowsOf = (deflated: Uint8Array): Uint8Array =>
    pngOf([
      ['IHDR', header],
      ['PLTE', colours],
      ['IDAT', deflated],
      ['IEND', Buffer.alloc(0)],
    ]);

  test('the test’s own header is taken', () => {
    expect(decodePalettePng(withHeader(() => undefined))).toMatchObject({ width: 64, height: 64 });
  });

  test.each<[string, Uint8Array | Promise<Uint8Array>]>([
    ['true colour', encodePng(testPicture(8, 8))],
    ['four bits', withHeader((changed) => changed.writeUInt8(4, 8))],
    ['interlaced', withHeader((changed) => changed.writeUInt8(1, 12))],
    ['too wide', withHeader((changed) => changed.writeUInt32BE(stride + 1, 0))],
    ['too high', withHeader((changed) => changed.writeUInt32BE(stride + 1, 4))],
    ['too many pixels', withHeader((changed) => changed.set([0, 0, 1, 0, 0, 0, 0, 65]))],
    ['long', encodeFlatPng({ ...flatPicture(128, 128, 256), indices: testPicture(128, 128).rgb.subarray(0, 16_384) })],
    [
      'a chunk between',
      pngOf([
        ['IHDR', header],
        ['tEXt', colours],
        ['PLTE', colours],
        ['IDAT', rows],
      ]),
    ],
    [
      'in two parts',
      pngOf([
        ['IHDR', header],
        ['PLTE', colours],
        ['IDAT', rows],
        ['IDAT', rows],
      ]),
    ],
    ['no end', encodeFlatPng(flat).subarray(0, -1)],
    ['a signature', encodeFlatPng(flat).subarray(0, 8)],
    ['nothing', new Uint8Array(0)],
    ['a filtered row', encodeFlatPng(flat, 1)],
    ['a colour beyond the palette', encodeFlatPng({ ...flat, palette: flat.palette.slice(1) })],
    ['no rows', rowsOf(new Uint8Array(0))],
    ['rows missing', rowsOf(deflateSync(Buffer.alloc(65 * 63)))],
    ['rows cut off', rowsOf(rows.subarray(0, 12))],
    ['not deflated', rowsOf(Buffer.alloc(100, 0xff))],
  ])('what is no small palette image is left to the browser: %s', async (_, png) => {
    expect(decodePalettePng(await png)).toBeUndefined();
  });

  const bomb = rowsOf(deflateSync(Buffer.alloc(3_500_000)));

  test('what unpacks to more than the image has is left to the browser', () => {
    expect(bomb.length).toBeLessThan(viewerLimits.instantBytes);
    expect(decodePalettePng(bomb)).toBeUndefined();
    expect(decodePalettePng(rowsOf(deflateSync(Buffer.alloc(65 * 64 + 1))))).toBeUndefined();
  });

  test('every cut and every changed byte is decoded or left to the browser', () => {
    const png = encodeFlatPng(flat);
    for (let at = 0; at < png.length; at++) {
      const changed = png.slice();
      changed[at] = (changed[at] as number) ^ 0xff;
      expect(decodePalettePng(png.subarray(0, at))).toBeUndefined();
      expect(() => decoded(changed)).not.toThrow();
    }
  });
});

describe('images decoded on the spot', () => {
  const small = encodeFlatPng(flatPicture(64, 64, 4));
  const large = encodePng(testPicture(64, 64));
  const { instantPerUpdate } = viewerLimits;

  test('the first few of each update are, the rest is left to other threads', () => {
    const images = new InstantImages();
    const isDecoded = (lastOfUpdate = false): boolean => images.decode({ image: small, lastOfUpdate }) !== undefined;
    for (let update = 0; update < 2; update++) {
      const decoded = Array.from({ length: instantPerUpdate + 2 }, () => isDecoded());
      expect(decoded.map(Number)).toEqual([...Array(instantPerUpdate).fill(1), 0, 0]);
      expect(isDecoded(true)).toBe(false);
    }
  });

  test('images of other forms take none of their places', async () => {
    const images = new InstantImages();
    const other = { image: new Uint8Array(await large), lastOfUpdate: false };
    for (let at = 0; at < 2 * instantPerUpdate; at++) expect(images.decode(other)).toBeUndefined();
    expect(images.decode({ image: small, lastOfUpdate: false })).toBeDefined();
  });

  test('after one that is not what its header says, nothing is unpacked any more', () => {
    const images = new InstantImages();
    const header = Buffer.from(small.subarray(16, 29));
    const bomb = pngOf([
      ['IHDR', header],
      ['PLTE', Buffer.alloc(12)],
      ['IDAT', deflateSync(Buffer.alloc(3_500_000))],
      ['IEND', Buffer.alloc(0)],
    ]);
    expect(images.decode({ image: bomb, lastOfUpdate: true })).toBeUndefined();
    expect(images.decode({ image: small, lastOfUpdate: true })).toBeUndefined();
    expect(new InstantImages().decode({ image: small, lastOfUpdate: true })).toBeDefined();
  });
});
