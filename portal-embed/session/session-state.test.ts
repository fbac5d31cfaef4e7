import { describe, expect, test } from 'vitest';
import { idle, isOver, nextState, type SessionEvent, type SessionState } from './session-state.ts';

const opened: SessionEvent = { type: 'opened', sessionId: 's', viewer: 3, permission: 'modify' };
const live: SessionState = { kind: 'live', sessionId: 's', viewer: 3, permission: 'modify' };
const lost: SessionEvent = { type: 'lost', untilMs: 500 };
const reconnecting: SessionState = { kind: 'reconnecting', sessionId: 's', untilMs: 500, attempt: 0 };
const ended: SessionState = { kind: 'ended', sessionId: 's', reason: 'operator', informed: true };
const refused: SessionState = { kind: 'refused', code: 'in-call', detail: '' };
const every: readonly SessionState[] = [
  idle,
  { kind: 'requesting' },
  { kind: 'connecting', sessionId: 's' },
  { kind: 'opening', sessionId: 's' },
  live,
  reconnecting,
  ended,
  refused,
];

describe('session states', () => {
  test('SES-1: the straight way from idle to live', () => {
    const events: SessionEvent[] = [
      { type: 'start' },
      { type: 'granted', sessionId: 's' },
      { type: 'presented' },
      opened,
    ];
    const kinds: string[] = [];
    let state: SessionState = idle;
    for (const event of events) {
      state = nextState(state, event);
      kinds.push(state.kind);
    }
    expect(kinds).toEqual(['requesting', 'connecting', 'opening', 'live']);
  });

  test('SES-1: nothing but an opening turns a session live', () => {
    for (const state of every) {
      const next = nextState(state, opened);
      const mayOpen = ['opening', 'reconnecting', 'live'].includes(state.kind);
      expect(next.kind === 'live', state.kind).toBe(mayOpen);
    }
  });

  test('SES-3: a lost link only suspends, and a window never grows by being lost again', () => {
    expect(nextState(live, lost)).toEqual(reconnecting);
    expect(nextState(reconnecting, { type: 'lost', untilMs: 900 })).toEqual(reconnecting);
    expect(nextState(reconnecting, { type: 'lost', untilMs: 100 })).toMatchObject({ untilMs: 100 });
    expect(nextState(reconnecting, { type: 'retry' })).toMatchObject({ attempt: 1 });
  });

  test('SES-3: what is over stays over until it is started anew', () => {
    const events: SessionEvent[] = [
      opened,
      lost,
      { type: 'granted', sessionId: 't' },
      { type: 'presented' },
      { type: 'retry' },
      { type: 'refused', code: 'x', detail: '' },
      { type: 'ended', reason: 'unknown', informed: false },
    ];
    for (const state of every.filter(isOver)) {
      for (const event of events) expect(nextState(state, event)).toBe(state);
      expect(nextState(state, { type: 'start' })).toEqual({ kind: 'requesting' });
    }
  });

  test('SES-2: the room is asked while a session opens, and at no other time', () => {
    const asked: SessionEvent = { type: 'room-asked', room: 'prompt' };
    expect(nextState({ kind: 'opening', sessionId: 's' }, asked)).toEqual({
      kind: 'opening',
      sessionId: 's',
      room: 'prompt',
    });
    for (const state of [idle, reconnecting, refused]) expect(nextState(state, asked)).toBe(state);
  });

  test('SES-1: a running session refused on its return has ended, for the reason of the refusal', () => {
    const event: SessionEvent = { type: 'refused', code: 'in-call', detail: '' };
    expect(nextState(reconnecting, event)).toMatchObject({ kind: 'ended', reason: 'call-started' });
    expect(nextState({ kind: 'opening', sessionId: 's' }, event)).toEqual(refused);
  });
});
