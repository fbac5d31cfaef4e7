/** Displays in windows of their own, in a real browser, on a page of another origin under the README's policy. */
import { AccountAction, AccountState, CallState, EndReason, FrameEncoding, RingState } from '@ringside/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Embedding, type OpenOptions } from '../testing/embedding.ts';
import { encodePng, frameMessages, testPicture } from '../testing/frames.ts';
import { canvasPixels, closeClean, shown } from '../testing/page-steps.ts';
import { layoutOf, opened, viewerNumber } from '../testing/room.ts';
import type { ViewerConnection } from '../testing/scripted-relay.ts';

const [width, height] = [640, 384];
const names = ['console', 'front-1'] as const;
const layout = layoutOf(names.map((name) => [name, width, height]));

let embedding: Embedding;
let page: Page;
let viewer: ViewerConnection;

beforeAll(async () => {
  embedding = await Embedding.start();
});
afterAll(() => embedding.close());

async function open(options: Partial<OpenOptions> = {}): Promise<void> {
  ({ page, viewer } = await embedding.openLive(options, opened(layout)));
  await shown(page);
}

/** Opens a display's window, and waits until it shows what it has to. */
async function popOut(name = 'Front 1'): Promise<Page> {
  const coming = page.waitForEvent('popup');
  await page.getByRole('button', { name: `${name} in a window of its own` }).click();
  const own = await coming;
  await shown(own);
  return own;
}

/** Sends a whole picture and waits until it is painted. */
async function paint(display: number, frame: number, seed: number): Promise<Uint8Array> {
  const picture = testPicture(width, height, seed);
  const [tilesWide, tilesHigh] = [width / 64, height / 64];
  const encoding = FrameEncoding.FRAME_ENCODING_PNG;
  const image = await encodePng(picture);
  viewer.send(...frameMessages({ display, frame, tilesWide, tilesHigh, encoding, image }));
  await viewer.heard('painted', ({ painted }) => painted.display === display && painted.frame === frame);
  return picture.rgb;
}

/** Whether a canvas has these pixels; listing those that differ would take minutes. */
async function shows(where: Page, canvas: number, rgb: Uint8Array): Promise<boolean> {
  return Buffer.from(rgb).equals((await canvasPixels(where, canvas)).rgb);
}

/** Input events as short words. */
function heard(): readonly string[] {
  return viewer.all('input').map(({ input: { key, pointer, event } }) => {
    if (key) return `${key.down ? '+' : '-'}${key.code}`;
    return pointer ? `${pointer.display}: ${pointer.x},${pointer.y} ${pointer.buttons}` : event;
  });
}
const hears = (word: string): Promise<unknown> => viewer.heard('input', () => heard().includes(word));

async function pointAt(own: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await own.locator('canvas').boundingBox();
  if (box === null) throw new Error('no canvas');
  return { x: box.x + ((x + 0.5) / width) * box.width, y: box.y + ((y + 0.5) / height) * box.height };
}

async function click(own: Page, x: number, y: number): Promise<void> {
  const point = await pointAt(own, x, y);
  await own.mouse.click(point.x, point.y);
}

/** As if the page were behind others: its timers and pictures stand still, and it says so. */
async function hidePage(): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Object.assign(window, { requestAnimationFrame: () => 0, setTimeout: () => 0 });
  });
}

const subscription = () => viewer.all('subscribe').at(-1)?.subscribe;
const subscribes = (displays: readonly number[], focused: number): Promise<unknown> =>
  viewer.heard('subscribe', () => {
    const last = subscription();
    return JSON.stringify(last?.displays) === JSON.stringify(displays) && last?.focused === focused;
  });

