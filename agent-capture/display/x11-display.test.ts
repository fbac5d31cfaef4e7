import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPainter, type Painter } from '../testing/painter.ts';
import { takeScreenshot, withoutFourthByte } from '../testing/screenshot.ts';
import { displayNamed, openWatchedDisplay, type WatchedDisplay, wholeOf } from '../testing/watched-display.ts';
import { startTerminal } from '../testing/xterm.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import type { DisplayInfo, DisplaySource, Rect } from './display-source.ts';
import { openX11Display, type X11DisplayOptions } from './x11-display.ts';
import { X11Grabber } from './x11-grabber.ts';

const opened: DisplaySource[] = [];

async function open(options: X11DisplayOptions): Promise<WatchedDisplay> {
  const watched = await openWatchedDisplay(options);
  opened.push(watched.source);
  return watched;
}

afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
});
/** System V segments that this process made. */
async function sharedMemory(): Promise<{ readonly id: string; readonly goesWithItsUsers: boolean }[]> {
  const [, ...lines] = (await readFile('/proc/sysvipc/shm', 'utf8')).trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  return rows
    .filter((row) => row[4] === String(process.pid))
    .map((row) => ({ id: row[1] ?? '', goesWithItsUsers: (Number.parseInt(row[2] ?? '', 8) & 0o1000) !== 0 }));
}
describe('X11 displays', () => {
  let xvfb: Xvfb;
  let painter: Painter;

  beforeAll(async () => {
    xvfb = await startXvfb({
      width: 1600,
      height: 800,
      monitors: [
        { name: 'HDMI-1', left: 0, top: 0, width: 800, height: 600 },
        { name: 'Panel', left: 800, top: 0, width: 640, height: 400, primary: true },
      ],
    });
    painter = await openPainter(xvfb.display);
  });
  afterAll(async () => {
    painter?.close();
    await xvfb?.stop();
  });

  it('VID-1: each monitor is a display, the primary one the console, the others fronts from left to right', async () => {
    const { source } = await open({ display: xvfb.display });
    expect(source.platform).toBe('linux-x11');
    expect(source.displays.map(({ name, left, top, width, height }) => [name, left, top, width, height])).toEqual([
      ['console', 800, 0, 640, 400],
      ['front-1', 0, 0, 800, 600],
    ]);
    expect(source.displays[1]?.widthMm).toBe(212);
  });

  it('RING-1, VID-2: a monitor that comes while the displays are read for the first time is found', async () => {
    const { reserve } = X11Grabber.prototype;
    const reserving = vi.spyOn(X11Grabber.prototype, 'reserve').mockImplementationOnce(async function (
      this: X11Grabber,
      pixels,
    ) {
      await xvfb.setMonitor({ name: 'Late', left: 1440, top: 0, width: 160, height: 120 });
      // Its answers come after the news.
      await reserve.call(this, pixels);
    });
    const changed = Promise.withResolvers<readonly DisplayInfo[]>();
    const events = { damaged: () => undefined, layoutChanged: changed.resolve, failed: changed.reject };
    opened.push(await openX11Display({ display: xvfb.display }, events));
    expect((await changed.promise).map(({ left }) => left)).toContain(1440);
    reserving.mockRestore();
    await xvfb.deleteMonitor('Late');
  });

  it('RING-2: nothing is given of the displays’ new places before it is told that they have changed', async () => {
    const changed = Promise.withResolvers<readonly DisplayInfo[]>();
    const events = { damaged: () => undefined, layoutChanged: changed.resolve, failed: changed.reject };
    const source = await openX11Display({ display: xvfb.display }, events);
    opened.push(source);
    const before = source.displays;
    const { reserve } = X11Grabber.prototype;
    const [begun, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reserving = vi.spyOn(X11Grabber.prototype, 'reserve').mockImplementationOnce(async function (
      this: X11Grabber,
      pixels,
    ) {
      begun.resolve();
      await slow.promise;
      await reserve.call(this, pixels);
    });
    await xvfb.setMonitor({ name: 'HDMI-1', left: 0, top: 100, width: 800, height: 700 });
    await begun.promise;
    expect(source.displays).toBe(before);
    slow.resolve();
    expect(await changed.promise).toBe(source.displays);
    reserving.mockRestore();
    await xvfb.setMonitor({ name: 'HDMI-1', left: 0, top: 0, width: 800, height: 600 });
  });

  it('VID-1: the operator may name displays by their monitor', async () => {
    const { source } = await open({ display: xvfb.display, names: { 'HDMI-1': 'console', Panel: 'whiteboard' } });
    expect(source.displays.map(({ name }) => name)).toEqual(['console', 'whiteboard']);
  });

  it('grabs what xwd sees, exactly, on every display', async () => {
    const terminal = await startTerminal(xvfb, { left: 820, top: 30, columns: 30, rows: 4 });
    await painter.fill(10, 10, 300, 200, 0x12_34_56);
    const { source } = await open({ display: xvfb.display });
    const screenshot = await takeScreenshot(xvfb);
    for (const display of source.displays) {
      const grabbed = await source.grab(display.id, wholeOf(display));
      const { left, top, width, height } = display;
      expect(
        withoutFourthByte(grabbed?.bgrx ?? Buffer.alloc(0)).equals(screenshot.bgrx(left, top, width, height)),
      ).toBe(true);
    }
    await terminal.stop();
  });

  it('leaves no shared memory behind, however it ends', async () => {
    const before = await sharedMemory();
    const { source } = await open({ display: xvfb.display });
    await source.grab(displayNamed(source, 'console').id, { x: 0, y: 0, width: 64, height: 64 });
    const own = (await sharedMemory()).filter(({ id }) => !before.some((other) => other.id === id));
    expect(own).toEqual([{ id: expect.anything(), goesWithItsUsers: true }]);
  });

  it('keeps many grabs on their way apart', async () => {
    const { source } = await open({ display: xvfb.display });
    const { id } = displayNamed(source, 'front-1');
    for (let row = 0; row < 60; row++) await painter.fill(0, row, 800, 1, row + 1);
    // Large ones, so that only two have room in the shared memory at once, among small ones.
    const grabs = Array.from({ length: 60 }, async (_, y) => {
      const height = y % 3 === 0 ? 540 : 1;
      const pixels = await source.grab(id, { x: 0, y, width: 800, height });
      return (pixels?.bgrx.readUInt32LE(0) ?? 0) & 0xffffff;
    });
    expect(await Promise.all(grabs)).toEqual(grabs.map((_, y) => y + 1));
  });

  it('reports what was drawn, in pixels of its display, and only while it is watched', async () => {
    const { source, damage, nextDamage } = await open({ display: xvfb.display });
    const { id } = displayNamed(source, 'console');
    source.watch(id, true);
    await source.grab(id, { x: 0, y: 0, width: 1, height: 1 });
    const reported = nextDamage();
    await painter.fill(900, 100, 32, 16, 0xff00ff);
    expect(await reported).toEqual({ display: id, rect: { x: 100, y: 100, width: 32, height: 16 } });
    const before = damage.length;
    await painter.fill(0, 0, 50, 50, 0x00ff00);
    source.watch(id, false);
    await painter.fill(900, 100, 32, 16, 0xffff00);
    // Reports would come before the answer to a later grab.
    await source.grab(id, { x: 0, y: 0, width: 1, height: 1 });
    expect(damage.length).toBe(before);
  });

  it('VID-5: tells nothing of a still screen, not even at the start', async () => {
    const { source, damage } = await open({ display: xvfb.display });
    for (const { id } of source.displays) source.watch(id, true);
    await source.grab(displayNamed(source, 'console').id, { x: 0, y: 0, width: 1, height: 1 });
    expect(damage).toEqual([]);
  });

  it('loses no damage: what was grabbed where it was reported makes up the screen', async () => {
    const picture = Buffer.alloc(800 * 600 * 4);
    const pending: Promise<void>[] = [];
    const look = async (id: number, rect: Rect): Promise<void> => {
      const pixels = await source.grab(id, rect);
      for (let row = 0; pixels !== undefined && row < rect.height; row++) {
        const to = ((rect.y + row) * 800 + rect.x) * 4;
        pixels.bgrx.copy(picture, to, row * rect.width * 4, (row + 1) * rect.width * 4);
      }
    };
    // Grabs right at the report, which is the hardest moment for what is drawn meanwhile.
    const source = await openX11Display(
      { display: xvfb.display },
      {
        damaged: (id, rect) => pending.push(look(id, rect)),
        layoutChanged: () => undefined,
        failed: () => undefined,
      },
    );
    opened.push(source);
    const display = displayNamed(source, 'front-1');
    source.watch(display.id, true);
    await look(display.id, wholeOf(display));
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let step = 0; step < 1_000; step++) {
      // Mostly without waiting for it to be drawn, always in the same few places.
      const drawn = painter.fill(random(4) * 40, random(3) * 40, 60, 60, random(0x100_0000));
      if (step % 10 === 0) await drawn;
    }
    await painter.fill(700, 500, 10, 10, 1);
    do {
      await Promise.all(pending.splice(0));
      // A round trip: whatever was reported before it has arrived.
      await source.grab(display.id, { x: 0, y: 0, width: 1, height: 1 });
    } while (pending.length > 0);
    const screenshot = await takeScreenshot(xvfb);
    expect(withoutFourthByte(picture).equals(screenshot.bgrx(display.left, display.top, 800, 600))).toBe(true);
  });

  it('loses no damage that is done between a report and what follows from it', async () => {
    let reaction = (): void => undefined;
    const source = await openX11Display(
      { display: xvfb.display },
      { damaged: () => reaction(), layoutChanged: () => undefined, failed: () => undefined },
    );
    opened.push(source);
    const { id } = displayNamed(source, 'front-1');
    const dot = { x: 50, y: 50, width: 1, height: 1 };
    source.watch(id, true);
    await source.grab(id, dot);
    for (let round = 1; round <= 50; round++) {
      const reportedAgain = new Promise<void>((resolve) => {
        reaction = () => {
          reaction = resolve;
          const grabbed = source.grab(id, dot);
          void painter.fill(50, 50, 1, 1, 1_000 + round);
          // This process stands still, so that the server reads and draws before anything else is sent.
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
          // Where the server draws before it reads the subtraction, there is no second report: the pixels have it.
          void grabbed.then((pixels) => pixels?.bgrx.readUInt32LE(0) === 1_000 + round && resolve());
        };
      });
      void painter.fill(50, 50, 1, 1, round);
      await reportedAgain;
      reaction = () => undefined;
      expect((await source.grab(id, dot))?.bgrx.readUInt32LE(0)).toBe(1_000 + round);
    }
  });

  it('damage and small grabs wait for nothing', async () => {
    const { source, nextDamage } = await open({ display: xvfb.display });
    const { id } = displayNamed(source, 'front-1');
    source.watch(id, true);
    await source.grab(id, { x: 0, y: 0, width: 1, height: 1 });
    const waits: number[] = [];
    for (let step = 0; step < 100; step++) {
      const reported = nextDamage();
      const start = performance.now();
      void painter.fill(100, 100, 64, 64, step);
      await reported;
      await source.grab(id, { x: 100, y: 100, width: 64, height: 64 });
      waits.push(performance.now() - start);
    }
    waits.sort((a, b) => a - b);
    // 0.1 ms on a quiet machine. What it takes is measured in bench/; here it only must not wait for anything.
    expect(waits[50]).toBeLessThan(100);
  });

  it('VID-2: displays that come, change size and go are followed, with stable ids', async () => {
    const { source, layoutWhen } = await open({ display: xvfb.display });
    const [panel, front] = [displayNamed(source, 'console'), displayNamed(source, 'front-1')];
    const came = layoutWhen(({ length }) => length === 3);
    await xvfb.setMonitor({ name: 'DP-2', left: 800, top: 400, width: 640, height: 400 });
    expect((await came).map(({ id, name }) => [id, name])).toEqual([
      [panel.id, 'console'],
      [front.id, 'front-1'],
      [expect.any(Number), 'front-2'],
    ]);
    const added = displayNamed(source, 'front-2');
    expect([panel.id, front.id]).not.toContain(added.id);
    const resized = layoutWhen((all) => all.some(({ width }) => width === 320));
    const grab = source.grab(added.id, wholeOf(added));
    await xvfb.setMonitor({ name: 'DP-2', left: 800, top: 400, width: 320, height: 200 });
    expect((await resized).find(({ id }) => id === added.id)).toMatchObject({ width: 320, height: 200 });
    // The grab before the change is whole or nothing; one that no longer fits is nothing.
    expect([undefined, 640 * 400 * 4]).toContain((await grab)?.bgrx.length);
    expect(await source.grab(added.id, wholeOf(added))).toBeUndefined();
    const went = layoutWhen(({ length }) => length === 2);
    await xvfb.deleteMonitor('DP-2');
    expect((await went).map(({ id }) => id)).toEqual([panel.id, front.id]);
    expect(await source.grab(added.id, { x: 0, y: 0, width: 1, height: 1 })).toBeUndefined();
  });

  it('VID-2: a grab that was on its way when its display changed answers nothing', async () => {
    const { source, layoutWhen } = await open({ display: xvfb.display });
    let over = false;
    let [given, refused] = [0, 0];
    const keepGrabbing = async (_: unknown, index: number): Promise<void> => {
      while (!over) {
        // Out of step with each other, so that one is nearly always on its way.
        for (let step = 0; step < index; step++) await undefined;
        const before = displayNamed(source, 'front-1');
        const pixels = await source.grab(before.id, { x: 0, y: 0, width: 100, height: 100 });
        if (pixels === undefined) expect(source.displays.includes(before)).toBe(false);
        if (pixels === undefined) refused++;
        else given++;
      }
    };
    const grabbing = Array.from({ length: 8 }, keepGrabbing);
    for (let width = 700; refused === 0 && width < 750; width++) {
      await xvfb.setMonitor({ name: 'HDMI-1', left: 0, top: 0, width, height: 600 });
      await layoutWhen((all) => all.some((one) => one.width === width));
      // What is on its way comes before the answer to this.
      await source.grab(displayNamed(source, 'console').id, { x: 0, y: 0, width: 1, height: 1 });
    }
    over = true;
    await Promise.all(grabbing);
    expect(given).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    await xvfb.setMonitor({ name: 'HDMI-1', left: 0, top: 0, width: 800, height: 600 });
  });

  it.each([
    { x: -1, y: 0, width: 10, height: 10 },
    { x: 0, y: 0, width: 0, height: 10 },
    { x: 799, y: 0, width: 2, height: 1 },
    { x: 0, y: 600, width: 1, height: 1 },
  ])('answers nothing for a rectangle that is not inside the display: %o', async (rect) => {
    const { source } = await open({ display: xvfb.display });
    expect(await source.grab(displayNamed(source, 'front-1').id, rect)).toBeUndefined();
    expect(await source.grab(99, { x: 0, y: 0, width: 1, height: 1 })).toBeUndefined();
  });
});
