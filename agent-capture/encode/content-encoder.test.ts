import { FrameEncoding } from '@ringside/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createContentEncoder } from './content-encoder.ts';
import type { Content, Fidelity, PixelArea } from './image-encoder.ts';
import { decodeImage } from './testing/image-decoder.ts';

const encoder = createContentEncoder();

/** An area inside a larger picture, so that offset and stride matter. */
function areaOf(width: number, height: number, colour: (x: number, y: number) => number): PixelArea {
  const stride = width + 5;
  const offset = 2 * stride + 3;
  const pixels = new Uint32Array(stride * (height + 4)).fill(0xdead_beef);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[offset + y * stride + x] = colour(x, y);
  }
  return { pixels, offset, stride, width, height };
}

function coloursOf({ pixels, offset, stride, width, height }: PixelArea): Uint32Array {
  const rows = Array.from({ length: height }, (_, y) => pixels.slice(offset + y * stride, offset + y * stride + width));
  return Uint32Array.from(rows.flatMap((row) => [...row].map((pixel) => pixel & 0xff_ffff)));
}

const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729 + 17, 0x9e37_79b1);

async function roundTrip(area: PixelArea, content: Content, fidelity: Fidelity) {
  const images = await encoder.encode(area, content, fidelity);
  const colours = new Uint32Array(area.width * area.height).fill(0xffff_ffff);
  for (const { x, y, width, height, encoding, payload } of images) {
    expect([x % 64, y % 64]).toEqual([0, 0]);
    const part = await decodeImage(encoding, payload, width, height);
    for (let row = 0; row < height; row++) {
      const at = (y + row) * area.width + x;
      expect(colours[at]).toBe(0xffff_ffff);
      colours.set(part.subarray(row * width, (row + 1) * width), at);
    }
  }
  return { images, exact: images.every((image) => image.exact), colours };
}

/** What kinds of images came out. */
async function encodings(area: PixelArea, content: Content, fidelity: Fidelity): Promise<string[]> {
  const images = await encoder.encode(area, content, fidelity);
  return images.map(({ encoding }) => FrameEncoding[encoding].replace('FRAME_ENCODING_', ''));
}

test('VID-4: what is said to be exact is exact, whatever the size, the number of colours and the unused byte', async () => {
  const size = fc.integer({ min: 1, max: 140 });
  const colours = fc.constantFrom(1, 2, 17, 255, 256, 257, 100_000);
  const content = fc.constantFrom<Content>('flat', 'picture');
  const fidelity = fc.constantFrom<Fidelity>('quick', 'exact');
  await fc.assert(
    fc.asyncProperty(size, size, colours, content, fidelity, async (width, height, many, kind, how) => {
      const area = areaOf(width, height, (x, y) => Math.imul((y * width + x) % many, 0x01f3_5a7b) ^ (x << 24));
      const { images, exact, colours: seen } = await roundTrip(area, kind, how);
      for (const image of images) {
        expect(image.exact).toBe(image.encoding !== FrameEncoding.FRAME_ENCODING_JPEG);
        if (how === 'exact') expect(image.exact).toBe(true);
      }
      if (exact) expect(seen).toEqual(coloursOf(area));
    }),
    { numRuns: 150 },
  );
});

test('VID-4: one colour is sent as that colour', async () => {
  const images = await encoder.encode(
    areaOf(64, 64, () => 0xff12_3456),
    'flat',
    'quick',
  );
  expect(images).toEqual([
    {
      x: 0,
      y: 0,
      width: 64,
      height: 64,
      encoding: FrameEncoding.FRAME_ENCODING_SOLID,
      payload: Uint8Array.of(0x12, 0x34, 0x56),
      exact: true,
    },
  ]);
});

test('VID-4: few colours are sent as a palette, pictures as JPEG, then as PNG in true colour', async () => {
  const letters = areaOf(128, 64, (x, y) => ((x * y) % 7 < 3 ? 0x222222 : 0xf4f5f7) ^ (noise(x, y) << 24));
  expect(await encodings(letters, 'flat', 'quick')).toEqual(['PNG']);
  const picture = areaOf(256, 128, noise);
  expect(await encodings(picture, 'picture', 'quick')).toEqual(['JPEG']);
  expect(await encodings(picture, 'picture', 'exact')).toEqual(['PNG']);
});

test('VID-4: flat content whose parts do with a palette each is split and stays exact', async () => {
  const area = areaOf(300, 200, (x, y) => (x % 5 > 0 ? 0xffffff : 0x100000 * (y >> 6) + 0x1000 * (x >> 7) + (y % 64)));
  const { images, exact, colours } = await roundTrip(area, 'flat', 'quick');
  expect(images.map(({ encoding }) => encoding)).toEqual(images.map(() => FrameEncoding.FRAME_ENCODING_PNG));
  expect(images.length).toBeGreaterThan(1);
  expect(exact).toBe(true);
  expect(colours).toEqual(coloursOf(area));
});

test('VID-4: a gradient is exact at once when small, lossy first when large', async () => {
  const slope = (x: number, y: number) => (x << 16) | (y << 8) | 0x40;
  expect(await encodings(areaOf(128, 128, slope), 'flat', 'quick')).toEqual(['PNG']);
  expect(await encodings(areaOf(192, 128, slope), 'flat', 'quick')).toEqual(['JPEG']);
  expect(await encodings(areaOf(192, 128, slope), 'flat', 'exact')).toEqual(['PNG']);
});

test('a JPEG is close to the picture, in every channel', async () => {
  const smooth = (x: number, y: number) => ((x * 2) << 16) | ((y * 3) << 8) | 0x40;
  for (const width of [64, 66]) {
    const area = areaOf(width, 64, smooth);
    const { colours } = await roundTrip(area, 'picture', 'quick');
    const expected = coloursOf(area);
    for (const [at, colour] of colours.entries()) {
      for (const shift of [0, 8, 16]) {
        const difference = ((colour >> shift) & 0xff) - (((expected[at] ?? 0) >> shift) & 0xff);
        expect(Math.abs(difference)).toBeLessThan(16);
      }
    }
  }
});

test('the pixels are read before encode() returns', async () => {
  const area = areaOf(256, 128, noise);
  const before = coloursOf(area);
  const pending = encoder.encode(area, 'picture', 'exact');
  area.pixels.fill(0);
  const [image] = await pending;
  expect(await decodeImage(FrameEncoding.FRAME_ENCODING_PNG, image?.payload ?? Buffer.alloc(0), 256, 128)).toEqual(
    before,
  );
});

test('images encoded at the same time, one after another in turns, do not mix', async () => {
  const areas = Array.from({ length: 12 }, (_, seed) =>
    areaOf(512, 64 + (seed % 3) * 64, (x, y) => noise(x + seed, y)),
  );
  for (let round = 0; round < 2; round++) {
    const seen = await Promise.all(areas.map((area) => roundTrip(area, 'picture', 'exact')));
    for (const [index, { colours }] of seen.entries()) {
      expect(colours).toEqual(coloursOf(areas[index] ?? areaOf(1, 1, noise)));
    }
  }
});

test('a rectangle larger than any that the pipeline makes is encoded too', async () => {
  const area = areaOf(640, 480, noise);
  expect((await roundTrip(area, 'picture', 'exact')).colours).toEqual(coloursOf(area));
});