describe('a display in a window of its own', () => {
  beforeEach(() => open());

  test('VID-1: takes its picture along and back, on the same connection, and is painted where it is', async () => {
    const connections = embedding.relay.connections.length;
    const first = await paint(2, 1, 1);
    const own = await popOut();
    expect(await own.title()).toBe('Front 1 – A portal');
    expect(await shows(own, 0, first)).toBe(true);
    await page.getByRole('button', { name: 'Front 1: bring it back' }).waitFor();
    expect(await page.locator('ringside-viewer canvas').count()).toBe(1);
    const second = await paint(2, 2, 2);
    expect(await shows(own, 0, second)).toBe(true);
    await own.getByRole('button', { name: 'Back to the page' }).click();
    await page.locator('ringside-viewer canvas').nth(1).waitFor();
    expect(await shows(page, 1, second)).toBe(true);
    const third = await paint(2, 3, 3);
    expect(await shows(page, 1, third)).toBe(true);
    expect(own.isClosed()).toBe(true);
    expect(embedding.relay.connections).toHaveLength(connections);
    await closeClean(page);
  });

  test('VID-1: comes back when its window is closed or loaded anew, or its button on the page is pressed', async () => {
    const back = page.locator('ringside-viewer canvas').nth(1);
    const rgb = await paint(2, 1, 4);
    const ways = [
      (own: Page) => own.close({ runBeforeUnload: true }),
      (own: Page) => own.evaluate(() => location.reload()).catch(() => undefined),
      () => page.getByRole('button', { name: 'Front 1: bring it back' }).click(),
    ];
    for (const leave of ways) {
      const own = await popOut();
      const closed = own.waitForEvent('close');
      await leave(own);
      await back.waitFor();
      await closed;
      expect(await shows(page, 1, rgb)).toBe(true);
    }
    // Its place is the one it had.
    const console = await popOut('Console');
    await console.getByRole('button', { name: 'Back to the page' }).click();
    await back.waitFor();
    expect(await page.locator('ringside-viewer figcaption').allTextContents()).toEqual(['Console', 'Front 1']);
    await closeClean(page);
  });

  test('EMB-1: says what the page says: ring, call, control, a lost link', async () => {
    const own = await popOut();
    await own.getByText('Not in a call · Ring shown', { exact: true }).waitFor();
    await own.getByText('You have control', { exact: true }).waitFor();
    const status = { callState: CallState.CALL_STATE_IN_CALL, ring: RingState.RING_STATE_LOST, callStateSource: '' };
    viewer.send({ room: status });
    await own.locator('[part~=state][data-calm=false]', { hasText: 'In a call · Ring lost' }).waitFor();
    viewer.send({ control: { holder: viewerNumber + 1 } });
    await own.getByRole('button', { name: 'Ask for control' }).click();
    await viewer.heard('control');
    viewer.cut();
    await own.getByText('The connection was lost').first().waitFor();
    expect(await own.locator('.displays').getAttribute('data-dimmed')).toBe('true');
    await page.close();
  });

  test('SES-3: goes with the session, whoever ends it, with the page, and with the display', async () => {
    let own = await popOut();
    let closed = own.waitForEvent('close');
    viewer.send({ ended: { reason: EndReason.END_REASON_CALL_STARTED } });
    await closed;
    await page.close();
    await open();
    own = await popOut();
    closed = own.waitForEvent('close');
    await own.getByRole('button', { name: 'End session' }).click();
    await viewer.heard('end');
    await closed;
    await page.close();
    await open();
    own = await popOut();
    closed = own.waitForEvent('close');
    await page.goto('about:blank');
    await closed;
    await page.close();
    await open();
    own = await popOut();
    closed = own.waitForEvent('close');
    viewer.send({ layout: layoutOf([['console', width, height]], 2) });
    await closed;
    await closeClean(page);
  });

  test('SES-10: warns before the end where it is asked for, and not once that window has gone', async () => {
    let own = await popOut();
    const room = { callState: CallState.CALL_STATE_IDLE, callStateSource: 'x', ring: RingState.RING_STATE_VERIFIED };
    const account = AccountState.ACCOUNT_STATE_CHANGED;
    const end = () => own.getByRole('toolbar').getByRole('button', { name: 'End session' });
    viewer.send({ room: { ...room, account, accountAction: AccountAction.ACCOUNT_ACTION_SIGN_OUT } });
    await own.getByText('Another user is signed in on the device now.').first().waitFor();
    await end().click();
    const warning = () => own.getByRole('dialog', { name: 'Another user is signed in' });
    await warning().getByRole('button', { name: 'Cancel' }).click();
    await warning().waitFor({ state: 'detached' });
    expect(viewer.all('end')).toEqual([]);
    await end().click();
    await warning().waitFor();
    const closed = own.waitForEvent('close');
    await own.close({ runBeforeUnload: true });
    await closed;
    await page.locator('ringside-viewer canvas').nth(1).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    own = await popOut();
    await end().click();
    await warning().getByRole('button', { name: 'End session' }).click();
    await viewer.heard('end');
    await closeClean(page);
  });

  test('VID-1: the last one leaves the page without a picture, which it says, and without a keyboard', async () => {
    await popOut('Front 1');
    const own = await popOut('Console');
    const nothingLeft = page.locator('[part~=notice]', { hasText: 'All displays are in windows of their own.' });
    await nothingLeft.waitFor();
    expect(await page.locator('ringside-viewer textarea').isDisabled()).toBe(true);
    await own.getByRole('button', { name: 'Back to the page' }).click();
    await nothingLeft.waitFor({ state: 'detached' });
    expect(await page.locator('ringside-viewer textarea').isDisabled()).toBe(false);
    await page.close();
  });

  test('VID-1: pictures keep whole pixels on the screen that the window is moved to', async () => {
    const own = await popOut();
    const browser = await own.context().newCDPSession(own);
    const scaling = (): Promise<string> => own.locator('canvas').evaluate((canvas) => canvas.style.width);
    await page.getByRole('button', { name: 'Actual size' }).click();
    for (const [deviceScaleFactor, height] of [
      [2, 500],
      [1, 501],
    ] as const) {
      // Told by the size: what an emulated screen's density alone changes is told to no page.
      const screen = { deviceScaleFactor, width: 700, height, mobile: false };
      await browser.send('Emulation.setDeviceMetricsOverride', screen);
      await expect.poll(scaling).toBe(`${width / deviceScaleFactor}px`);
    }
    await page.close();
  });
});

