/** The element on a host's page in a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Embedding } from './testing/embedding.ts';
import { canvasPixels, closeClean, shown, tells } from './testing/page-steps.ts';
import { layoutOf, opened } from './testing/room.ts';

let embedding: Embedding;
beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

test('CMD-1: full screen takes the browser’s own keys, but Escape, and gives them back', async () => {
  const { page } = await embedding.openLive();
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
  const { page, viewer } = await embedding.openLive();
  await shown(page);
  await page.locator('ringside-viewer canvas').evaluate((canvas) => canvas.dispatchEvent(new Event('contextrestored')));
  expect((await viewer.heard('refresh')).refresh.display).toBe(1);
  await closeClean(page);
});

test('EMB-1: words can be replaced, and what the device names is text, never markup', async () => {
  const name = '<img src=x onerror=alert(1)>';
  const { page } = await embedding.openLive(
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
  const { page } = await embedding.openLive({ deviceScaleFactor: 2, viewport: { width: 500, height: 700 } });
  await tells(page, 'session-opened', 'permission', 'modify');
  const box = await page.locator('ringside-viewer canvas').boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 2);
  expect(box?.width).toBeGreaterThan(420);
  const canvas = await canvasPixels(page, 0);
  expect([canvas.width, canvas.height]).toEqual([300, 200]);
  await closeClean(page);
});

test('ACC-9: once a display has the keyboard, the widget warns of passwords of privileged accounts', async () => {
  const { page } = await embedding.openLive();
  await shown(page);
  const warning = page.getByText('Type no passwords of privileged accounts');
  const opacity = (): Promise<string> => warning.evaluate((element) => getComputedStyle(element).opacity);
  expect(await opacity()).toBe('0');
  const keyboard = page.getByRole('textbox', { name: 'Keyboard of the room' });
  await keyboard.focus();
  expect(await opacity()).toBe('1');
  expect(await keyboard.getAttribute('aria-describedby')).toBe(await warning.getAttribute('id'));
  await closeClean(page);
});
