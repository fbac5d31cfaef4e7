import { limits } from '@ringside/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { EndedSessions } from './ended-sessions.ts';

/** Heartbeats in a row that nobody can drop and keep its lease. */
const turn = limits.leaseMs / limits.heartbeatMs + 2;

let ended: EndedSessions;
let nowMs: number;
beforeEach(() => {
  ended = new EndedSessions();
  nowMs = 1_000_000;
});

function endMany(count: number): string[] {
  const sessions = Array.from({ length: count }, (_, index) => `session-${index}`);
  for (const session of sessions) ended.add(session, nowMs);
  return sessions;
}

describe('sessions that are over, in heartbeats', () => {
  it('SES-4, threat 6: one is named until no ticket for it can be valid by anybody’s clock', () => {
    ended.add('over', nowMs);
    const untilMs = nowMs + limits.ticketMs + 2 * limits.clockSkewMs;
    for (; nowMs <= untilMs; nowMs += limits.heartbeatMs) expect(ended.next(nowMs)).toEqual(['over']);
    expect(ended.next(nowMs)).toEqual([]);
  });

  it('SES-4, threat 6: of more than one heartbeat may name all are named, each for longer than a lease', () => {
    const earlier = endMany(3 * limits.endedSessions - 100);
    const beatsOf = new Map<string, number[]>();
    for (let beat = 0; beat < 4 * turn; beat++) {
      // While others have their first turn, and have theirs again: it goes before the latter.
      if (beat === 2 * turn + 2) ended.add('later', nowMs);
      const names = ended.next(nowMs);
      expect(names.length).toBeLessThanOrEqual(limits.endedSessions);
      for (const session of names) beatsOf.set(session, [...(beatsOf.get(session) ?? []), beat]);
      nowMs += limits.heartbeatMs;
    }
    for (const session of [...earlier, 'later']) {
      const [first = Number.NaN, ...more] = beatsOf.get(session) ?? [];
      expect(more.slice(0, turn - 1)).toEqual(Array.from({ length: turn - 1 }, (_, index) => first + index + 1));
    }
    expect(beatsOf.get('later')?.[0]).toBe(2 * turn + 2);
  });

  it('SES-4, threat 6: heartbeats in between, which a node can bring about, make no turn shorter than a lease', () => {
    const sessions = endMany(2 * limits.endedSessions);
    const namedMs = new Map<string, number>();
    const unnamedMs = new Map<string, number>();
    for (let atMs = 0; atMs < 3 * turn * limits.heartbeatMs; atMs += 100) {
      const names = new Set(ended.next(nowMs + atMs, atMs % limits.heartbeatMs === 0));
      for (const session of sessions) {
        if (names.has(session)) namedMs.set(session, namedMs.get(session) ?? atMs);
        else if (namedMs.has(session)) unnamedMs.set(session, unnamedMs.get(session) ?? atMs);
      }
    }
    for (const session of sessions) {
      const fromMs = namedMs.get(session) ?? Number.NaN;
      const untilMs = unnamedMs.get(session) ?? Number.POSITIVE_INFINITY;
      expect(untilMs - fromMs).toBeGreaterThan(limits.leaseMs);
    }
  });

  it('SES-4: none is forgotten before it had its turn, however many there are', () => {
    const sessions = endMany(limits.endedSessions + 1);
    nowMs += 3_600_000;
    const named = new Set<string>();
    for (let names = ended.next(nowMs); names.length > 0; names = ended.next(nowMs)) {
      for (const session of names) named.add(session);
    }
    expect(named).toEqual(new Set(sessions));
  });
});
