/** Displays in windows of their own, in a real browser, on a page of another origin under the README's policy. */

import { FrameEncoding } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { encodePng, frameMessages, testPicture } from '../testing/frames.ts';
import { shown } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

test('try', async () => {
  const room = opened(
    layoutOf([
      ['console', 640, 384],
      ['front-1', 640, 384],
      ['front-2', 640, 384],
    ]),
  );
  const { page, viewer } = await embedding.openLive({}, room);
  page.on('console', (m) => console.log(m.text()));
  page.on('pageerror', (m) => console.log(m));
  await shown(page);
  const image = await encodePng(testPicture(640, 384));
  for (const display of [1, 2, 3])
    viewer.send(
      ...frameMessages({
        display,
        frame: 1,
        tilesWide: 10,
        tilesHigh: 6,
        encoding: FrameEncoding.FRAME_ENCODING_PNG,
        image,
      }),
    );
  await viewer.heard('painted', ({ painted }) => painted.display === 3);
  await page.screenshot({ path: '/tmp/shots/page1.png' });
  const coming = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Front 1 in a window' }).click();
  const own: Page = await coming;
  await own.getByText('Live', { exact: true }).waitFor();
  await page.screenshot({ path: '/tmp/shots/page2.png' });
  await own.screenshot({ path: '/tmp/shots/own1.png' });
  await own.getByRole('button', { name: 'Back to the page' }).click();
  await page.screenshot({ path: '/tmp/shots/page3.png' });
  expect(own.isClosed()).toBe(true);
});
