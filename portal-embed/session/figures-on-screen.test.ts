/** Figures in a real browser: what host and operator are told of a line that is slow, and of a screen that is still. */
import { FrameEncoding } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Embedding } from '../testing/embedding.ts';
import { encodePng, frameMessages, testPicture } from '../testing/frames.ts';
import { closeClean, shown } from '../testing/page-steps.ts';
import type { Figures } from './figures.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

/** The next figures of this kind that the host is told, and whether the element's property says the same. */
function told(page: Page, limitedBy: Figures['limitedBy']): Promise<Figures & { readonly same: boolean }> {
  return page.evaluate(
    (kind) =>
      new Promise((resolve) => {
        document.addEventListener('figures-change', (event) => {
          const { detail } = event as CustomEvent<Figures>;
          const { figures } = event.target as unknown as { readonly figures: Figures };
          if (detail.limitedBy === kind) resolve({ ...detail, same: figures === detail });
        });
      }),
    limitedBy,
  );
}

test('VID-8: a slow line is told as one, to the host and in the toolbar, and so is a still screen', async () => {
  const { page, viewer } = await embedding.openLive();
  await page.locator('ringside-viewer .figures').waitFor();
  await shown(page);
  await page.evaluate(() => {
    const shifts: unknown[] = [];
    Reflect.set(window, 'shifts', shifts);
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.toJSON()))).observe({
      type: 'layout-shift',
    });
  });
  const { probe } = await viewer.heard('probe');
  const heardMs = performance.now();
  const slow = told(page, 'line');
  const image = await encodePng(testPicture(300, 200));
  let frame = 0;
  const still = new AbortController();
  const send = async (): Promise<void> => {
    while (!still.signal.aborted) {
      const capturedUs = Math.round(5_000_000 + probe.sentUs + (performance.now() - heardMs) * 1_000);
      frame++;
      const picture = { display: 1, frame, tilesWide: 5, tilesHigh: 4, encoding: FrameEncoding.FRAME_ENCODING_PNG };
      for (const chunk of frameMessages({ ...picture, image, capturedUs, chunkBytes: 16_000 })) {
        viewer.send(chunk);
        // As a line of a megabit would.
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  };
  const sending = send();
  const figures = await slow;
  await page.getByText('Slow line').waitFor();
  still.abort();
  await sending;
  expect(figures.same).toBe(true);
  expect(figures.ageMs?.p50).toBeGreaterThan(250);
  expect(figures.ageMs?.p95).toBeGreaterThanOrEqual(figures.ageMs?.p50 ?? Number.NaN);
  expect(figures.ageMs?.p95).toBeLessThan(5_000);
  expect(figures.bytesPerSecond).toBeGreaterThan(50_000);
  expect(figures.streams).toBe(0);
  const resting = await told(page, 'nothing-moving');
  expect(resting).toMatchObject({ updatesPerSecond: 0, bytesPerSecond: 0 });
  await page.getByText('Slow line').waitFor({ state: 'detached' });
  // Nothing on the page was pushed about meanwhile, by hints that come and go or by numbers that grow.
  expect(await page.evaluate('shifts')).toEqual([]);
  await closeClean(page);
});
