/** The widget in a real browser: a host of another origin, a strict policy, the real wire. */
import { EndReason, FrameEncoding, type PublicKeyJwk, RefusalReason } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnswerHost, canvasPixels, Embedding, type OpenOptions, shown } from './testing/embedding.ts';
import { encodeJpeg, encodePng, encodeWebp, frameMessages, testPicture } from './testing/frames.ts';
import { layoutOf, opened } from './testing/room.ts';
import type { ViewerConnection } from './testing/scripted-relay.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const { FRAME_ENCODING_PNG, FRAME_ENCODING_WEBP, FRAME_ENCODING_JPEG, FRAME_ENCODING_SOLID } = FrameEncoding;
const small = layoutOf([['front-1', 300, 200]]);
const tile = { display: 1, tilesWide: 1, tilesHigh: 1 };
const whole = { display: 1, tilesWide: 5, tilesHigh: 4 };

async function openLive(
  options: Partial<OpenOptions> = {},
  room = opened(small),
): Promise<{ page: Page; viewer: ViewerConnection }> {
  const coming = embedding.nextConnection();
  const page = await embedding.open({ answer: () => embedding.grant(), ...options });
  const viewer = await coming;
  await viewer.heard('authenticate');
  viewer.send(room);
  return { page, viewer };
}

const text = (page: Page): Promise<string | null> => page.locator('ringside-viewer').locator('.notice').textContent();
const told = (page: Page): Promise<unknown[]> => page.evaluate('window.told');
const tells = (page: Page, type: string, key: string, value: string): Promise<unknown> =>
  page.waitForFunction(
    ([name, field, expected]) => {
      const events: unknown = Reflect.get(window, 'told');
      return Array.isArray(events) && events.some((event) => event.type === name && event[String(field)] === expected);
    },
    [type, key, value],
  );

async function closeClean(page: Page): Promise<void> {
  expect(await page.evaluate('window.violations')).toEqual([]);
  await page.close();
}

