import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import type { DisplayInfo, DisplaySource, Pixels } from '../display/display-source.ts';
import { openX11Display } from '../display/x11-display.ts';
import { openPainter, type Painter } from '../testing/painter.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { pair, quad, request } from '../x11/request.ts';
import { X11TopWindows } from '../x11/top-windows.ts';
import { createWindow, destroyWindow, eventMask, eventType, mapWindow, raiseWindow } from '../x11/windows.ts';
import { openXtest } from '../x11/xtest-extension.ts';
import { X11Ring } from './x11-ring.ts';

const red = 0xff_00_00;

let xvfb: Xvfb;
let painter: Painter;
/** Another program on the device, which does things to the ring. */
let stranger: X11Connection;
let source: DisplaySource;
let ring: X11Ring;
let damage = 0;
interface Told {
  readonly display: number;
  readonly what: string;
  readonly broken: boolean;
}
let told: Told[] = [];
let onTold = (): void => undefined;
const opened: X11TopWindows[] = [];

beforeAll(async () => {
  xvfb = await startXvfb({
    monitors: [
      { name: 'A', left: 0, top: 0, width: 400, height: 300, primary: true },
      { name: 'B', left: 400, top: 0, width: 320, height: 240, widthMm: 160 },
    ],
  });
  painter = await openPainter(xvfb.display);
  await painter.fill(0, 0, 720, 300, 0x00_40_80);
  stranger = await X11Connection.open(xvfb.display, { closed: () => undefined });
});

afterAll(async () => {
  painter?.close();
  stranger?.close();
  await xvfb?.stop();
});

beforeEach(async () => {
  told = [];
  damage = 0;
  source = await openX11Display(
    { display: xvfb.display },
    { damaged: () => damage++, layoutChanged: () => undefined, failed: () => undefined },
  );
  ring = openRing(systemClock);
});

afterEach(async () => {
  await ring.close();
  for (const windows of opened.splice(0)) await windows.close();
  await source.close();
});

function openRing(clock: Pick<Clock, 'after' | 'monotonicMs'>): X11Ring {
  const windows = new X11TopWindows({ display: xvfb.display, clock });
  opened.push(windows);
  const note = (display: number, what: string, broken: boolean): void => {
    told.push({ display, what, broken });
    onTold();
  };
  return new X11Ring(windows, {
    disturbed: (display, what) => note(display, what, false),
    broken: (display, what) => note(display, what, true),
  });
}

/** Resolves when the ring has told of this, on as many displays as given. */
function toldOf(what: string, displays = 1): Promise<void> {
  return new Promise((resolve) => {
    onTold = () => {
      const those = new Set(told.filter((one) => one.what === what).map(({ display }) => display));
      if (those.size >= displays) resolve();
    };
    onTold();
  });
}

async function picture(display: DisplayInfo): Promise<Pixels> {
  const pixels = await source.grab(display.id, { x: 0, y: 0, width: display.width, height: display.height });
  if (pixels === undefined) throw new Error(`${display.name} cannot be grabbed.`);
  return pixels;
}

/** Whether exactly the band along the display's edges is red. */
async function ringIsWhole(display: DisplayInfo): Promise<boolean> {
  const { bgrx, width, height } = await picture(display);
  const thick = ring.thickness(display);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const band = x < thick || y < thick || x >= width - thick || y >= height - thick;
      if (((bgrx.readUInt32LE((y * width + x) * 4) & 0xff_ffff) === red) !== band) return false;
    }
  }
  return true;
}

async function wholeEverywhere(): Promise<boolean[]> {
  const whole: boolean[] = [];
  for (const display of source.displays) whole.push(await ringIsWhole(display));
  return whole;
}

/** Top-level windows, lowest first: the ring's are the last ones. */
function topLevelWindows(): Promise<number[]> {
  const queryTree = 15;
  return stranger.ask(request(queryTree, 0, stranger.root), (body) =>
    Array.from({ length: body.readUInt16LE(8) }, (_, index) => body.readUInt32LE(24 + 4 * index)),
  );
}

async function aBar(): Promise<number> {
  const bar = (await topLevelWindows()).at(-1);
  if (bar === undefined) throw new Error('No window stands.');
  return bar;
}

function first(): DisplayInfo {
  const [display] = source.displays;
  if (display === undefined) throw new Error('There is no display.');
  return display;
}

