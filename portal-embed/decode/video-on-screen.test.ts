/** Frames in a real browser: from the relay's socket to the canvas, pixel for pixel. */
import { FrameEncoding, type PublicKeyJwk } from '@ringside/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnswerHost, Embedding } from '../testing/embedding.ts';
import { encodeFlatPng, encodeJpeg, encodePng, encodeWebp, frameMessages, testPicture } from '../testing/frames.ts';
import { canvasPixels, closeClean } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const { FRAME_ENCODING_PNG, FRAME_ENCODING_WEBP, FRAME_ENCODING_JPEG, FRAME_ENCODING_SOLID } = FrameEncoding;
const tile = { display: 1, tilesWide: 1, tilesHigh: 1 };
const whole = { display: 1, tilesWide: 5, tilesHigh: 4 };

test('VID-4: PNG, lossless WebP and plain colours, chunked or not, arrive pixel for pixel and in order', async () => {
  const keys: PublicKeyJwk[] = [];
  const answer: AnswerHost = (key) => {
    keys.push(key);
    return embedding.grant('a-ticket');
  };
  const { page, viewer } = await embedding.openLive({ answer });
  expect(await viewer.provedBy(keys[0] as PublicKeyJwk, 'a-ticket')).toBe(true);
  expect((await viewer.heard('subscribe')).subscribe.all).toBe(true);

  const picture = testPicture(300, 200);
  const block = testPicture(64, 64, 2);
  const flat = {
    ...{ width: 64, height: 64, palette: [0x20_28_30, 0xf0_c0_01, 0x01_02_03] },
    indices: Uint8Array.from({ length: 64 * 64 }, (_, at) => (at * 7 + Math.floor(at / 64)) % 3),
  };
  viewer.send(
    // The large one takes longest to decode, and what goes on top of it comes right behind.
    ...frameMessages({ ...whole, frame: 1, encoding: FRAME_ENCODING_PNG, image: await encodePng(picture) }),
    ...frameMessages({
      ...{ ...tile, frame: 2, tileX: 1, encoding: FRAME_ENCODING_WEBP, chunkBytes: 1_000 },
      image: await encodeWebp(block),
    }),
    ...frameMessages({
      ...{ ...tile, frame: 3, tileX: 2, tileY: 1, encoding: FRAME_ENCODING_SOLID },
      image: new Uint8Array([201, 17, 43]),
    }),
    ...frameMessages({
      ...{ ...tile, frame: 4, tileX: 3, tileY: 2, encoding: FRAME_ENCODING_PNG },
      image: encodeFlatPng(flat),
    }),
  );
  await viewer.heard('painted', ({ painted }) => painted.frame === 4);
  const expected = picture.rgb.slice();
  for (let y = 0; y < 64; y++) {
    expected.set(block.rgb.subarray(y * 192, (y + 1) * 192), (y * 300 + 64) * 3);
    for (let x = 0; x < 64; x++) expected.set([201, 17, 43], ((y + 64) * 300 + 128 + x) * 3);
    for (let x = 0; x < 64; x++) {
      const colour = flat.palette[flat.indices[y * 64 + x] as number] as number;
      expected.set([colour >> 16, (colour >> 8) & 0xff, colour & 0xff], ((y + 128) * 300 + 192 + x) * 3);
    }
  }
  const canvas = await canvasPixels(page, 0);
  expect([canvas.width, canvas.height]).toEqual([300, 200]);
  expect(Buffer.compare(canvas.rgb, expected)).toBe(0);
  await closeClean(page);
});

