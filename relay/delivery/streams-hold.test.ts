import { expect, test } from 'vitest';
import { StreamsHold } from './streams-hold.ts';

test('VID-3: streams that ended for a viewer begin again after a while, however often it comes and goes', () => {
  const hold = new StreamsHold(1_000);
  expect(hold.allows({ update: 3, streams: true }, 0)).toBe(true);
  expect(hold.allows({ update: 4, streams: false }, 10)).toBe(false);
  expect(hold.allows({ update: 5, streams: true }, 20)).toBe(false);
  expect(hold.allows({ update: 6, streams: false }, 900)).toBe(false);
  expect(hold.allows({ update: 7, streams: true }, 1_009)).toBe(false);
  expect(hold.allows({ update: 8, streams: true }, 1_010)).toBe(true);
});

test('who was alone and looks again has streams at once', () => {
  const hold = new StreamsHold(1_000);
  expect(hold.allows({ update: 3, streams: true }, 0)).toBe(true);
  expect(hold.allows({ update: 0, streams: false }, 10)).toBe(false);
  expect(hold.allows({ update: 4, streams: true }, 20)).toBe(true);
});