describe('frames', () => {
  test('VID-4: PNG, lossless WebP and plain colours, chunked or not, arrive pixel for pixel and in order', async () => {
    const keys: PublicKeyJwk[] = [];
    const answer: AnswerHost = (key) => {
      keys.push(key);
      return embedding.grant('a-ticket');
    };
    const { page, viewer } = await openLive({ answer });
    expect(await viewer.provedBy(keys[0] as PublicKeyJwk, 'a-ticket')).toBe(true);
    expect((await viewer.heard('subscribe')).subscribe.all).toBe(true);

    const picture = testPicture(300, 200);
    const block = testPicture(64, 64, 2);
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
    );
    await viewer.heard('painted', ({ painted }) => painted.frame === 3);
    const expected = picture.rgb.slice();
    for (let y = 0; y < 64; y++) {
      expected.set(block.rgb.subarray(y * 192, (y + 1) * 192), (y * 300 + 64) * 3);
      for (let x = 0; x < 64; x++) expected.set([201, 17, 43], ((y + 64) * 300 + 128 + x) * 3);
    }
    const canvas = await canvasPixels(page, 0);
    expect([canvas.width, canvas.height]).toEqual([300, 200]);
    expect(Buffer.compare(canvas.rgb, expected)).toBe(0);
    await closeClean(page);
  });

  test('VID-3: acknowledgements of a burst are few, in order, and reach its end', async () => {
    const { page, viewer } = await openLive();
    const image = await encodePng(testPicture(64, 64));
    const last = 200;
    for (let frame = 1; frame <= last; frame++) {
      viewer.send(...frameMessages({ ...tile, frame, encoding: FRAME_ENCODING_PNG, image }));
    }
    await viewer.heard('painted', ({ painted }) => painted.frame === last);
    const acknowledged = viewer.all('painted').map(({ painted }) => painted.frame);
    expect(acknowledged).toEqual(acknowledged.toSorted((a, b) => a - b));
    await closeClean(page);
  });

  test('VID-3: a broken image and a decoder bomb ask for the picture again, and the rest goes on', async () => {
    const { page, viewer } = await openLive();
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
    const { page, viewer } = await openLive();
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
    const { page, viewer } = await openLive(
      {},
      opened(
        layoutOf([
          ['console', 64, 64],
          ['front-1', 64, 64],
        ]),
      ),
    );
    await page.getByRole('button', { name: 'Console' }).click();
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
});

describe('ends and refusals', () => {
  test('SES-1: refusals of the host and of the relay are told in plain words, and can be tried again', async () => {
    const problem = { code: 'in-call', status: 409, detail: 'x' };
    const answers: ReturnType<AnswerHost>[] = [{ problem }, embedding.grant()];
    const page = await embedding.open({ answer: () => answers.shift() ?? { problem } });
    await tells(page, 'session-refused', 'code', 'in-call');
    expect(await text(page)).toContain('The room is in a call.');
    const coming = embedding.nextConnection();
    await page.getByRole('button', { name: 'Try again' }).click();
    const viewer = await coming;
    await viewer.heard('authenticate');
    viewer.send({ refused: { reason: RefusalReason.REFUSAL_REASON_RING_UNAVAILABLE } });
    await tells(page, 'session-refused', 'code', 'ring-unavailable');
    expect(await text(page)).toContain('cannot show the red ring');
    await closeClean(page);
  });

  test('SES-3: an end is told once, with its reason, and nothing of the picture stays', async () => {
    const { page, viewer } = await openLive();
    viewer.send({ ended: { reason: EndReason.END_REASON_CALL_STARTED } });
    await tells(page, 'session-ended', 'reason', 'call-started');
    expect(await text(page)).toContain('A call started in the room');
    expect(await page.locator('ringside-viewer canvas').count()).toBe(0);
    const ends = (await told(page)).filter((event) => Reflect.get(event as object, 'type') === 'session-ended');
    expect(ends).toHaveLength(1);
    expect(await page.getByRole('status').textContent()).toContain('A call started');
    await closeClean(page);
  });

  test('SES-3: End session tells the relay; so does a page that goes away', async () => {
    const first = await openLive();
    await first.page.getByRole('button', { name: 'End session' }).click();
    await first.viewer.heard('end');
    await tells(first.page, 'session-ended', 'reason', 'operator');
    await closeClean(first.page);
    const second = await openLive();
    await second.page.goto('about:blank');
    await second.viewer.heard('end');
    await second.page.close();
    const third = await openLive();
    await third.page.evaluate(() => document.querySelector('ringside-viewer')?.remove());
    await third.viewer.heard('end');
    await closeClean(third.page);
  });

  test('SES-5: a cut connection resumes with a new ticket and shows the new picture', async () => {
    const asked: (string | undefined)[] = [];
    const answer: AnswerHost = (_, { resume }) => {
      asked.push(resume);
      return embedding.grant(`ticket-${asked.length}`);
    };
    const { page, viewer } = await openLive({ answer });
    await shown(page);
    await page.locator('ringside-viewer canvas').click();
    const coming = embedding.nextConnection();
    viewer.cut();
    await tells(page, 'state-change', 'state', 'reconnecting');
    const again = await coming;
    expect((await again.heard('authenticate')).authenticate.ticket).toBe('ticket-2');
    again.send(
      opened(small),
      ...frameMessages({ ...tile, frame: 1, encoding: FRAME_ENCODING_SOLID, image: new Uint8Array([9, 8, 7]) }),
    );
    await again.heard('painted');
    expect(asked).toEqual([undefined, 'session-1']);
    expect([...(await canvasPixels(page, 0)).rgb.subarray(0, 3)]).toEqual([9, 8, 7]);
    // The operator types on without another click, on a connection that counts from the beginning.
    await page.keyboard.press('KeyA');
    expect((await again.heard('input')).input).toMatchObject({ sequence: 1, key: { code: 'KeyA', down: true } });
    await closeClean(page);
  });
});

describe('embedding', () => {
  test('CMD-1: full screen takes the browser’s own keys, but Escape, and gives them back', async () => {
    const { page } = await openLive();
    await shown(page);
    await page.evaluate(() => {
      const locks: unknown[] = [];
      Reflect.set(window, 'locks', locks);
      const keyboard = { lock: async (codes: unknown) => locks.push(codes), unlock: () => locks.push('unlocked') };
      Object.defineProperty(navigator, 'keyboard', { value: keyboard });
    });
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.getByRole('button', { name: 'Leave full screen' }).click();
    await page.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
    const [locked, unlocked] = await page.evaluate<[string[], string]>('window.locks');
    expect(locked).toEqual(expect.arrayContaining(['AltLeft', 'Tab', 'KeyW', 'MetaLeft', 'F11']));
    expect(locked).not.toContain('Escape');
    expect(unlocked).toBe('unlocked');
    await closeClean(page);
  });

  test('VID-2: a picture that the browser lost is asked for again', async () => {
    const { page, viewer } = await openLive();
    await shown(page);
    await page
      .locator('ringside-viewer canvas')
      .evaluate((canvas) => canvas.dispatchEvent(new Event('contextrestored')));
    expect((await viewer.heard('refresh')).refresh.display).toBe(1);
    await closeClean(page);
  });

  test('EMB-1: words can be replaced, and what the device names is text, never markup', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const { page } = await openLive(
      {},
      opened(
        layoutOf([
          [name, 64, 64],
          ['console', 64, 64],
        ]),
      ),
    );
    await tells(page, 'session-opened', 'permission', 'modify');
    await page.evaluate(() => {
      const viewer = document.querySelector('ringside-viewer');
      if (viewer !== null) viewer.words = { endSession: 'Sitzung beenden' };
    });
    await page.getByRole('button', { name: 'Sitzung beenden' }).waitFor();
    expect(await page.locator('ringside-viewer img').count()).toBe(0);
    expect(await page.locator('ringside-viewer figcaption').first().textContent()).toContain('<img');
    await closeClean(page);
  });

  test('VID-1: on a dense screen the canvas keeps the display’s pixels and its aspect', async () => {
    const { page } = await openLive({ deviceScaleFactor: 2, viewport: { width: 500, height: 700 } });
    await tells(page, 'session-opened', 'permission', 'modify');
    const box = await page.locator('ringside-viewer canvas').boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 2);
    expect(box?.width).toBeGreaterThan(420);
    const canvas = await canvasPixels(page, 0);
    expect([canvas.width, canvas.height]).toEqual([300, 200]);
    await closeClean(page);
  });
});