describe('input in a window of its own', () => {
  let own: Page;
  beforeEach(async () => {
    await open();
    own = await popOut();
  });

  test('INP-1: pointer and keys reach the display, and what is pressed there comes up there', async () => {
    await click(own, 0, 0);
    await click(own, width - 1, height - 1);
    await hears(`2: ${width - 1},${height - 1} 1`);
    await own.keyboard.press('KeyA');
    await hears('-KeyA');
    const point = await pointAt(own, 100, 100);
    await own.mouse.move(point.x, point.y);
    await own.mouse.down();
    await own.mouse.move(-40, point.y);
    await own.mouse.up();
    await hears('2: 0,100 0');
    await closeClean(page);
  });

  test('INP-3: what is down comes up when the operator goes to the page, when the window is hidden, and when it closes', async () => {
    const releases = (count: number): Promise<unknown> =>
      viewer.heard('input', () => heard().filter((word) => word === 'releaseAll').length === count);
    await click(own, 10, 10);
    await own.keyboard.down('KeyA');
    await hears('+KeyA');
    await own.locator('textarea').evaluate((field) => field.blur());
    await releases(1);
    await click(own, 10, 10);
    await own.keyboard.down('KeyB');
    await hears('+KeyB');
    // Nobody types on the page: that it is hidden lets go of nothing here.
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await own.keyboard.up('KeyB');
    await hears('-KeyB');
    await releases(1);
    await own.keyboard.down('KeyC');
    await hears('+KeyC');
    await own.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await releases(2);
    await own.keyboard.down('KeyD');
    await hears('+KeyD');
    // Not every browser tells a field whose window goes.
    await own.evaluate(() => addEventListener('blur', (event) => event.stopImmediatePropagation(), { capture: true }));
    await page.getByRole('button', { name: 'Front 1: bring it back' }).click();
    await releases(3);
    await page.close();
  });

  test('EMB-1: Ctrl+Alt+Shift leads to this window’s own toolbar, arrows move in it, Tab leads back', async () => {
    await click(own, 10, 10);
    const leave = async (): Promise<void> => {
      for (const key of ['ControlLeft', 'AltLeft', 'ShiftLeft']) await own.keyboard.down(key);
      for (const key of ['ShiftLeft', 'AltLeft', 'ControlLeft']) await own.keyboard.up(key);
    };
    await leave();
    const focused = (): Promise<string | null | undefined> =>
      own.evaluate(() => document.querySelector('main')?.shadowRoot?.activeElement?.textContent?.trim());
    expect(await focused()).toBe('Release control');
    await own.keyboard.press('End');
    expect(await focused()).toBe('End session');
    await own.keyboard.press('Tab');
    expect(await own.locator('textarea').evaluate((field) => field.matches(':focus'))).toBe(true);
    // Where it was left.
    await leave();
    expect(await focused()).toBe('End session');
    await page.close();
  });

  test('CMD-1: full screen is this window’s, with its browser’s own keys, but Escape', async () => {
    await own.evaluate(() => {
      const keyboard = {
        lock: async (codes: unknown) => Reflect.set(window, 'locked', codes),
        unlock: () => undefined,
      };
      Object.defineProperty(navigator, 'keyboard', { value: keyboard });
    });
    await own.getByRole('button', { name: 'Full screen' }).click();
    await own.waitForFunction(() => Array.isArray(Reflect.get(window, 'locked')));
    expect(await own.evaluate<string[]>('window.locked')).not.toContain('Escape');
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
    await own.getByRole('button', { name: 'Leave full screen' }).click();
    await own.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
    await closeClean(page);
  });
});

