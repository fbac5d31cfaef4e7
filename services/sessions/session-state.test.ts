import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextState, type SessionChange, type SessionState } from './session-state.ts';

const started: SessionState = { phase: 'started', startedMs: 10 };
const suspended: SessionState = { phase: 'suspended', startedMs: 10, suspendedMs: 20, resumeUntilMs: 50 };

describe('a session', () => {
  it('SES-3, SES-5: is requested, started, suspended, resumed with its first start kept, and ended', () => {
    expect(nextState({ phase: 'requested' }, { kind: 'start', atMs: 10 })).toEqual(started);
    expect(nextState(started, { kind: 'suspend', atMs: 20, resumeUntilMs: 50 })).toEqual(suspended);
    expect(nextState(suspended, { kind: 'start', atMs: 40 })).toEqual(started);
    expect(nextState(started, { kind: 'end', atMs: 60, reason: 'operator' })).toEqual({
      phase: 'ended',
      startedMs: 10,
      endedMs: 60,
      reason: 'operator',
    });
  });

  it('SES-5: the resume window is held open for a late ticket, and never shortened', () => {
    expect(nextState(suspended, { kind: 'hold-open', resumeUntilMs: 59 })).toMatchObject({ resumeUntilMs: 59 });
    expect(nextState(suspended, { kind: 'hold-open', resumeUntilMs: 40 })).toMatchObject({ resumeUntilMs: 50 });
    expect(nextState(started, { kind: 'hold-open', resumeUntilMs: 59 })).toBeUndefined();
  });

  it('cannot be suspended before its start, nor twice', () => {
    const suspend: SessionChange = { kind: 'suspend', atMs: 20, resumeUntilMs: 50 };
    expect(nextState({ phase: 'requested' }, suspend)).toBeUndefined();
    expect(nextState(suspended, suspend)).toBeUndefined();
  });

  it('SES-3: ends exactly once, with its first reason, whatever comes in whatever order', () => {
    const reasons = fc.constantFrom('operator', 'call-started', 'ring-lost', 'withdrawn', 'resume-expired');
    const change: fc.Arbitrary<SessionChange> = fc.oneof(
      fc.record({ kind: fc.constant('start'), atMs: fc.nat() }),
      fc.record({ kind: fc.constant('suspend'), atMs: fc.nat(), resumeUntilMs: fc.nat() }),
      fc.record({ kind: fc.constant('hold-open'), resumeUntilMs: fc.nat() }),
      fc.record({ kind: fc.constant('end'), atMs: fc.nat(), reason: reasons }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let state: SessionState = { phase: 'requested' };
        const ends: string[] = [];
        for (const each of changes) {
          const next = nextState(state, each);
          if (next === undefined) continue;
          if (next.phase === 'ended') ends.push(next.reason);
          state = next;
        }
        const first = changes.find((each) => each.kind === 'end');
        expect(ends).toEqual(first === undefined ? [] : [first.reason]);
      }),
    );
  });
});
