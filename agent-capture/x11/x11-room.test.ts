import { afterEach, describe, expect, it } from 'vitest';
import type { CardEvents } from '../card/card-face.ts';
import type { DisplayEvents } from '../display/display-source.ts';
import type { RingEvents } from '../ring/ring-frame.ts';
import { createRingVerifier } from '../ring/ring-verifier.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
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
    room.inputSink.proceedWhile(() => true);
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

  it.each([
    ['XTEST', /lacks XTEST, which takes keyboard and pointer/],
    ['RANDR', /lacks RANDR/],
    ['DAMAGE', /lacks DAMAGE/],
  ])('without %s it says so, and leaves nothing open', async (extension, sentence) => {
    xvfb = await startXvfb({ arguments: ['-extension', extension] });
    const open = async (): Promise<void> => {
      const room = await openX11Room({ display: xvfb?.display ?? '' }, unheard);
      await room.openDisplaySource(silent).finally(() => room.close());
    };
    await expect(open()).rejects.toThrow(sentence);
    // xlsclients counts clients that are connected; each connection of ours would be one.
    expect((await xvfb.run('xlsclients')).toString()).toBe('');
  });

  it('RING-1: with a second screen, which would have no ring, it says so, and leaves nothing open', async () => {
    xvfb = await startXvfb({ width: 640, height: 400, arguments: ['-screen', '1', '320x200x24'] });
    const room = await openX11Room({ display: xvfb.display }, unheard);
    await expect(room.openDisplaySource(silent)).rejects.toThrow(/has 2 screens, and only one can carry the ring/);
    await room.close();
    expect((await xvfb.run('xlsclients')).toString()).toBe('');
  });

  it('RING-1: rings and tells apart 16 displays, one pixel small and 16,384 wide ones among them', async () => {
    const small = Array.from({ length: 14 }, (_, index) => ({
      name: `M${index}`,
      left: index * 40,
      top: 120,
      width: 40,
      height: 40,
    }));
    const wide = { name: 'wide', left: 0, top: 0, width: 16_384, height: 100, widthMm: 4_335, heightMm: 26 };
    const dot = { name: 'dot', left: 900, top: 130, width: 1, height: 1 };
    xvfb = await startXvfb({ monitors: [wide, dot, ...small] });
    const room = await openX11Room({ display: xvfb.display }, unheard);
    const source = await room.openDisplaySource(silent);
    expect(source.displays.length).toBe(16);
    const clock = createFakeClock();
    const said: string[] = [];
    const verifier = createRingVerifier({
      source,
      frame: room.ringFrame,
      clock,
      random: Math.random,
      isStill: () => false,
      seen: () => void said.push('seen'),
      lost: (display) => void said.push(`lost ${display}`),
      trouble: ({ message }) => void said.push(message),
    });
    verifier.raise(1, source.displays);
    await expect.poll(() => said[0]).toBe('seen');
    await verifier.close();
    await room.close();
  });

  it('says why it cannot be opened', async () => {
    await expect(openX11Room({ display: ':4711' }, unheard)).rejects.toThrow(/":4711"/);
  });
});