describe('beside a page that nobody sees', () => {
  test('VID-1: a window goes on: its pictures, moves of the pointer, probes, long presses; only what it shows is asked for', async () => {
    await open();
    const own = await popOut();
    await hidePage();
    await subscribes([2], 2);
    const rgb = await paint(2, 1, 5);
    expect(await shows(own, 0, rgb)).toBe(true);
    await click(own, 10, 10);
    const probes = viewer.all('probe').length;
    for (const x of [100, 200, 300]) {
      const point = await pointAt(own, x, 50);
      await own.mouse.move(point.x, point.y);
      await hears(`2: ${x},50 0`);
    }
    await viewer.heard('probe', () => viewer.all('probe').length > probes + 2);
    const browser = await own.context().newCDPSession(own);
    const touchPoints = [await pointAt(own, 400, 50)];
    await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await hears('2: 400,50 2');
    await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await hears('2: 400,50 0');
    await own.getByRole('button', { name: 'Back to the page' }).click();
    await subscribes([], 0);
    await page.close();
  });

  test('VID-3: what the operator turns to comes first, in whichever window', async () => {
    await open();
    const own = await popOut();
    await viewer.heard('subscribe', () => subscription()?.focused === 2);
    expect(subscription()?.all).toBe(true);
    const turnTo = (to: Page): Promise<unknown> => to.evaluate(() => dispatchEvent(new Event('focus')));
    await click(page, 10, 10);
    await viewer.heard('subscribe', () => subscription()?.focused === 1);
    await turnTo(own);
    await viewer.heard('subscribe', () => subscription()?.focused === 2);
    await turnTo(page);
    await viewer.heard('subscribe', () => subscription()?.focused === 1);
    await page.close();
  });
});

test('EMB-1: a window that the browser blocks is told in words, until it is closed or opens', async () => {
  await open({ before: () => Reflect.set(window, 'open', () => null) });
  await page.getByRole('button', { name: 'Front 1 in a window of its own' }).click();
  const message = page.getByText('The browser blocked the window.');
  await message.first().waitFor();
  expect(await page.getByRole('status').textContent()).toContain('The browser blocked the window');
  expect(await page.locator('ringside-viewer canvas').count()).toBe(2);
  await page.getByRole('button', { name: 'Close' }).click();
  await message.first().waitFor({ state: 'detached' });
  await closeClean(page);
});