describe('the ring on X11', () => {
  it('RING-1: once shown it stands in the picture, at the edges of every display, at least 6 mm wide', async () => {
    expect(await wholeEverywhere()).toEqual([false, false]);
    await ring.show(source.displays);
    expect(await wholeEverywhere()).toEqual([true, true]);
    for (const display of source.displays) {
      expect((ring.thickness(display) * display.widthMm) / display.width).toBeGreaterThanOrEqual(6);
    }
    await ring.hide();
    expect(await wholeEverywhere()).toEqual([false, false]);
  });

  it('VID-5: draws nothing while it stands, nor when it is shown again', async () => {
    await ring.show(source.displays);
    for (const { id } of source.displays) source.watch(id, true);
    await ring.show(source.displays);
    await source.grab(first().id, { x: 0, y: 0, width: 1, height: 1 });
    expect(damage).toBe(0);
    expect(told).toEqual([]);
  });

  it('follows the displays that it is shown on', async () => {
    await ring.show(source.displays.slice(0, 1));
    expect(await wholeEverywhere()).toEqual([true, false]);
    await ring.show(source.displays);
    expect(await wholeEverywhere()).toEqual([true, true]);
    await ring.show(source.displays.slice(1));
    expect(await wholeEverywhere()).toEqual([false, true]);
    expect(told).toEqual([]);
  });

  it('RING-1: clicks pass through to what lies beneath', async () => {
    const xev = await xvfb.start('xev', ['-geometry', '200x150+0+0', '-event', 'button']);
    const fake = await openXtest(stranger);
    const clickUntil = async (condition: (output: string) => boolean): Promise<string> => {
      let done = false;
      const heard = xev.outputWhen(condition).finally(() => (done = true));
      while (!done) {
        fake.move(3, 60);
        fake.button(1, true);
        fake.button(1, false);
        await stranger.sync();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return heard;
    };
    // xev says nothing when it is ready: click until it hears one.
    await clickUntil((output) => output.includes('ButtonRelease'));
    await ring.show(source.displays);
    fake.button(2, true);
    fake.button(2, false);
    // Later clicks come behind those two, and this one would be the last to reach a window that takes clicks.
    expect(await xev.outputWhen((output) => output.includes('button 2'))).toMatch(/root:\(3,60\)/);
    const { bgrx, width } = await picture(first());
    expect(bgrx.readUInt32LE((60 * width + 3) * 4) & 0xff_ffff).toBe(red);
    await xev.stop();
  });

  it('RING-2: covered: told at once, and on top again', async () => {
    await ring.show(source.displays);
    const covered = toldOf('covered');
    const window = await painter.cover(100, 0, 50, 50, 0xffffff);
    await covered;
    expect(told[0]).toEqual({ display: first().id, what: 'covered', broken: false });
    expect(await wholeEverywhere()).toEqual([true, true]);
    await painter.uncover(window);
  });

  it.each<readonly [string, string, (bar: number, shape: number, root: number) => Buffer]>([
    ['unmapped', 'hidden', (bar) => request(10, 0, bar)],
    // The server takes both off the screen before anything else.
    ['destroyed', 'hidden', (bar) => request(4, 0, bar)],
    ['put into another window', 'hidden', (bar, _, root) => request(7, 0, bar, root, pair(5, 5))],
    ['moved', 'moved', (bar) => request(12, 0, bar, 1, 5)],
    ['made narrower', 'moved', (bar) => request(12, 0, bar, 4, 5)],
    ['cut to another shape', 'reshaped', (bar, shape) => request(shape, 1, quad(0, 0), bar, 0, pair(0, 0), pair(1, 1))],
    ['made to take clicks', 'reshaped', (bar, shape) => request(shape, 1, quad(0, 2), bar, 0, pair(0, 0), pair(9, 9))],
  ])('RING-2: %s by another program: broken at once, and whole at the next show', async (_, what, deed) => {
    await ring.show(source.displays);
    const shape = await stranger.extension('SHAPE');
    const broken = toldOf(what);
    await stranger.perform(deed(await aBar(), shape?.major ?? 0, stranger.root));
    await broken;
    expect(told[0]).toMatchObject({ what, broken: true });
    await ring.show(source.displays);
    await painter.fill(0, 0, 720, 300, 0x00_40_80);
    expect(await wholeEverywhere()).toEqual([true, true]);
  });

  it('RING-1: shown while another program has grabbed the server', async () => {
    await ring.show(source.displays);
    await ring.hide();
    const grabServer = 36;
    stranger.send(request(grabServer, 0));
    await stranger.sync();
    let shown = false;
    const showing = ring.show(source.displays).then(() => {
      shown = true;
    });
    // Round trips are the other program's; the ring comes up in between or never.
    for (let turn = 0; turn < 5_000 && !shown; turn++) await stranger.sync();
    const whole = shown && (await wholeEverywhere());
    stranger.send(request(grabServer + 1, 0));
    await stranger.sync();
    await showing;
    expect(whole).toEqual([true, true]);
  });

  it('RING-2: killed: broken at once on every display, and whole at the next show', async () => {
    await ring.show(source.displays);
    const broken = toldOf('gone', 2);
    await xvfb.run('xkill', ['-id', `0x${(await aBar()).toString(16)}`]);
    await broken;
    expect(told.every((one) => one.broken)).toBe(true);
    expect(await wholeEverywhere()).toEqual([false, false]);
    await ring.show(source.displays);
    expect(await wholeEverywhere()).toEqual([true, true]);
  });

  it('RING-2: a window that insists to be above costs a bounded number of raises; then the ring counts as broken', async () => {
    const seconds: (() => void)[] = [];
    const fightingRing = openRing({
      // However long the fight takes here, it is its raises that are counted.
      monotonicMs: () => 0,
      after(_, run) {
        seconds.push(run);
        return () => undefined;
      },
    });
    await fightingRing.show(source.displays);
    const opponent = await X11Connection.open(xvfb.display, { closed: () => undefined });
    const window = opponent.newId();
    let raised = 0;
    let onRaised = (): void => undefined;
    opponent.listen(eventType.visibilityNotify, (event) => {
      if (event.readUInt8(8) === 0) return;
      raised++;
      opponent.send(raiseWindow(window));
      opponent.flush();
      onRaised();
    });
    const place = { x: 100, y: 0, width: 50, height: 5 };
    opponent.send(createWindow(window, opponent.root, place, 0xffffff, eventMask.visibilityChange));
    const untilRaised = (times: number): Promise<void> =>
      new Promise((resolve) => {
        onRaised = () => {
          if (raised >= times) resolve();
        };
        onRaised();
      });
    const broken = toldOf('covered again and again');
    await opponent.perform(mapWindow(window));
    await broken;
    // Long enough for hundreds of raises if nothing held them back.
    for (let turn = 0; turn < 300; turn++) {
      await Promise.all([opponent.sync(), stranger.sync()]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const inThisSecond = raised;
    // 20 to mend, 20 in advance.
    expect(inThisSecond).toBeLessThanOrEqual(40);
    expect(told.filter(({ what }) => what === 'covered').length).toBeGreaterThanOrEqual(8);
    // The last word of the opponent lasts until the second is over.
    const again = untilRaised(inThisSecond + 1);
    for (const endSecond of seconds.splice(0)) endSecond();
    await again;
    await opponent.perform(destroyWindow(window));
    opponent.close();
    await fightingRing.close();
  });

  it('RING-2: a window that insists, and takes its time for it, is found by how long that goes on', async () => {
    await ring.show(source.displays);
    const window = await painter.cover(100, 0, 50, 50, 0xffffff);
    const broken = toldOf('covered again and again');
    // 33 raises a second, fewer than the ring may answer.
    let raises = 0;
    const insisting = setInterval(() => {
      raises++;
      stranger.send(raiseWindow(window));
      stranger.flush();
    }, 30);
    await broken;
    clearInterval(insisting);
    expect(raises).toBeLessThan(33);
    await painter.uncover(window);
  });

  it('a window that is dragged about all the time does not keep the ring from being mended', async () => {
    const oneSecondRing = openRing({ monotonicMs: systemClock.monotonicMs, after: () => () => undefined });
    await oneSecondRing.show(source.displays);
    const dragged = await painter.cover(150, 150, 20, 20, 0x00ff00);
    const configureWindow = 12;
    for (let step = 0; step < 100; step++) await stranger.perform(request(configureWindow, 0, dragged, 1, 100 + step));
    await source.grab(first().id, { x: 0, y: 0, width: 1, height: 1 });
    const covered = toldOf('covered');
    const window = await painter.cover(100, 0, 50, 50, 0xffffff);
    await covered;
    expect(await wholeEverywhere()).toEqual([true, true]);
    await painter.uncover(window);
    await painter.uncover(dragged);
    await oneSecondRing.close();
  });

  it('without a server it says so', async () => {
    const windows = new X11TopWindows({ display: ':4711', clock: systemClock });
    const nowhere = new X11Ring(windows, { disturbed: () => undefined, broken: () => undefined });
    await expect(nowhere.show(source.displays)).rejects.toThrow(/display ":4711" cannot be opened/);
    await windows.close();
    await expect(nowhere.show(source.displays)).rejects.toThrow(/closed/);
  });
});
