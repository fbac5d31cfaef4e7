import { expect, test } from 'vitest';
import { roomLimits } from './limits.ts';
import { changeRoom, initialRoom, type RoomAction } from './room-state.ts';

function after(...actions: RoomAction[]) {
  return actions.reduce(changeRoom, initialRoom);
}

test('INP-2: text is typed, erased by whole characters, cleared and entered', () => {
  expect(after({ do: 'type', text: 'é€😀' }, { do: 'erase' }).typed).toBe('é€');
  expect(after({ do: 'type', text: 'a\tb\u0007' }).typed).toBe('ab');
  expect(after({ do: 'type', text: 'ab' }, { do: 'clear' }).typed).toBe('');
  expect(after({ do: 'type', text: ' hello ' }, { do: 'enter' })).toMatchObject({ typed: '', notice: 'hello' });
});

test('INP-4: the field takes as much as fits', () => {
  expect(after({ do: 'type', text: 'x'.repeat(500) }).typed).toHaveLength(roomLimits.typedUnits);
});

test('the call button starts and ends a call', () => {
  const inCall = after({ do: 'activate', button: 'call', nowMs: 5 });
  expect(inCall.call).toEqual({ sinceMs: 5 });
  expect(changeRoom(inCall, { do: 'start-call', nowMs: 9 })).toBe(inCall);
  expect(changeRoom(inCall, { do: 'activate', button: 'call', nowMs: 9 }).call).toBeUndefined();
});

test('volume stays between 0 and 100', () => {
  expect(after({ do: 'change-volume', by: 500 }).volume).toBe(100);
  expect(after({ do: 'change-volume', by: -500 }).volume).toBe(0);
});

test('unknown buttons do nothing', () => {
  expect(after({ do: 'activate', button: 'lights-disco', nowMs: 0 })).toBe(initialRoom);
});
