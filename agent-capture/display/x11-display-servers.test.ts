import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPainter } from '../testing/painter.ts';
import { takeScreenshot, withoutFourthByte } from '../testing/screenshot.ts';
import { displayNamed, openWatchedDisplay, type WatchedDisplay, wholeOf } from '../testing/watched-display.ts';
import { startXvfb, type Xvfb, type XvfbOptions } from '../testing/xvfb.ts';
import { X11Connection } from '../x11/connection.ts';
import { quad, request } from '../x11/request.ts';
import { atomOf } from '../x11/root-numbers.ts';
import type { DisplaySource } from './display-source.ts';
import { openX11Display, type X11DisplayOptions } from './x11-display.ts';

const opened: DisplaySource[] = [];

async function open(options: X11DisplayOptions): Promise<WatchedDisplay> {
  const watched = await openWatchedDisplay(options);
  opened.push(watched.source);
  return watched;
}

afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
});
describe('X11 displays of unusual servers', () => {
  async function withXvfb(options: XvfbOptions, use: (xvfb: Xvfb) => Promise<void>): Promise<void> {
    const xvfb = await startXvfb(options);
    try {
      await use(xvfb);
    } finally {
      await xvfb.stop();
    }
  }

  it.each([
    ['DAMAGE', /lacks DAMAGE/],
    ['RANDR', /lacks RANDR/],
  ])('without %s it says so', async (extension, sentence) => {
    await withXvfb({ arguments: ['-extension', extension] }, async ({ display }) => {
      await expect(open({ display })).rejects.toThrow(sentence);
    });
  });

  it('refuses a screen that is not 24 bits deep', async () => {
    await withXvfb({ depth: 16 }, async ({ display }) => {
      await expect(open({ display })).rejects.toThrow(/16 bits deep.*run it 24 bits deep/);
    });
  });

  it('says how to mend it when there is no server', async () => {
    await expect(open({ display: ':4711' })).rejects.toThrow(/display ":4711" cannot be opened.*DISPLAY/);
    await expect(open({ display: 'nonsense' })).rejects.toThrow(/display "nonsense" cannot be opened/);
  });

  it('without MIT-SHM pixels come as replies', async () => {
    await withXvfb({ arguments: ['-extension', 'MIT-SHM'] }, async (xvfb) => {
      const painter = await openPainter(xvfb.display);
      await painter.fill(5, 5, 100, 100, 0xab_cd_ef);
      const { source } = await open({ display: xvfb.display });
      const display = displayNamed(source, 'console');
      const grabbed = await source.grab(display.id, wholeOf(display));
      const screenshot = await takeScreenshot(xvfb);
      const expected = screenshot.bgrx(0, 0, display.width, display.height);
      expect(withoutFourthByte(grabbed?.bgrx ?? Buffer.alloc(0)).equals(expected)).toBe(true);
      painter.close();
    });
  });

  it('RING-1: takes 16 displays, one pixel or 16,384 wide; of 17 none, since one of them would have no ring', async () => {
    const monitors = Array.from({ length: 14 }, (_, index) => ({
      name: `M${index}`,
      left: index * 10,
      top: 0,
      width: 10,
      height: 10,
    }));
    const special = [
      { name: 'wide', left: 0, top: 10, width: 16_384, height: 100 },
      { name: 'dot', left: 200, top: 0, width: 1, height: 1 },
    ];
    await withXvfb({ monitors: [...special, ...monitors] }, async (xvfb) => {
      const { source, layoutWhen } = await open({ display: xvfb.display });
      expect(source.displays.length).toBe(16);
      for (const display of source.displays) {
        const pixels = await source.grab(display.id, wholeOf(display));
        expect(pixels?.bgrx.length).toBe(display.width * display.height * 4);
      }
      await xvfb.setMonitor({ name: 'one too many', left: 300, top: 0, width: 10, height: 10 });
      expect(await layoutWhen(({ length }) => length !== 16)).toEqual([]);
      await expect(open({ display: xvfb.display })).rejects.toThrow(/has 17 monitors, more than the 16/);
    });
  });

  it('RING-1: a monitor set to a part of what an output shows leaves no display, and says so; without it all is as before', async () => {
    await withXvfb({ width: 1024, height: 768 }, async (xvfb) => {
      const { layoutWhen } = await open({ display: xvfb.display });
      const small = { name: 'small', left: 0, top: 0, width: 1024, height: 700 };
      await xvfb.setMonitor(small);
      expect(await layoutWhen(({ length }) => length === 0)).toEqual([]);
      await expect(open({ display: xvfb.display })).rejects.toThrow(/output at 0,0 .1024 × 768. .* would have no ring/);
      await xvfb.setMonitor({ ...small, name: 'rest', top: 700, height: 68 });
      expect(await layoutWhen(({ length }) => length === 2)).toHaveLength(2);
      await xvfb.setMonitor({ ...small, name: 'rest', top: 700, height: 69 });
      await expect(open({ display: xvfb.display })).rejects.toThrow(/rest reaches beyond what one output shows/);
      await xvfb.deleteMonitor('rest');
      await xvfb.deleteMonitor('small');
      await layoutWhen(([one]) => one?.height === 768);
    });
  });

  /** As a server with an output that can do more than Xvfb's one answers. */
  function answering(answer: (question: number, body: Buffer) => void): void {
    const { ask } = X11Connection.prototype;
    const asking = vi.spyOn(X11Connection.prototype, 'ask').mockImplementation(function (
      this: X11Connection,
      packet,
      parse,
    ) {
      return ask.call(this, packet, (body: Buffer, detail: number) => {
        const question = packet[1] ?? 0;
        if (packet.length === (question === crtcInfo ? 12 : 8)) answer(question, body);
        return parse(body, detail);
      });
    });
    onTestFinished(() => asking.mockRestore());
  }

  const [crtcInfo, transform, panning, one] = [20, 27, 28, 0x1_0000];
  const panned = (width: number, height: number) => [panning, 8, (height << 16) | width] as const;
  const scaled = (by: number) => [transform, 40, by * one, 0, 0, 0, by * one, 0, 0, 0, one] as const;
  const [aside, bent] = [100 * one, 9];
  it.each<readonly [what: string, good: boolean, answers: readonly (readonly number[])[]]>([
    ['pans', false, [panned(2048, 1200)]],
    ['pans downwards only', false, [panned(0, 1200)]],
    ['pans over no more than its picture', true, [panned(1024, 768)]],
    ['is turned, and pans over no more than its picture', true, [[crtcInfo, 16, 2], panned(768, 1024)]],
    ['is turned, and pans', false, [[crtcInfo, 16, 2], panned(1024, 1024)]],
    ['is moved aside', false, [[transform, 40, one, 0, aside, 0, one, 0, 0, 0, one]]],
    ['is bent', false, [[transform, 40, one, 0, 0, 0, one, 0, bent, 0, one]]],
    ['is scaled', true, [scaled(2)]],
    ['is scaled, and pans over no more than its picture', true, [scaled(1.3333), panned(1365, 1024)]],
    ['shows the half of its mode, and pans over all of that', false, [scaled(0.5), panned(1024, 768)]],
    ['shows more than the area that it is said to pan over', false, [scaled(2), panned(1024, 768)]],
  ])('RING-1: an output that %s', async (_, good, answers) => {
    await withXvfb({ width: 1024, height: 768 }, async ({ display }) => {
      answering((question, body) => {
        for (const [answered, at = 0, ...words] of answers) {
          if (answered === question)
            for (const [index, word] of words.entries()) body.writeUInt32LE(word, at + 4 * index);
        }
      });
      const opening = open({ display });
      if (good) expect((await opening).source.displays).toHaveLength(1);
      else await expect(opening).rejects.toThrow(/output at 0,0 pans, or bends its picture/);
    });
  });

  it('RING-1: an output that begins to pan while somebody watches is found, though no server tells of that', async () => {
    await withXvfb({ width: 1024, height: 768 }, async ({ display }) => {
      let [question, at, area] = panned(0, 0);
      answering((asked, body) => {
        if (asked === question) body.writeUInt32LE(area, at);
      });
      const { source, layoutWhen } = await open({ display });
      source.watch(source.displays[0]?.id ?? 0, true);
      [question, at, area] = panned(2048, 768);
      await layoutWhen(({ length }) => length === 0);
      [question, at, area] = panned(0, 0);
      await layoutWhen(({ length }) => length === 1);
    });
  });

  it.each([transform, panning])('RING-1: an output of which a server does not say it (%d)', async (unsaid) => {
    await withXvfb({}, async ({ display }) => {
      answering((question) => {
        if (question === unsaid) throw new Error('unreadable');
      });
      await expect(open({ display })).rejects.toThrow(/output at 0,0 pans, or bends its picture/);
    });
  });

  it('RING-1: while another virtual terminal is on the screens there is no display, and it says so', async () => {
    await withXvfb({}, async ({ display }) => {
      const server = await X11Connection.open(display, { closed: () => undefined });
      const [changeProperty, deleteProperty, integer] = [18, 19, 19];
      const property = await atomOf(server, 'XFree86_has_VT');
      // As Xorg does; Xvfb has no terminal.
      const say = (has: number) =>
        server.perform(request(changeProperty, 0, server.root, property, integer, quad(32), 1, has));
      await say(1);
      const { layoutWhen } = await open({ display });
      await layoutWhen(({ length }) => length === 1);
      await say(0);
      await layoutWhen(({ length }) => length === 0);
      await expect(open({ display })).rejects.toThrow(/Another virtual terminal is on the screens/);
      await say(1);
      await layoutWhen(({ length }) => length === 1);
      await server.perform(request(deleteProperty, 0, server.root, property));
      await layoutWhen(({ length }) => length === 0);
      server.close();
    });
  });

  it('follows a screen that changes its size', async () => {
    await withXvfb({ width: 1024, height: 768 }, async (xvfb) => {
      const { source, layoutWhen } = await open({ display: xvfb.display });
      const { id } = displayNamed(source, 'console');
      const timings = ['38.25', '800', '832', '912', '1024', '600', '603', '607', '624'];
      await xvfb.run('xrandr', ['--newmode', 'small', ...timings]);
      await xvfb.run('xrandr', ['--addmode', 'screen', 'small']);
      await xvfb.run('xrandr', ['--output', 'screen', '--mode', 'small']);
      // Between two modes there may be no display for a moment.
      await layoutWhen(([one]) => one?.width === 800);
      expect(source.displays.map((one) => [one.id, one.width, one.height])).toEqual([[id, 800, 600]]);
      const display = displayNamed(source, 'console');
      expect((await source.grab(display.id, wholeOf(display)))?.bgrx.length).toBe(800 * 600 * 4);
    });
  });

  it('VID-2: a display that is off for a moment, as between two modes, is not taken for gone', async () => {
    await withXvfb({ width: 1024, height: 768 }, async (xvfb) => {
      const momentOver = Promise.withResolvers<() => void>();
      const clock = {
        after(_: number, run: () => void) {
          momentOver.resolve(run);
          return () => undefined;
        },
      };
      const layouts: number[] = [];
      const source = await openX11Display(
        { display: xvfb.display, clock },
        {
          damaged: () => undefined,
          layoutChanged: (displays) => void layouts.push(displays.length),
          failed: () => undefined,
        },
      );
      opened.push(source);
      await xvfb.run('xrandr', ['--fb', '1024x768', '--output', 'screen', '--off']);
      const over = await momentOver.promise;
      await xvfb.run('xrandr', ['--output', 'screen', '--mode', '1024x768']);
      over();
      await expect.poll(() => source.displays.length).toBe(1);
      // Whatever was told by now is in before the answer to this.
      await source.grab(1, { x: 0, y: 0, width: 1, height: 1 });
      expect(layouts).not.toContain(0);
    });
  });

  it('says once that the server died, and what waits for it ends', async () => {
    await withXvfb({}, async (xvfb) => {
      const { source, failures, nextFailure } = await open({ display: xvfb.display });
      const failure = nextFailure();
      xvfb.process.kill('SIGSTOP');
      const grabs = Array.from({ length: 100 }, () => source.grab(1, { x: 0, y: 0, width: 64, height: 64 }));
      xvfb.process.kill('SIGKILL');
      expect((await failure).message).toMatch(/X server (closed the connection|broke: )/);
      expect(await Promise.all(grabs)).toEqual(grabs.map(() => undefined));
      expect(await source.grab(1, { x: 0, y: 0, width: 1, height: 1 })).toBeUndefined();
      expect(failures.length).toBe(1);
    });
  });

  it('a server that hangs counts as broken after a while', async () => {
    await withXvfb({}, async (xvfb) => {
      const { source, nextFailure } = await open({ display: xvfb.display });
      const failure = nextFailure();
      xvfb.process.kill('SIGSTOP');
      const grab = source.grab(1, { x: 0, y: 0, width: 1, height: 1 });
      expect((await failure).message).toMatch(/not answered for 5 s/);
      expect(await grab).toBeUndefined();
    });
  });
});
