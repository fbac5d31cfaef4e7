import { type Input, limits } from '@ringside/protocol';
import { describe, expect, it } from 'vitest';
import { fakeDisplay } from '../testing/fake-platform.ts';
import { checkInput } from './input-check.ts';

const displays = [fakeDisplay(1, 'console')];
const nothing = { sequence: 1, key: null, pointer: null, wheel: null, text: null, releaseAll: null };
const key = { code: 'KeyA', key: 'a', down: true, repeat: false };

function check(event: Partial<Input>) {
  const [member] = Object.keys(event);
  return checkInput({ ...nothing, event: member, ...event } as Input, displays);
}

describe('input check', () => {
  it('INP-2: takes keys with code and key, text, pointer and wheel', () => {
    expect(check({ key })).toEqual({ kind: 'key', key });
    expect(check({ key: { ...key, code: '', key: 'Dead' } })).toMatchObject({ kind: 'key' });
    expect(check({ key: { ...key, key: '€' } })).toMatchObject({ kind: 'key' });
    expect(check({ text: { text: 'né 漢字 👍\n\t' } })).toMatchObject({ kind: 'text' });
    expect(check({ pointer: { display: 1, x: 3, y: 4, buttons: 1 } })).toMatchObject({ kind: 'pointer' });
    expect(check({ releaseAll: {} })).toEqual({ kind: 'release' });
  });

  const refused: [string, Partial<Input>][] = [
    ['a key without a meaning', { key: { ...key, key: '' } }],
    ['a key with a long name', { key: { ...key, key: 'x'.repeat(limits.keyNameUnits + 1) } }],
    ['a code that is no code', { key: { ...key, code: 'Key A' } }],
    ['a long code', { key: { ...key, code: 'x'.repeat(33) } }],
    ['a control character as a key', { key: { ...key, key: '\u0003' } }],
    ['no text', { text: { text: '' } }],
    ['long text', { text: { text: 'x'.repeat(limits.textUnits + 1) } }],
    ['text with an escape', { text: { text: '\u001b[31m' } }],
    ['half a character', { text: { text: '\ud800' } }],
    ['a pointer on no display', { pointer: { display: 2, x: 0, y: 0, buttons: 0 } }],
    ['a sixth button', { pointer: { display: 1, x: 0, y: 0, buttons: 32 } }],
    ['a wheel on no display', { wheel: { display: 2, x: 0, y: 0, deltaX: 0, deltaY: 120 } }],
    ['nothing', {}],
  ];
  it.each(refused)('INP-1: refuses %s', (_, event) => {
    expect(check(event)).toEqual({ kind: 'invalid' });
  });

  it('INP-1: coordinates end at the edge of the display, wheels at the limit', () => {
    expect(check({ pointer: { display: 1, x: 4_000_000_000, y: 192, buttons: 0 } })).toMatchObject({
      pointer: { x: 319, y: 191 },
    });
    expect(check({ wheel: { display: 1, x: 9_999, y: 9_999, deltaX: -1e9, deltaY: 1e9 } })).toMatchObject({
      wheel: { x: 319, y: 191, deltaX: -limits.wheelDelta, deltaY: limits.wheelDelta },
    });
  });
});