test.each([
  ['PNG', FRAME_ENCODING_PNG, encodePng],
  ['lossless WebP', FRAME_ENCODING_WEBP, encodeWebp],
])('OPS-5: a browser without ImageDecoder shows %s pixel for pixel too', async (_, encoding, encode) => {
  const { page, viewer } = await embedding.openLive({ without: 'ImageDecoder' });
  const picture = testPicture(300, 200);
  viewer.send(...frameMessages({ ...whole, frame: 1, encoding, image: await encode(picture) }));
  await viewer.heard('painted');
  expect(await page.evaluate('typeof ImageDecoder')).toBe('undefined');
  expect(Buffer.compare((await canvasPixels(page, 0)).rgb, picture.rgb)).toBe(0);
  await closeClean(page);
});

test('VID-3: acknowledgements of a burst come in order and reach its end', async () => {
  const { page, viewer } = await embedding.openLive();
  const image = await encodePng(testPicture(64, 64));
  const last = 200;
  for (let frame = 1; frame <= last; frame++) {
    viewer.send(
      ...frameMessages({ ...tile, frame, encoding: FRAME_ENCODING_PNG, image, lastOfUpdate: frame === last }),
    );
  }
  await viewer.heard('painted', ({ painted }) => painted.frame === last);
  const acknowledged = viewer.all('painted').map(({ painted }) => painted.frame);
  expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
  await closeClean(page);
});

test('VID-3: a broken image and a decoder bomb ask for the picture again, and the rest goes on', async () => {
  const { page, viewer } = await embedding.openLive();
  const broken = await encodePng(testPicture(64, 64));
  broken.fill(0, 60, 900);
  const bomb = await encodePng(testPicture(64, 64));
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(16, 65_535);
  viewer.send(
    ...frameMessages({ ...tile, frame: 1, encoding: FRAME_ENCODING_PNG, image: broken }),
    ...frameMessages({ ...tile, frame: 2, encoding: FRAME_ENCODING_PNG, image: bomb }),
    ...frameMessages({ ...tile, frame: 3, encoding: FRAME_ENCODING_SOLID, image: new Uint8Array([0, 200, 0]) }),
  );
  expect((await viewer.heard('refresh')).refresh.display).toBe(1);
  await viewer.heard('painted', ({ painted }) => painted.frame === 3);
  expect([...(await canvasPixels(page, 0)).rgb.subarray(0, 3)]).toEqual([0, 200, 0]);
  await closeClean(page);
});

test('VID-2: a display that changes its size, and one that appears, are followed', async () => {
  const { page, viewer } = await embedding.openLive();
  viewer.send(
    {
      layout: layoutOf(
        [
          ['front-1', 640, 128],
          ['console', 64, 64],
        ],
        2,
      ),
    },
    ...frameMessages({
      ...{ display: 2, epoch: 2, frame: 1, tilesWide: 1, tilesHigh: 1, encoding: FRAME_ENCODING_JPEG },
      image: await encodeJpeg({ width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3).fill(128) }),
    }),
  );
  await viewer.heard('painted', ({ painted }) => painted.display === 2 && painted.epoch === 2);
  const first = await canvasPixels(page, 0);
  expect([first.width, first.height]).toEqual([640, 128]);
  expect(Math.abs(((await canvasPixels(page, 1)).rgb[0] ?? 0) - 128)).toBeLessThan(4);
  await closeClean(page);
});

test('VID-1: choosing displays tells the relay which ones are looked at, and a hidden page looks at none', async () => {
  const { page, viewer } = await embedding.openLive(
    {},
    opened(
      layoutOf([
        ['console', 64, 64],
        ['front-1', 64, 64],
      ]),
    ),
  );
  await page.getByRole('button', { name: 'Console', exact: true }).click();
  const { subscribe } = await viewer.heard('subscribe', (message) => message.subscribe.displays.length > 0);
  expect(subscribe).toMatchObject({ displays: [2], all: false });
  await page.getByRole('button', { name: 'One display' }).click();
  await page.getByRole('button', { name: 'Console' }).click();
  await viewer.heard('subscribe', (message) => message.subscribe.displays[0] === 1);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await viewer.heard('subscribe', ({ subscribe: now }) => now.displays.length === 0 && !now.all);
  await closeClean(page);
});
