/** What tests do with a page that holds the widget: wait for what it shows or tells, read its canvases, close it. */
import type { Page } from 'playwright-core';

/** Waits until what was told to the page is on it, in its final place. */
export async function shown(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End session' }).waitFor();
  // The toolbar takes its space in one frame, the displays are arranged in what is left in the next.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Waits for an event of the widget whose detail has this value. */
export async function tells(page: Page, type: string, key: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([name, field, expected]) => {
      const events: unknown = Reflect.get(window, 'told');
      return Array.isArray(events) && events.some((event) => event.type === name && event[String(field)] === expected);
    },
    [type, key, value],
  );
}

/** Closes the page, unless it broke its content security policy. */
export async function closeClean(page: Page): Promise<void> {
  const violations = await page.evaluate<string[]>('window.violations');
  if (violations.length > 0) throw new Error(`policy violations: ${violations.join(', ')}`);
  await page.close();
}

/** Pixels of a canvas as R, G, B, read inside the page. */
export async function canvasPixels(
  page: Page,
  index: number,
): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const read = await page.evaluate((at) => {
    const canvas = document.querySelector('ringside-viewer, main:not(:has(*))')?.shadowRoot?.querySelectorAll('canvas')[
      at
    ];
    const context = canvas?.getContext('2d');
    if (canvas === undefined || context === null || context === undefined) throw new Error(`no canvas ${at}`);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let offset = 0; offset < data.length; offset += 4) {
      text += String.fromCharCode(data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0);
    }
    return { width: canvas.width, height: canvas.height, base64: btoa(text) };
  }, index);
  return { width: read.width, height: read.height, rgb: new Uint8Array(Buffer.from(read.base64, 'base64')) };
}
