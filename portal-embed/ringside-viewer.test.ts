/** The widget in a real browser: a host of another origin, a strict policy, the real wire. */
import { FrameEncoding, type PublicKeyJwk } from '@ringside/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canvasPixels, Embedding } from './testing/embedding.ts';
import { encodePng, encodeWebp, frameMessages, testPicture } from './testing/frames.ts';
import { layoutOf, opened } from './testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

describe('frames', () => {
  test('VID-4: PNG, lossless WebP and plain colours, chunked or not, arrive pixel for pixel and in order', async () => {
    const keys: PublicKeyJwk[] = [];
    const coming = embedding.nextConnection();
    const page = await embedding.open({
      answer: (key) => {
        keys.push(key);
        return embedding.grant('a-ticket');
      },
    });
    const viewer = await coming;
    expect(await viewer.provedBy(keys[0] as PublicKeyJwk, 'a-ticket')).toBe(true);
    expect((await viewer.heard('subscribe')).subscribe.all).toBe(true);
    viewer.send(opened(layoutOf([['front-1', 300, 200]])));

    const whole = testPicture(300, 200);
    const block = testPicture(64, 64, 2);
    const frame = { display: 1, tilesWide: 1, tilesHigh: 1 };
    viewer.send(
      // The large one takes longest to decode, and what is on top of it comes right behind.
      ...frameMessages({
        ...frame,
        frame: 1,
        tilesWide: 5,
        tilesHigh: 4,
        encoding: FrameEncoding.FRAME_ENCODING_PNG,
        image: await encodePng(whole),
      }),
      ...frameMessages({
        ...frame,
        frame: 2,
        tileX: 1,
        encoding: FrameEncoding.FRAME_ENCODING_WEBP,
        image: await encodeWebp(block),
        chunkBytes: 1_000,
      }),
      ...frameMessages({
        ...frame,
        frame: 3,
        tileX: 2,
        tileY: 1,
        encoding: FrameEncoding.FRAME_ENCODING_SOLID,
        image: new Uint8Array([201, 17, 43]),
      }),
    );
    await viewer.heard('painted', ({ painted }) => painted.frame === 3);
    const shown = await canvasPixels(page, 0);
    expect([shown.width, shown.height]).toEqual([300, 200]);
    const expected = whole.rgb.slice();
    for (let y = 0; y < 64; y++) {
      expected.set(block.rgb.subarray(y * 192, (y + 1) * 192), (y * 300 + 64) * 3);
      for (let x = 0; x < 64; x++) expected.set([201, 17, 43], ((y + 64) * 300 + 128 + x) * 3);
    }
    expect(Buffer.compare(shown.rgb, expected)).toBe(0);
    expect(await page.evaluate('window.violations')).toEqual([]);
    await page.close();
  });
});
