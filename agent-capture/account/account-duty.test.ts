import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AccountDuty,
  type AccountUse,
  isDue,
  isWatching,
  looked,
  nothingSeen,
  settled,
  standing,
} from './account-duty.ts';
import type { AccountSight } from './account-source.ts';
import { accountLimits } from './limits.ts';

const as = (user: string | undefined, locked = false): AccountSight => ({ user, locked });
const use = (sessions: readonly string[], change: Partial<AccountUse> = {}): AccountUse => ({
  ...{ sessions, asked: false, call: 'idle' },
  ...change,
});

/** Looks one after the other. */
function after(...looks: readonly (readonly [string[], AccountSight | undefined, number?])[]): AccountDuty {
  return looks.reduce((duty, [sessions, seen, atMs = 0]) => looked(duty, { sessions }, seen, atMs), nothingSeen);
}

describe('what sessions owe the account', () => {
  it('SES-10: another user at the end than at the start is owed a sign-out, the same one or nobody is not', () => {
    for (const [end, due] of [
      [as('a'), false],
      [as('b'), true],
      [as(undefined), false],
    ] as const) {
      const duty = after([['s1'], as('a')], [[], end]);
      expect([end.user, isDue(duty, use([]))]).toEqual([end.user, due]);
    }
    expect(isDue(after([['s1'], as(undefined)], [[], as('b')]), use([]))).toBe(true);
  });

  it('SES-10: who signs in right after the end came in by the session, where nobody was there then; who comes later did not', () => {
    const { signInMs } = accountLimits;
    for (const start of [as('a'), as(undefined)]) {
      const left = [
        [['s1'], start],
        [[], as(undefined), 5_000],
      ] as const;
      const [first, end] = left.map(
        ([sessions, ...rest]) => [[...sessions], ...rest] as [string[], AccountSight, number?],
      );
      if (first === undefined || end === undefined) throw new Error('no looks');
      expect(isDue(after(first, end), use([]))).toBe(false);
      expect(isDue(after(first, end, [[], as('b'), 4_999 + signInMs]), use([]))).toBe(true);
      expect(isDue(after(first, end, [[], undefined, 6_000], [[], as('b'), 7_000]), use([]))).toBe(true);
      expect(isWatching(after(first, end, [[], as(undefined), 5_000 + signInMs]), use([]))).toBe(false);
      expect(isDue(after(first, end, [[], as(undefined), 5_000 + signInMs], [[], as('b'), 40_000]), use([]))).toBe(
        false,
      );
    }
    // The one who was there at the start may come back, and is nobody to sign out.
    const back = after([['s1'], as('a')], [[], as(undefined), 1], [[], as('a'), 2]);
    expect([isDue(back, use([])), isWatching(back, use([]))]).toEqual([false, false]);
  });

  it('SES-10: tells same, changed, signed out and not known apart', () => {
    const start = [['s1'], as('a')] as const;
    const now = (seen: AccountSight | undefined) => standing(after([[...start[0]], start[1]], [['s1'], seen]));
    expect([now(as('a')), now(as('b')), now(as(undefined)), now(undefined)]).toEqual([
      'same',
      'changed',
      'signed-out',
      'unknown',
    ]);
    expect(standing(nothingSeen)).toBe('unknown');
  });

  it('SES-10: a session that ends before another is not forgotten with it, however many come after', () => {
    let duty = after([['s1'], as('a')], [['s1', 's2'], as('b')], [['s2'], as('b')]);
    for (let count = 3; count < 100; count++) duty = looked(duty, { sessions: [`s${count}`] }, as('b'), 0);
    duty = looked(duty, { sessions: [] }, as('b'), 0);
    expect(isDue(duty, use([]))).toBe(true);
    expect(duty.starts).toHaveLength(2);
    expect(isDue(settled(duty), use([]))).toBe(false);
  });

  it('SES-10: waits for a call, for who asks and for a new session; and a look that failed decides nothing', () => {
    const duty = after([['s1'], as('a')], [[], as('b')]);
    for (const wait of [
      use([], { call: 'in-call' }),
      use([], { call: 'unknown' }),
      use([], { asked: true }),
      use(['s2']),
    ]) {
      expect(isDue(duty, wait)).toBe(false);
    }
    const unseen = looked(duty, { sessions: [] }, undefined, 0);
    expect(isDue(unseen, use([]))).toBe(false);
    expect(isDue(looked(unseen, { sessions: [] }, as('b'), 0), use([]))).toBe(true);
  });

  it('SES-10: whatever happens in which order, due exactly when a start had another user than there is', () => {
    const step = fc.record({
      sessions: fc.subarray(['s1', 's2', 's3']),
      seen: fc.option(fc.constantFrom(as('a'), as('b'), as(undefined)), { nil: undefined }),
      laterMs: fc.constantFrom(1, accountLimits.signInMs / 2, accountLimits.signInMs),
    });
    let dues = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let duty = nothingSeen;
        let users = new Set<string | undefined>();
        let inside = new Set<string>();
        let [nowMs, endMs] = [0, Number.NaN];
        for (const { sessions, seen, laterMs } of steps) {
          nowMs += laterMs;
          duty = looked(duty, { sessions }, seen, nowMs);
          inside = new Set([...inside].filter((session) => sessions.includes(session)));
          if (seen === undefined) continue;
          for (const session of sessions) if (!inside.has(session)) users.add(seen.user);
          inside = new Set(sessions);
          const another = seen.user !== undefined && [...users].some((user) => user !== seen.user);
          expect(isDue(duty, use(sessions))).toBe(sessions.length === 0 && another);
          if (sessions.length > 0) {
            endMs = Number.NaN;
            continue;
          }
          if (Number.isNaN(endMs)) endMs = nowMs;
          if (another) dues += 1;
          else if (seen.user !== undefined || nowMs >= endMs + accountLimits.signInMs) users = new Set();
        }
      }),
      { numRuns: 5_000, seed: 20_261_129 },
    );
    expect(dues).toBeGreaterThan(500);
  });
});
