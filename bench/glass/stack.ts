/**
 * One way from a room's screen to a viewer's, set up completely: the device's display with the bench's drawing client on
 * it, the stack under test, and a browser on a display of its own with the watcher. All stacks look alike from here.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { smallVideo, Video } from '../scenes/video.ts';
import { findOffset, type Offset } from '../x-server/calibration.ts';
import { PixelWatcher } from '../x-server/pixel-watcher.ts';
import { RoomScreen } from '../x-server/room-screen.ts';
import { startVirtualDisplay } from '../x-server/virtual-display.ts';
import type { FakeInput } from '../x-server/x-client.ts';
import { type Browser, openBrowser } from './browser.ts';

/** The part that differs from stack to stack. */
export interface Path {
  /** The device's X display. */
  readonly deviceDisplay: string;
  /** The page that shows it. */
  readonly url: string;
  /** Where the viewer's browser connects: what a line can be put in front of. */
  readonly ports: readonly number[];
  /** Leads the viewer's browser through a line, when there is one. */
  readonly resolverRules?: string;
  /** What else its page needs of a browser. */
  readonly browserFlags?: readonly string[];
  /** Processes on the device that watch and send its screen. */
  readonly agents: readonly number[];
  /** Bytes of the picture that wait between the device's program and the viewer's. */
  heldBytes(): Promise<number>;
  close(): Promise<void>;
}

export interface Stack {
  readonly name: string;
  readonly path: Path;
  readonly screen: RoomScreen;
  /** A small one, ready to be drawn on it. */
  readonly video: Video;
  readonly watcher: PixelWatcher;
  readonly browser: Browser;
  /** Where the viewer shows the device's left top corner. */
  readonly offset: Offset;
  /** Keyboard and pointer of the viewer. */
  readonly input: FakeInput;
  /** From the browser's start to the whole picture on its display. */
  readonly openedMs: number;
  close(): Promise<void>;
}

/** @param openPath starts servers and agents; everything started is stopped again when a later step fails */
export async function openStack(name: string, openPath: () => Promise<Path>): Promise<Stack> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const path = await openPath();
    closers.push(() => path.close());
    const screen = await RoomScreen.open(path.deviceDisplay);
    closers.push(() => screen.close());
    await screen.prepare();
    const { width, height } = screen.client;
    const video = await Video.prepare(screen.ground, smallVideo({ x: 0, y: 0, width, height }));
    const marks = screen.mark();
    const viewer = await startVirtualDisplay(`viewer's Xvfb of ${name}`, limits.viewerWidth, limits.viewerHeight);
    closers.push(() => viewer.server.stop());
    const watcher = await PixelWatcher.open(viewer.name);
    closers.push(() => watcher.close());
    const startedMs = performance.now();
    const browser = await openBrowser(name, viewer.name, path.url, path);
    closers.push(() => browser.close());
    const offset = await findOffset(watcher, marks, name);
    const openedMs = performance.now() - startedMs;
    const input = await watcher.client.fakeInput();
    const stack = { name, path, screen, video, watcher, browser, offset, input, openedMs, close };
    await focusPicture(stack);
    return stack;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A click into the picture's middle: the page takes keys from then on. */
async function focusPicture({ watcher, input, offset }: Omit<Stack, 'close'>): Promise<void> {
  const { client } = watcher;
  client.focus(await client.largestWindow());
  input.move({ x: offset.x + limits.deviceWidth / 2, y: offset.y + limits.deviceHeight / 2 });
  input.button(1, true);
  input.button(1, false);
  await client.sync();
  await wait(limits.settleMs);
}
