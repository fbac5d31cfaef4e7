/** The system's Chromium, and what a test reads out of a page with the widget. */
import { type Browser, chromium, type Page } from 'playwright-core';

const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** @param display an X display for a window of its own; without, headless */
export function launchBrowser(display?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.RINGSIDE_CHROMIUM ?? '/usr/bin/chromium',
    args: [...switches, ...quiet],
    headless: display === undefined,
    ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display, LC_ALL: 'C.UTF-8' } }),
  });
}

/** Signs in by the link, opens a session on the only room, and waits until it is live. */
export async function openSession(page: Page, signInLink: string): Promise<void> {
  await page.goto(signInLink);
  await page.getByRole('button', { name: /^View and control/ }).click();
  await viewerState(page, 'live');
}

export async function viewerState(page: Page, state: string): Promise<void> {
  const reached = (wanted: string) => {
    const viewer = document.querySelector('ringside-viewer');
    return viewer !== null && Reflect.get(viewer, 'state') === wanted;
  };
  await page.waitForFunction(reached, state, { timeout: 30_000 });
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly rgba: Buffer;
}

/** What the widget's canvases hold, in the order of the room's displays. */
export async function canvases(page: Page): Promise<Picture[]> {
  const read = () =>
    [...(document.querySelector('ringside-viewer')?.shadowRoot?.querySelectorAll('canvas') ?? [])].map((canvas) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d');
      copy?.drawImage(canvas, 0, 0);
      const { data } = copy?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
      let text = '';
      for (let at = 0; at < data.length; at += 0x8000) text += String.fromCharCode(...data.subarray(at, at + 0x8000));
      return { width, height, base64: btoa(text) };
    });
  const pictures = await page.evaluate(read);
  return pictures.map(({ width, height, base64 }) => ({ width, height, rgba: Buffer.from(base64, 'base64') }));
}
