/**
 * A real room and a real desk: an X device with two monitors and a terminal on it, its agent, relay and services, and
 * the portal page in Chromium on an X display of its own, with somebody's hands at both.
 */
import {
  type Hands,
  openHands,
  startTerminal,
  startXvfb,
  type Terminal,
  type Xvfb,
  type XvfbMonitor,
} from '@ringside/agent/testing';
import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { launchBrowser, openSession } from './browser.ts';
import { Operator } from './operator.ts';
import { Ringside } from './ringside.ts';
import { RoomApplication } from './room-application.ts';

export interface ScreenRig {
  readonly room: Xvfb;
  readonly desk: Xvfb;
  readonly atRoom: Hands;
  readonly atDesk: Hands;
  readonly terminal: Terminal;
  readonly ringside: Ringside;
  readonly application: RoomApplication;
  readonly operator: Operator;
  readonly browser: Browser;
  /** A new page with an open session, where the pointer has just clicked on the terminal. */
  open(): Promise<Page>;
  stop(): Promise<void>;
}

export async function startScreenRig(monitors: readonly XvfbMonitor[]): Promise<ScreenRig> {
  const closers: (() => unknown)[] = [];
  const keep = <T>(thing: T, close: (thing: T) => unknown): T => {
    closers.push(() => close(thing));
    return thing;
  };
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const room = keep(await startXvfb({ monitors }), (server) => server.stop());
    const desk = keep(await startXvfb({ width: 1600, height: 1000 }), (server) => server.stop());
    const atRoom = keep(await openHands(room.display), (hands) => hands.close());
    const atDesk = keep(await openHands(desk.display), (hands) => hands.close());
    const terminal = keep(await startTerminal(room, { left: 40, top: 60 }), (one) => one.stop());
    const agent = { RINGSIDE_AGENT_PLATFORM: 'x11', RINGSIDE_AGENT_DISPLAY: room.display };
    const ringside = keep(await Ringside.start({ agent }), (one) => one.stop());
    const application = keep(await RoomApplication.connect(ringside.agentFolder), (one) => one.close());
    const operator = await Operator.signIn(ringside);
    await vi.waitFor(async () => expect((await operator.device()).callState).toBe('idle'), { timeout: 20_000 });
    const browser = keep(await launchBrowser(desk.display), (one) => one.close());
    const open = async (): Promise<Page> => {
      // The window's own size and scale, so that the page's zoom is the browser's.
      const context = await browser.newContext({ viewport: null });
      const page = await context.newPage();
      await openSession(page, await ringside.command('sign-in-link'));
      const box = await page.locator('ringside-viewer canvas').first().boundingBox();
      const [first] = monitors;
      if (box === null || first === undefined) throw new Error('the canvas is not on the page');
      await page.mouse.click(box.x + (box.width * 120) / first.width, box.y + (box.height * 90) / first.height);
      return page;
    };
    return { room, desk, atRoom, atDesk, terminal, ringside, application, operator, browser, open, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
