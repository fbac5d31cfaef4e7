import { decodeViewerMessage, encodeViewerMessage, limits } from '@ringside/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { InputSender, type OutgoingInput } from './input-sender.ts';

let sent: OutgoingInput[];
let sender: InputSender;

beforeEach(() => {
  sent = [];
  sender = new InputSender((input) => sent.push(input));
});

describe('input sender', () => {
  test('INP-5: events are numbered without gaps, and anew on each connection', () => {
    sender.keyDown('KeyA', 'a', false);
    sender.keyUp('KeyA');
    sender.pointer({ display: 1, x: 2, y: 3 }, 0);
    sender.wheel({ display: 1, x: 2, y: 3 }, 0, 120);
    expect(sent.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    sender.begin();
    sender.text('x');
    expect(sent.at(-1)).toEqual({ sequence: 1, text: { text: 'x' } });
  });

  test('INP-3: a key comes up as what went down, and only if it did', () => {
    sender.keyUp('KeyQ');
    sender.keyDown('KeyQ', '@', false);
    sender.keyUp('KeyQ');
    sender.keyUp('KeyQ');
    expect(sent).toEqual([
      { sequence: 1, key: { code: 'KeyQ', key: '@', down: true, repeat: false } },
      { sequence: 2, key: { code: 'KeyQ', key: '@', down: false, repeat: false } },
    ]);
  });

  test('INP-3: all is released while anything is down, and nothing is said otherwise', () => {
    sender.releaseAll();
    expect(sent).toEqual([]);
    sender.keyDown('ShiftLeft', 'Shift', false);
    sender.releaseAll();
    sender.pointer({ display: 1, x: 0, y: 0 }, 1);
    sender.releaseAll();
    sender.releaseAll();
    expect(sent.filter((input) => 'releaseAll' in input)).toHaveLength(2);
    sender.keyUp('ShiftLeft');
    expect(sent).toHaveLength(4);
  });

  test('INP-2: long text goes in parts that break no character', () => {
    const text = `${'a'.repeat(limits.textUnits - 1)}😀${'b'.repeat(300)}`;
    sender.text(text);
    const parts = sent.map((input) => input.text?.text ?? '');
    expect(parts.join('')).toBe(text);
    expect(parts.map(({ length }) => length)).toEqual([limits.textUnits - 1, limits.textUnits, 46]);
  });

  test('INP-2: a character that comes in halves goes whole, and a half that stays one is left out', () => {
    const [first = '', second = ''] = ['\ud83d', '\ude00'];
    sender.text(`a${first}`);
    sender.text(second);
    sender.text(first);
    sender.text(`b${second}c${first}`);
    sender.begin();
    sender.text(second);
    sender.text('d');
    expect(sent.map((input) => input.text?.text)).toEqual(['a', '😀', 'bc', 'd']);
    sender.keyDown('KeyA', first, false);
    expect(sent.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 1]);
    for (const input of sent) decodeViewerMessage(encodeViewerMessage({ input }));
  });

  test('INP-2: names longer than the wire’s are not keys', () => {
    sender.keyDown('K'.repeat(limits.keyNameUnits + 1), 'a', false);
    expect(sent).toEqual([]);
  });
});
