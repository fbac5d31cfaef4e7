import { describe, expect, test } from 'vitest';
import type { SessionState } from '../session/session-state.ts';
import { english } from '../words.ts';
import { noticeOf } from './notice.ts';
import { nextIndex } from './roving-focus.ts';

describe('toolbar', () => {
  test('EMB-1: arrows, Home and End move inside the toolbar, in reading direction', () => {
    expect(nextIndex('ArrowRight', 0, 3, false)).toBe(1);
    expect(nextIndex('ArrowRight', 2, 3, false)).toBe(0);
    expect(nextIndex('ArrowLeft', 0, 3, false)).toBe(2);
    expect(nextIndex('ArrowLeft', 0, 3, true)).toBe(1);
    expect(nextIndex('End', 0, 3, false)).toBe(2);
    expect(nextIndex('Home', 2, 3, false)).toBe(0);
    expect(nextIndex('Tab', 0, 3, false)).toBeUndefined();
    expect(nextIndex('ArrowRight', -1, 0, false)).toBeUndefined();
  });

  test('SES-3: everything but a live session says what is going on and what can be done', () => {
    const states: [SessionState, string | undefined][] = [
      [{ kind: 'idle' }, 'start'],
      [{ kind: 'requesting' }, 'end'],
      [{ kind: 'connecting', sessionId: 's' }, 'end'],
      [{ kind: 'opening', sessionId: 's' }, 'end'],
      [{ kind: 'reconnecting', sessionId: 's', untilMs: 12_000, attempt: 0 }, undefined],
      [{ kind: 'ended', sessionId: 's', reason: 'ring-lost', informed: true }, 'start'],
      [{ kind: 'refused', code: 'in-call', detail: '' }, 'start'],
    ];
    for (const [state, does] of states) {
      const notice = noticeOf(state, english, 1_500);
      expect(notice?.title, state.kind).toBeTruthy();
      expect(notice?.action?.does, state.kind).toBe(does);
    }
    expect(noticeOf(states[4]?.[0] as SessionState, english, 1_500)?.text).toContain('11 more seconds');
    expect(noticeOf({ kind: 'live', sessionId: 's', viewer: 1, permission: 'view' }, english, 0)).toBeUndefined();
  });
});
