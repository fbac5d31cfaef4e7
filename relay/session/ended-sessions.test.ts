import { limits } from '@ringside/protocol';
import { expect, test } from 'vitest';
import { EndedSessions } from './ended-sessions.ts';

test('SES-3: an ended session is remembered for as long as a ticket for it can be valid, within a bound', () => {
  let nowMs = 1_000;
  const ended = new EndedSessions(2, () => nowMs);
  ended.add('a');
  nowMs += limits.ticketMs + limits.clockSkewMs;
  ended.add('b');
  expect(ended.has('a')).toBe(true);
  nowMs += limits.clockSkewMs;
  ended.add('c');
  expect([ended.has('a'), ended.has('b'), ended.has('c')]).toEqual([false, true, true]);
  ended.add('d');
  expect([ended.has('b'), ended.has('c'), ended.has('d')]).toEqual([false, true, true]);
});

test('SES-3: one that ends again is remembered from then on, and makes nobody else forgotten', () => {
  let nowMs = 1_000;
  const full = new EndedSessions(2, () => nowMs);
  for (const session of ['a', 'b', 'b']) full.add(session);
  expect([full.has('a'), full.has('b')]).toEqual([true, true]);

  const ended = new EndedSessions(3, () => nowMs);
  ended.add('a');
  nowMs += limits.ticketMs;
  ended.add('a');
  nowMs += limits.ticketMs + 2 * limits.clockSkewMs - 1;
  ended.add('b');
  expect(ended.has('a')).toBe(true);
  nowMs += 1;
  ended.add('c');
  expect(ended.has('a')).toBe(false);
});
