import { afterEach, describe, expect, it } from 'vitest';
import type { CardEvents } from '../card/card-face.ts';
import type { DisplayEvents } from '../display/display-source.ts';
import type { RingEvents } from '../ring/ring-frame.ts';
import { startTerminal } from '../testing/xterm.ts';
import { startXvfb, type Xvfb } from '../testing/xvfb.ts';
import { openX11Room } from './x11-room.ts';

const silent: DisplayEvents = { damaged: () => undefined, layoutChanged: () => undefined, failed: () => undefined };
const unheard: RingEvents & CardEvents = {
  disturbed: () => undefined,
  broken: () => undefined,
  cardTouched: () => undefined,
  cardKeysPressed: () => undefined,
  cardGone: () => undefined,
};
let xvfb: Xvfb | undefined;

afterEach(async () => {
  await xvfb?.stop();
});

describe('a room on X11', () => {
  it('a key pressed on a display changes that display', async () => {
    xvfb = await startXvfb({
      monitors: [
        { name: 'A', left: 0, top: 0, width: 400, height: 300, primary: true },
        { name: 'B', left: 400, top: 0, width: 400, height: 300 },
      ],
    });
    const terminal = await startTerminal(xvfb, { left: 440, top: 40, columns: 30, rows: 4 });
    const room = await openX11Room({ display: xvfb.display }, unheard);
    let onDamage = (_: number): void => undefined;
    const source = await room.openDisplaySource({ ...silent, damaged: (display) => onDamage(display) });
    const front = source.displays.find(({ name }) => name === 'front-1')?.id ?? 0;
    await room.ringFrame.show(source.displays);
    room.inputSink.pointer({ display: front, x: 100, y: 60, buttons: 1 });
    room.inputSink.pointer({ display: front, x: 100, y: 60, buttons: 0 });
    source.watch(front, true);
    await source.grab(front, { x: 0, y: 0, width: 1, height: 1 });
    const changed = new Promise<number>((resolve) => (onDamage = resolve));
    room.inputSink.key({ code: 'KeyA', key: 'a', down: true, repeat: false });
    expect(await terminal.take((typed) => typed.includes('a'))).toBe('a');
    room.inputSink.key({ code: 'KeyA', key: 'a', down: false, repeat: false });
    room.inputSink.key({ code: 'KeyC', key: 'c', down: true, repeat: false });
    await xvfb.run('xrefresh');
    expect(await changed).toBe(front);
    await room.close();
    await room.close();
    expect((await xvfb.run('xwininfo', ['-root', '-tree'])).toString()).not.toMatch(/400x\d+\+400\+0/);
    await terminal.stop();
  });

  it('says why it cannot be opened', async () => {
    await expect(openX11Room({ display: ':4711' }, unheard)).rejects.toThrow(/":4711"/);
  });
});
