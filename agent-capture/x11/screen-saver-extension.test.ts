import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWatchedDisplay, type WatchedDisplay } from '../testing/watched-display.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { X11Connection } from './connection.ts';
import { openScreenSaver } from './screen-saver-extension.ts';

let xvfb: Xvfb;
let display: WatchedDisplay;
beforeEach(async () => {
  xvfb = await startXvfb();
  display = await openWatchedDisplay({ display: xvfb.display });
});
afterEach(async () => {
  await display.source.close();
  await xvfb.stop();
});

describe('the server’s own screen saver', () => {
  it('VID-2: a screen that it blanks is asleep, and is woken', async () => {
    expect(display.source.displays.map(({ asleep }) => asleep)).toEqual([false]);
    await xvfb.run('xset', ['s', 'blank']);
    await xvfb.run('xset', ['s', 'activate']);
    await display.layoutWhen(([screen]) => screen?.asleep === true);
    const { wake } = display.source;
    if ('unavailable' in wake) throw new Error(wake.unavailable);
    await wake.run();
    expect(display.source.displays.map(({ asleep }) => asleep)).toEqual([false]);
  });

  it('VID-2: one that shows something is seen in the picture, and is no sleep', async () => {
    const connection = await X11Connection.open(xvfb.display, { closed: () => undefined });
    const saver = await openScreenSaver(connection);
    await xvfb.run('xset', ['s', 'noblank']);
    await xvfb.run('xset', ['s', 'activate']);
    expect(await saver?.asleep()).toBe(false);
    connection.close();
  });
});
