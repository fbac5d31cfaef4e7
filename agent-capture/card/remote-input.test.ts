import { describe, expect, it } from 'vitest';
import type { InputSink } from '../input/input-sink.ts';
import { keepOffCard } from './remote-input.ts';

function setUp() {
  const done: string[] = [];
  const sink: InputSink = {
    key: ({ code, down }) => void done.push(`${code} ${down ? 'down' : 'up'}`),
    text: (text) => void done.push(`text ${text}`),
    pointer: ({ x, buttons }) => void done.push(`at ${x} ${buttons}`),
    wheel: () => void done.push('wheel'),
    releaseAll: () => void done.push('release'),
    close: async () => undefined,
  };
  const kept = keepOffCard(sink, (display, x) => display === 1 && x >= 100 && x < 200);
  const pointer = (x: number, buttons: number, display = 1): void => kept.pointer({ display, x, y: 5, buttons });
  const key = (code: string, down: boolean): void => kept.key({ code, key: code, down, repeat: false });
  return { done, kept, pointer, key };
}

describe('what operators do on the card', () => {
  it('RING-4: a press on the control does not reach the room, until it is released', () => {
    const { done, pointer } = setUp();
    pointer(150, 0);
    pointer(150, 1);
    pointer(250, 1);
    pointer(250, 0);
    pointer(250, 1);
    expect(done).toEqual(['at 150 0', 'at 150 0', 'at 250 0', 'at 250 0', 'at 250 1']);
  });

  it('RING-4: a press beside it does, and goes on over it', () => {
    const { done, pointer } = setUp();
    pointer(50, 1);
    pointer(150, 1);
    pointer(150, 3);
    pointer(150, 0);
    pointer(150, 1, 2);
    expect(done).toEqual(['at 50 1', 'at 150 1', 'at 150 1', 'at 150 0', 'at 150 1']);
  });

  it('RING-4: the keys that eject are not the operator’s; End without them is', () => {
    const { done, key, kept } = setUp();
    key('ControlLeft', true);
    key('End', true);
    key('End', false);
    key('AltRight', true);
    key('End', true);
    key('ControlLeft', false);
    key('End', true);
    kept.releaseAll();
    key('End', true);
    expect(done.join(', ')).toBe(
      'ControlLeft down, End down, End up, AltRight down, ControlLeft up, End down, release, End down',
    );
  });
});
