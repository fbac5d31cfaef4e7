import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLimits } from './limits.ts';
import {
  leftMs,
  look,
  nextLookMs,
  nothingOwed,
  type RestartSchedule,
  type RoomUse,
  settled,
  switched,
} from './restart-schedule.ts';

const { restartQuietMs, restartCountdownMs } = commandLimits;

function use(sessions: readonly string[], change: Partial<RoomUse> = {}): RoomUse {
  const open = sessions.map((session) => ({ session, restartsWithheld: false }));
  return { sessions: open, asked: false, call: 'idle', possible: true, ...change };
}

/** After a session with the switch on, which ended at this time. */
function owedSince(atMs: number): RestartSchedule {
  return look(look(nothingOwed, use(['a']), 0), use([]), atMs);
}

describe('restart after session', () => {
  it('CMD-2: is on again at each session’s start, and off for good until then', () => {
    let schedule = look(nothingOwed, use(['a']), 0);
    expect(schedule.on).toBe(true);
    schedule = look(switched(schedule, false), use(['a']), 1);
    expect(schedule.on).toBe(false);
    schedule = look(schedule, use(['a', 'b']), 2);
    expect(schedule.on).toBe(true);
    // One that leaves, or comes back, is no start.
    schedule = look(switched(schedule, false), use(['b']), 3);
    expect(schedule.on).toBe(false);
  });

  it('CMD-2: restarts once, after a quiet minute and a countdown of half a minute', () => {
    let schedule = owedSince(1_000);
    schedule = look(schedule, use([]), 1_000 + restartQuietMs - 1);
    expect(leftMs(schedule, 1_000 + restartQuietMs - 1)).toBeUndefined();
    expect(nextLookMs(schedule, 2_000)).toBe(1_000 + restartQuietMs);
    schedule = look(schedule, use([]), 1_000 + restartQuietMs);
    expect(leftMs(schedule, 1_000 + restartQuietMs)).toBe(restartCountdownMs);
    expect(leftMs(schedule, 1_000 + restartQuietMs + restartCountdownMs)).toBe(0);
    schedule = look(settled(schedule), use([]), 1_000_000);
    expect(leftMs(schedule, 1_000_000)).toBeUndefined();
    expect(nextLookMs(schedule, 1_000_000)).toBeUndefined();
  });

  it('CMD-2: does nothing when it was switched off, or the tenant withholds restarts, or there is none', () => {
    const off = look(switched(look(nothingOwed, use(['a']), 0), false), use([]), 1);
    expect(off.owed).toBe(false);
    const withheld = use([], { sessions: [{ session: 'a', restartsWithheld: true }] });
    expect(look(nothingOwed, withheld, 0).on).toBe(false);
    expect(look(look(nothingOwed, withheld, 0), use([]), 1).owed).toBe(false);
    expect(look(nothingOwed, use(['a'], { possible: false }), 0).on).toBe(false);
  });

  it('CMD-2: waits while the room is in a call, or not known to be in none; then the minute begins anew', () => {
    for (const call of ['in-call', 'unknown'] as const) {
      let schedule = look(owedSince(0), use([]), restartQuietMs);
      expect(schedule.countingSinceMs).toBeDefined();
      schedule = look(schedule, use([], { call }), restartQuietMs + 1);
      expect([schedule.owed, schedule.countingSinceMs]).toEqual([true, undefined]);
      schedule = look(schedule, use([]), 1_000_000);
      expect(nextLookMs(schedule, 1_000_000)).toBe(1_000_000 + restartQuietMs);
    }
  });

  it('CMD-2: a new session cancels it; one that is refused only puts it off', () => {
    const counting = look(owedSince(0), use([]), restartQuietMs);
    const asked = look(counting, use([], { asked: true }), restartQuietMs + 1);
    expect([asked.owed, asked.countingSinceMs]).toEqual([true, undefined]);
    const begun = look(asked, use(['b']), restartQuietMs + 2);
    expect([begun.owed, begun.on]).toEqual([false, true]);
  });

  // Mostly a room that is left alone: otherwise no restart would ever come about.
  const event = fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('sessions' as const), sessions: fc.constant<string[]>([]) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('sessions' as const), sessions: fc.subarray(['a', 'b', 'c', 'd']) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('asked' as const), asked: fc.constantFrom(false, false, true) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('call' as const),
        call: fc.constantFrom('idle' as const, 'idle' as const, 'in-call' as const, 'unknown' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), on: fc.boolean() }) },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
    },
  );

  it('CMD-2: whatever happens in which order, no restart without a quiet room for the whole minute and the countdown', () => {
    let restarts = 0;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let schedule = nothingOwed;
        let room = use([]);
        let nowMs = 0;
        /** Since when nobody was there, nobody asked and no call was on. */
        let undisturbedMs: number | undefined;
        let countedMs: number | undefined;
        /** What the last session's end left: whether the switch was on, and nothing has used that up yet. */
        let owed = false;
        const turn = (): void => {
          const wasOn = schedule.on;
          const had = schedule.sessions.length > 0;
          schedule = look(schedule, room, nowMs);
          const quiet = room.sessions.length === 0 && !room.asked && room.call === 'idle';
          undisturbedMs = quiet ? (undisturbedMs ?? nowMs) : undefined;
          if (room.sessions.length > 0) owed = false;
          else if (had) owed = wasOn;
          const left = leftMs(schedule, nowMs);
          if (left === undefined) countedMs = undefined;
          else countedMs ??= nowMs;
          if (left !== 0) return;
          restarts += 1;
          expect(owed).toBe(true);
          expect(nowMs - (undisturbedMs ?? nowMs)).toBeGreaterThanOrEqual(restartQuietMs + restartCountdownMs);
          expect(nowMs - (countedMs ?? nowMs)).toBeGreaterThanOrEqual(restartCountdownMs);
          owed = false;
          schedule = settled(schedule);
        };
        for (const one of events) {
          if (one.do === 'sessions') room = { ...room, sessions: use(one.sessions).sessions };
          else if (one.do === 'asked') room = { ...room, asked: one.asked };
          else if (one.do === 'call') room = { ...room, call: one.call };
          else if (one.do === 'switch') schedule = switched(schedule, one.on);
          else nowMs += one.ms;
          turn();
        }
      }),
      { numRuns: 20_000, seed: 20_260_101 },
    );
    expect(restarts).toBeGreaterThan(100);
  });
});
