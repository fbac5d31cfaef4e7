import { describe, expect, it } from 'vitest';
import type { Session } from './session-records.ts';
import type { SessionState } from './session-state.ts';
import { overdueReason, reconstructedEnd } from './session-sweep.ts';

const session = (state: SessionState): Session => ({
  id: 's',
  tenantId: 't',
  operatorId: 'o',
  deviceId: 'd',
  permission: 'view',
  reason: '',
  origin: 'https://portal.example',
  node: 'n',
  instance: 'i',
  requestedMs: 0,
  endsAtMs: 60 * 60_000,
  ticketExpiresMs: 60_000,
  replacedTickets: 0,
  state,
});

describe('overdue sessions', () => {
  it('TOK-1: a ticket counts as never used 90 s after its expiry: skew, the room that is asked, and the event on its way', () => {
    const requested = session({ phase: 'requested' });
    expect(overdueReason(requested, 0, 150_000)).toBeUndefined();
    expect(overdueReason(requested, 0, 150_001)).toBe('never-started');
    // Its node may have started it, and cannot say so yet.
    expect(overdueReason(requested, 1, 150_001)).toBeUndefined();
    expect(overdueReason(requested, 60_000, 150_001)).toBeUndefined();
    expect(overdueReason(requested, 60_001, 150_001)).toBe('never-started');
  });

  it('SES-4: a started session is over when its node has been away longer than it may come back', () => {
    const started = session({ phase: 'started', startedMs: 1 });
    expect(overdueReason(started, 0, 1e6)).toBeUndefined();
    expect(overdueReason(started, 60_000, 1e6)).toBeUndefined();
    expect(overdueReason(started, 60_001, 1e6)).toBe('lease-lapsed');
  });

  it('SES-7: nothing outlives its time limit; an agent has 5 s more to say so itself', () => {
    const started = session({ phase: 'started', startedMs: 1 });
    const suspended = session({ phase: 'suspended', startedMs: 1, suspendedMs: 2, resumeUntilMs: 1e12 });
    for (const live of [started, suspended]) {
      expect(overdueReason(live, 0, 60 * 60_000 + 5_000)).toBeUndefined();
      expect(overdueReason(live, 0, 60 * 60_000 + 5_001)).toBe('time-limit');
    }
  });

  it('SES-5: a suspended session is over after its window; a relay in touch has 5 s more to say so itself', () => {
    const suspended = session({ phase: 'suspended', startedMs: 1, suspendedMs: 10_000, resumeUntilMs: 40_000 });
    expect(overdueReason(suspended, 5, 40_000)).toBeUndefined();
    expect(overdueReason(suspended, 5, 40_001)).toBe('resume-expired');
    expect(overdueReason(suspended, 0, 45_000)).toBeUndefined();
    expect(overdueReason(suspended, 0, 45_001)).toBe('resume-expired');
  });

  it('SES-3: what has ended is never overdue', () => {
    const ended = session({ phase: 'ended', startedMs: null, endedMs: 5, reason: 'operator' });
    expect(overdueReason(ended, 1e9, 1e12)).toBeUndefined();
  });
});

describe('ends that nobody could report', () => {
  it('AUD-1: of a session whose relay is gone: a lease after it was last heard of, never before its start', () => {
    const started = session({ phase: 'started', startedMs: 1_000_000 });
    expect(reconstructedEnd(started, 'lease-lapsed', 70_000, 1_100_000)).toBe(1_035_000);
    expect(reconstructedEnd(started, 'lease-lapsed', 200_000, 1_100_000)).toBe(1_000_000);
    const suspended = session({ phase: 'suspended', startedMs: 1, suspendedMs: 10_000, resumeUntilMs: 40_000 });
    expect(reconstructedEnd(suspended, 'resume-expired', 5, 90_000)).toBe(40_000);
  });

  it('AUD-1: are not those that services decide themselves, nor those while the relay is in touch', () => {
    const started = session({ phase: 'started', startedMs: 1 });
    expect(reconstructedEnd(started, 'withdrawn', 70_000, 1e6)).toBeUndefined();
    expect(reconstructedEnd(started, 'time-limit', 70_000, 1e6)).toBeUndefined();
    expect(reconstructedEnd(started, 'resume-expired', 0, 1e6)).toBeUndefined();
  });
});
