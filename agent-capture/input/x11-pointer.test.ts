import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TypingRoom } from '../testing/typing-room.ts';
import { request } from '../x11/request.ts';

let typing: TypingRoom;

beforeAll(async () => {
  typing = await TypingRoom.start('us');
});
afterEach(() => typing.tidy());
afterAll(() => typing?.stop());

describe('X11 pointer', () => {
  async function place(): Promise<number[]> {
    const queryPointer = 38;
    return typing.device.ask(request(queryPointer, 0, typing.device.root), (body) => [
      body.readInt16LE(8),
      body.readInt16LE(10),
    ]);
  }

  it('moves in pixels of the display, never beyond its edges', async () => {
    const sink = await typing.openSink();
    for (const [display, x, y, expected] of [
      [1, 10, 20, [10, 20]],
      [2, 10, 20, [810, 120]],
      [2, 1_000, 1_000, [1_199, 399]],
      [2, -5, 0, [800, 100]],
      [3, 50, 50, [800, 100]],
    ] as const) {
      sink.pointer({ display, x, y, buttons: 0 });
      await typing.settled();
      expect(await place()).toEqual(expected);
    }
  });

  it('buttons and wheel arrive as X buttons', async () => {
    const sink = await typing.openSink();
    const xev = await typing.xvfb.start('xev', ['-geometry', '300x200+850+150', '-event', 'button']);
    const at = { display: 2, x: 100, y: 100 };
    let ready = false;
    const heard = xev.outputWhen((output) => output.includes('ButtonRelease')).finally(() => (ready = true));
    while (!ready) {
      sink.pointer({ ...at, buttons: 1 });
      sink.pointer({ ...at, buttons: 0 });
      await typing.settled();
    }
    await heard;
    sink.pointer({ ...at, buttons: 0b11000 });
    const before = (await xev.outputWhen((output) => output.includes('button 9'))).length;
    for (const buttons of [0, 2, 6, 4, 0]) sink.pointer({ ...at, buttons });
    sink.wheel({ ...at, deltaX: 0, deltaY: 60 });
    sink.wheel({ ...at, deltaX: 0, deltaY: 60 });
    sink.wheel({ ...at, deltaX: 0, deltaY: 100 });
    sink.wheel({ ...at, deltaX: -120, deltaY: -240 });
    // A display that has gone takes the release, not the press.
    sink.pointer({ ...at, buttons: 1 });
    sink.pointer({ display: 9, x: 0, y: 0, buttons: 3 });
    sink.pointer({ display: 9, x: 0, y: 0, buttons: 0 });
    const told = (output: string): string =>
      [...output.slice(before).matchAll(/Button(\w+) event[\s\S]*?button (\d+)/g)]
        .map(([, kind, button]) => `${kind === 'Press' ? '+' : '-'}${button}`)
        .join(' ');
    const output = told(await xev.outputWhen((all) => told(all).endsWith('-1')));
    await xev.stop();
    expect(output).toMatch(/-8 .*-9 |-9 .*-8 /);
    expect(output).toContain('+3 +2 -3 -2 +5 -5 +4 -4 +4 -4 +6 -6 +1 -1');
    expect(output).not.toContain('+3 +3');
  });
});
