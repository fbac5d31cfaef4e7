/**
 * The whole way on real parts: an X device with two monitors and a terminal on it, its agent, relay and services, and
 * the portal page in Chromium on an X display of its own, where a German keyboard is typed on.
 */
import { startTerminal, startXvfb, type Terminal, takeScreenshot, type Xvfb } from '@ringside/agent/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canvases, launchBrowser, openSession } from './support/browser.ts';
import { Operator } from './support/operator.ts';
import { Ringside } from './support/ringside.ts';
import { RoomApplication } from './support/room-application.ts';

const monitors = [
  { name: 'panel', left: 0, top: 0, width: 800, height: 480, primary: true, widthMm: 210, heightMm: 126 },
  { name: 'wall', left: 800, top: 0, width: 1024, height: 576, widthMm: 1_000, heightMm: 562 },
];
/** Physical keys by their X keycodes (evdev). */
const keys = { q: 24, e: 26, h: 43, i: 31, acute: 21, altGr: 108 } as const;

let room: Xvfb;
let desk: Xvfb;
let terminal: Terminal;
let ringside: Ringside;
let application: RoomApplication;
let browser: Browser;
let page: Page;

async function press(...codes: number[]): Promise<void> {
  const down = codes.flatMap((code) => ['keydown', String(code)]);
  const up = codes.toReversed().flatMap((code) => ['keyup', String(code)]);
  await desk.run('xdotool', [...down, ...up]);
}

/** Whether each canvas holds exactly what its monitor shows. */
async function sameAsScreen(): Promise<string> {
  const screen = await takeScreenshot(room);
  const pictures = await canvases(page);
  const differing = monitors.map(({ name, left, top, width, height }, index) => {
    const picture = pictures[index];
    if (picture === undefined || picture.width !== width || picture.height !== height) return `${name}: no canvas`;
    let wrong = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (picture.rgba.readUInt32BE((y * width + x) * 4) >>> 8 !== screen.at(left + x, top + y)) wrong++;
      }
    }
    return `${name}: ${wrong} wrong pixels`;
  });
  return differing.join(', ');
}

beforeAll(async () => {
  [room, desk] = await Promise.all([startXvfb({ monitors }), startXvfb({ width: 1600, height: 1000 })]);
  await desk.run('setxkbmap', ['-layout', 'de']);
  terminal = await startTerminal(room, { left: 40, top: 60 });
  ringside = await Ringside.start({ agent: { RINGSIDE_AGENT_PLATFORM: 'x11', RINGSIDE_AGENT_DISPLAY: room.display } });
  application = await RoomApplication.connect(ringside.agentFolder);
  const operator = await Operator.signIn(ringside);
  await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
  browser = await launchBrowser(desk.display);
  page = await browser.newPage({ viewport: { width: 1500, height: 820 } });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  application?.close();
  await ringside?.stop();
  await terminal?.stop();
  await Promise.all([room?.stop(), desk?.stop()]);
});

describe('a room on the screen', () => {
  it('RING-2: a page shows every display of the device with its ring, pixel for pixel', async () => {
    await openSession(page, await ringside.command('sign-in-link'));
    await expect.poll(sameAsScreen, { timeout: 10_000 }).toBe('panel: 0 wrong pixels, wall: 0 wrong pixels');
    const [panel, wall] = await canvases(page);
    for (const picture of [panel, wall]) {
      // The outermost pixels, and those 6 mm inside on the panel, are the ring's.
      expect(picture?.rgba.subarray(0, 3)).toEqual(Buffer.from([0xff, 0, 0]));
    }
  });

  it('INP-2: typed text arrives, with an AltGr character and a dead key, and shows in the canvas', async () => {
    const canvas = page.locator('ringside-viewer canvas').first();
    // The pointer goes where it points: a click focuses the widget, and the terminal beneath it on the device.
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the canvas is not on the page');
    await page.mouse.click(box.x + (box.width * 120) / 800, box.y + (box.height * 90) / 480);
    await press(keys.h);
    await press(keys.i);
    await press(keys.altGr, keys.q);
    await press(keys.acute);
    await press(keys.e);
    expect(await terminal.take((typed) => typed.length >= 4)).toBe('hi@é');
    await expect.poll(sameAsScreen, { timeout: 10_000 }).toBe('panel: 0 wrong pixels, wall: 0 wrong pixels');
  });
});
