/** Ends, refusals and returns in a real browser: what the operator reads and the host is told. */
import { EndReason, FrameEncoding, RefusalReason } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnswerHost, Embedding } from '../testing/embedding.ts';
import { frameMessages } from '../testing/frames.ts';
import { canvasPixels, closeClean, shown, tells } from '../testing/page-steps.ts';
import { layoutOf, opened } from '../testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

const text = (page: Page): Promise<string | null> => page.locator('ringside-viewer').locator('.notice').textContent();

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
  const { page, viewer } = await embedding.openLive();
  viewer.send({ ended: { reason: EndReason.END_REASON_CALL_STARTED } });
  await tells(page, 'session-ended', 'reason', 'call-started');
  expect(await text(page)).toContain('A call started in the room');
  expect(await page.locator('ringside-viewer canvas').count()).toBe(0);
  const ends = (await page.evaluate<object[]>('window.told')).filter(
    (event) => Reflect.get(event, 'type') === 'session-ended',
  );
  expect(ends).toHaveLength(1);
  expect(await page.getByRole('status').textContent()).toContain('A call started');
  await closeClean(page);
});

test('SES-3: End session tells the relay; so does a page that goes away', async () => {
  const first = await embedding.openLive();
  await first.page.getByRole('button', { name: 'End session' }).click();
  await first.viewer.heard('end');
  await tells(first.page, 'session-ended', 'reason', 'operator');
  await closeClean(first.page);
  const second = await embedding.openLive();
  await second.page.goto('about:blank');
  await second.viewer.heard('end');
  await second.page.close();
  const third = await embedding.openLive();
  await third.page.evaluate(() => document.querySelector('ringside-viewer')?.remove());
  await third.viewer.heard('end');
  await closeClean(third.page);
});

const tile = { display: 1, tilesWide: 1, tilesHigh: 1 };

test('SES-5: a cut connection resumes with a new ticket and shows the new picture', async () => {
  const asked: (string | undefined)[] = [];
  const answer: AnswerHost = (_, { resume }) => {
    asked.push(resume);
    return embedding.grant(`ticket-${asked.length}`);
  };
  const { page, viewer } = await embedding.openLive({ answer });
  await shown(page);
  await page.locator('ringside-viewer canvas').click();
  const coming = embedding.nextConnection();
  viewer.cut();
  await tells(page, 'state-change', 'state', 'reconnecting');
  const again = await coming;
  expect((await again.heard('authenticate')).authenticate.ticket).toBe('ticket-2');
  again.send(
    opened(layoutOf([['front-1', 300, 200]])),
    ...frameMessages({
      ...tile,
      frame: 1,
      encoding: FrameEncoding.FRAME_ENCODING_SOLID,
      image: new Uint8Array([9, 8, 7]),
    }),
  );
  await again.heard('painted');
  expect(asked).toEqual([undefined, 'session-1']);
  expect([...(await canvasPixels(page, 0)).rgb.subarray(0, 3)]).toEqual([9, 8, 7]);
  // The operator types on without another click, on a connection that counts from the beginning.
  await page.keyboard.press('KeyA');
  expect((await again.heard('input')).input).toMatchObject({ sequence: 1, key: { code: 'KeyA', down: true } });
  await closeClean(page);
});
